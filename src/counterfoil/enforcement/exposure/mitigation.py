"""What speaks for less and what for more, and between which shares of the most does a mitigated penalty lie?

The factors are those of 19 CFR 171, appendix B, and of Customs' informed compliance publication on mitigation (2004);
that list is unverified, medium confidence (M-M). The bands of 1526(f) are unverified, low confidence (M-L): they are
off until a case names its own, with their source.
"""

from decimal import Decimal
from typing import NamedTuple

from counterfoil.enforcement.exposure.penalty_case import Band
from counterfoil.errors import UserError

LESS = {
    "customs-error": "An error of Customs contributed.",
    "cooperation": "More cooperation than is owed: suppliers were named.",
    "remedy": "Remedies were taken at once.",
    "inexperience": "These were first imports.",
    "clean-record": "There was no violation before.",
    "vetting": "Authorisation and vetting are documented.",
    "inability-to-pay": "The person cannot pay.",
}
EARLIER = "earlier-seizures"
MORE = {
    EARLIER: "Goods of this person were seized before.",
    "obstruction": "Documents were false, or the examination was obstructed.",
    "health-and-safety": "The goods can harm.",
    "concealment": "Shipments were split or marks covered.",
    "knowledge": "There is evidence of knowledge.",
    "ignored-notices": "Notices were ignored, among them one to destroy or abandon identical goods.",
    "scheme": "It was organised.",
}
FACTORS = LESS | MORE


class Mitigated(NamedTuple):
    """The amounts of a band in US dollars, and where the band comes from."""

    least: Decimal
    most: Decimal
    source: str


def mitigated(most: Decimal, band: Band) -> Mitigated:
    """Return what a penalty of at most `most` dollars may be mitigated to.

    Raises UserError for a band that is no part of the whole.
    """
    if not 0 <= band.least <= band.most <= 1:
        problem = f"A band from {band.least} to {band.most} is none of shares from 0 to 1."
        raise UserError(problem, cure="Give shares such as 0.10 and 0.30.")
    return Mitigated(band.least * most, band.most * most, band.source)


def spoken(factors: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return in words the factors for less and those for more. Raises UserError for one that is not known."""
    unknown = sorted(set(factors) - set(FACTORS))
    if unknown:
        cure = f"Use some of: {', '.join(sorted(FACTORS))}."
        raise UserError(f"“{unknown[0]}” is no factor of mitigation.", cure=cure)
    return tuple(LESS[one] for one in factors if one in LESS), tuple(MORE[one] for one in factors if one in MORE)
