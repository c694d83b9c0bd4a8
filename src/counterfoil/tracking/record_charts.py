"""Charts of accuracy records, and the one table behind them for notifiers, rules, models, reviewers and inspectors."""

from functools import partial
from typing import Final, NamedTuple

import polars as pl

from counterfoil.tables.accuracy_record import (
    INSPECTOR,
    MODEL,
    NOTIFIER,
    OVERTURN,
    PRECISION,
    REVIEWER,
    RULE,
    AccuracyRecord,
)
from counterfoil.tracking.asking import Asking, Plan, Told
from counterfoil.tracking.chart import RECORDS, STEPS, Chart
from counterfoil.tracking.query import Query
from counterfoil.tracking.record_queries import INSPECTORS, MODELS, NOTIFIERS, REVIEWERS, RULES
from counterfoil.tracking.records import BASIS, delay_records, delay_rows, share_records
from counterfoil.tracking.shape import shaped
from counterfoil.tracking.time_charts import LASTS, in_words, still_open

GROUP: Final = "Accuracy records"
SHOWN: Final = 25  # rows of a chart; all stand in the table
QUERIES: Final[dict[str, Query]] = {
    NOTIFIER: NOTIFIERS,
    RULE: RULES,
    MODEL: MODELS,
    REVIEWER: REVIEWERS,
    INSPECTOR: INSPECTORS,
}
TITLES: Final = {
    NOTIFIER: "Notifiers",
    RULE: "Rules and kinds of evidence",
    MODEL: "Models and policies",
    REVIEWER: "Reviewers and approvers",
    INSPECTOR: "Inspectors",
}
WITH_DELAY: Final = (NOTIFIER, REVIEWER, INSPECTOR)
WEIGHTED: Final = "Weighted by 1 / selection probability: one drawn seldom stands for the many that were not drawn."
UNKNOWN: Final = "None of them is held against a later, surer word: of nobody can be told how often they were right."
RECORD_ORDER: Final = {PRECISION: 0, OVERTURN: 1}


class Records(NamedTuple):
    """The charts, and all records (contract AccuracyRecord)."""

    charts: tuple[Chart, ...]
    records: pl.DataFrame


def record_charts(asking: Asking) -> Records:
    """Return the charts and records of all five kinds."""
    charts: list[Chart] = []
    records: list[pl.DataFrame] = [AccuracyRecord.create_empty()]
    for kind, query in QUERIES.items():
        rows = asking.rows(query)
        shares = AccuracyRecord.create_empty() if rows is None else share_records(rows, kind)
        records.append(shares)
        plan = Plan(f"accuracy_of_{kind}s", TITLES[kind], RECORDS, GROUP)
        charts.append(asking.chart(plan, query, partial(_shares, records=shares, kind=kind)))
        if kind in WITH_DELAY:
            delays = shaped(pl.DataFrame(), STEPS) if rows is None else delay_rows(rows)
            records.append(delay_records(delays, kind))
            plan = Plan(f"delay_of_{kind}s", f"{TITLES[kind]}: how long it took them", STEPS, GROUP)
            charts.append(asking.chart(plan, query, partial(_delays, delays=delays, kind=kind)))
    return Records(tuple(charts), AccuracyRecord.validate(pl.concat(records)))


def _shares(_rows: pl.DataFrame, *, records: pl.DataFrame, kind: str) -> Told:
    order = pl.col("measure").replace_strict(RECORD_ORDER, return_dtype=pl.Int64)
    most = records.group_by("id").agg(pl.col("cases").max()).sort(["cases", "id"], descending=[True, False])
    shown = most.head(SHOWN).with_row_index("place").select("id", "place")
    told = records.join(shown, on="id", how="inner").sort("place", order)
    table = shaped(told.rename({"id": "label", "measure": "series"}), RECORDS)
    notes = [f"{measure}: {BASIS[kind, measure]}" for measure in RECORD_ORDER if (kind, measure) in BASIS]
    notes += [WEIGHTED] if bool(records["is_weighted"].any()) else []
    notes += [f"{most.height - SHOWN:,} more stand in accuracy_record.csv."] if most.height > SHOWN else []
    return Told(table, _in_words(records, kind), tuple(notes))


def _in_words(records: pl.DataFrame, kind: str) -> str:
    right = records.filter(pl.col("measure") == PRECISION)
    if right.is_empty():
        return UNKNOWN
    lowest = right.sort(["high", "id"]).row(0, named=True)
    known = f"{right.height:,} {kind}{'s' * (right.height != 1)} with a known precision; "
    return (
        known + f"lowest by the upper end: {lowest['id']}, {lowest['value']:.0%} of {lowest['cases']:,} "
        f"({lowest['low']:.0%} to {lowest['high']:.0%})."
    )


def _delays(_rows: pl.DataFrame, *, delays: pl.DataFrame, kind: str) -> Told:
    table = delays.sort(["cases", "label"], descending=[True, False]).head(SHOWN)
    notes = (BASIS[kind, "delay"], LASTS)
    known = table.filter(pl.col("median").is_not_null()).sort("median", descending=True)
    if known.is_empty():
        return Told(table, "Of none is half done yet." if table.height else "Nothing is told of times.", notes)
    slowest = known.row(0, named=True)
    return Told(table, f"Slowest: {slowest['label']}, half in {in_words(slowest['median'])}.{still_open(table)}", notes)
