"""Whose stock lies where, what is known of them, and what is new since the last register?"""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.consignees.rule_file import rules_of, shipped_rules
from counterfoil.enforcement.consignees.seller_register import seller_register, with_changes, without_owner
from counterfoil.tables.registered_seller import RegisteredSeller
from counterfoil.tables.seller import Seller
from enforcement.consignees.given import COLUMBUS, DAY, RENO, RULES, declarations, line, lines, stock
from screening.screened import table

WHOLE = {"name": "N", "country": "US", "address": "A", "registrationNumber": "R", "email": "n@example.com"}
BLUE, MOSS = "9521011001028", "9521011001042"


def lying(quantity: Any, **told: Any) -> dict[str, Any]:
    return {"quantity": quantity, "gtin": BLUE, "external_seller_id": "s-1", "facility": "Reno"} | told


def register(
    *rows: dict[str, Any],
    sellers: list[dict[str, Any]] | None = None,
    arrivals: Any = (),
    declared: Any = (),
    rules: Any = RULES,
) -> pl.DataFrame:
    return seller_register(
        stock(*rows),
        sellers=table(Seller, [{"id": "s-1"} | WHOLE] if sellers is None else sellers),
        lines=lines(*arrivals),
        declarations=declarations(*declared),
        rules=rules.register,
        day=DAY,
        country="US",
    )


def test_units_are_counted_by_seller_facility_and_product() -> None:
    found = register(
        lying(3), lying(4, gtin="0" + BLUE, sscc="1"), lying(5, gtin=MOSS),
        lying(7, facility_gln=COLUMBUS, facility="C"),
        lying(9, external_seller_id="s-2", gtin=None, sku="A-1"), lying(-2, entry="adjustment"),
        lying(2, quantity_unit="CT"), lying(8, external_seller_id=None),
    )  # fmt: skip
    told = found.select("facility_gln", "facility", "seller_id", "units", "units_by_gtin", "lines_not_counted").rows()
    assert told == [
        (RENO, "Reno", "s-1", 12, [f"{BLUE}: 7", f"{MOSS}: 5"], 1),
        (RENO, "Reno", "s-2", 9, ["A-1: 9"], 0),
        (COLUMBUS, "C", "s-1", 7, [f"{BLUE}: 7"], 0),
    ]
    assert without_owner(stock(lying(8, external_seller_id=None), lying(1))) == 1


SINCE = [  # what tells of the seller's first day in Reno
    ([lying(3)], [], None),
    ([lying(3, counted_at=dt.datetime(2026, 9, 30, tzinfo=dt.UTC))], [], "2026-09-30"),
    ([lying(3, inbound_shipment_id="P-1")], [line("P-1", "2026-09-02", external_seller_id=None)], "2026-09-02"),
    ([lying(3)], [line("P-2", "2026-08-01")], "2026-08-01"),
    ([lying(3)], [line("P-2", "2026-08-01", facility_gln=COLUMBUS)], None),
    ([lying(3)], [line("P-2", "2026-11-09")], None),
]


@pytest.mark.parametrize(("rows", "arrivals", "since"), SINCE)
def test_a_seller_is_there_since_the_first_day_that_is_told(rows: Any, arrivals: Any, since: str | None) -> None:
    (found,) = register(*rows, arrivals=arrivals)["since"].to_list()
    assert (str(found) if found else None) == since


MISSING = [
    (WHOLE, []),
    (WHOLE | {"name": None, "address": None}, ["name", "address"]),
    (WHOLE | {"registrationNumber": None}, ["number in a register, or tax number"]),
    (WHOLE | {"registrationNumber": None, "taxNumber": "T"}, []),
    (WHOLE | {"email": None, "phone": "P"}, []),
    (WHOLE | {"country": None, "email": None}, ["country", "e-mail or telephone"]),
    (WHOLE | {"country": "HK"}, []),  # an agent for service is asked of nobody: M-L, off
]


@pytest.mark.parametrize(("seller", "missing"), MISSING)
def test_what_is_missing_is_named(seller: dict[str, Any], missing: list[str]) -> None:
    assert register(lying(3), sellers=[{"id": "s-1"} | seller])["missing"].to_list() == [missing]


def test_a_seller_without_a_row_stands_in_the_register_all_the_same() -> None:
    (row,) = register(lying(3), sellers=[]).rows(named=True)
    assert (row["seller_id"], row["name"], row["missing"]) == ("s-1", None, ["a row in the file of sellers"])


def test_an_operator_may_ask_for_an_agent_for_service_of_sellers_abroad() -> None:
    own = shipped_rules("seller-register-1").replace(b'verified = "M-L"', b'verified = "M-L"\non = true')
    rules = rules_of([("own.toml", own)])
    sellers = [{"id": "s-1"} | WHOLE | {"country": "Hong Kong"}, {"id": "s-2"} | WHOLE]
    found = register(lying(3), lying(3, external_seller_id="s-2"), sellers=sellers, rules=rules)
    assert found["missing"].to_list() == [["agent for service"], []]


DECLARED = [
    ({}, ("2026-08-20", "EX-1")),
    ({"facility_gln": RENO}, ("2026-08-20", "EX-1")),
    ({"facility_gln": COLUMBUS}, (None, None)),
    ({"shipment_id": "P-1"}, (None, None)),  # with one shipment alone
    ({"declared_on": dt.date(2026, 11, 9)}, (None, None)),
    ({"external_seller_id": "s-2"}, (None, None)),
]


@pytest.mark.parametrize(("told", "expected"), DECLARED)
def test_a_seller_is_declared_or_not(told: dict[str, Any], expected: tuple[str | None, str | None]) -> None:
    one = {"external_seller_id": "s-1", "declared_on": dt.date(2026, 8, 20), "reference": "EX-1"} | told
    later = {"external_seller_id": "s-1", "declared_on": dt.date(2026, 10, 1), "facility_gln": COLUMBUS}
    (row,) = register(lying(3), declared=[later, one]).rows(named=True)
    assert (str(row["declared_on"]) if row["declared_on"] else None, row["declared_as"]) == expected


def test_changes_between_two_registers() -> None:
    two = {"id": "s-2"} | WHOLE
    before = register(
        lying(3), lying(4, external_seller_id="s-2"), lying(5, external_seller_id="s-3"),
        sellers=[{"id": "s-1"} | WHOLE, two],
    )  # fmt: skip
    after = register(
        lying(2), lying(4, external_seller_id="s-2"), lying(6, external_seller_id="s-4"),
        sellers=[{"id": "s-1"} | WHOLE | {"address": "B"}, two],
    )  # fmt: skip
    told = with_changes(after, before)
    assert told.select("seller_id", "change", "changed", "units").rows() == [
        ("s-1", "changed", ["units", "units_by_gtin", "address"], 2),
        ("s-2", "unchanged", [], 4),
        ("s-3", "gone", [], 0),
        ("s-4", "new", [], 6),
    ]
    assert RegisteredSeller.is_valid(told)
    again = with_changes(before, told)
    assert again.select("seller_id", "change").rows()[2:] == [("s-3", "new"), ("s-4", "gone")]


def test_no_stock_is_an_empty_register() -> None:
    assert register().is_empty()
    assert with_changes(register(), register(lying(3)))["change"].to_list() == ["gone"]
