"""Do the example files hold together? Ids, references, counts, prices and the truth about every offer."""

from collections import Counter
from datetime import datetime
from decimal import Decimal

import pytest
from PIL import Image

from examples.files import EXAMPLES, ROOT, items, table

SIGNS = (
    "mark broken up by signs",
    "confusable letters",
    "misspelling by one letter",
    "joined word",
    "product-line mark without its house mark",
    "placeholder where the brand belongs",
    "brand field names another brand",
    "signs inside the brand field",
    "self-contradicting location",
    "grade instead of a condition",
    "price far below the genuine ones",
    "bad check digit",
    "one GTIN on two products",
    "GTIN of another company",
    "a product the owner does not make",
    "terminated seller",
    "seller back after termination",
    "replica words beside a mark",
    "comparative: inspired by a mark",
    "one template under several sellers",
    "one bestseller, one wording, one price",
    "buyers say it is not authentic",
    "mark on the picture alone",
    "picture of goods found false",
)
HARD_NEGATIVES = (
    "case for a mark",
    "compatible with",
    "fits",
    "used genuine goods",
    "authorised seller with a discount",
    "genuine line called Replica",
    "inspired by in the maker's own text",
    "AAA batteries",
    "1:1 scale model",
    "mirror furniture",
    "faux leather",
    "common word that is also a mark",
    "not the mark",
    "grey-market trader abroad",
    "tester or no box",
    "mark in another script",
    "one mark, two owners",
)
ORDINARY = ("plain genuine offer", "seller that is not on the list")
TRUTHS = {"genuine", "counterfeit", "grey market", "mark misuse", "unrelated"}
UNKNOWN_SELLER = "s-99"

TRUTH = {row["offer_id"]: row for row in table("truth.csv")}
ITEMS = items()
SELLERS = {row["id"]: row for row in table("sellers.csv")}


def test_the_marketplace_has_the_size_that_the_readme_names() -> None:
    counted = {name: len(table(f"{name}.csv")) for name in ("rights", "sellers", "truth", "genuine_catalogue")}
    assert counted == {"rights": 25, "sellers": 40, "truth": 311, "genuine_catalogue": 217}
    assert len(ITEMS) == 316


def test_ids_are_unique_but_for_the_one_that_is_repeated_on_purpose() -> None:
    repeated = [key for key, count in Counter(item.get("id", "") for item in ITEMS).items() if count > 1]
    assert len(repeated) == 1
    assert TRUTH[repeated[0]]["truth"] == "genuine"
    for name in ("rights.csv", "sellers.csv", "complaints.csv", "genuine_catalogue.csv"):
        assert len({row["id"] for row in table(name)}) == len(table(name)), name


def test_every_usable_offer_has_one_line_of_truth_and_only_five_rows_are_spoiled() -> None:
    usable = [item for item in ITEMS if item.get("id") in TRUTH]
    assert {item["id"] for item in usable} == set(TRUTH)
    assert len(ITEMS) - len(TRUTH) == 5


@pytest.mark.parametrize("sign", [*SIGNS, *HARD_NEGATIVES, *ORDINARY])
def test_every_sign_is_shown_by_an_offer(sign: str) -> None:
    assert sign in {row["sign"] for row in TRUTH.values()}


def test_signs_are_shown_by_false_offers_and_hard_negatives_by_fair_ones() -> None:
    for row in TRUTH.values():
        assert row["truth"] in TRUTHS
        assert row["sign"] in (*SIGNS, *HARD_NEGATIVES, *ORDINARY), row
        assert (row["sign"] in SIGNS) == (row["truth"] in ("counterfeit", "mark misuse")), row


def test_between_sixty_and_eighty_offers_are_suspect() -> None:
    assert 60 <= sum(row["sign"] in SIGNS for row in TRUTH.values()) <= 80


def test_every_offer_has_a_seller_on_the_list_but_one() -> None:
    strangers = [item for item in ITEMS if item["external_seller_id"] not in SELLERS]
    assert [item["external_seller_id"] for item in strangers] == [UNKNOWN_SELLER]


def test_every_authorised_seller_exists_and_is_active() -> None:
    named = {seller for row in table("rights.csv") for seller in row["authorised_sellers"].split(";") if seller}
    assert {SELLERS[seller]["status"] for seller in named} == {"active"}


def test_the_account_that_came_back_shares_its_telephone_and_tax_number_with_the_terminated_one() -> None:
    gone, back = SELLERS["s-31"], SELLERS["s-34"]
    assert (gone["status"], back["status"]) == ("terminated", "active")
    assert (gone["phone"], gone["taxNumber"]) == (back["phone"], back["taxNumber"])
    others = [row["taxNumber"] for key, row in SELLERS.items() if key != "s-34"]
    assert len(set(others)) == len(others)


def test_parties_are_plainly_invented() -> None:
    for row in SELLERS.values():
        assert "-555-01" in row["phone"], row["id"]
        assert row["email"].endswith("@example.com"), row["id"]


def test_prices_of_usable_offers_are_amounts_in_a_currency_with_a_rate() -> None:
    currencies = {row["currency"] for row in table("rates.csv")}
    asked = [item["price"] for item in ITEMS if item.get("id") in TRUTH and "title" in item]
    amounts = [price.split(" ") for price in asked]
    assert {currency for _, currency in amounts} <= currencies
    assert all(Decimal(amount) > 0 for amount, _ in amounts)


def test_times_are_utc() -> None:
    for item in ITEMS:
        assert datetime.fromisoformat(item["seen_at"]).utcoffset() is not None


def test_every_picture_is_small_square_and_used() -> None:
    drawn = {f"pictures/{path.name}" for path in (EXAMPLES / "pictures").glob("*.png")}
    assert {item["image_link"] for item in ITEMS} == drawn
    assert sum((EXAMPLES / name).stat().st_size for name in drawn) < 400_000
    for name in drawn:
        with Image.open(EXAMPLES / name) as picture:
            assert (picture.size, picture.format) == ((320, 320), "PNG"), name


def test_complaints_and_sales_speak_of_offers_that_exist() -> None:
    spoken_of = {row["offer_id"] for name in ("complaints.csv", "sales.csv") for row in table(name)}
    assert spoken_of <= set(TRUTH)
    for row in table("sales.csv"):
        assert int(row["returned"]) + int(row["charged_back"]) <= int(row["units"]), row


@pytest.mark.shared
def test_every_category_is_a_path_of_the_google_product_taxonomy() -> None:
    taxonomy = ROOT.parent / "shared/data/formats/google-product-taxonomy/taxonomy-with-ids.en-US.txt"
    if not taxonomy.exists():
        pytest.skip("needs the taxonomy in ../shared/data/formats, which is absent here")
    paths = {line.partition(" - ")[2] for line in taxonomy.read_text(encoding="utf-8").splitlines()}
    used = {item["google_product_category"] for item in ITEMS}
    assert used | {row["google_product_category"] for row in table("genuine_catalogue.csv")} <= paths
