"""How often do decisions reach infringing offers, and how often genuine ones? Never an accuracy over the mix.

Each label counts by the inverse of its selection probability, so that offers which were seldom looked at stand for the
many of their kind; how the intervals hold then is said in `intervals`.
"""

import polars as pl

from counterfoil.intervals.weighted import share_with_interval
from counterfoil.tables.accuracy import FALSE_ALARMS, RECALL, SLICES, Accuracy
from counterfoil.tables.decision import DECISIONS
from counterfoil.tables.label import GENUINE

LEVELS = DECISIONS[1:]  # `clear` asks for nothing: every offer reaches it
MOST_MARKS = 1_000  # slices by mark, those with the most labels first


def judged(labels: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Return the labels (contract Label) of decided offers, with measure, decision, weight and mark.

    A label that names no right counts for the right that the decision was taken for, where it names one.
    """
    taken = decisions.select("subject_id", "decision", decided_right="right_id")
    return labels.join(taken, on="subject_id", how="inner", maintain_order="left").with_columns(
        measure=pl.when(pl.col("label") == GENUINE).then(pl.lit(FALSE_ALARMS)).otherwise(pl.lit(RECALL)),
        weight=1 / pl.col("selection_probability"),
        all=pl.lit("all"),
        mark=pl.coalesce("right_id", "decided_right"),
    )


def accuracy(rows: pl.DataFrame) -> pl.DataFrame:
    """Return recall and false alarms (contract Accuracy) of judged labels, by level and by each slice."""
    rank = {decision: place for place, decision in enumerate(DECISIONS)}
    ranked = rows.with_columns(
        rank=pl.col("decision").replace_strict(rank, return_dtype=pl.Int64),
        heaviest=pl.col("weight").max(),
    )
    slices = dict.fromkeys(SLICES, ranked) | {
        "origin": ranked.with_columns(heaviest=pl.col("weight").max().over("origin")),  # what this origin could draw
        "mark": _of_most_labels(ranked),
    }
    parts = [_measured(of_slice, level, by) for by, of_slice in slices.items() for level in LEVELS]
    order = {name: place for place, name in enumerate((*SLICES, RECALL, FALSE_ALARMS, *LEVELS))}
    places = [pl.col(name).replace_strict(order, return_dtype=pl.Int64) for name in ("slice", "measure")]
    level = pl.col("level").replace_strict(order, return_dtype=pl.Int64)
    return Accuracy.cast(pl.concat(parts).sort(places[0], "value", places[1], level, nulls_last=True))


def _measured(rows: pl.DataFrame, level: str, by: str) -> pl.DataFrame:
    reached = pl.col("rank") >= DECISIONS.index(level)
    return (
        rows.group_by("measure", pl.col(by).alias("value"))
        .agg(
            level=pl.lit(level),
            slice=pl.lit(by),
            labels=pl.len(),
            reached=reached.sum(),
            **share_with_interval(reached, pl.col("weight"), heaviest=pl.col("heaviest").first()),
        )
        .select(Accuracy.column_names())
    )


def _of_most_labels(rows: pl.DataFrame) -> pl.DataFrame:
    most = rows.group_by("mark").len().sort(["len", "mark"], descending=[True, False], nulls_last=True).head(MOST_MARKS)
    return rows.join(most, on="mark", how="semi", nulls_equal=True)
