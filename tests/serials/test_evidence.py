"""Each kind of evidence on a drawn table: where it fires, and the honest readings on which it must not."""

import polars as pl
import pytest

from counterfoil.serials.clones import AT_ONCE, SAME_STAY
from counterfoil.serials.steps import CLOCKS
from counterfoil.tables.finding import Finding
from counterfoil.tables.suspect_serial import SuspectSerial
from serials.drawn import COLUMBUS, NEXT_DOOR, RENO, Drawn, judged, kinds, ranges, readings

HOUR = 3600


def test_a_number_is_commissioned_once_or_again_after_it_was_decommissioned() -> None:
    found = judged(
        readings(
            ("twice", 0, "A", "commissioning"), ("twice", 5, "B", "commissioning"),
            ("told by two files", 0, "A", "commissioning"), ("told by two files", 0, "A", "commissioning"),
            ("posted again", 0, "A", "commissioning"), ("posted again", CLOCKS / HOUR, "A", "commissioning"),
            ("used again", 0, "A", "commissioning"), ("used again", 3, "A", "decommissioning"),
            ("used again", 5, "A", "commissioning"),
            ("once", 0, "A", "commissioning"), ("once", 9, "A", "shipping"),
        )
    )  # fmt: skip
    assert kinds(found) == {"twice": ["commissioned_twice"]}


@pytest.mark.parametrize(
    ("rows", "fires"),
    [
        ([("x", 0, "A", ""), ("x", AT_ONCE / HOUR, "B", "")], True),  # the same moment
        ([("x", 0, "A", ""), ("x", (AT_ONCE + 1) / HOUR, "B", "")], False),
        ([("x", 0, "A", "shipping"), ("x", 0, "B", "receiving")], False),  # one clerk books both ends of a way
        ([("x", 0, "A", "storing"), ("x", 4, "B", "receiving"), ("x", 8, "A", "picking")], True),  # within one stay
        ([("x", 0, "A", "storing"), ("x", 4, "B", ""), ("x", 5, "B", ""), ("x", 8, "A", "picking")], True),
        ([("x", 0, "A", "storing"), ("x", 4, "B", ""), ("x", SAME_STAY / HOUR + 0.1, "A", "picking")], False),
        ([("x", 0, "A", "shipping"), ("x", 4, "B", ""), ("x", 8, "A", "picking")], False),  # it was sent, and came back
        ([("x", 0, "A", ""), ("x", 4, "B", ""), ("x", 8, "C", "")], False),
        ([("x", 0, "A", ""), ("y", 0, "B", "")], False),
        ([("x", 0, "A", ""), ("x", 0, None, "")], False),
    ],
)  # fmt: skip
def test_one_piece_is_at_one_place(rows: list[Drawn], *, fires: bool) -> None:
    assert kinds(judged(readings(*rows))) == ({"x": ["two_places_at_once"]} if fires else {})


def test_places_of_one_site_are_one_where_their_coordinates_say_so() -> None:
    rows = readings(("x", 0, RENO[0], ""), ("x", 0, NEXT_DOOR[0], ""))
    assert kinds(judged(rows, placed=(RENO, NEXT_DOOR))) == {}
    assert kinds(judged(rows)) == {"x": ["two_places_at_once"]}


def test_nothing_travels_faster_than_it_can_and_nothing_is_said_without_coordinates() -> None:
    rows = readings(
        ("fast", 0, "Reno", ""), ("fast", 2, "Columbus", ""), ("slow", 0, "Reno", ""), ("slow", 3, "Columbus", "")
    )
    assert kinds(judged(rows, placed=(RENO, COLUMBUS))) == {"fast": ["impossible_travel"]}  # 3,125 km
    assert kinds(judged(rows, placed=(RENO,))) == {}


def test_the_sentence_tells_distance_time_and_places_and_the_party_reads_none_of_others() -> None:
    rows = readings(("HS1", 0, "Reno", ""), ("HS1", 2, "Columbus", ""))
    finding = judged(rows, placed=(RENO, COLUMBUS)).findings.row(0, named=True)
    assert finding["detail"] == (
        "The serial number HS1 of GTIN 09521011001028 was read at Reno on 2026-09-01 00:00 UTC and at Columbus on "
        "2026-09-01 02:00 UTC: 3125 km apart, which one piece cannot travel in 120 minutes. Two pieces bear it, or a "
        "clock or a place is wrong."
    )
    assert (
        finding["party_detail"] == "The serial number HS1 was read at places too far apart for one piece in that time."
    )


def test_a_number_that_was_destroyed_is_not_read_again() -> None:
    found = judged(
        readings(
            ("risen", 0, "A", "destroying"), ("risen", 50, "B", ""),
            ("witnessed", 0, "A", "destroying"), ("witnessed", CLOCKS / HOUR, "A", "inspecting"),
            ("tag", 0, "A", "decommissioning"), ("tag", 50, "B", ""),
        )
    )  # fmt: skip
    assert kinds(found) == {"risen": ["read_after_destroyed"]}


def test_one_number_stands_beside_one_lot_however_it_is_written() -> None:
    rows = [readings(("x", at, "A", ""), lot=lot) for at, lot in enumerate(["HS2608A", "0821"])]
    assert kinds(judged(pl.concat(rows))) == {"x": ["two_lots"]}
    alike = [readings(("x", at, "A", ""), lot=lot) for at, lot in enumerate(["0821", "LOT 821", None])]
    assert kinds(judged(pl.concat(alike))) == {}


def test_a_number_that_nobody_commissioned_is_told_only_where_others_are() -> None:
    rows = readings(("made", 0, "A", "commissioning"), ("not made", 1, "A", ""))
    assert kinds(judged(rows, commissioned=9)) == {"not made": ["never_commissioned"]}
    assert kinds(judged(rows.filter(pl.col("serial") == "not made"))) == {}
    assert "though 9 of the 10 serial numbers" in judged(rows, commissioned=9).findings["detail"].item()


def test_numbers_lie_in_the_ranges_of_their_product_and_their_lot() -> None:
    owner = ranges(("HS001", "HS099", "L1", None), ("HS200", "HS299", "L2", None))
    rows = readings(("HS050", 0, "A", ""), ("HS150", 0, "A", ""), ("HS250", 0, "A", ""), lot="L1")
    assert kinds(judged(rows, of=owner)) == {"HS150": ["outside_shipped_range"], "HS250": ["outside_its_lot"]}
    assert kinds(judged(rows.with_columns(gtin=pl.lit("09521011001035")), of=owner)) == {}
    assert kinds(judged(rows.filter(pl.col("serial") == "HS250").with_columns(lot=pl.lit("L9")), of=owner)) == {}


def test_who_received_it_is_whom_it_was_shipped_to() -> None:
    owner = ranges(("HS001", "HS099", None, "A"), ("HS100", "HS199", None, "B"))
    rows = readings(
        ("HS050", 0, "B", "receiving"), ("HS051", 0, "A", "receiving"), ("HS051", 9, "B", "receiving"),
        ("HS052", 0, "shop", "receiving"), ("HS150", 0, "B", "receiving"),
    )  # fmt: skip
    found = judged(rows, of=owner)
    assert kinds(found) == {"HS050": ["shipped_to_another"]}
    assert found.things["weight"].item() < 0  # lawful trade shows the same


def test_goods_are_shipped_before_they_are_sold() -> None:
    found = judged(
        readings(
            ("early", 0, "shop", "retail_selling"), ("early", 50, "plant", "shipping"),
            ("in order", 0, "plant", "shipping"), ("in order", 50, "shop", "retail_selling"),
            ("sent back", 0, "shop", "retail_selling"), ("sent back", 9, "shop", "returning"),
            ("sent back", 50, "shop", "shipping"),
            ("come before", 0, "shop", "receiving"), ("come before", 9, "shop", "retail_selling"),
            ("come before", 50, "shop", "shipping"),
            ("clocks", 0, "shop", "retail_selling"), ("clocks", CLOCKS / HOUR, "plant", "shipping"),
            ("in a pallet", -1, "plant", "packing"), ("in a pallet", 0, "shop", "retail_selling"),
            ("in a pallet", 50, "shop", "shipping"),
            ("never shipped", 0, "shop", "retail_selling"),
        )
    )  # fmt: skip
    assert kinds(found) == {"early": ["sold_before_shipped"]}


def test_what_is_written_keeps_its_contract_and_counts_what_was_read() -> None:
    found = judged(readings(("b", 0, "A", ""), ("b", 0, "B", ""), ("a", 0, "A", "destroying"), ("a", 9, None, "")))
    SuspectSerial.validate(found.things)
    Finding.validate(found.findings)
    assert found.things["serial"].to_list() == ["a", "b"]
    assert found.things.select("readings", "places").rows() == [(2, 1), (2, 2)]


def test_no_readings_are_no_suspects() -> None:
    assert judged(readings()).things.is_empty()
