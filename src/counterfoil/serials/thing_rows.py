"""What do the readings of each thing tell? One row for each, with what evidence asks; null where nothing is told."""

from dataclasses import dataclass

import polars as pl

from counterfoil.codes import gtin as gtins
from counterfoil.codes import lot as lots
from counterfoil.codes.serial_coverage import covered
from counterfoil.serials.clones import AT_ONCE, NEIGHBOURS, SAME_STAY
from counterfoil.serials.readings import place_keys
from counterfoil.serials.stays import moves
from counterfoil.serials.steps import ARRIVED, CAME, CLOCKS, DESTROYED, ENDED, LEAVING, SHIPPED, SOLD
from counterfoil.serials.travel import FASTEST
from counterfoil.tables.serial_range import SerialRange
from counterfoil.tables.site import Site

GTIN_COUNTS = {"gtin": pl.String, "gtin_commissioned": pl.Int64, "gtin_known": pl.Int64}


@dataclass(frozen=True)
class Known:
    """What is known beside the readings: `ranges` (contract SerialRange), `sites` (contract Site, places once), and
    how many serial numbers of each GTIN are told of and commissioned (GTIN_COUNTS)."""

    ranges: pl.DataFrame
    sites: pl.DataFrame
    counts: pl.DataFrame


def known(ranges: pl.DataFrame, sites: pl.DataFrame, counts: pl.DataFrame) -> Known:
    """Return ranges and sites in the form in which readings tell GTINs, lots and places."""
    keyed = ranges.select(SerialRange.column_names()).with_columns(
        gtin=gtins.normalised(pl.col("gtin")),
        lot=lots.normalised(pl.col("lot")),
        consignee=place_keys(ranges["consignee"]),
    )
    placed = sites.select(Site.column_names()).with_columns(place=place_keys(sites["place"]))
    return Known(keyed, placed.unique("place", keep="first", maintain_order=True), counts)


def thing_rows(readings: pl.DataFrame, told: Known) -> pl.DataFrame:
    """Return one row for each thing in the `readings` (READING; all readings of a thing among them)."""
    things = readings.group_by("gtin", "serial").agg(
        pl.col("lot").drop_nulls().first(),
        readings=pl.len().cast(pl.Int64),
        places=pl.col("place").drop_nulls().n_unique().cast(pl.Int64),
        first_read_at=pl.col("at").min(),
        last_read_at=pl.col("at").max(),
    )
    things = things.sort("gtin", "serial").with_row_index("thing")
    numbered = readings.drop("lot", "event_id").join(things.select("gtin", "serial", "thing"), on=["gtin", "serial"])
    several = numbered.join(things.filter(pl.col("places") > 1).select("thing"), on="thing", how="semi")
    led = moves(several, told.sites.select("place", "latitude", "longitude"))
    parts = [
        _lots(things, readings),
        _begun(numbered),
        _doubled(led),
        _travelled(led),
        _ended(numbered),
        _sold(numbered),
        _received(numbered),
    ]
    for part in parts:
        things = things.join(part, on="thing", how="left")
    things = things.join(told.counts, on="gtin", how="left").sort("thing")
    return _ranged(things, told.ranges).with_columns(
        subject_id=pl.concat_str(pl.lit("(01)"), "gtin", pl.lit("(21)"), "serial")
    )


def _lots(things: pl.DataFrame, readings: pl.DataFrame) -> pl.DataFrame:
    """Return of each thing a lot other than the first that a reading tells; forms of one lot number are one."""
    told = readings.select("gtin", "serial", "lot").drop_nulls().unique()
    known = told.rename({"lot": "other_lot"}).join(
        things.select("thing", "gtin", "serial", "lot"), on=["gtin", "serial"]
    )
    others = known.filter(lots.normalised(pl.col("lot")) != lots.normalised(pl.col("other_lot")))
    return others.group_by("thing").agg(pl.col("other_lot").min())


def _begun(readings: pl.DataFrame) -> pl.DataFrame:
    """The same commissioning told by two files is one: it has the same time and place."""
    begun = readings.filter("begins").unique(["thing", "at", "place"]).sort("thing", "at", "place")
    return begun.group_by("thing").agg(
        begun_times=pl.len().cast(pl.Int64),
        begun_first_at=pl.col("at").first(),
        begun_last_at=pl.col("at").last(),
        begun_first_place=pl.col("place").first(),
        begun_last_place=pl.col("place").last(),
    )


def _doubled(led: pl.DataFrame) -> pl.DataFrame:
    """Return the first move of each thing that none was: it was read elsewhere at that moment, or within one stay."""
    gone = pl.col("left_step").is_in(LEAVING).fill_null(value=False)
    came = pl.col("came_step").is_in(ARRIVED).fill_null(value=False)
    went_back = pl.col("away_step").is_in(LEAVING).fill_null(value=False)
    at_once = ((pl.col("came_at") - pl.col("left_at")).dt.total_seconds() <= AT_ONCE) & ~(gone & came)
    one_stay = (pl.col("back_place") == pl.col("from_place")) & (
        (pl.col("back_at") - pl.col("left_at")).dt.total_seconds() <= SAME_STAY
    )
    apart = (pl.col("km") > NEIGHBOURS).fill_null(value=True)
    found = led.filter(apart & (at_once | (one_stay & ~gone & ~went_back).fill_null(value=False)))
    return found.unique("thing", keep="first", maintain_order=True).select(
        "thing", double_from="from_place", double_to="to_place", double_left_at="left_at", double_came_at="came_at"
    )


def _travelled(led: pl.DataFrame) -> pl.DataFrame:
    """Return the fastest move of each thing, where it is too fast."""
    seconds = (pl.col("came_at") - pl.col("left_at")).dt.total_seconds()
    speed = pl.col("km") / ((seconds + CLOCKS) / 3600)
    too_fast = led.with_columns(speed=speed, travel_minutes=seconds // 60).filter(pl.col("speed") > FASTEST)
    ordered = too_fast.sort("thing", "speed", descending=[False, True], maintain_order=True)
    return ordered.unique("thing", keep="first", maintain_order=True).select(
        "thing",
        "travel_minutes",
        travel_km="km",
        travel_from="from_place",
        travel_to="to_place",
        travel_left_at="left_at",
        travel_came_at="came_at",
    )


def _ended(readings: pl.DataFrame) -> pl.DataFrame:
    """Return when each thing was decommissioned or destroyed, and the first reading after it was destroyed."""
    ends = readings.filter(pl.col("step").is_in(ENDED))
    ended = ends.group_by("thing").agg(
        ended_at=pl.col("at").min(), destroyed_at=pl.col("at").filter(pl.col("step") == DESTROYED).min()
    )
    others = readings.filter(~pl.col("step").is_in(ENDED).fill_null(value=False)).join(ended, on="thing")
    risen = others.filter(pl.col("at") > pl.col("destroyed_at") + pl.duration(seconds=CLOCKS)).sort(
        "thing", "at", "place"
    )
    first = risen.unique("thing", keep="first", maintain_order=True).select("thing", risen_at="at", risen_place="place")
    return ended.join(first, on="thing", how="left")


def _sold(readings: pl.DataFrame) -> pl.DataFrame:
    """Return things whose first sale lies before their first shipping, and that nobody received or packed before."""
    sold = readings.filter(pl.col("step").is_in(SOLD)).group_by("thing").agg(sold_at=pl.col("at").min())
    own = readings.join(sold, on="thing").sort("thing", "at", "place")
    shipped = own.filter(pl.col("step").is_in(SHIPPED)).unique("thing", keep="first", maintain_order=True)
    came = own.filter(pl.col("step").is_in(CAME)).group_by("thing").agg(came_at=pl.col("at").min())
    both = shipped.select("thing", "sold_at", shipped_at="at", shipped_place="place").join(came, on="thing", how="left")
    early = pl.col("sold_at") + pl.duration(seconds=CLOCKS) < pl.col("shipped_at")
    unmoved = (pl.col("came_at") >= pl.col("shipped_at")).fill_null(value=True)
    return both.filter(early & unmoved).select("thing", "shipped_at", "shipped_place", early_sold_at="sold_at")


def _received(readings: pl.DataFrame) -> pl.DataFrame:
    received = readings.filter(pl.col("step").is_in(ARRIVED) & pl.col("place").is_not_null()).sort(
        "thing", "at", "place"
    )
    return received.unique("thing", keep="first", maintain_order=True).select("thing", received_place="place")


def _ranged(things: pl.DataFrame, ranges: pl.DataFrame) -> pl.DataFrame:
    """Return the things with in_gtin, in_lot and in_consignee: null where no range speaks of such."""
    rows = things.with_columns(lot_key=lots.normalised(pl.col("lot")))
    of_lot = ranges.rename({"lot": "lot_key"})
    of_place = ranges.rename({"consignee": "received_place"})
    return rows.with_columns(
        in_gtin=covered(rows, ranges, ["gtin"]),
        in_lot=covered(rows, of_lot, ["gtin", "lot_key"]),
        in_consignee=covered(rows, of_place, ["gtin", "received_place"]),
    )
