"""Which single thing was read when, where and at which step? Events and scans as one table of readings."""

import polars as pl

from counterfoil.codes import gs1
from counterfoil.codes.gs1_columns import THING, things
from counterfoil.tables.goods_event import EPCS
from counterfoil.text.each_once import each_once

COMMISSIONING = "commissioning"
READING: dict[str, type[pl.DataType] | pl.DataType] = {
    **THING,
    "at": pl.Datetime("us", "UTC"),
    "place": pl.String,
    "step": pl.String,
    "begins": pl.Boolean,
    "event_id": pl.String,
}
_MADE = "outputEPCList"


def of_events(events: pl.DataFrame) -> pl.DataFrame:
    """Return the readings (READING) that events (contract GoodsEvent) tell of: things, children and parents.

    `begins`: the thing begins here: it is commissioned, or a transformation makes it, or an ObjectEvent adds it and
    says no other step (EPCIS 2.0, section 7.4; some add what they only begin to follow, at receiving). Events that were
    declared wrong are passed over; `wrong_events` names those before them.
    """
    standing = events.filter(pl.col("errorDeclarationTime").is_null()).with_columns(
        place=_places(pl.coalesce("readPoint", "bizLocation"), events),
        added=pl.all_horizontal(
            pl.col("type") == "ObjectEvent",
            (pl.col("action") == "ADD").fill_null(value=False),
            pl.col("bizStep").is_null(),
        ),
    )
    kept = ["eventTime", "place", "bizStep", "eventID", "added"]
    given = [name for name in EPCS if standing[name].list.len().sum()]
    parts = [
        standing.select(*kept, code=pl.col(name), made=pl.lit(name == _MADE)).explode("code").drop_nulls("code")
        for name in given
    ]
    parts.append(standing.select(*kept, code="parentID", made=pl.lit(value=False)).drop_nulls("code"))
    return _things(pl.concat(parts).rename({"eventTime": "at", "bizStep": "step", "eventID": "event_id"}))


def wrong_events(events: pl.DataFrame) -> pl.Series:
    """Return the ids of events that a later error declaration takes back (EPCIS 2.0, section 7.4.1.3)."""
    return events.filter(pl.col("errorDeclarationTime").is_not_null())["eventID"].drop_nulls().unique()


def of_scans(scans: pl.DataFrame) -> pl.DataFrame:
    """Return the readings (READING) of scans (contract Scan)."""
    step = pl.col("step").str.to_lowercase()
    named = scans.select(
        "code", step=step, at="scanned_at", event_id=pl.lit(None, dtype=pl.String), added=False, made=False
    )
    return _things(named.with_columns(place=place_keys(scans["place"])))


def place_keys(places: pl.Series) -> pl.Series:
    """Return places so that their forms are one: the GLN without its extension where there is one, else the text."""
    return each_once(places, _place)


def _place(text: str) -> str:
    bare = text.strip()
    key = gs1.parse(bare)
    if key is None:
        return bare
    if key.kind in ("gln", "pgln"):
        return key.number
    return bare if key.kind != "gtin" or key.serial else key.number[1:]  # a bare GLN looks like a GTIN-13


def _places(places: pl.Expr, events: pl.DataFrame) -> pl.Series:
    standing = events.filter(pl.col("errorDeclarationTime").is_null())
    return place_keys(standing.select(places).to_series())


def _things(read: pl.DataFrame) -> pl.DataFrame:
    """Return the readings of single things; classes, quantities and pallets have no serial number to be cloned."""
    found = read.hstack(things(read["code"])).filter(pl.col("serial").is_not_null())
    begins = pl.any_horizontal("added", "made", (pl.col("step") == COMMISSIONING).fill_null(value=False))
    return found.with_columns(begins=begins).select(pl.col(name).cast(dtype) for name, dtype in READING.items())
