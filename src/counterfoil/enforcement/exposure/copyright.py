"""17 USC 504(c): statutory damages for the infringement of copyright works: photographs, texts, drawings on packs.

https://uscode.house.gov/view.xhtml?req=(title:17 section:504). All the parts of a compilation are one work.
"""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.exposure.elements import Needed, elements_of
from counterfoil.enforcement.exposure.exposed import Exposed, dollars
from counterfoil.enforcement.exposure.penalty_case import PenaltyCase

STATUTE = "17 USC 504(c)"
LEAST = cited(750, "dollars per work", "17 USC 504(c)(1)", "V")
MOST = cited(30_000, "dollars per work", "17 USC 504(c)(1)", "V")
MOST_WILFUL = cited(150_000, "dollars per work", "17 USC 504(c)(2)", "V")
LEAST_INNOCENT = cited(200, "dollars per work", "17 USC 504(c)(2)", "V")
ELEMENTS = (
    Needed("504.owned", "The claimant owns the copyright."),
    Needed("504.registered", "The work was registered in time (17 USC 412)."),
    Needed("504.copied", "Protected parts of it were copied."),
)
WILFUL = Needed("504.wilful", "The infringement was wilful.")


def copyright_damages(case: PenaltyCase) -> list[Exposed]:
    """Return statutory damages for the works that the suit names."""
    suit = case.suit
    if suit is None or not suit.works:
        return []
    works = len(set(suit.works))
    least = LEAST_INNOCENT if suit.innocent else LEAST
    most = MOST_WILFUL if suit.wilful else MOST
    return [
        Exposed(
            statute=STATUTE,
            what="statutory damages" + (", wilful" * suit.wilful) + (", innocent" * suit.innocent),
            least=least.value * works,
            most=most.value * works,
            arithmetic=f"{works} {'work' if works == 1 else 'works'} × {dollars(least.value)} to {dollars(most.value)}",
            numbers=(least, most),
            elements=elements_of((*ELEMENTS, WILFUL) if suit.wilful else ELEMENTS, case),
        )
    ]
