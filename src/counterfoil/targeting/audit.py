"""Was opened what was drawn? Each selected shipment of a day, and each examination, falls in exactly one class.

GAO found that inspectors did not follow the selection: who examines another shipment in the place of one that was
drawn takes from the results what they say of the rest. A worklist names a day where its facility lies, an examination a
moment in UTC. Without the facility's time zone an examination counts as of the day if that had come and not gone in
some zone of the earth (UTC-12 to UTC+14), so that nobody is called late who was not.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.tables import audited_examination as standing
from counterfoil.tables import audited_selection as outcome
from counterfoil.tables.audited_examination import AuditedExamination
from counterfoil.tables.audited_selection import AuditedSelection
from counterfoil.tables.contract import completed
from counterfoil.tables.examination import NOT_OPENED, RESULTS

KEY = ["facility", "shipment_id"]
LAST_ZONE, FIRST_ZONE = pl.duration(hours=-12), pl.duration(hours=14)
_IS_OPENED = pl.col("result") != NOT_OPENED


class Audited(NamedTuple):
    """`selected` (contract AuditedSelection) and `examined` (contract AuditedExamination, in the order given)."""

    selected: pl.DataFrame
    examined: pl.DataFrame


def audit(selections: pl.DataFrame, examinations: pl.DataFrame, *, zone: str = "") -> Audited:
    """Return what became of each selected shipment of one day, and how each examination stands to the worklist.

    `selections` (contract Selection) hold at least one row, all of one day; `zone` is the time zone of the facilities,
    such as America/Los_Angeles, or empty. Examinations of other days, and rows that came twice, are told as such.
    """
    day = selections["selected_for"].unique().item()
    asked = selections.filter("is_selected").unique(KEY, keep="first", maintain_order=True)
    told = _placed(examinations.with_row_index("row"), asked, pl.lit(day), zone)
    standings = _standings(told, asked)
    known = selections.select(*KEY, "how", "risk").unique(KEY, keep="first", maintain_order=True)
    examined = standings.join(known, on=KEY, how="left", maintain_order="left")
    return Audited(_outcomes(asked, examined), completed(examined.sort("row"), AuditedExamination))


def days_off(day: pl.Expr, zone: str) -> pl.Expr:
    """Return by how many days `examined_at` misses the day, in the zone or in the kindest of all; below 0: early."""
    at = pl.col("examined_at")
    earliest, latest = local_days(zone)
    off = pl.when(earliest > day).then(earliest - day).when(latest < day).then(latest - day).otherwise(day - day)
    return pl.when(at.is_not_null()).then(off.dt.total_days())


def local_days(zone: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the first and the last day that it may have been where the examination was."""
    at = pl.col("examined_at")
    if zone:
        local = at.dt.convert_time_zone(zone).dt.date()
        return local, local
    return (at + LAST_ZONE).dt.date(), (at + FIRST_ZONE).dt.date()


def _placed(told: pl.DataFrame, asked: pl.DataFrame, day: pl.Expr, zone: str) -> pl.DataFrame:
    """Return the examinations with days_off, is_asked, is_repeated, is_elsewhere (asked for there) and is_of_day."""
    keyed = told.join(asked.select(*KEY, is_asked=True), on=KEY, how="left", maintain_order="left")
    named = keyed.with_columns(
        pl.col("is_asked").fill_null(value=False),
        days_off=days_off(day, zone),
        is_repeated=~pl.struct(pl.exclude("row", "is_asked")).is_first_distinct(),
        is_elsewhere=pl.col("shipment_id").is_in(asked["shipment_id"].to_list()),
    )
    unsaid = pl.when("is_asked").then(pl.col("days_off").fill_null(0) >= 0).otherwise(pl.col("days_off") == 0)
    return named.with_columns(is_of_day=(pl.col("selected_for") == day).fill_null(unsaid).fill_null(value=False))


def _standings(told: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Return the examinations with their standing."""
    counts = ~pl.col("is_repeated") & pl.col("is_of_day")
    opening = counts & pl.col("is_asked") & _IS_OPENED
    first = told.filter(opening).sort("examined_at", "row").unique(KEY, keep="first", maintain_order=True)
    left = asked.join(first, on=KEY, how="anti").select("facility", instead_of="shipment_id", is_in_place=True)
    seen = told.join(left, on=["facility", "instead_of"], how="left", maintain_order="left")
    kind = (
        pl.when("is_repeated").then(pl.lit(standing.REPEATED))
        .when(~pl.col("is_of_day")).then(pl.lit(standing.OTHER_WORKLIST))
        .when(pl.col("is_asked") & ~_IS_OPENED).then(pl.lit(standing.REFUSED))
        .when(~_IS_OPENED).then(pl.lit(standing.NOT_ASKED))
        .when(pl.col("is_asked") & ~pl.col("row").is_in(first["row"].to_list())).then(pl.lit(standing.AGAIN))
        .when(pl.col("is_asked") & (pl.col("days_off") == 0)).then(pl.lit(standing.AS_DRAWN))
        .when("is_asked").then(pl.lit(standing.OTHER_DAY))
        .when("is_in_place").then(pl.lit(standing.SUBSTITUTE))
        .when("is_elsewhere").then(pl.lit(standing.OTHER_FACILITY))
        .otherwise(pl.lit(standing.NOT_SELECTED))
    )  # fmt: skip
    return seen.with_columns(standing=kind)


def _outcomes(asked: pl.DataFrame, examined: pl.DataFrame) -> pl.DataFrame:
    """Return what became of each selected shipment, from the standings of the examinations."""
    in_turn = examined.sort("examined_at", "row")
    own = (standing.AS_DRAWN, standing.OTHER_DAY, standing.AGAIN)
    opened = in_turn.filter(pl.col("standing").is_in(own)).group_by(KEY, maintain_order=True)
    openings = opened.agg(
        pl.first("examined_at", "days_off"),
        by_opener=pl.first("inspector"),
        result=pl.col("result").sort_by(pl.col("result").replace_strict(RESULTS, range(len(RESULTS)))).first(),
        times_opened=pl.len().cast(pl.Int64),
    )
    places = in_turn.filter(standing=standing.SUBSTITUTE).rename({"shipment_id": "substitute_id"})
    replaced = places.rename({"instead_of": "shipment_id"}).group_by(KEY, maintain_order=True)
    substitutes = replaced.agg(
        pl.first("substitute_id"),
        place_risk=pl.first("risk"),
        place_reason=_first("reason"),
        by_other=_first("inspector"),
    )
    refused = in_turn.filter(standing=standing.REFUSED).group_by(KEY, maintain_order=True)
    refusals = refused.agg(
        refused_reason=_first("reason"), by_refuser=_first("inspector"), is_refused=pl.lit(value=True)
    )
    rows = asked
    for frame in (openings, substitutes, refusals):
        rows = rows.join(frame, on=KEY, how="left", maintain_order="left")
    return completed(_named(rows), AuditedSelection)


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    is_opened = pl.col("times_opened").is_not_null()
    kind = (
        pl.when(pl.col("times_opened") > 1).then(pl.lit(outcome.TWICE))
        .when(is_opened & (pl.col("days_off") == 0)).then(pl.lit(outcome.AS_DRAWN))
        .when(is_opened).then(pl.lit(outcome.OTHER_DAY))
        .when(pl.col("substitute_id").is_not_null()).then(pl.lit(outcome.SUBSTITUTED))
        .when("is_refused").then(pl.lit(outcome.NOT_OPENED))
        .otherwise(pl.lit(outcome.NO_ANSWER))
    )  # fmt: skip
    other, own = pl.col("place_risk"), pl.col("risk")
    riskier, less, same, unknown = (pl.lit(word) for word in outcome.SUBSTITUTES)
    compared = pl.when(other > own).then(riskier).when(other < own).then(less).when(other == own).then(same)
    by = pl.when(is_opened).then("by_opener").otherwise(pl.coalesce("by_other", "by_refuser"))
    return rows.with_columns(
        outcome=kind,
        substitute_is=pl.when(pl.col("substitute_id").is_not_null()).then(compared.otherwise(unknown)),
        inspector=by,
        reason=pl.when(~is_opened).then(pl.coalesce("refused_reason", "place_reason")),
        is_contradicted=is_opened & pl.col("is_refused").fill_null(value=False),
        times_opened=pl.col("times_opened").fill_null(0),
    )


def _first(column: str) -> pl.Expr:
    """Return the first value that is told."""
    return pl.col(column).drop_nulls().first()
