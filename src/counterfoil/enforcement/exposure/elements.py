"""Which elements of a statute are proven, by what, and which are missing? A score of ours never proves one."""

import datetime as dt
from collections.abc import Callable, Iterable
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
    """An element as its statute asks for it; `holds` says of a registration whether it stood on a day, None
    where that is not told; `by_witness` that nothing proves it unless somebody who examined the goods says so."""

    key: str
    says: str
    standard: str = CIVIL
    holds: Callable[[Registration, dt.date], bool | None] | None = None
    by_witness: bool = False


def elements_of(
    needed: tuple[Needed, ...], case: PenaltyCase, *, seizure: str = "", marks: tuple[MarkOn, ...] = ()
) -> tuple[Element, ...]:
    """Return the elements with what the case has to prove them.

    Proofs count that name no seizure or this one. What must be shown of a mark must be shown of all `marks`.
    """
    proofs = [proof for proof in case.proofs if proof.seizure in ("", seizure)]
    return tuple(_element(one, [proof for proof in proofs if proof.element == one.key], case, marks) for one in needed)


def _element(needed: Needed, proofs: list[Proof], case: PenaltyCase, marks: tuple[MarkOn, ...]) -> Element:
    told = (needed.key, needed.says, needed.standard)
    shown = (_together(proof.exhibit for proof in proofs), _together(proof.witness for proof in proofs))
    registers = _registers(needed, case, marks)
    if registers is not None:
        return Element(*told, *registers, *shown)
    if not proofs:
        return Element(*told, MISSING, "No exhibit is named.")
    speaking = [proof for proof in proofs if proof.witness or not needed.by_witness]
    if not speaking:
        return Element(*told, MISSING, "An exhibit is named, but nobody who examined the goods and says so.", *shown)
    unproven = _unproven(needed, speaking, case, marks)
    if unproven:
        because = f"No exhibit here is of the goods under {', '.join(unproven)}: a proof names its seizure or its mark."
        return Element(*told, MISSING, because, *shown)
    return Element(*told, PROVEN, f"By a {_together(proof.kind for proof in speaking)}.", *shown)


def _together(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _unproven(needed: Needed, proofs: list[Proof], case: PenaltyCase, marks: tuple[MarkOn, ...]) -> list[str]:
    """Return the marks whose goods no proof is of: who examined shoes says nothing of helmets."""
    general = any(not one.mark and (one.seizure or not needed.by_witness or _is_of_one(case)) for one in proofs)
    return [] if general else sorted({one.mark for one in marks} - {one.mark for one in proofs})


def _is_of_one(case: PenaltyCase) -> bool:
    """Return whether the case knows goods under one mark in one seizure: then a proof can be of no others."""
    lines = {line.mark for seizure in case.seizures for line in seizure.lines}
    uses = {use.mark for use in case.suit.uses} if case.suit else set()
    return len(case.seizures) <= 1 and len(lines | uses) <= 1


def _registers(needed: Needed, case: PenaltyCase, marks: tuple[MarkOn, ...]) -> tuple[str, str] | None:
    """Return CONTRADICTED where the registrations of a mark speak against it, MISSING where none tells, and why."""
    if needed.holds is None:
        return None
    against: list[str] = []
    untold: list[str] = []
    for mark, day in sorted(set(marks)):
        found = [needed.holds(one, day) for one in case.registrations if one.mark == mark]
        if not any(found):
            (untold if None in found or not found else against).append(f"{mark} on {day}")
    if against:
        return CONTRADICTED, f"The registrations of this case do not show it of {', '.join(against)}."
    return (MISSING, f"No registration of this case tells it of {', '.join(untold)}.") if untold else None


def on_principal_register(registration: Registration, day: dt.date) -> bool:
    """Return whether the mark stood on the Principal Register on the day."""
    return registration.register == "principal" and _held(registration.registered_on, registration.ended_on, day)


def recorded_with_customs(registration: Registration, day: dt.date) -> bool | None:
    """Return whether the registration was recorded with Customs on the day; None where its day is not told."""
    if registration.recordation and registration.recorded_on is None and on_principal_register(registration, day):
        return None
    recorded = _held(registration.recorded_on, registration.recordation_ended_on, day)
    return bool(registration.recordation) and recorded and on_principal_register(registration, day)


def _held(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    return since is not None and since <= day and (until is None or day < until)
