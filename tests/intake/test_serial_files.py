"""Scans, sales, ranges and sites: what is kept, what is set aside, and are all rows one or the other?"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.serial_files import read_scans, read_serial_ranges, read_sites, read_sold
from counterfoil.tables.contract import Sorted

LINK = "https://id.gs1.org/01/09521011001028/21/HS1"
CELLS = st.sampled_from(["", LINK, "x", "2026-09-01", "2026-09-01T08:00:00Z", "noon", "91", "-119.81"])


def stream(header: str, *rows: tuple[str, ...]) -> io.BytesIO:
    held = io.StringIO()
    csv.writer(held).writerows([header.split(","), *rows])
    return io.BytesIO(held.getvalue().encode())


def whole(batches: Sorted | Iterator[Sorted]) -> Sorted:
    parts = [batches] if isinstance(batches, Sorted) else list(batches)
    return Sorted(pl.concat(part.kept for part in parts), pl.concat(part.rejects for part in parts))


def test_a_scan_has_a_time_of_day() -> None:
    given_rows = (
        (LINK, "2026-09-01T08:30:00+02:00", "Reno"),
        (LINK, "2026-09-01", "Reno"),
        ("", "2026-09-01T08:30Z", ""),
    )
    found = whole(read_scans(stream("code,scanned_at,place", *given_rows), file="scans.csv"))
    assert found.kept["scanned_at"].to_list() == [dt.datetime(2026, 9, 1, 6, 30, tzinfo=dt.UTC)]
    assert found.rejects.select("line", "field").rows() == [(3, "scanned_at"), (4, "code")]


def test_a_sale_of_a_day_was_made_when_it_was_over_everywhere_and_at_no_place() -> None:
    rows = ((LINK, "2026-09-01", "Reno"), (LINK, "2026-09-01T08:30:00Z", "Reno"))
    found = whole(read_sold(stream("code,scanned_at,place", *rows), file="sales.csv")).kept
    assert found.select("scanned_at", "place", "step").rows() == [
        (dt.datetime(2026, 9, 2, 12, tzinfo=dt.UTC), None, "retail_selling"),
        (dt.datetime(2026, 9, 1, 8, 30, tzinfo=dt.UTC), "Reno", "retail_selling"),
    ]


def test_a_site_lies_on_earth_or_has_no_coordinates() -> None:
    rows = (("a", "39.5", "-119.8"), ("b", "", ""), ("c", "95", "0"), ("d", "10", ""), ("e", "north", "1"))
    found = read_sites(stream("place,latitude,longitude", *rows), file="places.csv")
    assert found.kept["place"].to_list() == ["a", "b"]
    assert found.rejects["line"].to_list() == [4, 5, 6]


def test_a_range_without_an_end_is_set_aside() -> None:
    rows = (("9521011001028", "HS1", "HS9"), ("9521011001028", "HS1", ""))
    found = read_serial_ranges(stream("gtin,serial_first,serial_last", *rows), file="ranges.csv")
    assert (found.kept.height, found.rejects["field"].to_list()) == (1, ["serial_last"])


@pytest.mark.parametrize(
    ("read", "header"),
    [
        (read_scans, "code,scanned_at,place"),
        (read_sold, "code,scanned_at,place"),
        (read_sites, "place,latitude,longitude"),
        (read_serial_ranges, "gtin,serial_first,serial_last"),
    ],
)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=6))
def test_every_row_is_kept_or_set_aside(
    read: Callable[..., Sorted | Iterator[Sorted]], header: str, rows: list[tuple[str, ...]]
) -> None:
    try:
        found = whole(read(stream(header, *rows), file="f.csv"))
    except UserError:  # no row could be used
        return
    assert found.kept.height + found.rejects.height == len(rows)
