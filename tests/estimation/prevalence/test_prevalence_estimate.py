"""How large is a share, when what was looked at was drawn with known, unequal probabilities?"""

import numpy as np
import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.settings import Prevalence


def sampled(*rows: tuple[bool, float]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"is_found": pl.Boolean, "probability": pl.Float64}, orient="row")


def weighted_share(
    rows: pl.DataFrame, *, population: int | None = None, joint: pl.DataFrame | None = None
) -> Prevalence:
    frame = None if population is None else pl.DataFrame({"stratum": [""], "units": [population]})
    return prevalence(rows, frame=frame, joint=joint)


def test_each_one_stands_for_the_inverse_of_its_probability() -> None:
    share = weighted_share(sampled((True, 0.5), (False, 0.25), (False, 0.25)), population=10)
    assert share.estimate == pytest.approx(2 / 10)
    assert share.horvitz_thompson == pytest.approx(2 / 10)
    assert share.low < share.estimate < share.high
    assert (share.sampled, share.certain, share.finds) == (3, 0, 1)


def test_what_was_certain_is_counted_and_not_estimated() -> None:
    rows = [(True, 1.0)] * 30 + [(False, 1.0)] * 10 + [(False, 0.01)] * 20
    share = weighted_share(sampled(*rows), population=2_040)
    assert share.estimate == pytest.approx(30 / 2_040)
    assert share.low == pytest.approx(30 / 2_040)  # 30 are known
    assert share.high == pytest.approx((30 + 2_000 * 0.139) / 2_040, rel=0.01)  # 1 - .05^(1/20), at most
    assert share.certain == 40


def test_where_all_were_certain_the_share_is_known() -> None:
    share = weighted_share(sampled((True, 1.0), (False, 1.0)), population=2)
    assert (share.low, share.estimate, share.high) == (0.5, 0.5, 0.5)
    assert share.method == "counted"


def test_what_was_sure_to_be_examined_tells_nothing_of_the_rest() -> None:
    for population in (None, 3):
        with pytest.raises(UserError, match="sure to be examined"):
            weighted_share(sampled((True, 1.0), (False, 1.0)), population=population)


def test_finds_without_probabilities_are_refused() -> None:
    with pytest.raises(UserError, match="targeted finds"):
        weighted_share(sampled((True, None), (True, None)))


def test_without_the_size_it_is_estimated() -> None:
    share = weighted_share(sampled((True, 0.1), (False, 0.1), (False, 0.05), (True, 1.0)))
    assert share.estimate == pytest.approx((10 + 1) / (10 + 10 + 20 + 1))


def test_the_variance_of_pairs_is_that_of_a_plain_draw_of_fixed_size() -> None:
    rows = sampled(*[(n < 3, 0.1) for n in range(12)]).with_columns(unit_id=pl.format("s-{}", pl.int_range(12)))
    ids = rows["unit_id"].to_list()
    together = 12 * 11 / (120 * 119)  # of two given ones, when 12 of 120 are drawn
    pairs = [(one, other, together) for n, one in enumerate(ids) for other in ids[n + 1 :]]
    joint = pl.DataFrame(pairs, schema=["unit_id", "other_id", "probability"], orient="row")
    paired, alone = weighted_share(rows, joint=joint), weighted_share(rows)
    assert alone.effective == pytest.approx(paired.effective)
    assert alone.standard_error == pytest.approx(paired.standard_error)


def test_pairs_of_which_nothing_can_be_told_change_nothing() -> None:
    rows = sampled((True, 0.1), (False, 0.1)).with_columns(unit_id=pl.Series(["a", "b"]))
    joint = pl.DataFrame({"unit_id": ["a"], "other_id": ["b"], "probability": [0.01]})
    assert weighted_share(rows, joint=joint) == weighted_share(rows)


@pytest.mark.parametrize(
    ("rows", "population", "said"),
    [
        ([], None, "Nothing that was drawn"),
        ([(True, 0.0)], None, "not above 0"),
        ([(True, 1.2)], None, "at most 1"),
        ([(None, 0.5)], None, "A find or a probability is missing"),
        ([(True, None), (True, 0.5)], None, "A find or a probability is missing"),
        ([(True, 0.5), (False, 0.5)], 1, "2 units were examined of 1"),
    ],
)
def test_what_cannot_be_is_refused(rows: list[tuple[bool, float]], population: int | None, said: str) -> None:
    empty = {"is_found": pl.Boolean, "probability": pl.Float64}
    table = pl.DataFrame(rows, schema=empty, orient="row")
    with pytest.raises(UserError, match=said):
        weighted_share(table, population=population)


def test_over_many_draws_the_estimate_is_right_in_the_mean() -> None:
    chance = np.random.default_rng(3)
    probability = np.concatenate([np.ones(20), chance.uniform(0.02, 0.4, 980)])
    found = chance.random(1_000) < np.concatenate([np.full(20, 0.7), np.full(980, 0.05)])
    estimates = []
    for _ in range(400):
        taken = chance.random(1_000) < probability
        rows = pl.DataFrame({"is_found": found[taken], "probability": probability[taken]})
        share = weighted_share(rows, population=1_000)
        estimates.append((share.estimate, share.horvitz_thompson))
    assert np.mean(estimates, axis=0) == pytest.approx([found.mean()] * 2, rel=0.04)
