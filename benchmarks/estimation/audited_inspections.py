"""What does a tenth of the work tell of the whole, and what does it cost in finds? Real inspections in Chicago.

    python benchmarks/estimation/run.py chicago

Every place in the test window was inspected, so the share with a critical violation is known: .158. A budget of a tenth
is drawn from it again and again, in five ways, by the score that the city published; from each draw alone
the share is told. The draws are those of targeting/drawing. The file lies outside the repository.
"""

import functools
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from simple_intervals import wilson

from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.inclusion import inclusion
from counterfoil.targeting.drawing.systematic import taken

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "targeting" / "chicago_inspections.csv"
COMMAND = "python benchmarks/estimation/run.py chicago"
DRAWS, FINAL, PART, CORES = 2_000, 1_000_000, 250, 2
BUDGET = 0.10
BY_CHANCE = 0.10  # of the budget, where most of it goes to the highest scores
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
SPAWN = get_context("spawn")  # a process that is forked while polars reads never ends
Figure = dict[str, Any]


class Window(NamedTuple):
    """Of each inspection of the test window: the published score, and whether a critical violation was found."""

    score: Numbers
    found: Flags


@functools.cache
def window() -> Window:
    """Return the test window."""
    rows = pl.read_csv(DATA, infer_schema_length=None).filter(pl.col("Test"))
    return Window(rows["published_score"].to_numpy(), rows["criticalFound"].to_numpy() > 0)


def plain(score: Numbers, places: int) -> Numbers:
    """Return the same probability for all."""
    return np.full(len(score), places / len(score))


def top_and_random(score: Numbers, places: int) -> Numbers:
    """Return 1 for the highest scores, and the same probability for all others: a tenth of the places."""
    certain = places - round(BY_CHANCE * places)
    others = (places - certain) / (len(score) - certain)
    return np.where(np.argsort(np.argsort(-score, kind="stable")) < certain, 1.0, others)


def by_score(score: Numbers, places: int) -> Numbers:
    """Return probabilities proportional to the score; what would be above 1 is certain."""
    sure = np.zeros(len(score), dtype=bool)
    while True:
        probability = np.where(sure, 1.0, score * (places - sure.sum()) / score[~sure].sum())
        if not ((probability > 1) & ~sure).any():
            return probability
        sure |= probability > 1


def top_and_by_score(score: Numbers, places: int) -> Numbers:
    """Return 1 for the highest scores, half of the places, and probabilities proportional to the score for others."""
    top = np.argsort(np.argsort(-score, kind="stable")) < places // 2
    probability = np.ones(len(score))
    probability[~top] = by_score(score[~top], places - int(top.sum()))
    return probability


def as_shipped(score: Numbers, places: int) -> Numbers:
    """Return the probabilities that `counterfoil target` would draw with, by its own policy."""
    return inclusion(score, places, DrawPolicy())


WAYS: dict[str, Callable[[Numbers, int], Numbers]] = {
    "plain random": plain,
    "top-N and a random tenth": top_and_random,
    "proportional to the score": by_score,
    "top-N and half in proportion": top_and_by_score,
    "as counterfoil target draws": as_shipped,
}


def figures(draws: int = DRAWS) -> list[Figure]:
    """Return the figures of all ways, of so many draws each."""
    found = window().found
    data = f"Chicago, test window: {len(found):,} inspections, {found.mean():.4f} with a critical violation"
    data += f"; {_places(len(found))} drawn, {draws:,} times"
    parts = [
        (name, range(first, min(first + PART, FINAL + draws)))
        for name in WAYS
        for first in range(FINAL, FINAL + draws, PART)
    ]
    with ProcessPoolExecutor(CORES, mp_context=SPAWN) as pool:
        rows = pl.DataFrame([row for part in pool.map(rows_of, parts) for row in part])
    return figures_of(rows, data)


def rows_of(asked: tuple[str, range]) -> list[dict[str, Any]]:
    """Return for each seed what a draw told: way, estimate, low, high, finds, examined, simple (see row_of)."""
    name, seeds = asked
    whole = window()
    probability = WAYS[name](whole.score, _places(len(whole.score)))
    return [{"way": name} | row_of(drawn(probability, seed), probability, whole) for seed in seeds]


def drawn(probability: Numbers, seed: int) -> npt.NDArray[np.int64]:
    """Return the rows drawn: the certain ones, and of the others so many as their probabilities add up to."""
    chance = np.random.default_rng(seed)
    certain, unsure = np.flatnonzero(probability >= 1), np.flatnonzero(probability < 1)
    others = unsure[taken(probability[unsure], chance.permutation(len(unsure)), chance.random())]
    return np.concatenate([certain, others])


def row_of(rows: npt.NDArray[np.int64], probability: Numbers, whole: Window) -> dict[str, Any]:
    """Return what one draw told; `simple`: whether Wilson's interval of finds among examined holds the truth."""
    found = whole.found[rows]
    sampled = pl.DataFrame(
        {
            "unit_id": rows.astype(str),
            "stratum": np.full(len(rows), ""),
            "cluster": rows.astype(str),
            "probability": probability[rows],
            "is_found": found,
            "how": np.full(len(rows), "drawn"),
        }
    ).with_columns(value=pl.lit(None, dtype=pl.Float64))
    told = prevalence(sampled, frame=pl.DataFrame({"stratum": [""], "units": [len(whole.found)]}))
    low, high = (float(bound[0]) for bound in wilson(np.array([float(found.sum())]), np.array([float(len(rows))])))
    return {
        "estimate": told.estimate,
        "low": told.low,
        "high": told.high,
        "finds": int(found.sum()),
        "examined": len(rows),
        "simple": low <= whole.found.mean() <= high,
    }


def figures_of(rows: pl.DataFrame, data: str) -> list[Figure]:
    """Return of each way mean estimate, coverage, width and finds lost; beside the finds taken as the share."""
    whole = window()
    truth, places = float(whole.found.mean()), _places(len(whole.found))
    best = int(whole.found[np.argsort(-whole.score, kind="stable")[:places]].sum())
    told: list[Figure] = []
    for (way,), own in rows.group_by("way", maintain_order=True):
        mean = own.select(
            pl.col("estimate", "finds", "simple").mean(),
            share=(pl.col("finds") / pl.col("examined")).mean(),
            held=((pl.col("low") <= truth) & (truth <= pl.col("high"))).mean(),
            width=(pl.col("high") - pl.col("low")).mean(),
            spread=pl.col("estimate").std(),
        ).row(0, named=True)
        naive = {
            "finds over examinations": round(mean["share"], 4),
            "finds of the highest scores": round(best / places, 4),
        }
        told += [
            _figure(f"share told in the mean: {way}", mean["estimate"], data, ".155 to .161", naive),
            _figure(
                f"coverage: {way}", mean["held"], data, ">= .93", {"Wilson, as if simple": round(mean["simple"], 3)}
            ),
            _figure(
                f"width: {way}",
                mean["width"],
                data,
                None,
                {"3.92 standard deviations of the estimate": round(3.92 * mean["spread"], 4)},
            ),
            _figure(
                f"finds lost: {way}",
                1 - mean["finds"] / best,
                data,
                None,
                {"finds": round(mean["finds"], 1), "finds of the highest scores": best},
            ),
        ]
    return told


def _places(units: int) -> int:
    return round(BUDGET * units)


def _figure(name: str, value: float, data: str, target: str | None, peers: dict[str, float]) -> Figure:
    return {
        "name": f"Chicago, {name}",
        "value": round(value, 4),
        "unit": "share",
        "target": target,
        "peers": peers,
        "data": data,
        "command": COMMAND,
    }
