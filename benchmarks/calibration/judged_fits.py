"""How near do fits come to weights that are known, and do intervals hold? Figures on simulated labels.

Each fit is judged on a fresh world of the same truth, which gave it no label. Ways of fitting, by name: `ours`; our fit
as if every label had been certain to be drawn; plain logistic regression; the score of the model before.
"""

from typing import NamedTuple

import label_simulator as simulator
import numpy as np
import polars as pl
import simple_fits

from counterfoil.calibration.accuracy import accuracy, judged
from counterfoil.calibration.calibrate import Screening, calibrate
from counterfoil.calibration.cases import cases_of
from counterfoil.calibration.curve import calibration_error, reliability
from counterfoil.calibration.regression import by_regression
from counterfoil.evidence.policy import Policy
from counterfoil.evidence.weights import Model
from counterfoil.intervals.weighted import wilson

OURS, UNWEIGHTED, PLAIN, BEFORE = "ours", "ours, selection ignored", "plain logistic regression", "uncalibrated score"
SPREAD, PRIOR = 0.5, -5500  # of the true weights around the model's, and the true prior
FRESH = 50_000  # offers of the world that fits are judged on


class Fitted(NamedTuple):
    """Weights by kind and prior (thousandths), and the probability of each offer of the fresh world."""

    weights: np.ndarray
    prior: float
    probability: np.ndarray


class Setting(NamedTuple):
    """A size of the problem: offers screened, share audited, and the seed of all chance."""

    offers: int
    audited: float
    seed: int


def fits(setting: Setting, start: Model, policy: Policy) -> tuple[dict[str, Fitted], simulator.World, int, str]:
    """Return the fits by name, the fresh world, the number of labels, and the method that was chosen."""
    truth = simulator.true_model(start, spread=SPREAD, prior=PRIOR, seed=setting.seed)
    world = simulator.world(truth, start, offers=setting.offers, seed=setting.seed + 1)
    labels = simulator.labels(world, audited=setting.audited, seed=setting.seed + 2)
    fresh = simulator.world(truth, start, offers=FRESH, seed=setting.seed + 3)
    seen = simulator.seen_in(fresh)
    screening = Screening(world.offers.select(id="subject_id"), world.findings, simulator.assessments(world))
    found = calibrate(labels, screening, start, policy=policy, seed=setting.seed)
    cases = cases_of(labels, screening.findings, screening.assessments)
    ignoring = by_regression(simple_fits.without_selection(cases), start, move_prior=True)
    plain, base = simple_fits.plain_regression(cases, start)
    by_name = {
        OURS: _of_model(found.model, seen, points=found.points),
        UNWEIGHTED: _of_model(ignoring, seen),
        PLAIN: Fitted(plain, base, simple_fits.logistic((seen @ plain + base) / 1000)),
        BEFORE: _of_model(start, seen),
    }
    return by_name, fresh, labels.height, found.method


def _of_model(model: Model, seen: np.ndarray, points: tuple[tuple[int, int], ...] = ()) -> Fitted:
    odds = simulator.log_odds(seen, model)
    if points:
        odds = np.interp(odds, [at / 1000 for at, _ in points], [value / 1000 for _, value in points])
    return Fitted(model.kinds["weight"].to_numpy(), model.prior, simple_fits.logistic(odds))


def mean_error(fit: Fitted, truth: Model) -> float:
    """Return the mean distance of the weights from the true ones, in thousandths of a nat."""
    return float(np.abs(fit.weights - truth.kinds["weight"].to_numpy()).mean())


def wrong_sides(fit: Fitted, start: Model) -> float:
    """Return how many kinds weigh on the other side than the model says that they speak for."""
    return float((np.sign(np.rint(fit.weights)) * np.sign(start.kinds["weight"].to_numpy()) < 0).sum())


def fresh_error(fit: Fitted, fresh: simulator.World) -> float:
    """Return the expected calibration error on the fresh world, in shares."""
    rows = fresh.offers.with_columns(probability=pl.Series(fit.probability), sample_weight=pl.lit(1.0))
    return calibration_error(reliability(rows))


def fresh_loss(fit: Fitted, fresh: simulator.World) -> float:
    """Return the mean log loss on the fresh world, in nats."""
    truth, probability = fresh.offers["infringes"].to_numpy(), np.clip(fit.probability, 1e-6, 1 - 1e-6)
    return float(-np.where(truth, np.log(probability), np.log(1 - probability)).mean())


def coverage(start: Model, setting: Setting, *, rounds: int) -> dict[str, dict[str, float]]:
    """Return, by measure, how often intervals cover the true share: `ours`, and Wilson's on labels as they come."""
    truth = simulator.true_model(start, spread=SPREAD, prior=PRIOR, seed=setting.seed)
    whole = _decided(simulator.world(truth, start, offers=500_000, seed=setting.seed + 1))
    right = dict(whole.group_by("measure").agg((pl.col("decision") == "review").mean()).iter_rows())
    held = {measure: {OURS: 0, UNWEIGHTED: 0} for measure in right}
    for round_ in range(rounds):
        world = simulator.world(truth, start, offers=setting.offers, seed=setting.seed + 10 + round_)
        labels = simulator.labels(world, audited=setting.audited, seed=setting.seed + 100_000 + round_)
        rows = judged(labels, _decided(world).with_columns(right_id=pl.lit(simulator.MARK)))
        table = accuracy(rows).filter((pl.col("slice") == "all") & (pl.col("level") == "review"))
        for row in _with_plain(table).iter_rows(named=True):
            wanted = right[row["measure"]]
            held[row["measure"]][OURS] += row["low"] <= wanted <= row["high"]
            held[row["measure"]][UNWEIGHTED] += row["plain_low"] <= wanted <= row["plain_high"]
    return {measure: {name: hits / rounds for name, hits in names.items()} for measure, names in held.items()}


def _decided(world: simulator.World) -> pl.DataFrame:
    flagged = pl.col("weight") >= simulator.FLAGGED_FROM
    return world.offers.select(
        "subject_id",
        decision=pl.when(flagged).then(pl.lit("review")).otherwise(pl.lit("clear")),
        measure=pl.when("infringes").then(pl.lit("recall")).otherwise(pl.lit("false alarms")),
    )


def _with_plain(table: pl.DataFrame) -> pl.DataFrame:
    low, high = wilson(pl.col("reached") / pl.col("labels"), pl.col("labels"))
    return table.with_columns(plain_low=low, plain_high=high)
