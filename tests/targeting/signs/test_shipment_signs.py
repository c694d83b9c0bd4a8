"""Every sign of a shipment: where it is seen, and a shipment close by in which it must not be."""

import datetime as dt
from string import Formatter
from typing import Any, NamedTuple

import polars as pl
import pytest

from counterfoil.evidence.observation import TEXT_PLACES
from counterfoil.targeting.signs.kinds import KINDS
from counterfoil.targeting.signs.known import CONFIRMED, DENIED, EXAMINED, PREFIXES, PRICES, SELLERS
from counterfoil.targeting.signs.risk import default_weights
from targeting.signs.drawn_shipments import DAY, known, seen, shipments, trade

Row = dict[str, Any]
RING = {"consignor": "Golden Reed General Trading FZE", "consignee": "Sunrise Deals 88", "external_seller_id": "s-29"}
BEFORE = DAY - dt.timedelta(days=9)


class Case(NamedTuple):
    """Rows and tables in which SHP-1 shows the sign, rows in which it does not, and a part of the sentence."""

    kind: str
    fires: list[Row]
    not_here: list[Row]
    says: str = ""
    told: Row = {}  # noqa: RUF012  never changed
    not_told: Row | None = None


def table(schema: dict[str, Any], *rows: tuple[Any, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def past(count: int = 1, **same: Any) -> list[Row]:
    return [{"shipment_id": f"PAST-{number}", "arrived_on": BEFORE} | same for number in range(count)]


def examined(count: int = 1, *, found: bool, on: dt.date = BEFORE) -> Row:
    return {"examined": table(EXAMINED, *((f"PAST-{number}", on, found) for number in range(count)))}


FOUND, CLEAN = examined(found=True), examined(5, found=False)
LINKED = {
    "sellers": table(
        SELLERS, ("s-29", "p-1", True), ("s-30", "p-1", True), ("s-31", "p-1", True), ("s-01", "p-2", False)
    )
}
TO_ALL = [RING | {"shipment_id": f"R-{number}", "external_seller_id": f"s-{number}"} for number in (30, 31)]
LOW = {"declared_value": "210.00"}
CASES = [
    Case("value_far_below_usual", [LOW, *trade()], [{"declared_value": "4000.00"}, *trade()], "2.10 USD a piece"),
    Case("value_far_below_usual", [LOW, *trade()], [LOW, *trade(5)]),
    Case("value_below_usual", [{"declared_value": "2000.00"}, *trade()], [LOW, *trade()], "below the usual"),
    Case(
        "value_per_kilogram_far_below_usual",
        [{"declared_value": "210.00", "pieces": None}, *trade()],
        [{"pieces": None}, *trade()],
        "a kilogram",
    ),
    Case(
        "value_below_retail_prices",
        [LOW],
        [{"declared_value": "5000.00"}],
        "the cheapest price (89.00 USD)",
        {"prices": table(PRICES, ("footwear", "USD", 89.0))},
    ),
    Case("round_low_value", [{"declared_value": "500.00"}], [{"declared_value": "50000.00"}], "500.00 USD"),
    Case("no_value", [{"declared_value": "0"}], [{}]),
    Case(
        "weight_unusual", [{"net_mass_kg": "570"}, *trade()], [{"net_mass_kg": "70"}, *trade()], "A piece weighs 5.7 kg"
    ),
    Case("description_against_hs", [{"description": "Eau de parfum"}], [{"description": "Hiking boots"}], "640411"),
    Case("description_against_hs", [{"description": "Perfume"}], [{"description": "Perfume", "hs": "392690"}]),
    Case("description_says_nothing", [{"description": "Gifts, accessories"}], [{"description": "Gift boxes of tea"}]),
    Case("description_says_nothing", [{"description": None}], [{}]),
    Case("description_says_little", [{"description": "Plastic bowls"}], [{"description": "Bowls, 24 cm"}]),
    Case("samples_in_quantity", [{"description": "Shoes, samples"}], [{"description": "Shoes, samples", "pieces": 2}]),
    Case(
        "packaging_alone",
        [{"description": "Glass bottles, empty", "hs": "701090"}],
        [{"description": "Water bottles", "hs": "392410"}],
        "look whether a mark stands on them",
    ),
    Case("goods_and_origin_often_seized", [{"origin_country": "China"}], [{"origin_country": "PT"}], "(CN)"),
    Case(
        "split_consignment",
        [{"declared_value": "2000.00"}, {"declared_value": "1900.00", "arrived_on": DAY - dt.timedelta(days=1)}],
        [{"declared_value": "2000.00"}, {"declared_value": "1900.00", "arrived_on": DAY - dt.timedelta(days=5)}],
        "One of 2 shipments of the same goods (HS 640411) between the same parties within 3 days: each below 2,500 "
        "USD, together 3900.00",
    ),
    Case(
        "split_consignment",
        [{"declared_value": "2000.00"}, {"declared_value": "1900.00"}],
        [{"declared_value": "9000.00"}, {"declared_value": "8000.00"}],
    ),
    Case(
        "many_small_shipments",
        [{"declared_value": "90.50", "arrived_on": DAY - dt.timedelta(days=day)} for day in range(12)],
        [{"declared_value": "90.50", "arrived_on": DAY - dt.timedelta(days=9 * day)} for day in range(12)],
    ),
    Case(
        "gtin_from_another_consignor",
        [{"gtin": "9521011001028"} | RING, *trade(8, consignor="Halvorsen Sport AS", gtin="9521011001028")],
        [{"gtin": "9521011001028"}, *trade(8, consignor="Halvorsen Sport AS", gtin="9521011001028")],
        "89 % of 9 lines",
    ),
    Case(
        "gtin_of_another_owner",
        [{"gtin": "9521011001028"} | RING],
        [{"gtin": "9521011001028"}],
        "09521011001028",
        {"prefixes": table(PREFIXES, ("9521011", "halvorsensport")), "businesses": frozenset(["halvorsensport"])},
    ),
    Case(
        "consignor_found_before",
        [{}, *past()],
        [{"consignor": "Another Maker"}, *past()],
        "1",
        FOUND,
    ),
    Case(
        "consignor_found_before",
        [{}, *past()],
        [{}, *past()],
        "",
        FOUND,
        examined(found=True, on=DAY),
    ),
    Case("consignor_clean_before", [{}, *past(5)], [{}, *past(4)], "5 earlier", CLEAN),
    Case(
        "consignee_found_before",
        [{"consignor": "Another Maker"}, *past()],
        [{"consignee": "Another Shop"}, *past()],
        "to this consignee",
        FOUND,
    ),
    Case("seller_found_before", [{}, *past()], [{"external_seller_id": "s-9"}, *past()], "", FOUND),
    Case(
        "goods_found_before",
        [{}, *past()],
        [{"origin_country": "VN"}, *past()],
        "such goods (HS 640411)",
        FOUND,
    ),
    Case(
        "party_found_before",
        [RING | {"external_seller_id": "s-30"}, *past(external_seller_id="s-29")],
        [RING, *past(external_seller_id="s-29")],
        "(seller s-30)",
        LINKED | FOUND,
    ),
    Case("seller_of_a_terminated_operator", [RING], [{}], "(seller s-29)", LINKED),
    Case("consignor_serves_one_operator", [RING, *TO_ALL], [RING, *TO_ALL[:1]], "3 accounts", LINKED),
    Case(
        "consignor_listed",
        [RING],
        [{}],
        "likely that of a party on the list “a list”",
        {"denied": table(DENIED, ("goldenreed", "a list", "likely"))},
    ),
    Case(
        "consignor_perhaps_listed",
        [RING],
        [{}],
        "may be that of a party",
        {"denied": table(DENIED, ("goldenreed", "a list", "possible"))},
    ),
    Case(
        "consignor_in_many_spellings",
        [{"consignor": name} for name in ("Golden Reed FZE", "Golden Reed Gen. Trading", "Goldenreed Trading")],
        [{"consignor": name} for name in ("Golden Reed FZE", "GOLDEN REED LLC", "Golden Weed Trading")],
        "3 spellings",
    ),
    Case("consignor_in_a_free_zone", [RING], [{}]),
    Case("consignor_is_owner", [{}], [RING], "", {"businesses": frozenset(["halvorsensport"])}),
    Case(
        "identical_offending_goods",
        [{}],
        [{"shipment_id": "SHP-1", "lot": "0821"}],
        "",
        {"confirmed": table(CONFIRMED, ("SHP-1", "identical offending goods"))},
        {"confirmed": table(CONFIRMED, ("SHP-1", "examine"))},
    ),
    Case(
        "goods_to_examine",
        [{}],
        [{}],
        "",
        {"confirmed": table(CONFIRMED, ("SHP-1", "examine"))},
        {"confirmed": table(CONFIRMED, ("SHP-2", "examine"))},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_a_sign_is_seen_where_it_should_be_and_nowhere_else(case: Case) -> None:
    found = seen(shipments(*case.fires), known(**case.told))
    assert case.kind in found
    assert case.says in found[case.kind]
    assert "–" not in found[case.kind] or "“–”" in found[case.kind], found[case.kind]
    not_told = case.told if case.not_told is None else case.not_told
    assert case.kind not in seen(shipments(*case.not_here), known(**not_told))


def test_every_kind_has_a_case_a_weight_and_places_that_are_filled() -> None:
    assert {case.kind for case in CASES} == {kind.name for kind in KINDS} == set(default_weights().kinds["kind"])
    for kind in KINDS:
        filled = {*TEXT_PLACES, *kind.sign().words}
        for sentence in (kind.sentence, kind.party_sentence):
            assert {place for _, place, _, _ in Formatter().parse(sentence) if place} <= filled, kind.name


def test_an_honest_shipment_shows_nothing() -> None:
    assert seen(shipments({}, *trade())) == {}


def test_what_the_consignor_reads_names_no_other_party_and_no_method() -> None:
    for kind in KINDS:
        assert not any(word in kind.party_sentence.lower() for word in ("score", "probab", "rank", "%"))
