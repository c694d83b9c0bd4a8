"""Does a case still bear what is asked of facilities? Only while a person's word stands that its goods are false.

Once a person finds that the case does not hold, nothing may rest on it until it is confirmed anew. What facilities say,
and what takes a notice back, may always be told.
"""

import polars as pl

from counterfoil.enforcement.dispositions.barriers import CASE as OF_CASE
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.errors import UserError
from counterfoil.run.case_files import CaseFiles, state_of
from counterfoil.run.case_signatures import FROZEN

BARRED = ("not confirmed", "closed")
CONFIRMED, REFUTED = "confirmed", "not confirmed"  # CONFIRMED and FROZEN: the acts by which people confirm goods


def refuse_groundless(case: CaseFiles) -> None:
    """Raise UserError where nothing may be asked of a facility: the case does not hold, is closed, or nobody said yet
    that its goods are counterfeit."""
    state = state_of(case, CASE, case.id)
    if state in BARRED:
        cure = "Reopen it first: counterfoil case act CASE reopened. Notices are taken back with: facility-notice act."
        raise UserError(f"The case is “{state}”: no facility is told on its ground.", cure=cure)
    if not set(_since_refuted(case)["kind"]) & {CONFIRMED, FROZEN}:
        cure = "Have a reviewer do it: counterfoil case act CASE confirmed."
        raise UserError("No person has confirmed yet that goods of this case are counterfeit.", cure=cure)


def is_refuted(case: CaseFiles) -> bool:
    """Return whether a person found that the case does not hold, and nobody has confirmed it or goods of it since."""
    since = _since_refuted(case)
    return since.height < case.tables["events"].height and not set(since["kind"]) & {CONFIRMED, FROZEN}


def _since_refuted(case: CaseFiles) -> pl.DataFrame:
    """Return the events since a person last found that the case does not hold; all of them where nobody did."""
    events = case.tables["events"]
    refuted = events.filter(kind=REFUTED, subject_kind=OF_CASE, subject_id=case.id)
    return events if refuted.is_empty() else events.filter(pl.col("number") > refuted["number"].max())
