"""Which elements of a statute are proven, by what, and which are missing? A score of ours never proves one."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from counterfoil.enforcement.exposure.exposed import CONTRADICTED, MISSING, PROVEN, Element
from counterfoil.enforcement.exposure.penalty_case import PenaltyCase, Proof, Registration

CIVIL = "preponderance of the evidence"
CLEAR = "clear and convincing evidence"
CRIMINAL = "beyond a reasonable doubt"


class MarkOn(NamedTuple):
    """A mark on the day on which it must have been protected."""

    mark: str
    day: dt.date


class Needed(NamedTuple):
    """An element as its statute asks for it; `holds` says of a registration whether it stood on a day, `by_witness`
    that nothing proves it unless somebody who examined the goods says so."""

    key: str
    says: str
    standard: str = CIVIL
    holds: Callable[[Registration, dt.date], bool] | None = None
    by_witness: bool = False


def elements_of(
    needed: tuple[Needed, ...], case: PenaltyCase, *, seizure: str = "", marks: tuple[MarkOn, ...] = ()
) -> tuple[Element, ...]:
    """Return the elements with what the case has to prove them.

    Proofs count that name no seizure or this one. What registrations must show, they must show of all `marks`.
    """
    proofs = {proof.element: proof for proof in case.proofs if proof.seizure in ("", seizure)}
    return tuple(_element(one, proofs.get(one.key), _against(one, case, marks)) for one in needed)


def _element(needed: Needed, proof: Proof | None, against: str) -> Element:
    told = (needed.key, needed.says, needed.standard)
    shown = (proof.exhibit, proof.witness) if proof else ("", "")
    if against:
        return Element(*told, CONTRADICTED, against, *shown)
    if proof is None:
        return Element(*told, MISSING, "No exhibit is named.")
    if needed.by_witness and not proof.witness:
        return Element(*told, MISSING, "An exhibit is named, but nobody who examined the goods and says so.", *shown)
    return Element(*told, PROVEN, f"By a {proof.kind}.", *shown)


def _against(needed: Needed, case: PenaltyCase, marks: tuple[MarkOn, ...]) -> str:
    """Return which of the marks no registration of the case held for on its day."""
    if needed.holds is None:
        return ""
    failing = sorted(
        f"{mark} on {day}"
        for mark, day in set(marks)
        if not any(needed.holds(one, day) for one in case.registrations if one.mark == mark)
    )
    return f"The registrations of this case do not show it of {', '.join(failing)}." if failing else ""


def on_principal_register(registration: Registration, day: dt.date) -> bool:
    """Return whether the mark stood on the Principal Register on the day."""
    return registration.register == "principal" and _held(registration.registered_on, registration.ended_on, day)


def recorded_with_customs(registration: Registration, day: dt.date) -> bool:
    """Return whether the registration was recorded with Customs on the day."""
    recorded = _held(registration.recorded_on, registration.recordation_ended_on, day)
    return bool(registration.recordation) and recorded and on_principal_register(registration, day)


def _held(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    return since is not None and since <= day and (until is None or day < until)
