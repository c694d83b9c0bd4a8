"""15 USC 45f: what a marketplace may be fined for violating the INFORM Consumers Act, as a rule of the FTC.

https://www.ftc.gov/business-guidance/resources/INFORMAct. The amount is adjusted each January (16 CFR 1.98) and is
that of the day on which the penalty is assessed.
"""

import datetime as dt

from counterfoil.codes.legal_number import LegalNumber, cited
from counterfoil.enforcement.exposure.elements import Needed, elements_of
from counterfoil.enforcement.exposure.exposed import Exposed, dollars
from counterfoil.enforcement.exposure.penalty_case import PenaltyCase

STATUTE = "15 USC 45f"
SINCE = dt.date(2023, 6, 27)
MOST = {  # since 1 January of the year; the day in January differs from year to year
    2023: cited(50_120, "dollars per violation, at most", "16 CFR 1.98 (2023)", "V2"),
    2024: cited(51_744, "dollars per violation, at most", "16 CFR 1.98 (2024)", "M-H"),
    2025: cited(53_088, "dollars per violation, at most", "16 CFR 1.98 (2025)", "V2"),
}
ELEMENTS = (
    Needed("45f.marketplace", "The person runs an online marketplace, and the seller is one of high volume."),
    Needed("45f.duty", "A duty of the Act was not fulfilled in its time."),
)


def inform_penalties(case: PenaltyCase, *, day: dt.date) -> list[Exposed]:
    """Return the penalty for the violations that the case names, assessed on `day`."""
    if not case.violations:
        return []
    early = tuple(
        f"The violation of {one.on} is older than the law, in force since {SINCE}."
        for one in case.violations
        if one.on < SINCE
    )
    number = _on(day)
    count = len(case.violations)
    later = (f"The amount of {day.year} is not known here: that of {max(MOST)} was used.",) * (day.year > max(MOST))
    return [
        Exposed(
            statute=STATUTE,
            what="civil penalty of a marketplace",
            least=None if early else number.value * 0,
            most=None if early else number.value * count,
            arithmetic=f"{count} violations × {dollars(number.value)}",
            numbers=(number,),
            elements=elements_of(ELEMENTS, case),
            besides=later,
            lacking=early,
        )
    ]


def _on(day: dt.date) -> LegalNumber:
    return MOST[max(min(day.year, max(MOST)), min(MOST))]
