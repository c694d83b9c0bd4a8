"""What would an audit bring home, if we knew which units are counterfeit?

Written and committed before the method that it judges, of which it knows nothing; the designs stand in
season_designs.py. A season is a population with its own fakes, and one sample of it with the probabilities that the
draw had. Whole columns at a time: of a plain sample only the counts are drawn, of the others every unit.
"""

import functools
import zlib
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from season_designs import Design

FIRST, SECOND = "random", "drawn"  # how a unit came into the sample: every one alike, or by a logged probability
NODES = 60  # of the quadrature over a normal distribution
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


class Season(NamedTuple):
    """`sampled`: unit_id, stratum, cluster, probability, is_found, value (null), how; `truth`: share among all units.

    `frame`: stratum, units; missing where nobody counts them. `reviews`: unit_id, reviewer, is_found, is_gold of every
    review, the one that `sampled` tells of first; missing where nobody is ever wrong.
    """

    sampled: pl.DataFrame
    frame: pl.DataFrame | None
    reviews: pl.DataFrame | None
    truth: float


def season(design: Design, seed: int) -> Season:
    """Return one season; the same design and seed give the same one."""
    chance = np.random.default_rng([zlib.crc32(design.name.encode()), seed])
    return KINDS[design.kind](design, chance)


def _simple(design: Design, chance: np.random.Generator) -> Season:
    fakes, found = _plain(chance, design.units, design.sampled, design.rate)
    probability = np.full(design.sampled, design.sampled / design.units)
    return Season(_sampled(probability, found), _frame(design.units), None, fakes / design.units)


def _plain(chance: np.random.Generator, units: int, sampled: int, rate: float) -> tuple[int, Flags]:
    """Return how many of all are fakes, and which of those sampled, each equally likely, without replacement."""
    fakes = int(chance.binomial(units, rate))
    found = np.zeros(sampled, dtype=bool)
    finds = int(chance.hypergeometric(fakes, units - fakes, sampled))
    found[chance.choice(sampled, finds, replace=False)] = True
    return fakes, found


def _stratified(design: Design, chance: np.random.Generator) -> Season:
    strata = design.more["strata"]
    drawn = [_plain(chance, units, sampled, rate) for units, sampled, rate in strata.values()]
    units, sampled, _ = (np.array(column) for column in zip(*strata.values(), strict=True))
    names = pl.Series(list(strata))
    of_each = _sampled(np.repeat(sampled / units, sampled), np.concatenate([found for _, found in drawn]))
    frame = pl.DataFrame({"stratum": names, "units": units})
    marked = of_each.with_columns(stratum=names.gather(np.repeat(np.arange(len(strata)), sampled)))
    return Season(marked, frame, None, sum(fakes for fakes, _ in drawn) / design.units)


def _clustered(design: Design, chance: np.random.Generator) -> Season:
    """Clusters are drawn alike, and of each up to `take` units alike; rates of clusters follow a Beta distribution."""
    used = design.more
    sizes = np.rint(used["median"] * np.exp(used["spread"] * chance.standard_normal(used["clusters"]))).astype(np.int64)
    sizes = np.maximum(sizes, 1)
    both = 1 / used["correlation"] - 1  # the two numbers of the Beta, whose intra-class correlation is 1 / (both + 1)
    fakes = chance.binomial(sizes, chance.beta(design.rate * both, (1 - design.rate) * both, len(sizes)))
    drawn = chance.choice(len(sizes), used["drawn"], replace=False)
    take = np.minimum(sizes[drawn], used["take"])
    finds = chance.hypergeometric(fakes[drawn], (sizes - fakes)[drawn], take)
    first = np.repeat(np.cumsum(take) - take, take)
    found = np.arange(int(take.sum())) - first < np.repeat(finds, take)
    probability = np.repeat(used["drawn"] / len(sizes) * take / sizes[drawn], take)
    clusters = _names("c").gather(np.repeat(drawn, take))
    frame = _frame(int(sizes.sum())) if used.get("frame", True) else None
    return Season(_sampled(probability, found).with_columns(cluster=clusters), frame, None, fakes.sum() / sizes.sum())


def _selective(design: Design, chance: np.random.Generator) -> Season:
    used, rate, worth = design.more, np.array([[design.rate]]), np.array([[design.more["worth"]]])
    return _by_score(design, chance, rate=rate, worth=worth, spread=used["spread"])


def _drifting(design: Design, chance: np.random.Generator) -> Season:
    """Each day is drawn apart. From day `moves` on, within `takes` days, the rate and the scores' worth move."""
    used = design.more
    moved = np.clip((np.arange(used["days"]) - used["moves"]) / used["takes"], 0, 1)[:, None]
    rate = design.rate + moved * (used["last_rate"] - design.rate)
    worth = used["worth"] + moved * (used["last_worth"] - used["worth"])
    return _by_score(design, chance, rate=rate, worth=worth, spread=used["spread"])


def _by_score(design: Design, chance: np.random.Generator, *, rate: Numbers, worth: Numbers, spread: float) -> Season:
    """Rows of `rate` and `worth` are draws of their own: the top scores surely, others in proportion to the score.

    The log-odds of being a fake are normal; the score knows them as well as `worth` says, and the first rate.
    """
    draws, each = len(rate), design.units // len(rate)
    risk = chance.standard_normal((draws, each))
    guess = worth * risk + np.sqrt(1 - worth**2) * chance.standard_normal((draws, each))
    fakes = chance.random((draws, each)) < _logistic(_middles(rate, spread) + spread * risk)
    score = _logistic(_middle(float(rate[0, 0]), spread) + spread * guess)
    places = design.sampled // draws
    probability = _probabilities(score, places, round(places * design.more["certain"]))
    drawn = _drawn(probability, chance).ravel().nonzero()[0]
    sampled = _sampled(probability.ravel()[drawn], fakes.ravel()[drawn], rows=drawn, how=SECOND)
    return Season(sampled, _frame(draws * each), None, float(fakes.mean()))


def _probabilities(score: Numbers, places: int, certain: int) -> Numbers:
    """Return 1 for the `certain` highest scores of each row, and probabilities of the others, the sum being `places`.

    What would be above 1 is certain, too, and the others share what is left.
    """
    line = -np.partition(-score, certain - 1, axis=1)[:, certain - 1 : certain]
    sure = score >= line
    while True:
        left = np.where(sure, 0, score)
        shares = left * (places - sure.sum(axis=1, keepdims=True)) / left.sum(axis=1, keepdims=True)
        if not (shares >= 1).any():
            return np.where(sure, 1.0, shares)
        sure |= shares >= 1


def _drawn(probability: Numbers, chance: np.random.Generator) -> Flags:
    """Return what is drawn: of each row so many as the probabilities add up to, laid end to end in random order."""
    order = chance.permuted(np.broadcast_to(np.arange(probability.shape[1]), probability.shape), axis=1)
    unsure = np.where(probability < 1, probability, 0)
    ends = np.cumsum(np.take_along_axis(unsure, order, axis=1), axis=1)
    places = np.rint(ends[:, -1:])
    start = chance.random((len(ends), 1))
    points = np.floor(ends * (places / ends[:, -1:]) + start)
    points[:, -1:] = places  # so many, whatever the rounding
    drawn = np.zeros(probability.shape, dtype=bool)
    np.put_along_axis(drawn, order, np.diff(points, axis=1, prepend=0) > 0, axis=1)
    return drawn | (probability >= 1)


def _reviewed(design: Design, chance: np.random.Generator) -> Season:
    """Reviewers err apart, unless some units are hard; who sees what is chance, and who sees it again is not the same.

    Rows of `errors` are the reviewers, columns what a unit is: genuine or fake.
    """
    used = design.more
    fakes, true = _plain(chance, design.units, design.sampled, design.rate)
    middle = np.array([used["error"], used.get("missed", used["error"])])
    errors = middle + np.linspace(-used["spread"], used["spread"], used["reviewers"])[:, None]
    hard = chance.random(design.sampled) < used.get("hard", 0)
    times, rows = [design.sampled, *[used.get("again", 0)] * (used.get("times", 1) - 1)], np.arange(design.sampled)
    who = np.argsort(chance.random((design.sampled, used["reviewers"])), axis=1)
    told = []
    for at, many in enumerate(times):
        seen, reviewer = rows[:many], who[:many, at]
        easy = errors[reviewer, true[:many].astype(np.int64)] - used.get("hard", 0) * used.get("hard_error", 0)
        wrong = np.where(hard[:many], used.get("hard_error", 0), easy / (1 - used.get("hard", 0)))
        told.append((seen, reviewer, true[:many] ^ (chance.random(many) < wrong)))
    gold = rows[: used.get("gold", 0)]
    seen, reviewer, found = (np.concatenate(column) for column in zip(*told, strict=True))
    reviews = pl.DataFrame(
        {
            "unit_id": _names("u").gather(np.concatenate([seen, gold])),
            "reviewer": _names("r").gather(np.concatenate([reviewer, np.full(len(gold), used["reviewers"])])),
            "is_found": np.concatenate([found, true[gold]]),
            "is_gold": np.repeat([False, True], [len(seen), len(gold)]),
        }
    )
    probability = np.full(design.sampled, design.sampled / design.units)
    return Season(_sampled(probability, told[0][2]), _frame(design.units), reviews, fakes / design.units)


def _sampled(probability: Numbers, found: Flags, *, rows: Whole | None = None, how: str = FIRST) -> pl.DataFrame:
    names = _names("u")
    ids = names.slice(0, len(found)) if rows is None else names.gather(rows)
    return pl.DataFrame({"unit_id": ids, "cluster": ids, "probability": probability, "is_found": found}).select(
        "unit_id",
        pl.lit("").alias("stratum"),
        "cluster",
        "probability",
        "is_found",
        pl.lit(None, dtype=pl.Float64).alias("value"),
        pl.lit(how).alias("how"),
    )


def _frame(units: int) -> pl.DataFrame:
    return pl.DataFrame({"stratum": [""], "units": [units]})


@functools.cache
def _names(letter: str) -> pl.Series:
    return pl.select(pl.format(letter + "-{}", pl.int_range(500_000))).to_series()


def _logistic(odds: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-odds))


def _middles(rate: Numbers, spread: float) -> Numbers:
    return np.array([[_middle(float(one), spread)] for one in rate[:, 0]])


@functools.cache
def _middle(rate: float, spread: float) -> float:
    """Return the mean of normal log-odds with that spread whose probabilities have that mean; by bisection."""
    points, weights = np.polynomial.hermite_e.hermegauss(NODES)
    low, high = -30.0, 30.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        mean = float(weights @ _logistic(middle + spread * points) / weights.sum())
        low, high = (middle, high) if mean < rate else (low, middle)
    return low


KINDS = {
    "simple": _simple,
    "stratified": _stratified,
    "clustered": _clustered,
    "selective": _selective,
    "drifting": _drifting,
    "reviewed": _reviewed,
}
