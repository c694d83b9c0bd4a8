"""How are a line's units parted among those sold before it came in, those unsold, and those not known?"""

from typing import Any

import pytest

from enforcement.consignees.given import line, lines, sale, split, stock
from enforcement.consignees.given import sales as orders

ARRIVED = "2026-09-10"
SHIPPED = {"shipped_on": "2026-09-01"}

# the line, the order of four units of it, and how many were sold before, unsold and not known
DAYS = [
    ({}, "2026-09-09", (4, 6, 0)),
    ({}, "2026-09-10", (0, 6, 4)),  # which came first is not told
    ({}, "2026-09-11", (0, 10, 0)),
    ({}, None, (0, 6, 4)),
    (SHIPPED, "2026-08-31", (4, 6, 0)),
    (SHIPPED, "2026-09-01", (4, 6, 0)),
    (SHIPPED, "2026-09-05", (0, 6, 4)),  # importation lies somewhere between shipping and arrival
    (SHIPPED, "2026-09-10", (0, 6, 4)),
    (SHIPPED, "2026-09-11", (0, 10, 0)),
]


def parted(found: Any) -> tuple[int, int, int]:
    one: tuple[int, int, int] = found.units.select("sold", "unsold", "not_known").row(0)
    return one


@pytest.mark.parametrize(("told", "sold_on", "expected"), DAYS)
def test_the_day_of_an_order_says_whether_it_came_before(
    told: dict[str, Any], sold_on: str | None, expected: tuple[int, int, int]
) -> None:
    given = lines(line("P-1", ARRIVED, **told))
    assert parted(split(given, sale("P-1", sold_on, 4))) == expected


def test_an_order_of_nobody_named_is_no_sale_to_a_consumer() -> None:
    given = lines(line("P-1", ARRIVED))
    assert parted(split(given, sale("P-1", "2026-09-01", 4, consumer=None))) == (0, 10, 0)


def test_no_orders_given_is_not_the_same_as_no_order() -> None:
    given = lines(line("P-1", ARRIVED))
    assert parted(split(given, None)) == (0, 0, 10)
    assert parted(split(given)) == (0, 10, 0)


def test_no_more_is_sold_than_came_in() -> None:
    given = lines(line("P-1", ARRIVED))
    found = split(given, sale("P-1", "2026-09-01", 8), sale("P-1", "2026-09-02", 8, consumer="c-2"))
    assert parted(found) == (10, 0, 0)
    assert found.consumers.rows() == [(0, "c-1", 8), (0, "c-2", 2)]


def test_what_lies_in_stock_had_nobody_bought() -> None:
    given = lines(line("P-1", ARRIVED))
    lying = stock({"quantity": 7, "inbound_shipment_id": "P-1"}, {"quantity": 99, "inbound_shipment_id": "P-2"})
    assert parted(split(given, None, lying=lying)) == (0, 7, 3)
    assert parted(split(given, sale("P-1", "2026-09-10", 10), lying=lying)) == (0, 7, 3)


def test_stock_says_nothing_of_one_line_of_several() -> None:
    given = lines(line("P-1", ARRIVED), line("P-1", ARRIVED))
    lying = stock({"quantity": 7, "inbound_shipment_id": "P-1"})
    assert parted(split(given, None, lying=lying)) == (0, 0, 10)


def test_stock_in_other_units_and_changes_of_stock_are_left_out() -> None:
    given = lines(line("P-1", ARRIVED))
    lying = stock(
        {"quantity": 7, "inbound_shipment_id": "P-1", "quantity_unit": "CT"},
        {"quantity": -3, "inbound_shipment_id": "P-1", "entry": "adjustment"},
    )
    assert parted(split(given, None, lying=lying)) == (0, 0, 10)


NAMED = [  # what the order names beside the shipment of two lines, and the rows of lines that it is held for
    ({"item": 2}, [1]),
    ({"gtin": "9521011001035"}, [1]),
    ({"gtin": "09521011001028"}, [0]),
    ({"external_seller_id": "s-9"}, []),
    ({}, None),  # it may be either: set aside
]


@pytest.mark.parametrize(("told", "rows"), NAMED)
def test_an_order_is_held_for_the_one_line_that_it_names(told: dict[str, Any], rows: list[int] | None) -> None:
    both = (line("P-1", ARRIVED, item=1, gtin="9521011001028"), line("P-1", ARRIVED, item=2, gtin="9521011001035"))
    found = split(lines(*both), sale("P-1", "2026-09-01", 4, **told))
    assert found.consumers["row"].to_list() == (rows or [])
    assert found.elsewhere == (rows == [])
    assert found.rejects.rows() == (
        [("orders.csv", 2, "shipment_id", "P-1", "the sale names several lines; give its item or gtin")]
        if rows is None
        else []
    )


def test_an_order_may_name_the_order_that_the_shipment_fills() -> None:
    given = lines(line("P-1", ARRIVED, order_id="O-7"), line("P-2", ARRIVED, order_id="O-8"))
    found = split(given, sale(None, "2026-09-01", 3, order_id="O-8"))
    assert found.units["sold"].to_list() == [0, 3]


def test_an_order_for_another_shipment_is_counted_and_no_fault() -> None:
    found = split(lines(line("P-1", ARRIVED)), sale("P-9", "2026-09-01", 3))
    assert (found.elsewhere, found.rejects.height, parted(found)) == (1, 0, (0, 10, 0))


def test_an_order_that_names_no_shipment_may_be_filled_from_any_of_its_seller_and_product() -> None:
    given = lines(line("P-1", ARRIVED, gtin="9521011001028"), line("P-2", ARRIVED, gtin="9521011001035"))
    found = split(given, sale(None, "2026-09-01", 3, gtin="9521011001028", external_seller_id="s-1"))
    assert found.units["not_known"].to_list() == [3, 0]
    assert found.units["loose"].to_list() == [3, 0]


@pytest.mark.parametrize(
    ("told", "units"),
    [
        ({"pieces": 7, "quantity": 9}, 7),
        ({"pieces": None, "quantity": 9}, 9),
        ({"pieces": None, "quantity": "2.5"}, None),
        ({"pieces": None, "quantity": 9, "quantity_unit": "KGM"}, None),
    ],
)
def test_units_are_pieces(told: dict[str, Any], units: int | None) -> None:
    found = split(lines(line("P-1", ARRIVED, **told)))
    assert found.units["units"].to_list() == [units]


def test_orders_keep_their_lines() -> None:
    assert orders(sale("P-1", None, 1), sale("P-1", None, 1))["line"].to_list() == [2, 3]
