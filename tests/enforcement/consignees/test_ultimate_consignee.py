"""Is the facility the ultimate consignee, and what does the row say of it?"""

from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.consignees.rule_file import rules_of, shipped_rules
from counterfoil.enforcement.consignees.ultimate_consignee import consignees
from counterfoil.tables.consignee import FACILITY, SOLD, UNKNOWN, Consignee
from enforcement.consignees.given import DAY, judged, line, lines, sale, split, stock

ARRIVED = "2026-09-10"
BEFORE = "2026-09-01"
NONE = "Of its 10 units none was sold to a named consumer before 2026-09-10, the day of arrival."
AT_HOME = "Its origin lies in the country itself: whether it was imported is not told."
# line, orders (None: none given), result, sentence
JUDGED: list[tuple[dict[str, Any], list[Any], str, str]] = [
    ({}, [], FACILITY, NONE),
    (
        {},
        [sale("P-1", BEFORE, 4)],
        FACILITY,
        "Of its 10 units 4 were sold to named consumers before 2026-09-10, the day of arrival, 6 were not.",
    ),
    (
        {},
        [sale("P-1", BEFORE, 10)],
        SOLD,
        "All 10 units were sold to named consumers before 2026-09-10, the day of arrival.",
    ),
    (
        {},
        [sale("P-1", ARRIVED, 10)],
        UNKNOWN,
        "Orders that may be filled from it were made around its arrival: 10 of its 10 units.",
    ),
    ({}, [None], UNKNOWN, "No orders of consumers were given, and no stock tells of it."),
    ({"pieces": None}, [], FACILITY, "The number of its units is not told; no order names it."),
    ({"pieces": None}, [sale("P-1", BEFORE, 4)], UNKNOWN, "The number of its units is not told."),
    ({"facility_gln": None}, [], UNKNOWN, "No facility is told that received it."),
    ({"arrived_on": None}, [], UNKNOWN, "The day of its arrival is not told."),
    ({"origin_country": "USA"}, [], UNKNOWN, AT_HOME),
    ({"origin_country": None}, [], FACILITY, NONE),
]  # fmt: skip


@pytest.mark.parametrize(("told", "orders", "result", "why"), JUDGED)
def test_a_line_is_judged_with_its_sentence(told: dict[str, Any], orders: list[Any], result: str, why: str) -> None:
    row = judged(lines(line("P-1", ARRIVED) | told), *orders).row(0, named=True)
    assert (row["result"], row["why"]) == (result, why)


def test_stock_tells_where_no_orders_were_given() -> None:
    lying = stock({"quantity": 7, "inbound_shipment_id": "P-1"})
    row = judged(lines(line("P-1", ARRIVED)), None, lying=lying).row(0, named=True)
    assert row["result"] == FACILITY
    assert row["why"] == "Of its 10 units 7 lie in the facility's stock, unsold when they came. Of 3 it is not known."


# the day of the policy report is the first on which a facility is treated so, and no day before
@pytest.mark.parametrize(
    ("arrived", "result", "since"),
    [("2020-01-23", UNKNOWN, None), ("2020-01-24", FACILITY, "2020-01-24"), ("2026-11-08", FACILITY, "2020-01-24")],
)
def test_the_rule_holds_from_its_day(arrived: str, result: str, since: str | None) -> None:
    row = judged(lines(line("P-1", arrived))).row(0, named=True)
    assert (row["result"], str(row["rule_since"]) if since else None) == (result, since)


def test_what_has_not_arrived_is_not_judged() -> None:
    row = judged(lines(line("P-1", "2026-11-09"))).row(0, named=True)
    assert (row["result"], row["why"], row["rule"]) == (UNKNOWN, "It has not arrived by 2026-11-08.", None)


def test_the_rule_says_that_it_is_no_regulation() -> None:
    row = judged(lines(line("P-1", ARRIVED))).row(0, named=True)
    assert row["rule"].endswith(": a policy report, not a regulation.")
    assert (row["verified"], "24 January 2020" in row["source"]) == ("V2", True)


def test_another_country_has_no_such_rule() -> None:
    row = judged(lines(line("P-1", ARRIVED)), country="DE").row(0, named=True)
    assert (row["result"], row["why"]) == (UNKNOWN, "No rule of ultimate consignees is known for DE.")


def test_a_rule_can_be_switched_off() -> None:
    shipped = shipped_rules("ultimate-consignee-1")
    own = shipped.replace(b"[[ultimate_consignee.rules]]\n", b"[[ultimate_consignee.rules]]\non = false\n")
    given = lines(line("P-1", ARRIVED))
    rules = rules_of([("own.toml", own)]).consignee
    row = consignees(given, split(given).units, rules, day=DAY, country="US", sales_given=True).row(0, named=True)
    assert (row["result"], row["rule"]) == (UNKNOWN, None)


@pytest.mark.parametrize("orders", [[], [None], [sale("P-1", BEFORE, 3)], [sale("P-2", BEFORE, 30)]])
def test_units_always_add_up_and_rows_keep_their_order(orders: list[Any]) -> None:
    given = lines(line("P-2", ARRIVED), line("P-1", "2020-01-01"), line("P-3", ARRIVED, pieces=None))
    found = judged(given, *orders)
    assert found["shipment_id"].to_list() == ["P-2", "P-1", "P-3"]
    assert Consignee.is_valid(found)
    known = found.filter(pl.col("units").is_not_null())
    parts = known["units_sold_before"] + known["units_unsold"] + known["units_not_known"]
    assert parts.to_list() == known["units"].to_list()
