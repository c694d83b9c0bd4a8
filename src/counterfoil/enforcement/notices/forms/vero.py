"""A report to eBay's Verified Rights Owner Program: the body of createVeroReport, VeRO API.

https://developer.ebay.com/api-docs/commerce/vero/resources/vero_report/methods/createVeroReport. The fields and the
limit were read in version 1 [V], which ends on 30 September 2026; of version 2 (/commerce/vero/v2/vero_report) only its
existence was read, its body is taken to be the same [M-M]: `fields` of the settings rename them. Reason codes differ by
eBay site and are read by members alone (getVeroReasonCodes), so they come from the settings.
"""

import json
import re

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.notices.finding import COPYRIGHT, COUNTERFEIT, DESIGN, MARK_MISUSE, NoticedListing
from counterfoil.enforcement.notices.form import Draft, Files, Form
from counterfoil.enforcement.notices.wording import one_line, why

LISTINGS = cited(150, "items in a report", "developer.ebay.com, createVeroReport", "V")
MESSAGE = cited(1000, "characters of a message to the seller", "eBay Trading API, VeROReportItemType", "V2")
SOURCE = "https://developer.ebay.com/api-docs/commerce/vero"
FIELDS = {
    "items": "reportItems",
    "item": "itemId",
    "reason": "veroReasonCodeId",
    "brand": "brand",
    "message": "messageToSeller",
    "countries": "countries",
    "copy": "copyEmailToRightsOwner",
}
_NUMBER = re.compile(r"\d{9,19}")
_LINK = re.compile(r"^https?://(?:[\w-]+\.)*ebay\.[\w.]+/itm/(?:[^/?#]+/)?(\d{9,19})(?:[/?#]|$)")


def item_number(listing: NoticedListing) -> str:
    """Return eBay's number of a listing, from its id or its link; "" where neither holds one."""
    found = _LINK.match(listing.link)
    return found.group(1) if found else listing.offer_id if _NUMBER.fullmatch(listing.offer_id) else ""


def render(draft: Draft) -> Files:
    """Return the body of the report as JSON."""
    names = {**FIELDS, **draft.settings.fields}
    items = [
        {
            names["item"]: item_number(listing),
            names["reason"]: draft.settings.reason_codes.get(draft.finding.ground, ""),
            names["brand"]: draft.finding.right.mark,
            names["message"]: _message(draft, listing),
            names["countries"]: list(draft.finding.territory),
            names["copy"]: True,
        }
        for listing in draft.finding.listings
    ]
    return ((".json", (json.dumps({names["items"]: items}, indent=2, ensure_ascii=False) + "\n").encode()),)


def _message(draft: Draft, listing: NoticedListing) -> str:
    """Return the message with our number ahead, which answers repeat, cut at a sentence where it is too long."""
    longest = int(MESSAGE.value)
    alone = draft.finding._replace(listings=(listing,))
    said = f"{draft.id}. {why(draft._replace(finding=alone))}"
    for reason in listing.reasons:
        if len(longer := f"{said} {one_line(reason)}") <= longest:
            said = longer
    return said[:longest]


VERO = Form(
    name="vero",
    title="eBay VeRO report",
    grounds=(COUNTERFEIT, MARK_MISUSE, COPYRIGHT, DESIGN),
    needs=("name", "email"),
    limit=LISTINGS,
    source=SOURCE,
    render=render,
    number_of=item_number,
    number_hint="an eBay item number (the digits behind /itm/)",
    fields=FIELDS,
    has_reason_codes=True,
)
