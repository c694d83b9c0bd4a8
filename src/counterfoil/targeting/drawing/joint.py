"""With which probability are two shipments drawn together? From repetitions of the draw with other chances.

The order of the draw is random, so two candidates come together the more or less often by their probabilities alone.
Candidates of similar probability are therefore counted as one class: what a class meets another is known from few
repetitions, where two given shipments would hardly ever meet. Shipments in different facilities are drawn apart, and
what is certain depends on nothing: of both the joint probability is the product, and no row is written.
"""

import datetime as dt
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.targeting.drawing import chance
from counterfoil.targeting.drawing.draw import draw
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.systematic import taken

REPLAYS: Final = 100
CLASSES: Final = 6  # each with the same number of expected selections
MEETINGS: Final = 20.0  # imagined ones, as often as in a draw of equals: classes that hardly ever meet are told alike
MOST_PAIRED: Final = 1_000  # drawn by chance in one facility; pairs grow with the square, and matter less and less
_NAME: Final = "\x1ejoint"  # of this chance; no id of a shipment has this character
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
SCHEMA: Final = {"shipment_id": pl.String, "other_id": pl.String, "probability": pl.Float64}


def joint_probabilities(
    candidates: pl.DataFrame,
    *,
    capacities: pl.DataFrame,
    policy: DrawPolicy,
    day: dt.date,
    seed: int | str,
    replays: int = REPLAYS,
) -> pl.DataFrame:
    """Return shipment_id, other_id and probability of each pair drawn by chance in one facility, sorted by the ids.

    Takes what `draw` takes. A facility in which more than `MOST_PAIRED` were drawn by chance has no rows.
    """
    drawn = draw(candidates, capacities=capacities, policy=policy, day=day, seed=seed)
    by_chance = drawn.filter((pl.col("probability") > 0) & (pl.col("probability") < 1))
    pairs = [
        pair
        for (facility,), rows in by_chance.group_by("facility")
        for pair in _of_facility(rows, chance.numbers([_NAME], seed=seed, day=day, facility=str(facility)), replays)
    ]
    return pl.DataFrame(pairs, schema=SCHEMA, orient="row").sort("shipment_id", "other_id")


def _of_facility(rows: pl.DataFrame, seed: npt.NDArray[np.uint64], replays: int) -> list[tuple[str, str, float]]:
    rows = rows.sort("probability", "shipment_id")
    probability, drawn = rows["probability"].to_numpy(), np.flatnonzero(rows["is_selected"].to_numpy())
    if not 2 <= len(drawn) <= MOST_PAIRED:
        return []
    classes = np.minimum(np.cumsum(probability) / probability.sum() * CLASSES, CLASSES - 1).astype(np.int64)
    met = _met(probability, classes, seed=int(seed[0]), replays=replays)
    ids = rows["shipment_id"]
    pairs = []
    for one, other in combinations(drawn, 2):
        alone, beside = float(probability[one]), float(probability[other])
        together = min(met[classes[one], classes[other]] * alone * beside, alone, beside)
        first, second = sorted((ids[int(one)], ids[int(other)]))
        pairs.append((first, second, together))
    return pairs


def _met(probability: Numbers, classes: Whole, *, seed: int, replays: int) -> Numbers:
    """Return how often candidates of two classes came together, per product of their probabilities."""
    # Of numpy's generators only this one's streams are promised to stay as they are (NEP 19).
    random = np.random.RandomState(np.array([seed & 0xFFFFFFFF, seed >> 32], dtype=np.uint32))
    counts = np.zeros((replays, CLASSES))
    for replay in range(replays):
        rows = taken(probability, random.permutation(len(probability)), random.random_sample())
        counts[replay] = np.bincount(classes[rows], minlength=CLASSES)
    counted = counts.T @ counts - np.diag(counts.sum(axis=0))
    sums = np.bincount(classes, probability, minlength=CLASSES)
    squares = np.bincount(classes, probability**2, minlength=CLASSES)
    expected = np.outer(sums, sums) - np.diag(squares)
    size = sums.sum()
    seen: Numbers = (counted + MEETINGS * (size - 1) / size) / (expected * replays + MEETINGS)
    return seen
