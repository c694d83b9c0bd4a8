"""Does a case still bear what is asked of facilities? Only while a person's word stands that its goods are false.

Once a person finds that the case does not hold, nothing may rest on it until it is confirmed anew. What facilities say,
and what takes a notice back, may always be told.
"""

import polars as pl

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
    if not _is_confirmed(case):
        cure = "Have a reviewer do it: counterfoil case act CASE confirmed."
        raise UserError("No person has confirmed yet that goods of this case are counterfeit.", cure=cure)


def is_refuted(case: CaseFiles) -> bool:
    """Return whether a person found that the case does not hold, and nobody has confirmed it or goods of it since."""
    return _last_refuted(case) is not None and not _is_confirmed(case)


def _is_confirmed(case: CaseFiles) -> bool:
    """Return whether a person's word stands: a frozen signature is one, but does not renew one that was taken back."""
    events, last = case.tables["events"], _last_refuted(case)
    if last is None:
        return bool(set(events["kind"]) & {CONFIRMED, FROZEN})
    return events.filter(pl.col("number") > last, pl.col("kind") == CONFIRMED).height > 0


def _last_refuted(case: CaseFiles) -> int | None:
    """Return the number of the last event by which a person found that the case does not hold."""
    numbers = case.tables["events"].filter(kind=REFUTED, subject_kind=CASE.kind, subject_id=case.id)["number"]
    return None if numbers.is_empty() else int(numbers.to_list()[-1])
