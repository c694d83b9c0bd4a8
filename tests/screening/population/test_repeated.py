"""Ids used twice: the first offer of an id stays."""

import polars as pl
import pytest

from counterfoil.screening.population.repeated import keys_of, repeated_places


@pytest.mark.parametrize(
    ("ids", "places"),
    [
        (["a", "b", "c"], []),
        (["a", "b", "a"], [2]),
        (["a", "a", "a"], [1, 2]),
        (["b", "a", "b", "a"], [2, 3]),
        ([], []),
    ],
)
def test_the_first_offer_of_an_id_stays_and_the_others_are_repeats(ids: list[str], places: list[int]) -> None:
    offers = pl.DataFrame({"id": ids, "place": range(len(ids)), "title": ids}, schema_overrides={"id": pl.String})
    assert repeated_places(keys_of(offers).cast({"place": pl.Int64})).to_list() == places


def test_the_order_in_which_the_keys_come_is_no_matter() -> None:
    keys = pl.DataFrame({"id": ["a", "b", "a", "a"], "place": [3, 1, 0, 2]})
    assert repeated_places(keys).to_list() == [2, 3]
