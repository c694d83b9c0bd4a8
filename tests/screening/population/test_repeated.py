"""Ids used twice: the first offer of an id stays."""

import polars as pl
import pytest

from counterfoil.screening.population.repeated import repeated_rows


def lazily(ids: list[str], lines: list[int] | None = None) -> pl.LazyFrame:
    places = list(range(len(ids)))
    return pl.LazyFrame({"id": ids, "place": places, "line": lines or places})


@pytest.mark.parametrize(
    ("ids", "lines", "places"),
    [
        (["a", "b", "c"], None, []),
        (["a", "b", "a"], None, [2]),
        (["a", "a", "a"], None, [1, 2]),
        (["a", "b", "a"], [1, 1, 1], [2]),
        ([], None, []),
    ],
)
def test_the_first_offer_of_an_id_stays_and_the_others_are_repeats(
    ids: list[str], lines: list[int] | None, places: list[int]
) -> None:
    frame = lazily(ids, lines).cast({"id": pl.String, "line": pl.Int64, "place": pl.Int64})
    assert repeated_rows(frame)["place"].to_list() == places
