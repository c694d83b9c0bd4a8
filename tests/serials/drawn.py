"""Readings, ranges and sites as tests draw them: short, and with what does not matter filled in."""

import datetime as dt

import polars as pl

from counterfoil.serials.readings import READING
from counterfoil.serials.suspects import Suspects, suspects
from counterfoil.serials.thing_rows import GTIN_COUNTS, known
from counterfoil.tables.serial_range import SerialRange
from counterfoil.tables.site import Site

GTIN = "09521011001028"
START = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
RENO, COLUMBUS, NEXT_DOOR = ("Reno", 39.53, -119.81), ("Columbus", 39.96, -83.00), ("Reno dock 2", 39.531, -119.811)
Drawn = tuple[str, float, str | None, str]  # serial, hours after START, place, step


def at(hours: float) -> dt.datetime:
    return START + dt.timedelta(hours=hours)


def readings(*rows: Drawn, lot: str | None = None) -> pl.DataFrame:
    cells = [
        (GTIN, serial, lot, at(hours), place, step or None, step == "commissioning", None)
        for serial, hours, place, step in rows
    ]
    return pl.DataFrame(cells, schema=READING, orient="row")


def ranges(*rows: tuple[str, str, str | None, str | None]) -> pl.DataFrame:
    """Return ranges of first and last serial, lot and consignee."""
    names = ["serial_first", "serial_last", "lot", "consignee"]
    drawn = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    return SerialRange.cast(drawn.with_columns(gtin=pl.lit(GTIN)).select(SerialRange.column_names()))


def sites(*rows: tuple[str, float, float]) -> pl.DataFrame:
    drawn = pl.DataFrame(
        rows, schema={"place": pl.String, "latitude": pl.Float64, "longitude": pl.Float64}, orient="row"
    )
    return drawn.with_columns(name=pl.lit(None, dtype=pl.String)).select(Site.column_names())


def judged(
    rows: pl.DataFrame,
    *,
    of: pl.DataFrame | None = None,
    placed: tuple[tuple[str, float, float], ...] = (),
    commissioned: int = 0,
) -> Suspects:
    """Return what is found in the readings; `commissioned`: how many serial numbers of the GTIN are."""
    counts = pl.DataFrame([(GTIN, commissioned, 10)], schema=GTIN_COUNTS, orient="row")
    return suspects(rows, known(ranges() if of is None else of, sites(*placed), counts))


def kinds(found: Suspects) -> dict[str, list[str]]:
    """Return the kinds that were seen of each serial."""
    return {row["serial"]: sorted(row["kinds"]) for row in found.things.iter_rows(named=True)}
