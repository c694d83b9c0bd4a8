"""What rows of inventories, EPCIS events and cases tell a ledger, and what they do not."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from counterfoil.stock.of_case import of_case
from counterfoil.stock.of_events import of_events
from counterfoil.stock.of_inventory import NTH, of_inventory
from counterfoil.tables import disposition, facility_line, facility_notice, goods_event, hold_answer, inventory
from counterfoil.tables.contract import completed
from counterfoil.tables.disposition import Disposition
from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.facility_notice import FacilityNotice
from counterfoil.tables.goods_event import GoodsEvent
from counterfoil.tables.hold_answer import HoldAnswer
from counterfoil.tables.inventory import Inventory
from counterfoil.tables.stock_entry import StockEntry

NONE = pl.lit(None, pl.Datetime("us", "UTC"))
MOMENT = dt.datetime(2026, 11, 8, tzinfo=dt.UTC)


def rows(**told: Any) -> pl.DataFrame:
    """Return one row of an inventory: 212 pieces on a pallet in Reno, unless told otherwise."""
    own = completed(inventory.EXAMPLE, Inventory).with_columns(
        pl.lit(value, Inventory.create_empty().schema[name]).alias(name) for name, value in told.items()
    )
    return Inventory.cast(own).with_columns(line=pl.lit(7, pl.Int64), nth=pl.lit(1, pl.Int64))


def test_a_count_is_no_entry_and_a_change_is_one() -> None:
    told = of_inventory(rows(), file="i.csv", counted_at=NONE)
    assert (told.counts.height, told.entries.height, told.rejects.height) == (1, 0, 0)
    assert told.counts.select("id", "gtin", "units").rows() == [("i.csv:7", "09521011001028", 212)]
    more = of_inventory(rows(entry="adjustment", quantity=Decimal(5), reason="RE"), file="i.csv", counted_at=NONE)
    less = of_inventory(rows(entry="adjustment", quantity=Decimal(-5)), file="i.csv", counted_at=NONE)
    ways = [one.entries.select("units", "of", "to", "why").row(0) for one in (more, less)]
    assert ways == [(5, "outside", "available", "adjustment: RE"), (5, "available", "outside", "adjustment")]
    assert StockEntry.is_valid(pl.concat([more.entries, less.entries]), cast=False)


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"quantity": Decimal("1.5")}, "quantity", "whole number of pieces"),
    ({"quantity_unit": "KGM"}, "quantity_unit", "by weight or measure"),
    ({"counted_at": None}, "counted_at", "--counted-on"),
    ({"facility_gln": None}, "facility", "facility or its GLN"),
    ({"gtin": None, "sscc": None, "title": "Shoes"}, "gtin", "a GTIN, a number of their own or an SSCC"),
    ({"quantity": Decimal(0), "entry": "adjustment"}, "quantity", "not be of nothing"),
]


@pytest.mark.parametrize(("told", "field", "rule"), REFUSED)
def test_what_no_ledger_can_take_is_set_aside(told: dict[str, Any], field: str, rule: str) -> None:
    done = of_inventory(rows(**told), file="i.csv", counted_at=NONE)
    assert (done.counts.height, done.entries.height) == (0, 0)
    (reject,) = done.rejects.to_dicts()
    assert (reject["file"], reject["line"], reject["field"]) == ("i.csv", 7, field)
    assert rule in reject["rule"]


def test_pieces_by_another_name_and_the_moment_that_was_given() -> None:
    told = of_inventory(rows(quantity_unit="EA", counted_at=None), file="i.csv", counted_at=pl.lit(MOMENT))
    assert told.counts.select("units", "at").rows() == [(212, MOMENT)]


def test_rows_of_one_line_have_names_of_their_own() -> None:
    twice = pl.concat([rows(), rows()]).with_columns(pl.Series(NTH, [1, 2]))
    assert of_inventory(twice, file="i.edi", counted_at=NONE).counts["id"].to_list() == ["i.edi:7", "i.edi:7/2"]


CLASS = "urn:epc:class:lgtin:9521011.000102.0821"
PALLET = "urn:epc:id:sscc:9529001.0000412003"


def events(**told: Any) -> pl.DataFrame:
    own = completed(goods_event.EXAMPLE, GoodsEvent).with_columns(epcList=pl.lit(None))
    schema = GoodsEvent.create_empty().schema
    filled = own.with_columns(pl.Series(name, [value], dtype=schema[name]) for name, value in told.items())
    return GoodsEvent.cast(filled).with_columns(line=pl.lit(3, pl.Int64))


def quantity(many: str, uom: str | None = None) -> list[dict[str, Any]]:
    return [{"epcClass": CLASS, "quantity": Decimal(many), "uom": uom}]


@pytest.mark.parametrize(
    ("step", "way"),
    [
        ("receiving", [("outside", "available")]),
        ("shipping", [("available", "shipped")]),
        ("destroying", [("available", "destroyed")]),
        ("storing", []),
        (None, []),
    ],
)
def test_a_step_moves_what_it_counts(step: str | None, way: list[tuple[str, str]]) -> None:
    entries, rejects = of_events(events(bizStep=step, quantityList=quantity("40")), file="e.json")
    assert rejects.is_empty()
    assert entries.select("of", "to").rows() == way
    assert entries.select("facility", "gtin", "lot", "units").rows() == [
        ("9529001000013", "09521011001028", "0821", 40)
    ] * len(way)


def test_single_things_count_one_each_and_pallets_do_not() -> None:
    things = [f"urn:epc:id:sgtin:9521011.000102.{number}" for number in range(3)]
    entries, _ = of_events(events(epcList=[*things, PALLET]), file="e.json")
    assert entries.select("gtin", "units").rows() == [("09521011001028", 3)]
    on_it, _ = of_events(events(parentID=PALLET, childQuantityList=quantity("388")), file="e.json")
    assert on_it.select("units", "sscc").rows() == [(388, "095290010004120038")]


def test_events_that_are_wrong_or_taken_apart_tell_nothing() -> None:
    wrong, _ = of_events(events(quantityList=quantity("40"), errorDeclarationTime=MOMENT), file="e.json")
    gone, _ = of_events(events(quantityList=quantity("40"), action="DELETE"), file="e.json")
    assert wrong.is_empty()
    assert gone.is_empty()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"quantityList": quantity("4.5")}, "quantity"),
        ({"quantityList": quantity("4", "KGM")}, "uom"),
        ({"quantityList": quantity("0")}, "quantity"),
        ({"quantityList": quantity("4"), "readPoint": None}, "bizLocation"),
    ],
)
def test_an_event_that_cannot_be_counted_is_set_aside(told: dict[str, Any], field: str) -> None:
    entries, rejects = of_events(events(**told), file="e.json")
    assert entries.is_empty()
    assert rejects.select("line", "field").rows() == [(3, field)]


def test_a_case_moves_what_was_held_and_disposed_of() -> None:
    notices = FacilityNotice.cast(completed(facility_notice.EXAMPLE, FacilityNotice))
    lines = FacilityLine.cast(completed(facility_line.EXAMPLE, FacilityLine))
    one = HoldAnswer.cast(completed(hold_answer.EXAMPLE, HoldAnswer))
    answers = pl.concat(
        [one.with_columns(status=pl.lit(status), units=pl.lit(many, pl.Int64)) for status, many in
         (("held", 380), ("not found", 5), ("shipped", 2), ("refused", 1), ("picked", 0))]
    )  # fmt: skip
    gone = Disposition.cast(completed(disposition.EXAMPLE, Disposition))
    told = of_case(
        "case-1", notices, lines, answers, pl.concat([gone, gone.with_columns(id=pl.lit("d-2"), of=pl.lit("refused"))])
    )
    moves = told.select("units", "of", "to").rows()
    assert moves == [
        (380, "available", "held"),
        (5, "available", "missing"),
        (2, "available", "shipped"),
        (380, "held", "destroyed"),
        (380, "available", "destroyed"),
    ]
    assert told["id"].n_unique() == 5
    assert set(told["facility"]) == {"9529001000013"}
    assert StockEntry.is_valid(told)
