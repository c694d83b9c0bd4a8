"""How do the facts of a paper stand on the page? Every value in words, so that the page only has to lay them out.

Money as `USD 1,299.00`, days as `8 November 2026`, a deadline with its weekday, a number of the law with how far it was
verified. Characters that do not show, or that reverse what is read, are written by their number.
"""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from counterfoil.codes.business_days import is_business_day
from counterfoil.codes.legal_number import TAGS, VERIFIED
from counterfoil.documents.papers.kinds import KINDS, kind_of
from counterfoil.documents.papers.parts import Cited, Deadline, Goods, Money, Paper, Provision
from counterfoil.documents.words import day_in_words, price_in_words, time_in_words
from counterfoil.tables.record_file import Record

# Joiners and marks of direction that names in Arabic, Persian, Hebrew and Indic scripts are written with.
KEPT = frozenset("\n\u00ad\u061c\u200c\u200d\u200e\u200f")
HIDDEN = frozenset(["Cc", "Cf", "Co", "Cs", "Zl", "Zp"])
SATURDAY = 5
LONG = 1_000  # characters from which a text may fill most of a page: then rows and blocks may break over pages
SHORT = 8  # hexadecimal digits of the digest that stand in a number


def digest_of(paper: Paper) -> str:
    """Return the SHA-256 of the facts, which is the same wherever the same facts are written down."""
    return hashlib.sha256(msgspec.json.encode(paper, order="deterministic")).hexdigest()


def number_of(paper: Paper) -> str:
    """Return the paper's number: its own, or kind, case and the beginning of its digest: `NP-case-0821-5f3a9c1d`."""
    letters = KINDS[kind_of(paper)].letters
    parts = (letters, paper.case_id, digest_of(paper)[:SHORT])
    return visible(paper.number) or "-".join(visible(part) for part in parts if part)


def filled(paper: Paper) -> dict[str, Any]:
    """Return `facts`, the record in words, and `meta`: title, law, number, digest and sheet of the paper."""
    kind = KINDS[kind_of(paper)]
    facts = _words(paper)
    meta = {"title": kind.title, "law": kind.law, "sheet": kind.sheet, "breaks": _longest(facts) > LONG}
    return {"facts": facts, "meta": {**meta, "number": number_of(paper), "digest": digest_of(paper)}}


def _longest(words: Any) -> int:
    """Return how many characters the longest text has."""
    if isinstance(words, str):
        return len(words)
    parts = words.values() if isinstance(words, dict) else words if isinstance(words, list) else ()
    return max(map(_longest, parts), default=0)


def visible(text: str) -> str:
    """Return the text with every character that hides or reverses what is read as `[U+202E]`."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(one if one in KEPT or not _hides(one) else f"[U+{ord(one):04X}]" for one in plain)


def _hides(character: str) -> bool:
    return unicodedata.category(character) in HIDDEN


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Money):
        return price_in_words(value.amount, value.currency)
    if isinstance(value, Record):
        return {name: _words(getattr(value, name)) for name in value.__struct_fields__} | _besides(value)
    if isinstance(value, tuple):
        return [_words(one) for one in value]
    if isinstance(value, dt.datetime):
        return time_in_words(value.isoformat())
    if isinstance(value, dt.date):
        return day_in_words(value)
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"


def _besides(record: Record) -> dict[str, Any]:
    """Return what the page shows of a record beside its own values: weekday, doubt, sums."""
    if isinstance(record, Deadline):
        days = (
            {"weekday": f"{record.by:%A}", "closed": _closed(record.by)} if record.by else {"weekday": "", "closed": ""}
        )
        return {**days, "doubt": _doubt(record.verified)}
    if isinstance(record, Provision):
        return {"doubt": _doubt(record.verified)}
    if isinstance(record, Cited):
        return {"doubt": _doubt(record.verified), "reading": TAGS[record.verified]}
    if isinstance(record, Paper):
        return _sums(record)
    return {}


def _closed(day: dt.date) -> str:
    """Return why offices are closed on the day: a deadline is told as it falls, and not moved silently."""
    if is_business_day(day):
        return ""
    return f"{day:%A}: not moved" if day.weekday() >= SATURDAY else f"{day:%A}, a federal holiday: not moved"


def _doubt(tag: str) -> str:
    return "" if tag in VERIFIED else TAGS[tag]


def _sums(paper: Paper) -> dict[str, Any]:
    sums: dict[str, Any] = {}
    for name in paper.__struct_fields__:
        rows = getattr(paper, name)
        if isinstance(rows, tuple) and rows and isinstance(rows[0], Goods):
            sums[f"{name}_total"] = _total(rows)
        elif isinstance(rows, tuple) and rows and hasattr(rows[0], "units"):
            sums[f"{name}_units"] = _units([row.units for row in rows])
    return sums


def _units(counts: list[int | None]) -> str:
    """Return how many units there are together; `at least` where some were not counted."""
    return "at least " * (None in counts) + f"{sum(count or 0 for count in counts):,}"


def _total(goods: Iterable[Goods]) -> dict[str, str]:
    """Return the value of all goods together, or why there is none: nothing is converted and nothing guessed."""
    values = [one.value for one in goods]
    currencies = {value.currency for value in values if value}
    if len(currencies) > 1:
        return {"amount": "", "because": "The values are in several currencies and are not added up."}
    if None in values:
        because = "The goods without a value are not counted." if currencies else ""
        return {"amount": "", "because": because}
    whole = sum((value.amount for value in values if value), Decimal(0))
    return {"amount": price_in_words(whole, currencies.pop()), "because": ""}
