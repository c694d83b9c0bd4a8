"""Were the worklists of several days followed? Each examination is held against the one worklist that it can be of.

Where it names no day, it is of the day that asked for its shipment last before it was opened; of what nobody asked for,
the day on which it was opened, if there is a worklist of that day.
"""

import polars as pl

from counterfoil.targeting.audit import KEY, Audited, audit, days_off, local_days

ROW = "number of the row"


def audit_days(selections: pl.DataFrame, examinations: pl.DataFrame, *, zone: str = "") -> Audited:
    """Return what became of each selected shipment of each day, and how each examination stands to the worklists.

    `selections` (contract Selection) hold at least one row, of one day or of many; `zone` as in `audit`.
    """
    days = selections["selected_for"].unique().sort()
    numbered = _assigned(examinations.with_row_index(ROW), selections, days, zone)
    found = []
    for day in days:
        told = numbered.filter(day=day)
        one = audit(selections.filter(selected_for=day), told.drop(ROW, "day"), zone=zone)
        found.append(Audited(one.selected, one.examined.with_columns(told[ROW])))
    return Audited(
        pl.concat([one.selected for one in found]),
        pl.concat([one.examined for one in found]).sort(ROW).drop(ROW),
    )


def _assigned(told: pl.DataFrame, selections: pl.DataFrame, days: pl.Series, zone: str) -> pl.DataFrame:
    """Return the examinations with the `day` of the worklist that each is held against; the first for those of none."""
    known = pl.col("selected_for").is_in(days.to_list())
    earliest, latest = local_days(zone)
    of_day = [
        pl.when(one.is_in(days.to_list())).then(one) for one in (pl.col("examined_at").dt.date(), earliest, latest)
    ]
    asked = _asked(told, selections, zone)
    guessed = told.join(asked, on=ROW, how="left", maintain_order="left").with_columns(
        day=pl.when(pl.col("selected_for").is_null())
        .then(pl.coalesce("asked_for", *of_day))
        .when(known)
        .then("selected_for")
    )
    return guessed.drop("asked_for").with_columns(pl.col("day").fill_null(days[0]))


def _asked(told: pl.DataFrame, selections: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return for rows without a day the worklist that asked for their shipment last before it was opened."""
    chosen = selections.filter("is_selected").select(*KEY, asked_for="selected_for").unique()
    meant = told.filter(pl.col("selected_for").is_null()).join(chosen, on=KEY)
    off = meant.with_columns(off=days_off(pl.col("asked_for"), zone).fill_null(0)).filter(pl.col("off") >= 0)
    far = (pl.col("examined_at").dt.date() - pl.col("asked_for")).dt.total_days().abs().fill_null(0)
    nearest = off.sort("off", far, pl.col("asked_for"), descending=[False, False, True])
    return nearest.unique(ROW, keep="first", maintain_order=True).select(ROW, "asked_for")
