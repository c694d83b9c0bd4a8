"""A sound notice to be changed in one thing at a time: every name, mark and address in it is invented."""

import datetime as dt
from typing import Any

from counterfoil.enforcement.notices.all_forms import FORMS
from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.finding import NoticedListing, NoticedRight, NoticeFinding
from counterfoil.enforcement.notices.form import Draft, Settings
from counterfoil.enforcement.notices.notifier import Notifier, PowerOfAttorney, Recipient, Work

DAY = dt.date(2026, 11, 12)
RIGHT = NoticedRight(
    id="r-1",
    mark="Halvorsen",
    owner="Halvorsen Sport AS",
    territory="US",
    office="USPTO",
    number="9900001",
    status="live",
    register="principal",
    registered_on=dt.date(2020, 1, 1),
    expires_on=dt.date(2030, 1, 1),
    classes=(25,),
    goods=("footwear",),
    is_common_word=False,
)
LISTING = NoticedListing(
    offer_id="110055501234",
    link="https://www.ebay.com/itm/110055501234",
    title="H-alv-orsen trail shoes",
    account_id="s-34",
    price="39.90 USD",
    seen_at=dt.datetime(2026, 11, 6, 9, 0, tzinfo=dt.UTC),
    reasons=("The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”.",),
    against=(),
    kinds=("mark_broken_up", "called_a_copy"),
    pictures=("07" * 32,),
    goods=True,
    seller="",
)
FINDING = NoticeFinding(RIGHT, "counterfeit", ("US",), (LISTING,))
POWER = PowerOfAttorney(
    owner="Halvorsen Sport AS", document="POA-1", valid_from=dt.date(2026, 1, 1), valid_until=dt.date(2026, 12, 31)
)
NOTIFIER = Notifier(
    name="Ingrid Example",
    role="agent",
    organisation="Northlight LLP",
    email="notices@northlight.example.com",
    telephone="+1 202 555 0142",
    address="14 Harbor Row, Boston",
    signature="/Ingrid Example/",
    good_faith=True,
    accurate=True,
    under_penalty_of_perjury=True,
    powers_of_attorney=(POWER,),
    works=(Work(title="Photographs of 2026", rights=("r-1",)),),
)
RECIPIENT = Recipient(name="Tidewater Market", email="ip@tidewater.example.com", account="NBC-1")
CODED = Settings(reason_codes={"counterfeit": "9001", "copyright": "9002"})


def asked(form: str = "trademark-mail", **changed: Any) -> Asked:
    """Return a request for a notice in which nothing stands, with changes; those of `listing` and `right` within it."""
    finding = changed.pop("finding", FINDING)
    if "right" in changed:
        finding = finding._replace(right=finding.right._replace(**changed.pop("right")))
    if "listing" in changed:
        finding = finding._replace(listings=(finding.listings[0]._replace(**changed.pop("listing")),))
    for name in ("ground", "territory", "listings"):
        if name in changed:
            finding = finding._replace(**{name: changed.pop(name)})
    settings = CODED if FORMS[form].has_reason_codes else Settings()
    whole = Asked(finding, FORMS[form], NOTIFIER, RECIPIENT, settings, DAY, {}, None)
    return whole._replace(**changed)


def draft(form: str, **changed: Any) -> Draft:
    """Return what a form is rendered from."""
    of = asked(form, **changed)
    return Draft("n-5b1f-1", of.finding, of.notifier, of.recipient, DAY.isoformat(), of.settings)
