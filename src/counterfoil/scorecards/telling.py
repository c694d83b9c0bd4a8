"""Which cases behind a number does somebody want to see first? Those that speak against the platform.

Where more is better: those that were not reached; of times those that took longest, the open ones before the others of
the same length. Then by subject, so that the same evidence always gives the same rows.
"""

import datetime as dt

import polars as pl

from counterfoil.scorecards.measure import MORE, SHARE_OF, Measure
from counterfoil.tables.scorecard_evidence import ScorecardEvidence


def telling(evidence: pl.LazyFrame, measure: Measure, period_from: dt.date | None) -> pl.LazyFrame:
    """Return the rows of a measure (ScorecardEvidence), of one period or of all, the most telling first."""
    of_it = evidence.filter(pl.col("measure") == measure.name)
    if period_from is not None:
        of_it = of_it.filter(pl.col("period_from") == period_from)
    if measure.statistic == SHARE_OF:
        first, falling = "is_reached", measure.better != MORE
    else:
        first, falling = "amount", measure.better != MORE
    order = [first, "is_reached", "period_from", "subject_id", "source", "row"]
    return of_it.select(ScorecardEvidence.column_names()).sort(
        order, descending=[falling, False, True, False, False, False], nulls_last=True
    )
