"""What does a mail say to a notice? RFC 5322 and MIME; text alone is looked at, nothing is run, opened or fetched.

What the mail quotes of ours is left out, since our own words would be read as the answer. A mail that says that ours
could not be delivered is no answer, and waits for a person.
"""

import datetime as dt
import re
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from counterfoil.intake.html_text import text_of_html
from counterfoil.intake.notice_answers.answer_rows import Told, links_in, our_numbers
from counterfoil.intake.notice_answers.phrases import LONGEST, Understood, understood

MAIL_ENDING = ".eml"
LARGEST = 25 << 20  # bytes; what mail servers take at most
MOST_PARTS = 200
DEEPEST = 20  # parts within parts
MOST_LINES = 100_000
TOO_DEEP = "its parts are nested too deeply to be read"
UNREADABLE = "it cannot be read as a mail"
NO_MAIL = "its name ends as a mail's does, and it is none; a person must look at it"
TOO_LARGE = f"it is larger than {LARGEST >> 20} MB; save it without its attachments"
NOT_DELIVERED = "it says that the notice was not delivered; a person must send it again"
NO_TEXT = "it holds no text; a person must read it"
_HEADS = re.compile(rb"(?im)^(from|message-id|in-reply-to|mime-version|received|return-path|delivered-to):")
_FIELD = re.compile(rb"[!-9;-~]{1,200}:")
_QUOTED = re.compile(
    r"(?im)^\s*(>|-{2,}\s*(original|ursprüngliche|message d'origine|mensaje original|messaggio originale|forwarded)"
    r"|on .{4,200} wrote:|am .{4,200} schrieb|le .{4,200} a écrit|el .{4,200} escribió|il .{4,200} ha scritto)"
)
_NUMBERS = re.compile(r"<[^<>\s]{1,500}>")


def is_mail(head: bytes) -> bool:
    """Return whether bytes begin as a mail: with a head that names a field that mails have."""
    text = head.lstrip(b"\xef\xbb\xbf\r\n")
    return bool(_FIELD.match(text)) and bool(_HEADS.search(re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]))


def no_mail(*, is_too_large: bool) -> Told:
    """Return the problem of a file that is called a mail and cannot be read as one."""
    return Told(_problem(TOO_LARGE if is_too_large else NO_MAIL), 1)


def read_mail(data: bytes) -> Told:
    """Return what the mail says and to which notice; `said` holds the problem where it cannot be understood."""
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):  # the parser's own faults on odd heads
        return Told(_problem(UNREADABLE), 1)
    except RecursionError:
        return Told(_problem(TOO_DEEP), 1)
    parts, fault = _parts(mail)
    text = "" if fault else _text(parts)
    subject = _header(mail, "Subject")
    said = _said(mail, text, fault, subject)
    known = f"{subject}\n{text}"
    return Told(
        said,
        1,
        answered_at=_date(mail),
        message_ids=tuple(_NUMBERS.findall(f"{_header(mail, 'In-Reply-To')} {_header(mail, 'References')}")),
        notice_ids=our_numbers(known),
        links=links_in(_unquoted(text)),
    )


def _said(mail: Message, text: str, fault: str, subject: str) -> Understood:
    if fault:
        return _problem(fault)
    if mail.get_content_type() == "multipart/report" or "mailer-daemon" in _header(mail, "From").lower():
        return _problem(NOT_DELIVERED)
    own = _unquoted(text)
    if not own.strip():
        return _problem(NO_TEXT)
    return understood(f"{subject}.\n{own}")


def _problem(sentence: str) -> Understood:
    return Understood("", "", "", sentence)


def _parts(mail: Message) -> tuple[list[Message], str]:
    """Return the parts that hold something themselves, and why they cannot be read, "" where they can."""
    leaves: list[Message] = []
    level: list[Message] = [mail]
    for _ in range(DEEPEST):
        below: list[Message] = []
        for part in level:
            if part.is_multipart():  # to ask a leaf for its payload decodes it, by whatever charset it names
                below += [one for one in part.get_payload() if isinstance(one, Message)]
            else:
                leaves.append(part)
        if not below:
            return leaves, ""
        level = below
        if len(level) + len(leaves) > MOST_PARTS:
            return leaves, TOO_DEEP
    return leaves, TOO_DEEP


def _text(parts: list[Message]) -> str:
    """Return the plain text of a mail, or else what its HTML shows; attached files are left alone."""
    plain = [part for part in parts if part.get_content_type() == "text/plain" and not _is_attached(part)]
    if plain:
        return "\n".join(map(_decoded, plain))[:LONGEST]
    html = [part for part in parts if part.get_content_type() == "text/html" and not _is_attached(part)]
    return "\n".join(text_of_html(_decoded(part)) for part in html)[:LONGEST]


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _decoded(part: Message) -> str:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return ""
    raw = data if isinstance(data, bytes) else b""
    try:
        return raw.decode(part.get_content_charset("utf-8"), errors="replace")[:LONGEST]
    except (LookupError, ValueError, UnicodeError):
        return raw.decode("utf-8", errors="replace")[:LONGEST]


def _unquoted(text: str) -> str:
    """Return the text up to where it begins to quote, and without single lines that are quoted."""
    kept = []
    for line in text.splitlines()[:MOST_LINES]:
        found = _QUOTED.match(line)
        if found and found.group(1) != ">":
            break
        if not found:
            kept.append(line)
    return "\n".join(kept)


def _header(mail: Message, name: str) -> str:
    try:
        return str(make_header(decode_header(str(mail.get(name, "")))))[:LONGEST]
    except (MessageError, ValueError, LookupError, UnicodeError):
        return str(mail.get(name, ""))[:LONGEST]


def _date(mail: Message) -> dt.datetime | None:
    try:
        told = parsedate_to_datetime(_header(mail, "Date"))
        return (told if told.tzinfo else told.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
