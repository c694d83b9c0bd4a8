"""Do the numbers hold? Check digits of GTIN, GLN and SSCC by python-stdnum, company prefixes by the rights."""

import pytest
from stdnum import ean

from examples.files import items, table

TRUTH = {row["offer_id"]: row for row in table("truth.csv")}
CODED = [item for item in items() if item.get("gtin") and item.get("id") in TRUTH]


def test_a_gtin_fails_its_check_exactly_where_the_truth_says_so() -> None:
    failing = {item["id"] for item in CODED if not ean.is_valid(item["gtin"])}
    assert failing == {key for key, row in TRUTH.items() if row["sign"] == "bad check digit"}


def test_catalogue_and_stock_carry_valid_gtins() -> None:
    for name in ("genuine_catalogue.csv", "inventory.csv"):
        assert all(ean.is_valid(row["gtin"]) for row in table(name)), name


@pytest.mark.parametrize("name", ["shipments.csv", "inventory.csv"])
def test_facilities_carry_valid_glns(name: str) -> None:
    places = {row["facility_gln"] for row in table(name)}
    assert len(places) == 2
    assert all(ean.is_valid(place) for place in places)


def test_pallets_carry_valid_ssccs_of_their_own() -> None:
    pallets = [row["sscc"] for row in table("inventory.csv")]
    assert len(set(pallets)) == len(pallets)
    assert all(len(code) == 18 and ean.calc_check_digit(code[:-1]) == code[-1] for code in pallets)


def test_a_genuine_offer_carries_the_prefix_of_an_owner_of_the_mark() -> None:
    prefixes = {prefix for row in table("rights.csv") for prefix in row["company_prefixes"].split(";")}
    honest = [item for item in CODED if TRUTH[item["id"]]["truth"] == "genuine"]
    assert all(item["gtin"][:7] in prefixes for item in honest)


def test_a_code_of_another_company_bears_the_prefix_of_another_owner_on_the_list() -> None:
    owners = {prefix: row["mark"] for row in table("rights.csv") for prefix in row["company_prefixes"].split(";")}
    borrowed = [item for item in CODED if TRUTH[item["id"]]["sign"] == "GTIN of another company"]
    assert borrowed
    assert all(owners[item["gtin"][:7]] != item["brand"] for item in borrowed)


def test_no_number_belongs_to_a_company_that_exists() -> None:
    assert {item["gtin"][:3] for item in CODED} == {"952"}  # GS1 keeps 952 for examples


def test_one_code_on_two_products_really_names_two_brands_or_two_things() -> None:
    twice = [item for item in CODED if TRUTH[item["id"]]["sign"] == "one GTIN on two products"]
    catalogue = {row["gtin"]: row["title"] for row in table("genuine_catalogue.csv") if row["condition"] == "new"}
    assert all(item["title"] != catalogue[item["gtin"]] for item in twice)
    assert all(sum(other["gtin"] == item["gtin"] for other in CODED) > 1 for item in twice)
