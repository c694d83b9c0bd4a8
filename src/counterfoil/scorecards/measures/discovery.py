"""After a fake is confirmed: which of the nine steps did the platform take? Practice 5 of 2020; DSA, article 32."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import MEDIAN, MORE, SHARE_OF, Measure, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases
from counterfoil.scorecards.measures.discovery_steps import STEPS, Step, fakes_with_steps
from counterfoil.tables.scorecard_measure import COUNT, SHARE

NEEDS: Final = ("event",)
LEAST: Final = 1  # each confirmed fake weighs


@measure("post-discovery-steps-median", unit=COUNT, statistic=MEDIAN, needs=NEEDS, better=MORE, least=LEAST)
def post_discovery_steps_median(tables: Tables, window: Window) -> pl.LazyFrame:
    """Half of the confirmed fakes were followed by at least so many of the nine steps within 30 days; those whose 30
    days are not over wait."""
    rows = fakes_with_steps(tables, window)
    done = pl.col("steps").list.len()
    return as_cases(
        rows, window, of="case", subject="case_id", on=pl.col("on"), is_reached=pl.lit(value=True), amount=done
    )


def _step(step: Step) -> Measure:
    def cases(tables: Tables, window: Window) -> pl.LazyFrame:
        rows = fakes_with_steps(tables, window)
        is_done = pl.col("steps").list.contains(step.event)
        return as_cases(rows, window, of="case", subject="case_id", on=pl.col("on"), is_reached=is_done)

    cases.__doc__ = f"Of the confirmed fakes, those after which {step.says}, within 30 days; younger ones wait."
    named = measure(f"step-{step.event}", unit=SHARE, statistic=SHARE_OF, needs=NEEDS, better=MORE, least=LEAST)
    return named(cases)


ALL: Final = (post_discovery_steps_median, *(_step(step) for step in STEPS))
