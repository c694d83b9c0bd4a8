"""Which law do goods of each ground break, as a statement of reasons cites it, unless somebody says otherwise?"""

from collections.abc import Iterable
from typing import NamedTuple

from counterfoil.codes.mark_territory import UNION
from counterfoil.errors import UserError

ILLEGAL, TERMS = "illegal content", "terms and conditions"
CLAUSE = "our terms: nothing may be offered that infringes the rights of others"


class Ground(NamedTuple):
    """Whether goods of a ground are illegal or against the terms, and the provision: European Union law by default."""

    legal_ground: str
    provision: str


GROUNDS = {  # the grounds of `tables.assessment`
    "counterfeit": Ground(ILLEGAL, "Regulation (EU) 2017/1001, article 9(2)(a)"),
    "mark misuse": Ground(ILLEGAL, "Regulation (EU) 2017/1001, article 9(2)(b) and (c)"),
    "grey market": Ground(ILLEGAL, "Regulation (EU) 2017/1001, articles 9 and 15"),
    "copyright": Ground(ILLEGAL, "Directive 2001/29/EC, articles 3 and 4"),
    "design": Ground(ILLEGAL, "Regulation (EC) No 6/2002, article 19"),
}


def ground_in(ground: str, territories: Iterable[str]) -> Ground:
    """Return what goods of a ground break where the rights of a case are in force (ISO 3166-1 alpha-2).

    A right holds in its territory alone: without one in the European Union no law of the Union is broken, and the
    terms of the platform are what an action rests on.
    """
    return GROUNDS[ground] if set(territories) & set(UNION) else Ground(TERMS, CLAUSE)


def ground_for(asked: str | None, of_case: list[str]) -> str:
    """Return the ground that is asked for, else the only one of the case. Raises UserError where it is not clear."""
    known = ", ".join(GROUNDS)
    if asked is None and len(of_case) != 1:
        grounds = ", ".join(of_case) or "none"
        raise UserError(f"The grounds of the case are: {grounds}.", cure=f"Name one with --ground: {known}.")
    ground = asked or of_case[0]
    if ground not in GROUNDS:
        raise UserError(f"“{ground}” is no ground.", cure=f"Use one of: {known}.")
    return ground
