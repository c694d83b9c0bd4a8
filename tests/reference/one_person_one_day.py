"""The slow and obvious way to count what one person brought in on one day, line by line and order by order (US alone).

Only what the test draws is known here: orders that name a line by shipment and item 0, values in dollars, no stock.
"""

import datetime as dt
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import polars as pl

from counterfoil.enforcement.consignees.relief import modes_of, origins_of, rule_for
from counterfoil.enforcement.consignees.rule_file import Rules

FIRST_RULE, RULING = dt.date(2020, 1, 24), dt.date(2020, 7, 28)
Totals = dict[tuple[Any, ...], tuple[Decimal, Decimal]]


def totals(lines: list[dict[str, Any]], orders: list[Any], rules: Rules, *, known_until: dt.date) -> Totals:
    """Return value and value not known by day, whom they are counted for, who that is, limit and rule."""
    consumers = sorted({name for line in lines for name, _ in _bought(line, orders)})
    sums: dict[tuple[Any, ...], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for line in lines:
        assert line["arrived_on"] <= known_until
        rule = _rule(line, rules)
        for whom, who, known, value in _parts(line, orders, consumers):
            sums[(line["arrived_on"], whom, who, *rule)][0 if known else 1] += value
    return {key: (value[0], value[1]) for key, value in sums.items()}


def _rule(line: dict[str, Any], rules: Rules) -> tuple[Decimal | None, str]:
    origin = origins_of(pl.Series([line["origin_country"]], dtype=pl.String)).item()
    mode = modes_of(pl.Series([line["tracking_number"]], dtype=pl.String), otherwise=None).item()
    relief = next(one for one in rules.reliefs if one.name == "us-1321")
    found = rule_for(relief, "duty and tax", day=line["arrived_on"], origin=origin, mode=mode)
    return (None, found.why) if found.rule is None else (found.rule.limit, found.rule.says)


def _named(line: dict[str, Any], orders: list[Any]) -> list[dict[str, Any]]:
    given = [one for one in orders if one is not None]
    return [one for one in given if one["shipment_id"] == line["shipment_id"] and line["item"] == 0]


def _bought(line: dict[str, Any], orders: list[Any]) -> list[tuple[str, int]]:
    """Return consumers and the units that each had bought before the line came, in the order of their first orders."""
    if line["arrived_on"] < FIRST_RULE:
        return []
    found: dict[str, int] = {}
    for one in _named(line, orders):
        if one["consumer"] is not None and one["sold_on"] < line["arrived_on"]:
            found[one["consumer"]] = found.get(one["consumer"], 0) + one["units"]
    left, capped = line["pieces"], []
    for name, units in found.items():
        taken = units if left is None else min(units, left)
        left = None if left is None else left - taken
        if taken:
            capped.append((name, taken))
    return capped


def _parts(line: dict[str, Any], orders: list[Any], consumers: list[str]) -> list[tuple[str, str, bool, Decimal]]:
    """Return whom, who, whether that is known, and the value, for every part of a line."""
    bought = _bought(line, orders)
    units, place = line["pieces"], line["facility_gln"]
    perhaps = sum(
        one["units"]
        for one in _named(line, orders)
        if one["consumer"] is not None and one["sold_on"] == line["arrived_on"]
    )
    sold = sum(number for _, number in bought)
    parts: list[tuple[str, str, bool, int]] = [
        ("consumer", f"consumer {1 + consumers.index(name)}", True, number) for name, number in bought
    ]
    ruled = line["arrived_on"] >= RULING
    if units is None:
        unsold = None not in orders and not _units_told(line, orders)
        parts.append(("facility", place, ruled and unsold, 1))
    else:
        rest = units - sold
        unknown = rest if None in orders else min(perhaps, rest)
        parts += [("facility", place, ruled, rest - unknown), ("facility", place, False, unknown)]
    return _valued([part for part in parts if part[3]], line["declared_value"])


def _units_told(line: dict[str, Any], orders: list[Any]) -> int:
    return sum(one["units"] for one in _named(line, orders))


def _valued(parts: list[tuple[str, str, bool, int]], value: Decimal) -> list[tuple[str, str, bool, Decimal]]:
    """Share the value by units, each part taking what the parts up to it have more than those before."""
    whole, until, shared, found = sum(part[3] for part in parts), 0, Decimal(0), []
    for whom, who, known, units in parts:
        until += units
        upto = (value * until / whole).quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN)
        found.append((whom, who, known, upto - shared))
        shared = upto
    return found
