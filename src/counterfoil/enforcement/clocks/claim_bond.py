"""How large is the bond of somebody who claims seized goods before a court? 19 USC 1608.

https://uscode.house.gov/view.xhtml?req=(title:19%20section:1608)
"""

from decimal import Decimal

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.clocks.rule import Act

SHARE = cited("0.10", "of the value of the goods", "19 USC 1608", "V")
MOST = cited(5_000, "US dollars, at most", "19 USC 1608", "V")
LEAST = cited(250, "US dollars, at least", "19 USC 1608", "V")


def claim_bond(value: Decimal) -> Decimal:
    """Return the bond in US dollars for goods of that value in US dollars."""
    return max(LEAST.value, min(MOST.value, SHARE.value * value))


def bond_asked(act: Act) -> str:
    """Return which bond a claim needs; without the value of the goods, how it is worked out."""
    rule = f"{SHARE.value:%} {SHARE.unit}, ${LEAST.value} at least and ${MOST.value:,} at most: {SHARE.source}"
    if act.value is None:
        return f"The claim needs a bond of {rule}. Give the act the value of the goods to see it."
    return f"The claim needs a bond of ${claim_bond(act.value):,.2f}, for goods worth ${act.value:,.2f}: {rule}."
