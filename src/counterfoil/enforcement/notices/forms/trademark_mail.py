"""A trade mark complaint by e-mail, ready to be opened and sent by a mail program. RFC 5322, by the package email.

https://www.rfc-editor.org/rfc/rfc5322. Its Message-ID is made of our number, so that an answer to it is known by its
In-Reply-To; no two notices share one. Nothing is sent from here.
"""

import datetime as dt
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from counterfoil.codes.legal_number import cited
from counterfoil.codes.mailbox import mailbox
from counterfoil.enforcement.notices.finding import COUNTERFEIT, MARK_MISUSE
from counterfoil.enforcement.notices.form import Draft, Files, Form
from counterfoil.enforcement.notices.wording import heading, of_the_listings, of_the_right, one_line, signed, why

LISTINGS = cited(100, "listings in a mail", "our own choice, so that a person can read it", "D")
SOURCE = "RFC 5322"
NO_DOMAIN = "notices.invalid"  # RFC 6761: names no host
STATEMENTS = [
    "I believe in good faith that the use of the mark in these listings is not authorised by its owner or by the law.",
    "The information in this complaint is accurate.",
]


def render(draft: Draft) -> Files:
    """Return the mail with its head."""
    mail = EmailMessage(policy=SMTP)
    mark = one_line(draft.finding.right.mark)
    mail["From"] = f"{_plain(draft.notifier.name)} <{draft.notifier.email}>"
    if draft.recipient.email:
        mail["To"] = draft.recipient.email
    mail["Subject"] = f"Trade mark complaint {draft.id}: {mark}"
    mail["Date"] = format_datetime(dt.datetime.fromisoformat(draft.day).replace(tzinfo=dt.UTC))
    mail["Message-ID"] = message_id(draft.id, draft.notifier.email)
    lines = heading(draft, "Trade mark complaint")
    lines += [why(draft), "", *of_the_right(draft.finding.right), "", *of_the_listings(draft.finding.listings)]
    lines += ["Please take the listings down, and tell us by answering this mail what you decided on each.", ""]
    mail.set_content("\n".join([*lines, *signed(draft.notifier, STATEMENTS)]) + "\n", cte="quoted-printable")
    return ((".eml", mail.as_bytes()),)


def message_id(notice_id: str, address: str) -> str:
    """Return the Message-ID of a notice from that address."""
    return f"<{notice_id}@{mailbox(address).domain or NO_DOMAIN}>"


def _plain(name: str) -> str:
    """Return a name as a quoted string of RFC 5322, section 3.2.4."""
    return '"' + one_line(name).replace("\\", "").replace('"', "") + '"'


TRADEMARK_MAIL = Form(
    name="trademark-mail",
    title="trade mark complaint by e-mail",
    grounds=(COUNTERFEIT, MARK_MISUSE),
    needs=("name", "email", "address", "signature"),
    limit=LISTINGS,
    source=SOURCE,
    render=render,
)
