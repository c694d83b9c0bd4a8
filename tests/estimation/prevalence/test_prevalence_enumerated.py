"""Over all samples that a design can give: is the estimate right in the mean, and the interval as often as it says?

Small populations, every possible sample, each with its exact probability: no chance and no simulation.
"""

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
import polars as pl
import pytest
from scipy.stats import hypergeom

from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.settings import VALUE, Prevalence, Settings

FOUND = (True, False, False, True, False, False, True, False)
VALUES = (3.0, 10.0, 4.0, 8.0, 1.0, 7.0, 2.0, 5.0)
STRATUM = ("a", "a", "a", "a", "b", "b", "b", "b")
CLUSTER = ("p", "p", "q", "q", "r", "r", "s", "s")
TRUTH = sum(FOUND) / len(FOUND)
Drawn = tuple[int, ...]


def sampled(drawn: Drawn, probability: list[float]) -> pl.DataFrame:
    rows = [(f"u{at}", FOUND[at], probability[at], VALUES[at], STRATUM[at], CLUSTER[at]) for at in drawn]
    columns = ["unit_id", "is_found", "probability", "value", "stratum", "cluster"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def plain(number: int) -> Iterator[tuple[Drawn, float, list[float]]]:
    """Each sample of so many, its probability, and those of the units."""
    ways = list(combinations(range(8), number))
    return ((drawn, 1 / len(ways), [number / 8] * 8) for drawn in ways)


def by_stratum(first: int, second: int) -> Iterator[tuple[Drawn, float, list[float]]]:
    ways = [a + b for a in combinations(range(4), first) for b in combinations(range(4, 8), second)]
    return ((drawn, 1 / len(ways), [first / 4] * 4 + [second / 4] * 4) for drawn in ways)


def by_cluster(number: int) -> Iterator[tuple[Drawn, float, list[float]]]:
    ways = list(combinations(range(4), number))
    for clusters in ways:
        yield tuple(at for at in range(8) if at // 2 in clusters), 1 / len(ways), [number / 4] * 8


def each_by_itself(probability: list[float]) -> Iterator[tuple[Drawn, float, list[float]]]:
    for taken in product((False, True), repeat=8):
        likely = float(np.prod([p if is_in else 1 - p for p, is_in in zip(probability, taken, strict=True)]))
        drawn = tuple(at for at, is_in in enumerate(taken) if is_in)
        if drawn and likely > 0:
            yield drawn, likely, probability


UNEQUAL = [0.9, 0.5, 0.3, 0.7, 0.2, 1.0, 0.6, 0.4]
DESIGNS = {
    "plain": list(plain(3)),
    "stratified": list(by_stratum(3, 2)),
    "one of a stratum": list(by_stratum(2, 1)),
    "clusters": list(by_cluster(2)),
    "each by itself, one surely": list(each_by_itself(UNEQUAL)),
}


@pytest.mark.parametrize("name", DESIGNS)
def test_horvitz_and_thompsons_estimate_is_exactly_right_in_the_mean(name: str) -> None:
    is_stratified = "stra" in name
    sizes = {"stratum": ["a", "b"], "units": [4, 4]} if is_stratified else {"stratum": [""], "units": [8]}
    mean = 0.0
    for drawn, likely, probability in DESIGNS[name]:
        rows = sampled(drawn, probability)
        own = rows if is_stratified else rows.drop("stratum")
        if not (rows["probability"] < 1).any():
            continue  # refused: only what was certain came, which adds its share of the truth below
        told = prevalence(own, frame=pl.DataFrame(sizes))
        assert told.horvitz_thompson is not None
        mean += likely * told.horvitz_thompson
    assert mean == pytest.approx(TRUTH, abs=1e-9)  # the unit that is sure, u5, is no fake


def test_of_a_stratified_draw_the_estimate_too_is_exactly_right_in_the_mean() -> None:
    frame = pl.DataFrame({"stratum": ["a", "b"], "units": [4, 4]})
    told = [
        (likely, prevalence(sampled(drawn, chance).drop("cluster"), frame=frame))
        for drawn, likely, chance in DESIGNS["stratified"]
    ]
    assert sum(likely * one.estimate for likely, one in told) == pytest.approx(TRUTH)


@pytest.mark.parametrize("name", ["plain", "stratified"])
def test_the_variance_is_exactly_right_in_the_mean(name: str) -> None:
    frame = pl.DataFrame(
        {"stratum": ["a", "b"], "units": [4, 4]} if name == "stratified" else {"stratum": [""], "units": [8]}
    )
    told: list[tuple[float, Prevalence]] = []
    for drawn, likely, chance in DESIGNS[name]:
        rows = sampled(drawn, chance).drop("cluster")
        told.append((likely, prevalence(rows if name == "stratified" else rows.drop("stratum"), frame=frame)))
    varies = sum(likely * (one.estimate - TRUTH) ** 2 for likely, one in told)
    assert sum(likely * one.standard_error**2 for likely, one in told) == pytest.approx(varies)


def test_the_total_value_of_a_stratified_draw_is_exactly_right_in_the_mean() -> None:
    """Without the frame's value the total is the weighted sum, which is unbiased."""
    truth = sum(value for value, found in zip(VALUES, FOUND, strict=True) if found)
    mean = 0.0
    for drawn, likely, chance in DESIGNS["stratified"]:
        rows = sampled(drawn, chance).drop("cluster")
        mean += likely * prevalence(rows, settings=Settings(measure=VALUE)).total
    assert mean == pytest.approx(truth)


def test_the_interval_of_a_plain_draw_holds_the_truth_as_often_as_it_says_for_each_number_of_fakes() -> None:
    """All samples with as many finds give the same interval, so coverage sums a hypergeometric distribution."""
    units, number = 200, 60
    frame = pl.DataFrame({"stratum": [""], "units": [units]})
    bounds = []
    for finds in range(number + 1):
        rows = {"is_found": [at < finds for at in range(number)], "probability": [number / units] * number}
        told = prevalence(pl.DataFrame(rows), frame=frame)
        bounds.append((told.low, told.high))
    covers = []
    for fakes in range(units + 1):
        likely = hypergeom(units, fakes, number).pmf(range(number + 1))
        inside = [low - 1e-12 <= fakes / units <= high + 1e-12 for low, high in bounds]
        covers.append(float(likely @ np.array(inside)))
    assert np.mean(covers) >= 0.95
    assert np.mean(covers[5:196]) == pytest.approx(0.955, abs=0.01)
    assert min(covers) >= 0.90
