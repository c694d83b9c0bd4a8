"""Every real file of a format, inspected where it lies: its format, its table, how many rows are kept and set aside.

Rows were counted beside, by plain means, in the tests of the readers.
"""

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.inspection.inspect import Asked, Inspection, inspect
from intake.samples import shared_file

pytestmark = pytest.mark.shared
ROOT = "formats"
HELD = {  # format, table: files with the rows kept and set aside
    ("amazon", "offers"): {
        "amazon-spapi/catalogItems_2022-04-01.examples.json": (4, 2),
        "amazon-spapi/listings-feed-schema-v2.example.json": (1, 4),
        "amazon-spapi/listingsItems_2021-08-01.examples.json": (8, 15),
    },
    ("ebay", "offers"): {
        "ebay-browse/sample_response_100.json": (100, 0),
    },
    ("edifact", "shipments"): {
        "edi-edifact/INVOIC_D.03B_Interchange_with_UNA.txt": (2, 0),
        "edi-edifact/ORDERS_D.03B_Interchange.txt": (4, 0),
    },
    ("x12", "shipments"): {
        "edi-x12/856.Crossdock.OK.edi": (5, 0),
        "edi-x12/940.2.OK.edi": (1, 0),
        "edi-x12/940.OK.edi": (3, 0),
        "edi-x12/MultipleInterchangesAndGroups.edi": (6, 0),
    },
    ("euipo", "rights"): {
        "euipo-tmview/euipo_trademark_search_response.json": (1, 0),
    },
    ("tmview", "rights"): {
        "euipo-tmview/tmview_search_hit.json": (1, 0),
    },
    ("follow_the_money", "parties"): {
        "followthemoney/donations.ijson": (95, 379),
        "followthemoney/parteispenden_entities.ftm.json": (96, 379),
        "followthemoney/t1_entities.ftm.json": (6, 1),
    },
    ("gleif", "parties"): {
        "gleif-lei/lei_item.json": (1, 0),
    },
    ("google_merchant", "offers"): {
        "google-merchant-feed/celebird_apparel_upi_example.xml": (2, 0),
        "google-merchant-feed/google_feed.xml": (47, 0),
    },
    ("delimited", "offers"): {
        "google-merchant-feed/google_feed_first24.tsv": (24, 0),
        "marketplace-listings-csv/aliexpress.csv": (30, 0),
        "meta-catalog/reddit_feed.csv": (48, 0),
    },
    ("gpc", "categories"): {
        "gs1-gpc/gpc-attType.tsv": (2072, 0),
        "gs1-gpc/gpc-hier.tsv": (6073, 0),
    },
    ("category_table", "categories"): {
        "hs-hts/harmonized-system.csv": (6940, 0),
        "mcc-codes/mcc_codes.csv": (981, 0),
    },
    ("hts", "categories"): {
        "hs-hts/htsdata_excerpt.json": (8, 0),
    },
    ("magento", "offers"): {
        "magento-csv/products_gear_bags.csv": (14, 0),
        "magento-csv/products_gear_watches.csv": (9, 0),
    },
    ("meta_listings", "offers"): {
        "meta-catalog/facebook_feed.xml": (48, 0),
    },
    ("ofac", "party details"): {
        "sanctions-lists/ofac_add.csv": (11696, 0),
        "sanctions-lists/ofac_alt.csv": (9682, 0),
        "sanctions-lists/ofac_sdn_comments.csv": (13, 0),
        "sanctions-lists/ofac_small_add.csv": (28, 0),
        "sanctions-lists/ofac_small_alt.csv": (18, 0),
        "sanctions-lists/ofac_small_sdn_comments.csv": (1, 0),
    },
    ("ofac", "parties"): {
        "sanctions-lists/ofac_sdn.csv": (8976, 0),
        "sanctions-lists/ofac_small_sdn.csv": (17, 0),
    },
    ("us_consolidated", "parties"): {
        "sanctions-lists/us_csl_consolidated_small.csv": (13, 0),
    },
    ("product_page", "offers"): {
        "schemaorg-product-html/opengraph_ns_product_test.html": (1, 0),
        "schemaorg-product-html/product-ref.html": (1, 1),
        "schemaorg-product-html/product.html": (1, 0),
        "schemaorg-product-html/product_microdata.html": (1, 0),
    },
    ("shopify", "offers"): {
        "shopify-csv/apparel.csv": (22, 0),
        "shopify-csv/home-and-garden.csv": (21, 0),
        "shopify-csv/jewelery.csv": (23, 0),
    },
    ("shopify_json", "offers"): {
        "shopify-json/product.json": (4, 0),
        "shopify-json/products.json": (5, 0),
    },
    ("companies_house", "parties"): {
        "uk-companies-house/BasicCompanyData_sample.csv": (1, 0),
    },
    ("uspto_bulk", "rights"): {
        "uspto-bulk-xml/annual-2025-full-tx-60146682.xml": (1, 0),
        "uspto-bulk-xml/annual-2025-sparse-tx-70165419.xml": (1, 0),
        "uspto-bulk-xml/wrapped_annual_sample.xml": (2, 0),
    },
    ("st66", "rights"): {
        "uspto-tsdr-st66-st96/rn2713476-ST66.xml": (1, 0),
        "uspto-tsdr-st66-st96/rn3886986-ST66.xml": (1, 0),
        "uspto-tsdr-st66-st96/sn87881347-ST66.xml": (1, 0),
    },
    ("st96", "rights"): {
        "uspto-tsdr-st66-st96/rn2713476-ST96.xml": (1, 0),
        "uspto-tsdr-st66-st96/rn3886986-ST96.xml": (1, 0),
        "uspto-tsdr-st66-st96/sn87881347-ST96.xml": (1, 0),
    },
    ("woocommerce", "offers"): {
        "woocommerce-csv/sample_products.csv": (24, 0),
    },
}
TWO_EVENTS = {  # of 47 documents; the others hold one
    "epcis/JSON__EPCISQueryDocument.jsonld",
    "epcis/JSON__Example-TransactionEvents-2020_07_03y.jsonld",
    "epcis/JSON__Example_9.6.1-ObjectEvent-with-pseudo-SBDH-headers.jsonld",
    "epcis/JSON__Example_9.6.1-ObjectEvent.jsonld",
    "epcis/JSON__Example_9.6.1-with-comment.jsonld",
    "epcis/JSON__PersistentDisposition-example.jsonld",
    "epcis/JSON__WithDigitalLinkID__Example_9.6.1-ObjectEventWithDigitalLink.jsonld",
    "epcis/JSON__WithErrorDeclaration__ErrorDeclarationAndCorrectiveEvent.jsonld",
    "epcis/JSON__WithErrorDeclaration__Example_9.6.1-ObjectEvent-with-error-declaration.jsonld",
}
THROUGH_A_DRAFT = {  # tables of other things, which a drafted mapping could read as offers
    "dsa-sor/example_statement.json": (1, 0),
    "hs-hts/sections.csv": (21, 0),
    "reference-tables/provenance_economies.tsv": (12, 0),
    "reference-tables/replica_slang.tsv": (17, 0),
    "schemaorg-product-html/null_ld_mock.jsonld": (1, 1),
    "schemaorg-product-html/product-ref.json": (1, 1),
    "schemaorg-product-html/product.json": (1, 0),
    "schemaorg-product-html/product_custom_url.json": (1, 0),
    "schemaorg-product-html/product_custom_url_and_node_id.json": (1, 0),
}
FITS_NO_TABLE = {
    "amazon-fba-tsv/headers.txt",
    "amazon-spapi/fbaInventory.examples.json",
    "amazon-spapi/listingsRestrictions_2021-08-01.examples.json",
    "carrier-tracking/LICENSE",
    "country-codes/country-codes.csv",
    "dsa-sor/example_multi_statements.json",
    "edi-x12/NonEdi.edi",
    "schemaorg-product-html/opengraph_ns_product_test.json",
    "unicode-confusables/woodgern-confusables_LICENSE",
}
NOTHING_OF_ITS_TABLE = {  # what is said of it
    "edi-x12/940.W05.Only.edi": "a message must hold a line of goods",
    "edi-x12/ControlNumbersMismatch.edi": "the control number at the end of a message must be that at its beginni",
    "gleif-lei/repex_item.json": "a record must have an LEI and an Entity; reporting exceptions and rela",
}
REFUSED = {  # what is said of them
    "is JSON, but neither JSON Lines nor an array of objects": (
        "amazon-spapi/BrandedItemContentChangeNotification.json",
        "amazon-spapi/ListingsItemStatusChangeNotification.json",
        "amazon-spapi/catalogItems_2022-04-01.json",
        "amazon-spapi/fbaInventory.json",
        "amazon-spapi/listings-feed-schema-v2.json",
        "amazon-spapi/listingsItems_2021-08-01.json",
        "amazon-spapi/listingsRestrictions_2021-08-01.json",
        "carrier-tracking/amazon.json",
        "carrier-tracking/canadapost.json",
        "carrier-tracking/canpar.json",
        "carrier-tracking/dhl.json",
        "carrier-tracking/dpd.json",
        "carrier-tracking/fedex.json",
        "carrier-tracking/gofo.json",
        "carrier-tracking/landmark.json",
        "carrier-tracking/lasership.json",
        "carrier-tracking/old_dominion.json",
        "carrier-tracking/ontrac.json",
        "carrier-tracking/purolator.json",
        "carrier-tracking/s10.json",
        "carrier-tracking/speedee.json",
        "carrier-tracking/ups.json",
        "carrier-tracking/usps.json",
        "carrier-tracking/yodel.json",
        "carrier-tracking/yunexpress.json",
        "epcis/EPCIS-JSON-Schema.json",
        "nice-classes/nice-classification.json",
        "shopify-json/orders.json",
    ),
    "is not a table: its first line names no columns": (
        "epcis/LICENSE",
        "google-product-taxonomy/taxonomy-with-ids.en-US.txt",
        "unicode-confusables/confusables.txt",
    ),
    "describes no product (JSON-LD, microdata or OpenGraph)": (
        "schemaorg-product-html/JSONLD_with_JS_comment.html",
        "schemaorg-product-html/JSONLD_with_control_characters.html",
        "schemaorg-product-html/null_ld_mock.html",
    ),
}


def looked_at(name: str) -> Inspection:
    path = shared_file(f"{ROOT}/{name}")
    return inspect(lambda: path.open("rb"), Asked(path.name))


def test_every_file_is_told_of_here() -> None:
    root = shared_file(ROOT)
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    events = {name for name in files if name.endswith(".jsonld") and name.startswith("epcis/")}
    told = [
        *(name for names in HELD.values() for name in names),
        *THROUGH_A_DRAFT,
        *FITS_NO_TABLE,
        *NOTHING_OF_ITS_TABLE,
    ]
    told += [*events, *(name for names in REFUSED.values() for name in names)]
    assert sorted(told) == sorted(files)
    assert len(events) == 47
    assert events >= TWO_EVENTS


@pytest.mark.parametrize("known", HELD, ids=" ".join)
def test_what_holds_a_table(known: tuple[str, str]) -> None:
    for name, (kept, rejected) in HELD[known].items():
        found = looked_at(name)
        assert (found.format, found.kind.name, found.fits) == (*known, True), name
        assert (found.reading.kept, found.reading.rejected, found.reading.failure) == (kept, rejected, None), name


def test_events() -> None:
    root = shared_file(ROOT)
    for path in sorted(root.glob("epcis/*.jsonld")):
        name = str(path.relative_to(root))
        found = looked_at(name)
        assert (found.format, found.kind.name) == ("epcis_json", "events"), name
        assert (found.reading.kept, found.reading.rejected) == (2 if name in TWO_EVENTS else 1, 0), name


@pytest.mark.parametrize("name", THROUGH_A_DRAFT)
def test_what_a_draft_could_read(name: str) -> None:
    found = looked_at(name)
    assert (found.kind.name, found.fits, bool(found.draft)) == ("offers", True, True)
    assert (found.reading.kept, found.reading.rejected) == THROUGH_A_DRAFT[name]


@pytest.mark.parametrize("name", sorted(FITS_NO_TABLE))
def test_what_fits_no_table(name: str) -> None:
    assert not looked_at(name).fits


@pytest.mark.parametrize("name", NOTHING_OF_ITS_TABLE)
def test_what_holds_nothing_of_its_table(name: str) -> None:
    found = looked_at(name)
    assert found.reading.kept == 0
    assert NOTHING_OF_ITS_TABLE[name] in str(found.reading.failure)


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_refused(said: str) -> None:
    for name in REFUSED[said]:
        with pytest.raises(UserError) as refusal:
            looked_at(name)
        assert said in str(refusal.value), name
