"""What `inspect` makes of a file: its table, its columns, and a mapping that works as it stands."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.inspection.column_guess import guesses
from counterfoil.intake.inspection.columns import Column
from counterfoil.intake.inspection.header_words import CALLED, SURE, fit
from counterfoil.intake.inspection.inspect import Asked, Inspection, inspect
from counterfoil.intake.inspection.mapping_draft import mapping_text
from counterfoil.intake.inspection.value_shapes import shapes_of
from counterfoil.intake.mapping import LINE_NAME, read_mapping
from counterfoil.intake.table_kinds import TABLE_KINDS
from intake.samples import mapped, offers_of, shared_file, stream

OFFERS = next(kind for kind in TABLE_KINDS if kind.name == "offers")
SELLERS = next(kind for kind in TABLE_KINDS if kind.name == "sellers")


def inspected(content: str | bytes, **asked: str) -> Inspection:
    data = content.encode() if isinstance(content, str) else content
    mapping = mapped(asked.pop("mapping")) if "mapping" in asked else None
    return inspect(lambda: io.BytesIO(data), Asked("file.csv", mapping=mapping, **asked))  # type: ignore[arg-type]


def named(found: Inspection) -> dict[str, str]:
    return {ours: guess.theirs.name for ours, guess in found.found.items()}


TRANSLATED = {
    "German": "Artikelnummer;Bezeichnung;Preis;Währung;Hersteller;Zustand;Bild;Verkäufer",
    "French": "Référence;Désignation;Prix;Devise;Marque;État;Image;Vendeur",
    "Spanish": "Código;Título;Precio;Moneda;Marca;Estado;Imagen;Vendedor",
    "Italian": "Codice;Titolo;Prezzo;Valuta;Marca;Condizione;Immagine;Venditore",
    "Chinese": "商品编号;商品名称;价格;货币;品牌;成色;主图;卖家",
    "Russian": "Артикул;Название;Цена;Валюта;Бренд;Состояние;Фото;Продавец",
    "English": "Listing ID;Product Name;Current Price;Currency;Maker;Item Condition;Picture URL;Shop Name",
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_headers_in_other_languages_are_understood(language: str) -> None:
    rows = "".join(f"A{n};Fjord shoes {n};12,50;EUR;Halvorsen;new;https://x/{n}.jpg;s-{n}\n" for n in range(5))
    found = inspected(TRANSLATED[language] + "\n" + rows)
    theirs = TRANSLATED[language].split(";")
    ours = ["id", "title", "price", "price_currency", "brand", "condition", "image_link", "external_seller_id"]
    assert named(found) == dict(zip(ours, theirs, strict=True))
    assert all(guess.sure for guess in found.found.values())
    assert (found.kind.name, found.reading.kept, found.reading.rejected) == ("offers", 5, 0)


VENDOR = (  # the kind of table that brand-protection services export
    "Detection ID,Listing Title,Listing URL,Platform,Seller Name,Asking Price,Date Detected,Label,Screenshot\n"
    "D-1,Halvorsen Fjord shoes,https://m.example/1,Shopmart,best_deals,US $20.00,2026-11-01,suspicious,https://m.example/1.png\n"
    "D-2,Fjord boots,https://m.example/2,Shopmart,best_deals,US $25.00,2026-11-02,clean,https://m.example/2.png\n"
)


def test_an_export_of_a_brand_protection_service_is_read_through_the_draft() -> None:
    found = inspected(VENDOR)
    assert named(found) == {
        "id": "Detection ID",
        "title": "Listing Title",
        "link": "Listing URL",
        "image_link": "Screenshot",
        "price": "Asking Price",
        "external_seller_id": "Seller Name",
        "marketplace": "Platform",
        "seen_at": "Date Detected",
    }
    assert (found.reading.kept, found.reading.rejected) == (2, 0)


def test_values_alone_give_columns_away_and_the_lines_are_marked() -> None:
    rows = "".join(f"x{n},Halvorsen Fjord shoes size {n},https://x/{n}.png,{n}.50 EUR\n" for n in range(9))
    found = inspected("k1,k2,k3,k4\n" + rows)
    assert named(found) == {"title": "k2", "image_link": "k3", "price": "k4"}
    assert not any(guess.sure for guess in found.found.values())
    assert found.draft.count("# ?") == 4  # the three and the id
    assert found.reading.kept == 9


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("ref,name,Price (INR)", 'price_currency = "INR"'),
        ("ref,name,price_usd", 'price_currency = "USD"'),
        ("ref,name,price", '# price_currency = "USD"  # no currency is told'),
    ],
)
def test_the_currency_comes_from_the_header_or_is_asked_for(header: str, line: str) -> None:
    assert line in inspected(f"{header}\n1,Fjord shoes,12.50\n2,Fjord boots,13\n").draft


def test_a_price_that_tells_its_currency_goes_before_one_that_does_not() -> None:
    found = inspected("id,title,price,priceWithCurrency\n1,Fjord shoes,12,US $12\n2,Fjord boots,13,US $13\n")
    assert named(found)["price"] == "priceWithCurrency"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("id,title,price\n1,Fjord shoes,3 USD\n", "offers"),
        ("mark,owner,nice_classes\nHalvorsen,Halvorsen AS,25\n", "rights"),
        ("Trademark,Proprietor,Class,Reg No\nHalvorsen,Halvorsen AS,25,123\n", "rights"),
        ("Seller ID,Company Name,Email,Phone,VAT\ns-1,A,a@x.example,1,2\n", "sellers"),
        ("offer_id,units,returned\n1,2,0\n", "sales"),
        ("offer_id,kind,made_at\n1,not authentic,2026-11-01\n", "complaints"),
        ("currency,usd\nEUR,1.1\n", "rates"),
        ("subject_id,label,origin,selection_probability\n1,counterfeit,random audit,0.1\n", "labels"),
        ("subject_id,decision\n1,hold\n", "decisions"),
    ],
)
def test_the_table_that_fits_best(content: str, kind: str) -> None:
    found = inspected(content)
    assert found.kind.name == kind
    assert (found.fits, found.reading.kept) == (True, 1)


def test_a_feed_needs_no_mapping() -> None:
    feed = (
        '<rss xmlns:g="http://base.google.com/ns/1.0"><channel>'
        + "".join(f"<item><g:id>{n}</g:id><title>Fjord</title></item>" for n in range(3))
        + "</channel></rss>"
    )
    found = inspected(feed)
    assert (found.format, found.kind.name, found.draft, found.reading.kept) == ("google_merchant", "offers", "", 3)
    assert [column.name for column in found.columns.columns] == ["id", "title"]
    assert [column.filled for column in found.columns.columns] == [3, 3]


def test_rejects_are_those_of_a_reading() -> None:
    found = inspected("id,title,price\n1,Fjord,-3 USD\n2,,4 USD\n3,Fjord,5 USD\n4,Fjord\n")
    assert (found.reading.kept, found.reading.rejected) == (1, 3)
    assert found.columns.broken == 1
    assert found.reading.rejects is not None
    assert found.reading.rejects["line"].sort().to_list() == [2, 3, 5]


def test_a_given_mapping_is_read_and_none_is_drafted() -> None:
    found = inspected("a,b\n1,Fjord\n", mapping='[columns]\nid = "a"\ntitle = "b"')
    assert (found.draft, found.reading.kept) == ("", 1)


def test_the_user_may_name_the_table() -> None:
    assert inspected("id,name\n1,Fjord\n", table="sellers").kind.name == "sellers"


def test_a_file_that_fits_nothing_is_said_to() -> None:
    found = inspected("a,b\n1,2\n3,4\n")
    assert (found.kind.name, found.fits, found.reading.kept) == ("offers", False, 0)
    assert "# title" in found.draft


def test_names_that_stand_twice_are_counted_only() -> None:
    found = inspected("id,title,note,note,\n1,Fjord,a,b,\n")
    assert ([column.name for column in found.columns.columns], found.columns.more) == (["id", "title"], 3)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(UserError, match="is empty"):
        inspected("")


HEADERS = st.lists(
    st.one_of(
        st.sampled_from(
            ["price", "Preis", "SKU", "Product URL", "价格", "EAN", 'a "b"', "x = 1", "\u2028", "#c", "Currency"]
        ),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9),
    ),
    min_size=1,
    max_size=6,
    unique=True,
)
CELLS = st.one_of(
    st.sampled_from(["", "12.5", "3 USD", "https://x/1.jpg", "4006381333931", "EUR", "new"]), st.text(max_size=6)
)


@given(headers=HEADERS, cells=st.lists(CELLS, min_size=6, max_size=6), kind=st.sampled_from(TABLE_KINDS))
def test_every_draft_is_a_mapping(headers: list[str], cells: list[str], kind) -> None:  # type: ignore[no-untyped-def]
    columns = [
        Column(name, 1, cell, shapes_of([cell] if cell else [])) for name, cell in zip(headers, cells, strict=False)
    ]
    found = guesses(columns, kind)
    text = mapping_text(found, kind, columns, file="a\nb", encoding="cp1252")
    mapping = read_mapping(stream(text), file="m")
    expected = {ours: guess.theirs.name for ours, guess in found.items() if not guess.by_name}
    made = {"id": LINE_NAME} if "id" in kind.required and "id" not in found else {}
    assert dict(mapping.columns) == expected | made
    assert len({guess.theirs.name for guess in found.values()}) == len(found)


def test_a_draft_about_people_shows_no_value() -> None:
    found = inspected("Seller No,Company Name,Email\n1,Acme,a@x.example\n", table="sellers")
    assert "Acme" not in found.draft
    assert "a@x.example" not in found.draft


@pytest.mark.parametrize(
    ("header", "ours", "sure"),
    [
        ("Product_Link", "link", True),
        ("image_link", "image_link", True),
        ("Image_link_1", "image_link", True),
        ("merchant_id", "id", False),
        ("listingPrice", "price", True),
        ("Unverbindliches", "price", False),
    ],
)
def test_how_well_a_header_fits(header: str, ours: str, sure: bool) -> None:
    assert (fit(header, "offers", ours) >= SURE) is sure
    assert fit(header, "offers", ours) <= max(CALLED, fit(ours, "offers", ours))


LISTINGS = (
    "dealer_watches.csv",
    "ebay_mens_perfume.csv",
    "replica_catalogue_kakobuylinki.csv",
    "retail_catalogue_myntra.csv",
    "retail_catalogue_sportswear.csv",
    "wish_summer_2020.csv",
    "hard_negatives_keyword.csv",
    "../formats/marketplace-listings-csv/aliexpress.csv",
)


@pytest.mark.shared
@pytest.mark.parametrize("name", LISTINGS)
def test_real_listings_are_read_in_full_through_the_untouched_draft(name: str) -> None:
    folder = "" if name.startswith("..") else "listings/"
    path = shared_file(folder + name.removeprefix("../"))
    found = inspect(lambda: path.open("rb"), Asked(path.name))
    assert found.kind.name == "offers"
    assert found.draft
    through = offers_of(path, found.draft)
    assert (through.kept.height, through.rejects.height) == (found.columns.rows, 0)
    assert (found.reading.kept, found.reading.rejected) == (found.columns.rows, 0)
