"""Accuracy records from counted cases: the same as from cases one by one, for every kind."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.intervals.weighted import share_with_interval
from counterfoil.tables.accuracy_record import DELAY, RECORD_KINDS, RECORD_MEASURES, REVIEWER, AccuracyRecord
from counterfoil.tracking.record_charts import QUERIES, WITH_DELAY
from counterfoil.tracking.records import BASIS, delay_records, delay_rows, share_records

SCHEMA = {
    "id": pl.String,
    "measure": pl.String,
    "weight": pl.Float64,
    "reached": pl.Int64,
    "hours": pl.Float64,
    "is_open": pl.Int64,
    "cases": pl.Int64,
}
Counted = tuple[str, float, int, int]


def counts(*rows: Counted) -> pl.DataFrame:
    told = [(one, "precision", weight, reached, None, 0, cases) for one, weight, reached, cases in rows]
    return pl.DataFrame(told, schema=SCHEMA, orient="row")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["r-1", "r-2"]), st.sampled_from([1.0, 4.0, 20.0]), st.integers(0, 1), st.integers(1, 5)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_counted_cases_give_the_interval_of_the_cases_one_by_one(rows: list[Counted]) -> None:
    found = share_records(counts(*rows), REVIEWER).sort("id")
    each = pl.DataFrame(
        [(one, weight, reached) for one, weight, reached, cases in rows for _ in range(cases)],
        schema=["id", "weight", "reached"],
        orient="row",
    )
    heaviest = pl.lit(each["weight"].max())
    twin = each.group_by("id").agg(
        pl.len().alias("cases"),
        pl.col("reached").sum(),
        **share_with_interval(pl.col("reached") == 1, pl.col("weight"), heaviest=heaviest),
    )
    told = twin.sort("id")
    assert found["cases"].to_list() == told["cases"].to_list()
    assert found["reached"].to_list() == told["reached"].to_list()
    for ours, theirs in (("value", "share"), ("low", "low"), ("high", "high"), ("effective_cases", "effective_labels")):
        assert found[ours].to_list() == pytest.approx(told[theirs].to_list(), abs=1e-5)


def test_half_that_is_not_done_has_no_delay_and_says_how_many_are_open() -> None:
    told = [("reviewer:7", DELAY, None, None, hours, is_open, 1) for hours, is_open in ((5.0, 0), (40.0, 1), (50.0, 1))]
    records = delay_records(delay_rows(pl.DataFrame(told, schema=SCHEMA, orient="row")), REVIEWER)
    assert AccuracyRecord.validate(records).select("cases", "open", "value").rows() == [(3, 2, None)]


def test_every_kind_has_a_query_and_every_measure_says_what_it_was_held_against() -> None:
    assert tuple(QUERIES) == RECORD_KINDS
    for kind in RECORD_KINDS:
        for measure in RECORD_MEASURES:
            assert ((kind, measure) in BASIS) == (measure != DELAY or kind in WITH_DELAY)
