"""Which numbers of a breakdown may be published, so that no small one can be worked out from the others?

A total below the limit is withheld, with all its parts. Of a total that is told, these parts are withheld:

1. those below the limit, nought among them; where all of these are nought, nothing is withheld;
2. where that leaves one part alone, or parts that together lack at most one of the most that they could be: the least
   of the other parts as well, and all that equal it.

Whoever knows the published numbers, the limit and this rule, still finds two or more values that each withheld number
may have: in case 1 the parts can be shifted by one among each other; in case 2 they can change places, and the rule,
which looks at values and never at names, then withholds the same parts. `tests/transparency/test_suppression.py` tries
all tables of a size. The principle, that totals must not give away what was withheld, is that of complementary
suppression (A. Hundepool and others, Statistical Disclosure Control, Wiley 2012, chapter 4).

What this does not hide: numbers of two reports whose periods overlap are not looked at together.
"""

from collections.abc import Sequence
from typing import Final

LEAST_LIMIT: Final = 3  # with a lower one, a withheld number could be 1 alone
ALL: Final = 0  # nothing is withheld


def is_limit(limit: int) -> bool:
    """Return whether numbers can be withheld below this: not at all, or from three on."""
    return limit == ALL or limit >= LEAST_LIMIT


def is_total_withheld(total: int, *, limit: int) -> bool:
    """Return whether a total is too small to be told; nought is told."""
    return 0 < total < limit


def withheld_parts(parts: Sequence[int], *, limit: int) -> frozenset[int]:
    """Return the places of the parts that are withheld; the parts add up to their total and are 0 or more."""
    if is_total_withheld(sum(parts), limit=limit):
        return frozenset(range(len(parts)))
    small = {place for place, part in enumerate(parts) if part < limit}
    together = sum(parts[place] for place in small)
    if together == 0:
        return frozenset()
    lacking = len(small) * (limit - 1) - together
    others = [part for place, part in enumerate(parts) if place not in small]
    if others and (len(small) == 1 or lacking <= 1):
        small |= {place for place, part in enumerate(parts) if part == min(others)}
    return frozenset(small)
