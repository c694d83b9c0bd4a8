"""Scores learned from judged pairs: none from too few, and the same from the same."""

import polars as pl
import pytest

from counterfoil.linking.learned import ENOUGH, learned_scores

LEVELS = [place % 3 for place in range(2 * ENOUGH)]
FOUND = pl.DataFrame({
    "left": range(2 * ENOUGH), "right": range(1, 2 * ENOUGH + 1), "weight": [500 * level for level in LEVELS],
    "level_name": LEVELS, "weight_name": [500 * level for level in LEVELS],
})  # fmt: skip
TRUTH = pl.Series([level == 2 for level in LEVELS])


def judged(count: int) -> pl.Series:
    return pl.Series([verdict if place < count else None for place, verdict in enumerate(TRUTH)], dtype=pl.Boolean)


def test_what_is_judged_teaches_what_is_not() -> None:
    scores = learned_scores(FOUND, judged(ENOUGH), seed=1)
    assert scores is not None
    assert ((scores > 0.5) == TRUTH).all()
    again = learned_scores(FOUND, judged(ENOUGH), seed=1)
    assert again is not None
    assert again.equals(scores)


@pytest.mark.parametrize(
    "verdicts", [judged(ENOUGH - 1), pl.Series([True] * 2 * ENOUGH), pl.Series([None] * 2 * ENOUGH)]
)
def test_too_few_or_one_sided_judgements_teach_nothing(verdicts: pl.Series) -> None:
    assert learned_scores(FOUND, verdicts.cast(pl.Boolean), seed=1) is None
