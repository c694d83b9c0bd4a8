"""What stands in a transparency report, in which order, and what stands in it only to say that nobody counted it?"""

from typing import Final

from counterfoil.transparency.complaints import COMPLAINTS
from counterfoil.transparency.measure import Measure, NotCounted, Section
from counterfoil.transparency.notices import LISTINGS, NOTICES
from counterfoil.transparency.orders import ORDERS
from counterfoil.transparency.taken import MEASURES_ON_NOTICE, MEASURES_ON_ORDER, MEASURES_OWN, SUSPENSIONS
from counterfoil.transparency.told import HIGH_VOLUME, SELLER_ACTS, STATEMENTS

DSA = "Regulation (EU) 2022/2065, art. "
SECTIONS: Final = (
    Section("orders", "Orders of authorities", f"{DSA}15(1)(a)"),
    Section("notices", "Notices", f"{DSA}15(1)(b)"),
    Section("own-initiative", "Own initiative", f"{DSA}15(1)(c)"),
    Section("complaints", "Complaints", f"{DSA}15(1)(d)"),
    Section("automation", "Automated means", f"{DSA}15(1)(e)"),
    Section("disputes", "Out-of-court disputes", f"{DSA}24(1)(a)"),
    Section("suspensions", "Suspensions", f"{DSA}24(1)(b)"),
    Section("statements", "Statements of reasons", f"{DSA}17 and 24(5)"),
    Section("service", "The service and its people", f"{DSA}24(2) and 42(2) and (3)"),
    Section("inform", "Sellers' identity (United States)", "15 USC 45f"),
)
MEASURES: Final[tuple[Measure, ...]] = (
    ORDERS,
    MEASURES_ON_ORDER,
    NOTICES,
    LISTINGS,
    MEASURES_ON_NOTICE,
    MEASURES_OWN,
    COMPLAINTS,
    SUSPENSIONS,
    STATEMENTS,
    HIGH_VOLUME,
    SELLER_ACTS,
)
NOT_COUNTED: Final = (
    NotCounted("orders", "Time until the authority was told that its order came", "No table tells when it was told."),
    NotCounted("notices", "Notices of trusted flaggers", "A notice does not tell who notified; the measures taken do."),
    NotCounted("complaints", "Grounds of the complaints", "An event does not tell what a complaint rests on."),
    NotCounted("disputes", "Disputes before out-of-court bodies", "No table tells of them, nor how they ended."),
    NotCounted(
        "suspensions",
        "Suspensions for manifestly unfounded notices or complaints",
        "No table tells that a notice or a complaint was found to be manifestly unfounded.",
    ),
    NotCounted("service", "Active recipients of the service", "No table tells how many there are."),
    NotCounted("service", "People who moderate, by language", "No table tells who they are."),
)
