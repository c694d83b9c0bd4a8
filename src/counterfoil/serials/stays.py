"""In which order was a thing at which places? Readings in, stays and moves out.

A stay is an unbroken run of readings at one place; a move leads from one stay to the next.
"""

import polars as pl

EARTH = 6371.0088  # kilometres, mean radius (IUGG; Moritz 2000, Geodetic Reference System 1980)


def stays(readings: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each stay, in order: thing, place, first and last (time), last_step, first_step.

    `readings` have thing, at, place and step; those without a place are passed over.
    """
    ordered = readings.filter(pl.col("place").is_not_null()).sort("thing", "at", "place", "step")
    begins = pl.any_horizontal(
        pl.col("thing").ne_missing(pl.col("thing").shift()), pl.col("place") != pl.col("place").shift()
    )
    numbered = ordered.with_columns(stay=begins.fill_null(value=True).cum_sum())
    return numbered.group_by("stay", maintain_order=True).agg(
        pl.col("thing", "place").first(),
        first=pl.col("at").first(),
        last=pl.col("at").last(),
        first_step=pl.col("step").first(),
        last_step=pl.col("step").last(),
    )


def moves(readings: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each move: thing, from_place, to_place, left_at, left_step, came_at, came_step, and of the
    stay after it back_place, back_at and away_step (of leaving it); km, null where a place has no coordinates.

    `sites` have place, latitude and longitude (degrees).
    """
    found = stays(readings)
    after = {
        name: pl.when(pl.col("thing").shift(-by) == pl.col("thing")).then(pl.col(column).shift(-by))
        for name, column, by in (
            ("to_place", "place", 1), ("came_at", "first", 1), ("came_step", "first_step", 1),
            ("away_step", "last_step", 1), ("back_place", "place", 2), ("back_at", "first", 2),
        )
    }  # fmt: skip
    told = found.select("thing", from_place="place", left_at="last", left_step="last_step", **after)
    led = told.filter(pl.col("to_place").is_not_null())
    for side in ("from", "to"):
        own = sites.select(
            pl.col("place").alias(f"{side}_place"), **{f"{side}_{name}": name for name in ("latitude", "longitude")}
        )
        led = led.join(own, on=f"{side}_place", how="left", maintain_order="left")
    return led.with_columns(km=_distance()).drop(
        f"{side}_{name}" for side in ("from", "to") for name in ("latitude", "longitude")
    )


def _distance() -> pl.Expr:
    """Return the distance on the great circle in kilometres, by the haversine formula."""
    north = pl.col("to_latitude").radians() - pl.col("from_latitude").radians()
    east = pl.col("to_longitude").radians() - pl.col("from_longitude").radians()
    across = pl.col("from_latitude").radians().cos() * pl.col("to_latitude").radians().cos()
    half = (north / 2).sin() ** 2 + across * (east / 2).sin() ** 2
    return 2 * EARTH * half.clip(0, 1).sqrt().arcsin()
