"""Forms that a person uploads or fills in: one row to a listing, for Alibaba, Walmart and Amazon.

None of the three publishes the columns of its upload, so the names are ours in the order of what each form asks for
[M-M], and `fields` of the settings rename them. What was read is what each asks for and how many listings it takes:
Alibaba IPP: 300 to a request (secagroup.org), right number, links; Walmart Brand Portal: 10 links to a claim, kind of
infringement, USPTO registration, seller (supplierone.helpdocs.io, marketplacelearn.walmart.com); Amazon Report a
Violation: 50 listings to a report, mark, registration, ASIN, what is claimed (thomsentrampedach.com).
"""

import re
from collections.abc import Mapping

import polars as pl

from counterfoil.codes.legal_number import LegalNumber, cited
from counterfoil.enforcement.notices.finding import COPYRIGHT, COUNTERFEIT, DESIGN, MARK_MISUSE, NoticedListing
from counterfoil.enforcement.notices.form import Draft, Files, Form
from counterfoil.enforcement.notices.wording import one_line

ALIBABA_LISTINGS = cited(300, "listings in a request", "secagroup.org on Alibaba IPP", "V2")
WALMART_LISTINGS = cited(10, "links in a claim", "supplierone.helpdocs.io, File a claim: brand infringement", "V2")
AMAZON_LISTINGS = cited(50, "listings in a report", "thomsentrampedach.com, How to enforce your rights on Amazon", "V2")
CONTACT = ("name", "email")
COLUMNS = {
    "notice": "Our number",
    "ground": "Infringement type",
    "mark": "Mark",
    "owner": "Rights owner",
    "office": "Office",
    "number": "Registration number",
    "listing": "Listing",
    "link": "Link",
    "seller": "Seller",
    "reasons": "Explanation",
    "statement": "Statement",
    "account": "Account of the notifier",
}
STATEMENT = "In good faith, and accurate, by {role}."
_KINDS = {COUNTERFEIT: "Counterfeit", MARK_MISUSE: "Trademark", COPYRIGHT: "Copyright", DESIGN: "Design"}
_ASIN = re.compile(r"B0[0-9A-Z]{8}|\d{9}[0-9X]")
_ASIN_LINK = re.compile(r"/(?:dp|gp/product)/([0-9A-Z]{10})(?:[/?#]|$)")
_USPTO = re.compile(r"\d{7}")


def asin(listing: NoticedListing) -> str:
    """Return Amazon's number of a product page, from the listing's link or id; "" where neither holds one."""
    found = _ASIN_LINK.search(listing.link)
    return found.group(1) if found else listing.offer_id if _ASIN.fullmatch(listing.offer_id) else ""


def is_uspto_number(number: str) -> bool:
    """Return whether it is a US registration number of seven digits; one of eight is an application's."""
    return bool(_USPTO.fullmatch(number.replace(",", "").strip()))


def render(draft: Draft) -> Files:
    """Return the sheet: a row to a listing."""
    return ((".csv", _rows(draft, [listing.offer_id for listing in draft.finding.listings])),)


def _rendered_for_amazon(draft: Draft) -> Files:
    return ((".csv", _rows(draft, [asin(listing) for listing in draft.finding.listings])),)


def _rows(draft: Draft, numbers: list[str]) -> pl.DataFrame:
    names: Mapping[str, str] = {**COLUMNS, **draft.settings.fields}
    right, listings = draft.finding.right, draft.finding.listings
    ground = draft.settings.reason_codes.get(draft.finding.ground, _KINDS[draft.finding.ground])
    rows = {
        "notice": [draft.id] * len(listings),
        "ground": ground,
        "mark": right.mark,
        "owner": right.owner,
        "office": right.office,
        "number": right.number,
        "listing": numbers,
        "link": [one.link for one in listings],
        "seller": [one.account_id for one in listings],
        "reasons": [" ".join(map(one_line, one.reasons)) for one in listings],
        "statement": STATEMENT.format(role=draft.notifier.role),
        "account": draft.recipient.account,
    }
    return pl.DataFrame(rows).rename(dict(names))


def _sheet(name: str, title: str, limit: LegalNumber, grounds: tuple[str, ...], **more: object) -> Form:
    source = limit.source
    return Form(
        name=name, title=title, grounds=grounds, needs=CONTACT, limit=limit, source=source, fields=COLUMNS,
        **{"render": render, **more},  # type: ignore[arg-type]
    )  # fmt: skip


ALIBABA = _sheet("alibaba", "Alibaba IPP batch", ALIBABA_LISTINGS, (COUNTERFEIT, MARK_MISUSE, COPYRIGHT, DESIGN))
WALMART = _sheet(
    "walmart", "Walmart Brand Portal claim", WALMART_LISTINGS, (COUNTERFEIT, MARK_MISUSE, COPYRIGHT), territory=("US",)
)
AMAZON = _sheet(
    "amazon",
    "Amazon Report a Violation sheet",
    AMAZON_LISTINGS,
    (COUNTERFEIT, MARK_MISUSE, COPYRIGHT, DESIGN),
    render=_rendered_for_amazon,
    number_of=asin,
    number_hint="an ASIN (ten letters and digits, behind /dp/)",
)
