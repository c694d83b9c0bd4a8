"""What may be asked of one person, under every statute, on one day?"""

import datetime as dt
from typing import NamedTuple

from counterfoil.enforcement.exposure.copyright import copyright_damages
from counterfoil.enforcement.exposure.customs_fine import customs_fines
from counterfoil.enforcement.exposure.exposed import Exposed
from counterfoil.enforcement.exposure.false_entry import false_entries
from counterfoil.enforcement.exposure.inform import inform_penalties
from counterfoil.enforcement.exposure.lanham import lanham_remedies
from counterfoil.enforcement.exposure.mitigation import EARLIER, MORE, Mitigated, mitigated, spoken
from counterfoil.enforcement.exposure.penalty_case import PenaltyCase
from counterfoil.enforcement.exposure.time_bar import with_time_bar
from counterfoil.enforcement.exposure.trafficking import trafficking
from counterfoil.enforcement.exposure.unlawful_importation import unlawful_importations
from counterfoil.errors import UserError


class Exposure(NamedTuple):
    """All that may follow; `mitigated` has one entry for each of `exposed`, None where no band is set.

    The sums are not added up: several exclude each other, and all are discretionary.
    """

    case: PenaltyCase
    day: dt.date
    exposed: tuple[Exposed, ...]
    mitigated: tuple[Mitigated | None, ...]
    less: tuple[str, ...]
    more: tuple[str, ...]


def exposure(case: PenaltyCase, *, day: dt.date) -> Exposure:
    """Return what follows under each statute that the case has facts for.

    Raises UserError for a factor, a proof or a band that belongs to nothing here: a slip would lose it silently. So is
    the factor of earlier seizures in a case without one.
    """
    less, more = spoken(case.factors)
    more = tuple(_of_later_seizures(case) if one == MORE[EARLIER] else one for one in more)
    exposed: tuple[Exposed, ...] = (
        *customs_fines(case),
        *unlawful_importations(case),
        *false_entries(case),
        *lanham_remedies(case, day=day),
        *copyright_damages(case),
        *trafficking(case),
        *inform_penalties(case, day=day),
    )
    _refuse_idle(
        [proof.element for proof in case.proofs], [e.key for one in exposed for e in one.elements], "a proof of"
    )
    _refuse_idle(
        [one.seizure for one in case.proofs if one.seizure], [one.number for one in case.seizures], "a proof of"
    )
    _refuse_idle([one.mark for one in case.proofs if one.mark], _marks(case), "a proof of")
    _refuse_idle([band.statute for band in case.bands], [one.statute for one in exposed], "a band for")
    exposed = tuple(with_time_bar(one, day=day) for one in exposed)
    return Exposure(case, day, exposed, tuple(_mitigated(one, case) for one in exposed), less, more)


def _of_later_seizures(case: PenaltyCase) -> str:
    """Return the factor of earlier seizures with those that it speaks on: never the first of the person."""
    days = sorted((one.on, one.number) for one in case.seizures)
    later = [number for on, number in days if on > days[0][0]]
    if not later:
        problem = f"The factor {EARLIER} is named, but no seizure of the case was before another."
        raise UserError(problem, cure="Write the earlier seizure in the case too, or take the factor away.")
    return f"On seizure {', '.join(later)}: goods of this person were seized before ({days[0][1]} of {days[0][0]})."


def _marks(case: PenaltyCase) -> list[str]:
    lines = [line.mark for seizure in case.seizures for line in seizure.lines]
    return lines + [use.mark for use in (case.suit.uses if case.suit else ())]


def _refuse_idle(named: list[str], known: list[str], what: str) -> None:
    idle = sorted(set(named) - set(known))
    if idle:
        problem = f"The case has {what} {idle[0]}, which nothing here is asked under."
        raise UserError(problem, cure=f"Use one of: {', '.join(sorted(set(known)))}.")


def _mitigated(one: Exposed, case: PenaltyCase) -> Mitigated | None:
    band = next((band for band in case.bands if band.statute == one.statute), None)
    if band is None or one.most is None:
        return None
    return mitigated(one.most, band)
