"""How many more have to be examined, and where? Against Neyman's rule, and by what the wanted number then gives."""

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.sample_size import more_samples
from counterfoil.estimation.prevalence.settings import Prevalence


def told(strata: dict[str, tuple[int, int, int]]) -> Prevalence:
    """Return the estimate of strata, each with its units, how many were examined and how many were finds."""
    rows = [
        (name, at < finds, number / units) for name, (units, number, finds) in strata.items() for at in range(number)
    ]
    sample = pl.DataFrame(rows, schema=["stratum", "is_found", "probability"], orient="row")
    frame = pl.DataFrame({"stratum": list(strata), "units": [units for units, _, _ in strata.values()]})
    return prevalence(sample, frame=frame)


def test_strata_alike_are_drawn_in_proportion_to_their_size_and_by_the_root_of_the_cost() -> None:
    found = told({"large": (300_000, 30, 6), "small": (100_000, 30, 6)})
    table = more_samples(found, half_width=0.02)
    assert table["needed"][0] / table["needed"][1] == pytest.approx(3, rel=0.01)
    dear = more_samples(found, half_width=0.02, costs={"large": 9.0})
    assert dear["needed"][0] / dear["needed"][1] == pytest.approx(1, rel=0.01)
    assert dear["cost"].to_list() == [9.0 * dear["more"][0], 1.0 * dear["more"][1]]


def test_neymans_rule_of_two_strata() -> None:
    """N S of 1,000 × √(.5 × .5) and 1,000 × √(.1 × .9), of many seen: 5 to 3 (Cochran 1977, section 5.5)."""
    found = told({"half": (10_000_000, 200_000, 100_000), "tenth": (10_000_000, 20_000, 2_000)})
    table = more_samples(found, half_width=0.0008)
    assert table["needed"][0] / table["needed"][1] == pytest.approx(5 / 3, rel=0.01)


@pytest.mark.parametrize(("finds", "half"), [(60, 0.02), (2, 0.003), (0, 0.002)])
def test_with_so_many_the_interval_is_as_wide_as_wanted(finds: int, half: float) -> None:
    found = told({"": (10_000_000, 400, finds)})
    needed = int(more_samples(found, half_width=half)["needed"][0])
    share = max(finds / 400, 0)
    then = told({"": (10_000_000, needed, round(share * needed))})
    assert then.high - then.low == pytest.approx(2 * half, rel=0.25)


def test_what_is_drawn_stays_drawn_and_no_more_than_all_is_asked_for() -> None:
    found = told({"a": (50, 40, 20), "b": (10_000, 20, 10)})
    table = more_samples(found, half_width=0.01)
    assert (table["needed"] >= table["sampled"]).all()
    assert (table["needed"] <= table["units"]).all()
    assert more_samples(found, half_width=0.4)["more"].sum() == 0


def test_a_stratum_without_finds_is_still_looked_into() -> None:
    table = more_samples(told({"a": (10_000, 50, 20), "b": (10_000, 50, 0)}), half_width=0.02)
    assert table["more"][1] > 0


def test_clusters_need_more() -> None:
    found = told({"": (10_000_000, 400, 80)})
    rows = pl.DataFrame({"is_found": [at < 80 for at in range(400)], "probability": [4e-5] * 400})
    clumped = prevalence(rows.with_columns(cluster=pl.Series([f"c{at // 20}" for at in range(400)])))
    alone = more_samples(found, half_width=0.02)["needed"][0]
    assert more_samples(clumped, half_width=0.02)["needed"][0] > 10 * alone


@pytest.mark.parametrize(("half", "costs"), [(0.0, None), (1.0, None), (0.1, {"a": 0.0})])
def test_what_cannot_be_is_refused(half: float, costs: dict[str, float] | None) -> None:
    with pytest.raises(UserError):
        more_samples(told({"a": (100, 20, 3)}), half_width=half, costs=costs)
