"""The linking benchmark: the simulator draws what it says, measures agree with slow ones, figures are frozen."""

import json
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[2] / "benchmarks" / "linking"
GROUPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=9)


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))


def test_one_seed_draws_one_market() -> None:
    from simulator import FIELDS, market

    one, other = (market(seed=7, known=60, terminated=6, honest=20, each=3) for _ in range(2))
    assert all(mine.equals(theirs) for mine, theirs in zip(one, other, strict=True))
    assert one.known.filter(pl.col("status") == "terminated").height == 6
    assert one.applications["k"].drop_nulls().value_counts().height == len(FIELDS) + 1


def test_a_changed_number_is_another_and_a_kept_one_is_the_same() -> None:
    from simulator import market

    drawn = market(seed=7, known=60, terminated=6, honest=0, each=20)
    joined = drawn.applications.join(drawn.known.select(returns="id", before="taxNumber"), on="returns")
    bare = joined.with_columns(pl.col("taxNumber", "before").str.replace_all("-", ""))
    kept = bare.group_by("k").agg(share=(pl.col("taxNumber") == pl.col("before")).mean()).sort("k")["share"].to_list()
    assert kept[0] == 1.0
    assert kept[-1] == 0.0
    assert kept[2] > kept[10]


@given(GROUPS)
def test_the_measures_agree_with_slow_ones(rows: list[tuple[int, int]]) -> None:
    from group_quality import quality

    truth, found = (pl.Series([str(row[side]) for row in rows]) for side in (0, 1))
    told = quality(truth, found)
    each = [
        ([b for b in rows if b[1] == a[1]], [b for b in rows if b[0] == a[0]], [b for b in rows if b == a])
        for a in rows
    ]
    precision = sum(len(both) / len(made) for made, _, both in each) / len(rows)
    recall = sum(len(both) / len(true) for _, true, both in each) / len(rows)
    assert told.precision == pytest.approx(precision)
    assert told.recall == pytest.approx(recall)
    pairs = list(combinations(rows, 2))
    right = sum(a == b for a, b in pairs)
    made, true = (sum(a[side] == b[side] for a, b in pairs) for side in (1, 0))
    assert told.pair_f1 == pytest.approx(2 * right / (made + true) if made + true else 1.0)


def test_the_frozen_figures_meet_their_targets() -> None:
    figures = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    assert len(figures) > 20
    for figure in figures:
        sign, _, target = figure["target"].rpartition(" ")
        if target:
            value, limit = figure["value"], float(target)
            assert {">=": value >= limit, "<=": value <= limit, "": value == limit}[sign], figure["name"]
