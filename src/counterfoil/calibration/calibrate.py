"""Which weights do the user's labels ask for, and how far can the result be trusted?

Two ways of fitting stand for choice; the one whose predictions of labels that it had not seen have the smaller log
loss is taken. Only labels of a random audit say anything of offers that nobody had a reason to look at: without them
the prior stays as it is, no probability is given, and the result is called valid among reviewed only.
"""

import dataclasses
from collections.abc import Callable
from typing import NamedTuple, TypedDict

import polars as pl

from counterfoil.calibration.boosting import FEWEST_LABELS, by_boosting
from counterfoil.calibration.cases import Cases, cases_of, effective_labels
from counterfoil.calibration.caution import warnings_of
from counterfoil.calibration.confusion import confusion
from counterfoil.calibration.curve import calibration_error, fitted_map, log_loss, reliability
from counterfoil.calibration.held_out import FOLDS, dealt, predicted
from counterfoil.calibration.regression import by_regression
from counterfoil.errors import UserError
from counterfoil.evidence.policy import Policy
from counterfoil.evidence.weights import Model
from counterfoil.tables.label import RANDOM_AUDIT

FEWEST = 30  # labels: fewer cannot be told from chance for any of the forty weights
FEWEST_OF_A_SIDE = FOLDS  # offers found infringing, and genuine: one for each fold
REGRESSION = "penalised logistic regression"
BOOSTING = "explainable boosting"
UNCHANGED = "weights unchanged"
VALID_FOR_ALL = "all screened offers"
VALID_AMONG_REVIEWED = "valid among reviewed only"
DECIMALS = 6


class Screening(NamedTuple):
    """The tables of one finished screening: `offers` has `id`; `findings` and `assessments` follow their contracts."""

    offers: pl.DataFrame
    findings: pl.DataFrame
    assessments: pl.DataFrame


@dataclasses.dataclass(frozen=True, kw_only=True)
class Calibration:
    """The new version of a model, and what the labels say of it; curve and confusion are of held-out labels."""

    model: Model
    before: Model
    method: str
    validity: str
    seed: int
    origins: dict[str, int]  # labels used
    unmatched: int  # labels of offers that this screening did not screen
    effective_labels: float
    log_losses: dict[str, float]  # held out, in nats, by method
    calibration_error: float
    curve: pl.DataFrame
    confusion: pl.DataFrame
    points: tuple[tuple[int, int], ...]  # of the map, also where the model gives no probability
    shown: pl.DataFrame  # kind, labels
    warnings: tuple[str, ...] = ()


def calibrate(labels: pl.DataFrame, screening: Screening, model: Model, *, policy: Policy, seed: int) -> Calibration:
    """Return the model refitted to labels (contract Label) of offers in a screening that was made with it.

    Raises UserError where there are too few labels, or all on one side.
    """
    known = labels.join(screening.offers.select(subject_id="id").unique(), on="subject_id", how="semi")
    unmatched = labels.height - known.height
    cases = cases_of(known, screening.findings, screening.assessments)
    _refuse_too_few(cases.rows, unmatched=unmatched)
    audited = bool((cases.rows["origin"] == RANDOM_AUDIT).any())
    fittings = _fittings(cases.rows.height, model, audited=audited, seed=seed)
    folded = dealt(cases, seed=seed)
    foreseen = {method: predicted(folded, fitting) for method, fitting in fittings.items()}
    losses = {method: round(log_loss(rows), DECIMALS) for method, rows in foreseen.items()}
    method = min((name for name in losses if name != UNCHANGED), key=losses.__getitem__)
    found = Calibration(
        model=fittings[method](cases),
        before=model,
        method=method,
        validity=VALID_FOR_ALL if audited else VALID_AMONG_REVIEWED,
        seed=seed,
        origins=dict(cases.rows.group_by("origin").len().sort("origin").iter_rows()),
        unmatched=unmatched,
        effective_labels=effective_labels(cases),
        log_losses=losses,
        shown=cases.kinds.group_by("kind").agg(labels=pl.len()),
        **_on_held_out(foreseen[method], policy, audited=audited),
    )
    return _concluded(found, cases, audited=audited)


class _HeldOut(TypedDict):
    points: tuple[tuple[int, int], ...]
    curve: pl.DataFrame
    calibration_error: float
    confusion: pl.DataFrame


def _on_held_out(foreseen: pl.DataFrame, policy: Policy, *, audited: bool) -> _HeldOut:
    curve = reliability(foreseen)
    return {
        "points": fitted_map(foreseen),
        "curve": curve,
        "calibration_error": round(calibration_error(curve), DECIMALS),
        "confusion": confusion(foreseen, policy, calibrated=audited),
    }


def _concluded(found: Calibration, cases: Cases, *, audited: bool) -> Calibration:
    """Return the calibration with its warnings, and with a map in the model where it may give probabilities."""
    model = dataclasses.replace(found.model, calibration=found.points if audited else ())
    return dataclasses.replace(found, model=model, warnings=warnings_of(found, cases.rows))


def _fittings(labels: int, model: Model, *, audited: bool, seed: int) -> dict[str, Callable[[Cases], Model]]:
    """Return the ways of fitting that so many labels allow, and the one that changes nothing to compare them with."""
    fittings: dict[str, Callable[[Cases], Model]] = {
        UNCHANGED: lambda _: model,
        REGRESSION: lambda cases: by_regression(cases, model, move_prior=audited),
    }
    if labels >= FEWEST_LABELS:
        fittings[BOOSTING] = lambda cases: by_boosting(cases, model, move_prior=audited, seed=seed)
    return fittings


def _refuse_too_few(rows: pl.DataFrame, *, unmatched: int) -> None:
    sides = {side: rows.filter(pl.col("infringes") == side)["subject_id"].n_unique() for side in (True, False)}
    elsewhere = f" ({unmatched:,} more are of offers that this screening did not screen)" if unmatched else ""
    if rows.height < FEWEST:
        raise UserError(
            f"{rows.height:,} labels are too few to fit weights{elsewhere}.",
            cure=f"Give at least {FEWEST} labels, of found and of genuine offers; some hundreds move the weights well.",
        )
    for side, what, cure in ((True, "infringing", "confirmed finds"), (False, "genuine", "offers found genuine")):
        if sides[side] < FEWEST_OF_A_SIDE:
            raise UserError(
                f"The labels hold {sides[side]:,} {what} offers{elsewhere}: one side alone tells no weights.",
                cure=f"Add {cure}, at least {FEWEST_OF_A_SIDE}, best from a random audit.",
            )
