"""Which paragraphs do the notices in words share? The right, the listings with their reasons, who says so."""

import re

from counterfoil.enforcement.notices.finding import NoticedListing, NoticedRight, offences
from counterfoil.enforcement.notices.form import Draft
from counterfoil.enforcement.notices.notifier import Notifier

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def heading(draft: Draft, title: str) -> list[str]:
    """Return the title with our number and the day."""
    return [title, f"Our number: {draft.id}", f"Date: {draft.day}", f"To: {draft.recipient.name}", ""]


def of_the_right(right: NoticedRight) -> list[str]:
    """Return what the notice rests on, one fact to a line."""
    facts = (
        ("Mark", right.mark),
        ("Owner", right.owner),
        ("Registration", " ".join(part for part in (right.office, right.number) if part)),
        ("Registered on", str(right.registered_on or "")),
        ("Territory", right.territory),
        ("Nice classes", ", ".join(map(str, right.classes))),
        ("Goods", "; ".join(right.goods)),
    )
    return [f"{name}: {one_line(value)}" for name, value in facts if value]


def of_the_listings(listings: tuple[NoticedListing, ...]) -> list[str]:
    """Return each listing with its link, what it says and why it is named here."""
    lines = []
    for number, listing in enumerate(listings, start=1):
        lines.append(f"{number}. {one_line(listing.link) or 'no link'}")
        lines.append(f"   Listing {one_line(listing.offer_id)}: “{one_line(listing.title)}”")
        if listing.account_id:
            lines.append(f"   Seller's account: {one_line(listing.account_id)}")
        if listing.price or listing.seen_at:
            seen = f"seen on {listing.seen_at:%Y-%m-%d}" if listing.seen_at else ""
            lines.append(f"   {', '.join(part for part in (listing.price, seen) if part)}")
        lines += [f"   - {one_line(reason)}" for reason in listing.reasons]
        lines.append("")
    return lines


def why(draft: Draft) -> str:
    """Return the explanation: what the listings do, and in how many of them."""
    count = len(draft.finding.listings)
    return f"{one_line(offences(draft.finding))} This concerns {count} listing{'' if count == 1 else 's'}."


def signed(notifier: Notifier, statements: list[str]) -> list[str]:
    """Return the statements, the signature, and how the notifier is reached."""
    reached = (notifier.name, notifier.organisation, notifier.address, notifier.telephone, notifier.email)
    lines = [one_line(line) for text in reached for line in text.splitlines()]  # an address may have several
    signature = one_line(notifier.signature)
    return [*statements, "", signature, "", *filter(None, lines), f"Acting as {_ROLES[notifier.role]}."]


_ROLES = {
    "owner": "owner of the right",
    "agent": "agent of the owner, by power of attorney",
    "trusted flagger": "trusted flagger",
}


def one_line(text: str) -> str:
    """Return the text in one line, control and direction characters as a replacement sign, so that nothing in a listing
    can look like a part of the notice; other invisible characters stay, since they may be what breaks up a mark."""
    return _CONTROLS.sub("\ufffd", " ".join(text.split()))


def as_text(lines: list[str]) -> bytes:
    """Return the lines as UTF-8 text."""
    return ("\n".join(lines).rstrip() + "\n").encode()
