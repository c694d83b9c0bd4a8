"""19 USC 1592: penalties for entering goods by false or left-out information, by culpability.

https://uscode.house.gov/view.xhtml?req=(title:19 section:1592). What was lost in duties, taxes and fees is owed beside
any penalty, (d). In court, (e): fraud is proven clearly and convincingly; of gross negligence the United States prove
all elements; of negligence they prove the act, and the other side that it was none.
"""

from decimal import Decimal

from counterfoil.codes.legal_number import LegalNumber, cited
from counterfoil.enforcement.exposure.elements import CIVIL, CLEAR, Needed, elements_of
from counterfoil.enforcement.exposure.exposed import Exposed, dollars
from counterfoil.enforcement.exposure.penalty_case import Entry, PenaltyCase

STATUTE = "19 USC 1592"
FRAUD = cited(1, "times the domestic value, at most", "19 USC 1592(c)(1)", "V")
OF_LOSS = {
    "gross negligence": cited(4, "times the lost duties, taxes and fees, at most", "19 USC 1592(c)(2)(A)", "V"),
    "negligence": cited(2, "times the lost duties, taxes and fees, at most", "19 USC 1592(c)(3)(A)", "V"),
}
OF_VALUE = {  # where nothing was lost
    "gross negligence": cited("0.40", "of the dutiable value, at most", "19 USC 1592(c)(2)(B)", "V"),
    "negligence": cited("0.20", "of the dutiable value, at most", "19 USC 1592(c)(3)(B)", "V"),
}
DISCLOSED_LOSS = cited(1, "times the lost duties, taxes and fees", "19 USC 1592(c)(4)(A)(i)", "V")
DISCLOSED_VALUE = cited("0.10", "of the dutiable value", "19 USC 1592(c)(4)(A)(ii)", "V")
INTEREST = cited(0, "beside interest on what was lost", "19 USC 1592(c)(4)(B)", "V")
STANDARDS = {"fraud": CLEAR, "gross negligence": CIVIL, "negligence": CIVIL}


def false_entries(case: PenaltyCase) -> list[Exposed]:
    """Return the penalty for each entry by false information."""
    return [_penalty(entry, case) for entry in case.entries]


def _penalty(entry: Entry, case: PenaltyCase) -> Exposed:
    most, number, arithmetic = _most(entry)
    besides = [f"Lost duties, taxes and fees of {dollars(entry.lost)} are owed besides: 19 USC 1592(d)."]
    if number is INTEREST:
        besides.append("Interest on what was lost is owed: the entry was disclosed before.")
    return Exposed(
        statute=STATUTE,
        what=f"penalty for {entry.culpability}, entry of {entry.on}" + (", disclosed" * entry.prior_disclosure),
        least=Decimal(0),
        most=most,
        arithmetic=arithmetic,
        numbers=(number,),
        elements=elements_of(_elements(entry), case),
        besides=tuple(besides) if entry.lost or number is INTEREST else (),
        clock="fraud-discovered" if entry.culpability == "fraud" else "false-entry",
        since=None if entry.culpability == "fraud" else entry.on,
    )


def _most(entry: Entry) -> tuple[Decimal, LegalNumber, str]:
    """Return the most, the number that it comes from, and the arithmetic."""
    if entry.prior_disclosure:
        return _disclosed(entry)
    if entry.culpability == "fraud":
        return entry.domestic_value, FRAUD, f"domestic value {dollars(entry.domestic_value)}"
    if entry.lost:
        number = OF_LOSS[entry.culpability]
        most = min(entry.domestic_value, number.value * entry.lost)
        shown = (
            f"the lower of domestic value {dollars(entry.domestic_value)} and {number.value} × {dollars(entry.lost)}"
        )
        return most, number, shown
    number = OF_VALUE[entry.culpability]
    shown = f"{number.value:.0%} of dutiable value {dollars(entry.dutiable_value)}"
    return number.value * entry.dutiable_value, number, shown


def _disclosed(entry: Entry) -> tuple[Decimal, LegalNumber, str]:
    if entry.culpability != "fraud":
        return Decimal(0), INTEREST, "nothing beside interest"
    if entry.lost:
        return entry.lost * DISCLOSED_LOSS.value, DISCLOSED_LOSS, f"what was lost, {dollars(entry.lost)}"
    shown = f"{DISCLOSED_VALUE.value:.0%} of dutiable value {dollars(entry.dutiable_value)}"
    return entry.dutiable_value * DISCLOSED_VALUE.value, DISCLOSED_VALUE, shown


def _elements(entry: Entry) -> tuple[Needed, ...]:
    standard = STANDARDS[entry.culpability]
    whose = " (not to be proven: the other side must show that it was none)" * (entry.culpability == "negligence")
    return (
        Needed("1592.statement", "A statement or act was false, or something was left out.", standard),
        Needed("1592.material", "It was material.", standard),
        Needed("1592.culpability", f"It was {entry.culpability}{whose}.", standard),
    )
