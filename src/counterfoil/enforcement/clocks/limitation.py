"""Until when may a penalty or a forfeiture still be sued for: 19 USC 1621.

https://uscode.house.gov/view.xhtml?req=(title:19%20section:1621). Of a forfeiture the later of its two days counts.
"""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.clocks.rule import YEARS, ClockRule

GOVERNMENT = "the United States"
_OVER = "It can no longer be sued for."
RULES = (
    ClockRule(
        name="sue for a penalty or a forfeiture",
        begins="offence-discovered",
        within=cited(5, YEARS, "19 USC 1621", "V"),
        owner=GOVERNMENT,
        lapse=_OVER,
        ends=("suit-filed",),
    ),
    ClockRule(
        name="sue for the forfeiture, where that is later",
        begins="property-discovered",
        within=cited(2, YEARS, "19 USC 1621", "V"),
        owner=GOVERNMENT,
        lapse=_OVER,
        ends=("suit-filed",),
    ),
    ClockRule(
        name="sue for a penalty for negligence or gross negligence",
        begins="false-entry",
        within=cited(5, YEARS, "19 USC 1621(1)", "V"),
        owner=GOVERNMENT,
        lapse=_OVER,
        ends=("suit-filed",),
    ),
    ClockRule(
        name="sue for a penalty for fraud",
        begins="fraud-discovered",
        within=cited(5, YEARS, "19 USC 1621(1)", "V"),
        owner=GOVERNMENT,
        lapse=_OVER,
        ends=("suit-filed",),
    ),
)
