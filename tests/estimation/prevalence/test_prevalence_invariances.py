"""What must not change the estimate, and what must? And does a slow, obvious way find the same?"""

import math

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.settings import VALUE, Prevalence, Settings

UNITS = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from([0.01, 0.05, 0.1, 0.4, 1.0]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["p", "q", "r", "s", "t"]),
        st.floats(0.5, 900),
    ),
    min_size=3,
    max_size=40,
)
Unit = tuple[bool, float, str, str, float]
COLUMNS = ["is_found", "probability", "stratum", "cluster", "value"]


def table(units: list[Unit]) -> pl.DataFrame:
    assume(any(probability < 1 for _, probability, *_ in units))
    return pl.DataFrame(units, schema=COLUMNS, orient="row")


def numbers(told: Prevalence) -> list[float]:
    return [told.estimate, told.low, told.high, told.standard_error, told.hajek, told.total, told.total_low]


@given(UNITS, st.randoms(use_true_random=False), st.sampled_from(["units", VALUE]))
def test_the_order_of_rows_does_not_matter(units: list[Unit], chance: object, measure: str) -> None:
    rows = table(units)
    shuffled = list(units)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    settings = Settings(measure=measure)
    own, other = prevalence(rows, settings=settings), prevalence(table(shuffled), settings=settings)
    assert numbers(own) == pytest.approx(numbers(other), rel=1e-6, abs=1e-9)


@given(UNITS)
def test_the_estimate_lies_within_its_bounds_and_they_within_0_and_1(units: list[Unit]) -> None:
    for columns in (["is_found", "probability"], COLUMNS[:3], COLUMNS):
        told = prevalence(table(units).select(columns))
        assert 0 <= told.low <= told.estimate + 1e-12
        assert told.estimate <= told.high + 1e-12
        assert told.high <= 1 + 1e-12
        assert told.total_low <= told.total + 1e-6
        assert told.total <= told.total_high + 1e-6


@given(UNITS)
def test_names_of_strata_and_clusters_do_not_matter(units: list[Unit]) -> None:
    rows = table(units)
    named = rows.with_columns(pl.col("stratum").replace({"a": "z"}), pl.col("cluster").replace({"p": "x"}))
    assert numbers(prevalence(rows)) == pytest.approx(numbers(prevalence(named)), rel=1e-9, abs=1e-12)


@given(UNITS)
def test_values_in_another_currency_leave_the_share_of_the_value(units: list[Unit]) -> None:
    rows, value = table(units), Settings(measure=VALUE)
    own = prevalence(rows, settings=value)
    other = prevalence(rows.with_columns(pl.col("value") * 7.25), settings=value)
    assert (own.estimate, own.low, own.high) == pytest.approx((other.estimate, other.low, other.high), rel=1e-6)
    assert other.total == pytest.approx(7.25 * own.total)


@given(UNITS)
def test_values_that_are_all_alike_give_the_share_of_the_units(units: list[Unit]) -> None:
    rows = table(units).with_columns(value=pl.lit(20.0))
    of_value = prevalence(rows, settings=Settings(measure=VALUE))
    of_units = prevalence(rows)
    assert numbers(of_value)[:5] == pytest.approx(numbers(of_units)[:5], rel=1e-6, abs=1e-9)


@given(UNITS, st.floats(1.5, 20))
def test_smaller_probabilities_leave_hajeks_ratio(units: list[Unit], factor: float) -> None:
    rows = table(units).filter(pl.col("probability") < 1)
    smaller = rows.with_columns(pl.col("probability") / factor)
    assert prevalence(rows).hajek == pytest.approx(prevalence(smaller).hajek)


@given(UNITS)
def test_a_stratum_split_at_chance_with_its_sizes_changes_little_of_the_sum(units: list[Unit]) -> None:
    """The frame's strata add up: the total is the sum of the totals of each stratum told alone."""
    rows = table(units).filter(pl.col("probability") < 1)
    sizes = rows.group_by("stratum").agg(units=(1 / pl.col("probability")).sum().ceil().cast(pl.Int64) + pl.len())
    whole = prevalence(rows, frame=sizes)
    parts = [prevalence(rows.filter(stratum=name), frame=sizes.filter(stratum=name)) for name in sizes["stratum"]]
    assert whole.total == pytest.approx(sum(part.total for part in parts))


@given(UNITS)
def test_a_slow_and_obvious_way_finds_the_same(units: list[Unit]) -> None:
    rows = table(units).filter(pl.col("probability") < 1).drop("cluster")
    sizes = dict.fromkeys(sorted(set(rows["stratum"])), 500)
    frame = pl.DataFrame({"stratum": list(sizes), "units": list(sizes.values())})
    told = prevalence(rows, frame=frame)
    share, variance = obvious(list(rows.select("is_found", "probability", "stratum").iter_rows()), sizes)
    assert told.estimate == pytest.approx(share)
    if 0 < share < 1:
        assert told.standard_error == pytest.approx(math.sqrt(variance), rel=1e-9, abs=1e-12)


def obvious(units: list[tuple[bool, float, str]], sizes: dict[str, int]) -> tuple[float, float]:
    """Return the post-stratified ratio and its linearised variance, unit by unit."""
    everything = sum(sizes.values())
    shares, scales = {}, {}
    for name, size in sizes.items():
        own = [(found, 1 / chance) for found, chance, stratum in units if stratum == name]
        shares[name] = sum(weight for found, weight in own if found) / sum(weight for _, weight in own)
        scales[name] = size / sum(weight for _, weight in own)
    share = sum(shares[name] * size for name, size in sizes.items()) / everything
    variance = 0.0
    for name in sizes:
        mine = [(found, chance) for found, chance, stratum in units if stratum == name]
        around = shares[name] if len(mine) > 1 else share
        moves = [scales[name] / chance * (found - around) * math.sqrt(1 - chance) for found, chance in mine]
        mean = sum(moves) / len(moves) if len(moves) > 1 else 0.0
        grown = len(moves) / (len(moves) - 1) if len(moves) > 1 else 1.0
        variance += grown * sum((move - mean) ** 2 for move in moves)
    return share, variance / everything**2


def test_what_chance_never_reached_is_taken_as_the_others_and_that_is_said() -> None:
    rows = pl.DataFrame({"is_found": [True, False, False, False], "probability": [0.1] * 4, "stratum": ["a"] * 4})
    frame = pl.DataFrame({"stratum": ["a", "b", "empty"], "units": [40, 60, 0]})
    told = prevalence(rows, frame=frame)
    assert told.estimate == pytest.approx(0.25)
    assert told.units == 100
    assert "nothing was drawn in b: 60.0%" in told.notes[0]


def test_one_alone_in_a_stratum_is_said_and_still_varies() -> None:
    rows = pl.DataFrame(
        {"is_found": [True, False, False, False], "probability": [0.1] * 4, "stratum": ["a", "b", "b", "b"]}
    )
    told = prevalence(rows, frame=pl.DataFrame({"stratum": ["a", "b"], "units": [10, 30]}))
    assert told.estimate == pytest.approx(0.25)
    assert told.standard_error > 0.1
    assert "one alone in a" in " ".join(told.notes)


def test_probabilities_that_do_not_fit_the_frame_are_told() -> None:
    rows = pl.DataFrame({"is_found": [at < 30 for at in range(300)], "probability": [0.1] * 300})
    told = prevalence(rows, frame=pl.DataFrame({"stratum": [""], "units": [30_000]}))
    assert "imply 3,000 units and the frame says 30,000" in told.notes[0]


def test_clusters_widen_and_nothing_found_in_clusters_counts_each_as_one() -> None:
    finds = pl.DataFrame({"is_found": [at < 40 for at in range(200)], "probability": [0.01] * 200})
    clumped = finds.with_columns(cluster=pl.Series([f"c{at // 10}" for at in range(200)]))
    alone, together = prevalence(finds), prevalence(clumped)
    assert together.design_effect > 5
    assert together.high - together.low > 2 * (alone.high - alone.low)
    none = prevalence(clumped.with_columns(is_found=pl.lit(value=False)))
    assert none.high == pytest.approx(1 - 0.025 ** (1 / 20), rel=0.02)  # Clopper and Pearson's of 20
    assert "each cluster counts as one unit" in " ".join(none.notes)


@pytest.mark.parametrize(
    ("finds", "chances", "clustered", "method"),
    [
        (20, (0.05, 0.05), False, "mid-P"),
        (90, (0.05, 0.05), False, "wilson"),
        (90, (0.05, 0.005), False, "mid-P"),  # of unequal weight
        (20, (0.05, 0.05), True, "clopper-pearson"),
    ],
)
def test_the_interval_is_chosen_by_finds_weights_and_clusters(
    finds: int, chances: tuple[float, float], clustered: bool, method: str
) -> None:
    rows = pl.DataFrame(
        {"is_found": [at < finds for at in range(400)], "probability": [chances[at % 2] for at in range(400)]}
    )
    clusters = pl.Series([f"c{at % 100}" for at in range(400)])
    told = prevalence(rows.with_columns(cluster=clusters) if clustered else rows)
    assert told.method == method
