"""15 USC 1117: what the owner of a mark may ask of those who use a counterfeit of it.

https://uscode.house.gov/view.xhtml?req=(title:15 section:1117). The owner chooses between (a) with (b) and (c).
"""

import datetime as dt
from decimal import Decimal

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.exposure.elements import MarkOn, Needed, elements_of, on_principal_register
from counterfoil.enforcement.exposure.exposed import Exposed, dollars
from counterfoil.enforcement.exposure.penalty_case import PenaltyCase, Suit

DAMAGES_TIMES = cited(3, "times the damages, at most", "15 USC 1117(a)", "V")
KNOWING_TIMES = cited(3, "times the greater of profits and damages", "15 USC 1117(b)", "V")
LEAST = cited(1_000, "dollars per counterfeit mark per type of goods", "15 USC 1117(c)(1)", "V")
MOST = cited(200_000, "dollars per counterfeit mark per type of goods", "15 USC 1117(c)(1)", "V")
MOST_WILFUL = cited(2_000_000, "dollars per counterfeit mark per type of goods", "15 USC 1117(c)(2)", "V")
DOMAIN_LEAST = cited(1_000, "dollars per domain name", "15 USC 1117(d)", "V")
DOMAIN_MOST = cited(100_000, "dollars per domain name", "15 USC 1117(d)", "V")
USED = (
    Needed(
        "1117.registered",
        "The mark is on the Principal Register for these goods, and in use.",
        holds=on_principal_register,
    ),
    Needed(
        "1117.counterfeit",
        "What was used is identical with it or not to be told from it: who says so.",
        by_witness=True,
    ),
    Needed("1117.use", "It was used in commerce, for the sale of goods, likely to confuse."),
)
KNOWN = Needed("1117.knowledge", "The use was intentional, or goods and services for it were given with that intent.")
WILFUL = Needed("1117.wilful", "The use was wilful.")


def lanham_remedies(case: PenaltyCase, *, day: dt.date) -> list[Exposed]:
    """Return profits and damages, statutory damages, and those for domain names, as far as the suit names them.

    The marks that were used must be registered on `day`.
    """
    suit = case.suit
    if suit is None:
        return []
    marks = tuple(MarkOn(use.mark, day) for use in suit.uses)
    found = []
    if suit.profits is not None or suit.damages is not None:
        found += [_profits_and_damages(suit, case, marks), _knowing(suit, case, marks)]
    if suit.uses:
        found.append(_statutory(suit, case, marks))
    if suit.domains:
        found.append(_domains(suit, case))
    return found


def _profits_and_damages(suit: Suit, case: PenaltyCase, marks: tuple[MarkOn, ...]) -> Exposed:
    profits, damages = suit.profits or Decimal(0), suit.damages or Decimal(0)
    return Exposed(
        statute="15 USC 1117(a)",
        what="profits, damages and costs",
        least=profits + damages,
        most=profits + DAMAGES_TIMES.value * damages,
        arithmetic=f"profits {dollars(profits)} + damages {dollars(damages)}, or {DAMAGES_TIMES.value} times them",
        numbers=(DAMAGES_TIMES,),
        elements=elements_of(USED, case, marks=marks),
        besides=("The costs of the action; attorneys' fees in exceptional cases.",),
    )


def _knowing(suit: Suit, case: PenaltyCase, marks: tuple[MarkOn, ...]) -> Exposed:
    greater = max(suit.profits or Decimal(0), suit.damages or Decimal(0))
    return Exposed(
        statute="15 USC 1117(b)",
        what="knowing use of a counterfeit mark",
        least=greater * KNOWING_TIMES.value,
        most=greater * KNOWING_TIMES.value,
        arithmetic=f"{KNOWING_TIMES.value} × {dollars(greater)}, the greater of profits and damages",
        numbers=(KNOWING_TIMES,),
        elements=elements_of((*USED, KNOWN), case, marks=marks),
        besides=("Attorneys' fees, unless there are extenuating circumstances.",),
    )


def _statutory(suit: Suit, case: PenaltyCase, marks: tuple[MarkOn, ...]) -> Exposed:
    pairs = len({(use.mark, goods) for use in suit.uses for goods in use.types})
    most = MOST_WILFUL if suit.wilful else MOST
    lacking = tuple(f"On which types of goods the mark {use.mark} was used." for use in suit.uses if not use.types)
    return Exposed(
        statute="15 USC 1117(c)",
        what="statutory damages" + (", wilful" * suit.wilful),
        least=None if lacking else LEAST.value * pairs,
        most=None if lacking else most.value * pairs,
        arithmetic=f"{pairs} times a mark on a type of goods × {dollars(LEAST.value)} to {dollars(most.value)}",
        numbers=(LEAST, most),
        elements=elements_of((*USED, WILFUL) if suit.wilful else USED, case, marks=marks),
        besides=("Instead of profits and damages, as the owner chooses before judgment.",),
        lacking=lacking,
    )


def _domains(suit: Suit, case: PenaltyCase) -> Exposed:
    count = len(set(suit.domains))
    return Exposed(
        statute="15 USC 1117(d)",
        what="statutory damages for domain names",
        least=DOMAIN_LEAST.value * count,
        most=DOMAIN_MOST.value * count,
        arithmetic=f"{count} domain names × {dollars(DOMAIN_LEAST.value)} to {dollars(DOMAIN_MOST.value)}",
        numbers=(DOMAIN_LEAST, DOMAIN_MOST),
        elements=elements_of((Needed("1117.bad-faith", "The names were registered in bad faith to profit."),), case),
    )
