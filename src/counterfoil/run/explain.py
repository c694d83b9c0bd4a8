"""Gather from a finished run all that explains the decision on one offer."""

from pathlib import Path

import polars as pl

from counterfoil.documents.offer_explanation import OfferExplained, RightExplained
from counterfoil.errors import UserError
from counterfoil.evidence.explanation import addition, answers
from counterfoil.evidence.policy import Policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import Model, read_model
from counterfoil.run.finished import OfferRows, rows_of, run_record
from counterfoil.run.record import FOLDER, MODEL, POLICY, RIGHTS, read_kept


def explain(folder: Path, offer_id: str, *, right_id: str | None = None) -> OfferExplained:
    """Return the offer, its findings and, for each right (or the one named), how its weights came to a decision.

    The right that decided comes first. Raises UserError where no finished run lies there, or the offer or the right
    is unknown.
    """
    run_record(folder)
    rows = rows_of(folder, offer_id)
    kept = read_kept(folder / FOLDER)
    model, policy = read_model(kept.model, file=MODEL), read_policy(kept.policy, file=POLICY)
    assessments = _asked_for(rows.assessments, offer_id, right_id)
    rights = {row["id"]: row for row in kept.tables[RIGHTS].select("id", "mark", "owner").iter_rows(named=True)}
    explained = _each(rows, assessments, model, policy)
    told = [one._replace(right=rights.get(one.assessment["right_id"], {})) for one in explained]
    return OfferExplained(
        offer=rows.offers.row(0, named=True),
        findings=rows.findings.to_dicts(),
        decision=rows.decisions.row(0, named=True),
        rights=sorted(told, key=lambda one: not one.decides) or [_nothing_seen(rows, model)],
        model=model.label,
    )


def _each(rows: OfferRows, assessments: pl.DataFrame, model: Model, policy: Policy) -> list[RightExplained]:
    deciding = rows.decisions["right_id"].item()
    return [
        RightExplained(
            right={},
            assessment=assessment,
            added=addition(rows.findings, model, right_id=assessment["right_id"]),
            answers=answers(assessment, policy),
            decides=assessment["right_id"] == deciding,
        )
        for assessment in assessments.iter_rows(named=True)
    ]


def _nothing_seen(rows: OfferRows, model: Model) -> RightExplained:
    """An offer that touches no right and shows no sign: nothing but the prior."""
    return RightExplained({}, {}, addition(rows.findings, model, right_id=None), (), decides=True)


def _asked_for(assessments: pl.DataFrame, offer_id: str, right_id: str | None) -> pl.DataFrame:
    if right_id is None:
        return assessments
    chosen = assessments.filter(pl.col("right_id") == right_id)
    if chosen.is_empty():
        touched = ", ".join(assessments["right_id"].drop_nulls())
        cure = f"It was held against {touched}." if touched else "It touches no right on the list."
        raise UserError(f"Offer “{offer_id}” was not held against right “{right_id}”.", cure=cure)
    return chosen
