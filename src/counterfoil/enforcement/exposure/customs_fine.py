"""19 USC 1526(f): the civil fine for bringing in goods that are seized for a counterfeit mark.

https://uscode.house.gov/view.xhtml?req=(title:19 section:1526); 19 CFR 133.27, 68 FR 43635: the price is the
manufacturer's suggested retail price in the United States at the time of seizure, as if the goods were genuine.
"Second" is the second seizure of that person, not the second line or unit.
"""

import datetime as dt
from decimal import Decimal

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.exposure.elements import (
    MarkOn,
    Needed,
    elements_of,
    on_principal_register,
    recorded_with_customs,
)
from counterfoil.enforcement.exposure.exposed import Exposed, dollars
from counterfoil.enforcement.exposure.penalty_case import COUNTERFEIT_SEIZURE, Line, PenaltyCase, Seizure

STATUTE = "19 USC 1526(f)"
FIRST = cited(1, "times the suggested retail price, at most", "19 USC 1526(f)(2)", "V")
LATER = cited(2, "times the suggested retail price, at most", "19 USC 1526(f)(3)", "V")
SINCE = dt.date(1996, 7, 2)  # Pub. L. 104-153, section 10; unverified, high confidence (M-H)
ELEMENTS = (
    Needed("1526f.seized", "The goods were seized under 19 USC 1526(e)."),
    Needed(
        "1526f.registered",
        "The mark stood on the Principal Register on the day of the seizure.",
        holds=on_principal_register,
    ),
    Needed(
        "1526f.recorded", "The mark was recorded with Customs on the day of the seizure.", holds=recorded_with_customs
    ),
    Needed("1526f.goods", "The registration covers these goods."),
    Needed(
        "1526f.counterfeit",
        "The mark is identical with the registered one or not to be told from it: who says so.",
        by_witness=True,
    ),
    Needed("1526f.consent", "The owner of the mark did not consent in writing."),
    Needed("1526f.purpose", "The goods were brought in for sale or public distribution."),
    Needed("1526f.assistance", "The person directed, financed, otherwise assisted or abetted it."),
)


def customs_fines(case: PenaltyCase) -> list[Exposed]:
    """Return the fine for each seizure of the person under 19 USC 1526(e), in the order of their days."""
    return [_fine(seizure, case, earlier=number) for number, seizure in enumerate(in_order(case))]


def in_order(case: PenaltyCase) -> list[Seizure]:
    """Return the seizures that count under the statute, in the order of their days."""
    counted = (one for one in case.seizures if one.under == COUNTERFEIT_SEIZURE)
    return sorted(counted, key=lambda one: (one.on, one.number))


def _fine(seizure: Seizure, case: PenaltyCase, *, earlier: int) -> Exposed:
    times = LATER if earlier else FIRST
    lacking = tuple(_lacking(line, seizure) for line in seizure.lines if not _amount(line))
    if not seizure.lines:
        lacking = (f"Which goods were seized ({seizure.number}), how many, and under which mark.",)
    if seizure.on < SINCE:
        lacking += (f"The seizure of {seizure.on} is older than the law, which holds since {SINCE}.",)
    retail = sum((_amount(line) * line.units for line in seizure.lines), Decimal(0))
    parts = " + ".join(f"{line.units:,} × {dollars(_amount(line))}" for line in seizure.lines if _amount(line))
    marks = tuple(MarkOn(line.mark, seizure.on) for line in seizure.lines)
    ordinal = "the first" if not earlier else f"number {earlier + 1}"
    return Exposed(
        statute=STATUTE,
        what=f"civil fine, seizure {seizure.number} of {seizure.on}, {ordinal} of this person",
        least=None if lacking else Decimal(0),
        most=None if lacking else retail * times.value,
        arithmetic=f"({parts}) × {times.value}" if parts else "",
        numbers=(times,),
        elements=elements_of(ELEMENTS, case, seizure=seizure.number, marks=marks),
        besides=_cautions(seizure) + _known_part(retail * times.value, lacking),
        lacking=lacking,
        clock="offence-discovered",
        since=seizure.on,
    )


def _amount(line: Line) -> Decimal:
    return line.msrp.amount or Decimal(0) if line.msrp else Decimal(0)


def _lacking(line: Line, seizure: Seizure) -> str:
    if line.msrp and line.msrp.none_because:
        return f"{line.goods} ({seizure.number}) has no suggested retail price: {line.msrp.none_because}"
    return f"The suggested retail price in the United States of {line.goods} ({seizure.number}) on {seizure.on}."


def _cautions(seizure: Seizure) -> tuple[str, ...]:
    """Return what a reader must know of the prices: those of another day, and those without a source."""
    told = ["The fine is at Customs' discretion and comes on top of other penalties: 19 USC 1526(f)(4)."]
    for line in seizure.lines:
        if not line.msrp or line.msrp.amount is None:
            continue
        if line.msrp.on != seizure.on:
            told.append(f"The price of {line.goods} is of {line.msrp.on or 'no day that is told'}, not of the seizure.")
        if not line.msrp.source:
            told.append(f"The price of {line.goods} has no source.")
    return tuple(told)


def _known_part(most: Decimal, lacking: tuple[str, ...]) -> tuple[str, ...]:
    return (f"The goods whose price is known come to {dollars(most)} of it.",) if lacking and most else ()
