"""19 USC 1595a(b): the penalty for being in any way concerned in an unlawful importation: the value of the articles.

https://uscode.house.gov/view.xhtml?req=(title:19 section:1595a). The text says "the value", not the retail price of
the genuine goods.
"""

from decimal import Decimal

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.exposure.elements import Needed, elements_of
from counterfoil.enforcement.exposure.exposed import Exposed, dollars
from counterfoil.enforcement.exposure.penalty_case import PenaltyCase, Seizure

STATUTE = "19 USC 1595a(b)"
VALUE = cited(1, "times the value of the articles, neither more nor less", "19 USC 1595a(b)", "V")
ELEMENTS = (
    Needed("1595a.contrary", "The articles were brought in contrary to law: the mark is counterfeit (15 USC 1124)."),
    Needed("1595a.concerned", "The person directed, assisted or was in any way concerned in it."),
)


def unlawful_importations(case: PenaltyCase) -> list[Exposed]:
    """Return the penalty for each seizure whose articles have a value."""
    return [_penalty(seizure, case) for seizure in case.seizures]


def _penalty(seizure: Seizure, case: PenaltyCase) -> Exposed:
    lacking = tuple(
        f"The value of {line.goods} ({seizure.number}) as it is."
        for line in seizure.lines
        if line.article_value is None
    )
    if not seizure.lines:
        lacking = (f"Which goods were seized ({seizure.number}), and their value.",)
    values = [line.article_value for line in seizure.lines if line.article_value is not None]
    total = None if lacking else sum(values, Decimal(0)) * VALUE.value
    return Exposed(
        statute=STATUTE,
        what=f"penalty, seizure {seizure.number} of {seizure.on}",
        least=total,
        most=total,
        arithmetic=" + ".join(dollars(value) for value in values),
        numbers=(VALUE,),
        elements=elements_of(ELEMENTS, case, seizure=seizure.number),
        lacking=lacking,
        clock="offence-discovered",
        since=seizure.on,
    )
