"""What is found, told once for all forms: which right, which listings, on what ground, and why.

Reasons are the sentences for the party (`party_detail`): platforms hand a notice on to the seller, and some to the
public, so it holds facts and neither method nor anybody's data.
"""

import datetime as dt
from typing import NamedTuple

COPYRIGHT = "copyright"
GREY_MARKET = "grey market"
COUNTERFEIT = "counterfeit"
MARK_MISUSE = "mark misuse"
DESIGN = "design"


class NoticedRight(NamedTuple):
    """The right as a notice names it; columns of `tables.right`. `classes` are the Nice classes, the related ones of
    the same goods not among them."""

    id: str
    mark: str
    owner: str
    territory: str
    office: str
    number: str
    status: str
    register: str
    registered_on: dt.date | None
    expires_on: dt.date | None
    classes: tuple[int, ...]
    goods: tuple[str, ...]
    is_common_word: bool


class NoticedListing(NamedTuple):
    """One listing: `reasons` speak for the finding, `against` against it; `kinds` are the names of all that was seen.

    `goods` says whether the right's classes hold its goods (None: nothing tells), `seller` how the owner's list of
    authorised sellers holds its account: "", "authorised" or "named".
    """

    offer_id: str
    link: str
    title: str
    account_id: str
    price: str
    seen_at: dt.datetime | None
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    kinds: tuple[str, ...]
    pictures: tuple[str, ...]
    goods: bool | None
    seller: str


class NoticeFinding(NamedTuple):
    """What a notice tells, whatever its form; `territory` are the places for which it is made, ISO 3166-1 alpha-2."""

    right: NoticedRight
    ground: str
    territory: tuple[str, ...]
    listings: tuple[NoticedListing, ...]


def offences(finding: NoticeFinding) -> str:
    """Return the sentence that says what the listings do, by the ground."""
    right = finding.right
    return _OFFENCES[finding.ground].format(mark=right.mark, owner=right.owner)


_OFFENCES = {
    COUNTERFEIT: "The listings offer goods under the mark {mark} that do not come from {owner} or with its consent.",
    GREY_MARKET: "The listings offer goods of {owner} that were not put on this market by it or with its consent.",
    MARK_MISUSE: "The listings use the mark {mark} of {owner} for goods that are not its own.",
    COPYRIGHT: "The listings show a work of {owner} that they were not given leave to use.",
    DESIGN: "The listings offer goods in a design of {owner} without its consent.",
}
