"""Scans of single things, ranges of serial numbers, and the sites at which things are read, out of any plain table."""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.intake.convert import Conversion, number, time
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.streamed import read_streamed
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.scan import Scan
from counterfoil.tables.serial_range import SerialRange
from counterfoil.tables.site import Site

_LAST_ZONE = pl.duration(hours=36)  # a day is over everywhere 36 hours after it began in UTC (UTC-12)


def read_scans(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield scans in batches (columns of Scan, times in UTC, and `line`) and rejects; a day alone is no time.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_streamed(Given(stream, file, mapping, encoding), _SCANS)


def read_sold(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield scans at a till as `read_scans`; a sale of which only the day is told was made when that day was over in
    every time zone, and at no place that it could be held against others."""
    return read_streamed(Given(stream, file, mapping, encoding), _SOLD)


def read_serial_ranges(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return ranges (columns of SerialRange and `line`) and rejects; raises as `read_scans`."""
    return read_whole(
        Given(stream, file, mapping, encoding), Kind(SerialRange, ("gtin", "serial_first", "serial_last"))
    )


def read_sites(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return sites (columns of Site, degrees of WGS 84, and `line`) and rejects; raises as `read_scans`."""
    return read_whole(Given(stream, file, mapping, encoding), _SITES)


def _of_a_day(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the place of those taken out whose time is a day."""
    own = pl.col("place") if "place" in rows.columns else pl.lit(None, dtype=pl.String)
    return rows.with_columns(place=pl.when(_tells_time()).then(own), step=pl.lit("retail_selling"))


def _tells_time() -> pl.Expr:
    return pl.col("scanned_at").str.contains(":", literal=True)


def _clocked(*, or_day: bool) -> Conversion:
    read = time("scanned_at").typed
    late = pl.when(~_tells_time()).then(read + _LAST_ZONE) if or_day else pl.lit(None, dtype=pl.Datetime("us", "UTC"))
    return Conversion(
        "scanned_at", pl.when(_tells_time()).then(read).otherwise(late), "a time such as 2026-11-01T08:30:00Z"
    )


_SCANS = Kind(Scan, ("code", "scanned_at"), conversions=(_clocked(or_day=False),))
_SOLD = Kind(Scan, ("code", "scanned_at"), conversions=(_clocked(or_day=True),), prepare=_of_a_day)
_SITES = Kind(Site, ("place",), conversions=(number("latitude"), number("longitude")))
