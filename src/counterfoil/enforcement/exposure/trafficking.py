"""18 USC 2320(b): what a criminal court may impose for trafficking in counterfeit goods, labels or packaging.

https://uscode.house.gov/view.xhtml?req=(title:18 section:2320). Nobody here decides whether to charge.
"""

from typing import NamedTuple

from counterfoil.codes.legal_number import LegalNumber, cited
from counterfoil.enforcement.exposure.elements import CRIMINAL, Needed, elements_of
from counterfoil.enforcement.exposure.exposed import Exposed, dollars
from counterfoil.enforcement.exposure.penalty_case import Offence, PenaltyCase

STATUTE = "18 USC 2320(b)"


class Sentence(NamedTuple):
    """The most that may be imposed."""

    individual: LegalNumber
    entity: LegalNumber
    prison: str


def _sentence(individual: int, entity: int, prison: str, source: str) -> Sentence:
    """Return a sentence whose fines are given in millions of dollars."""
    unit = "dollars, at most"
    fines = [cited(millions * 1_000_000, unit, source, "V") for millions in (individual, entity)]
    return Sentence(fines[0], fines[1], prison)


FIRST = _sentence(2, 5, "10 years", "18 USC 2320(b)(1)(A)")
LATER = _sentence(5, 15, "20 years", "18 USC 2320(b)(1)(B)")
INJURY = _sentence(5, 15, "20 years", "18 USC 2320(b)(2)(A)")
DEATH = _sentence(5, 15, "any number of years or life", "18 USC 2320(b)(2)(B)")
MILITARY_OR_DRUGS = _sentence(5, 15, "20 years", "18 USC 2320(b)(3)(A)")
MILITARY_OR_DRUGS_LATER = _sentence(15, 30, "30 years", "18 USC 2320(b)(3)(B)")
ELEMENTS = (
    Needed("2320.traffics", "The person trafficked, or tried to, in goods, labels or packaging.", CRIMINAL),
    Needed("2320.intent", "The person did so intentionally.", CRIMINAL),
    Needed("2320.registered", "The mark is on the Principal Register, for these goods, and in use.", CRIMINAL),
    Needed("2320.counterfeit", "The mark used is counterfeit: who says so.", CRIMINAL, by_witness=True),
    Needed("2320.knowledge", "The person knew that it is.", CRIMINAL),
)


def trafficking(case: PenaltyCase) -> list[Exposed]:
    """Return the most that may be imposed for the offence, where the case names one."""
    if case.offence is None:
        return []
    sentence = _of(case.offence)
    fine = sentence.individual if case.offence.by == "individual" else sentence.entity
    prison = (f"Prison of up to {sentence.prison}.",) if case.offence.by == "individual" else ()
    return [
        Exposed(
            statute=STATUTE,
            what=f"criminal fine, {case.offence.by}",
            least=fine.value * 0,
            most=fine.value,
            arithmetic=f"up to {dollars(fine.value)}",
            numbers=(fine,),
            elements=elements_of(ELEMENTS, case),
            besides=(*prison, "Forfeiture, destruction and restitution: 18 USC 2323."),
        )
    ]


def _of(offence: Offence) -> Sentence:
    """Return the gravest sentence that the facts allow."""
    if offence.harm == "death":
        return DEATH
    if offence.military_or_drugs:
        return MILITARY_OR_DRUGS_LATER if offence.earlier else MILITARY_OR_DRUGS
    if offence.harm == "serious injury":
        return INJURY
    return LATER if offence.earlier else FIRST
