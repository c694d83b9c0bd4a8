"""How does one answer become a row of `tables.notice_answer`, and one that is not understood a reject?"""

import datetime as dt
import re
from typing import Any, NamedTuple

import polars as pl

from counterfoil.intake.notice_answers.phrases import Understood
from counterfoil.tables.contract import LINE, Sorted, completed
from counterfoil.tables.notice_answer import NoticeAnswer
from counterfoil.tables.reject import Reject

MOST = 1_000  # numbers or links taken from one answer
_OURS = re.compile(r"(?<![\w-])n-[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+){0,8}-\d{1,6}(?![\w-])")
_LINK = re.compile(r"https?://[^\s<>\"'\]\)]{1,2000}")


class Told(NamedTuple):
    """An answer and to what it may be; `line` as in the file, 1 for a mail."""

    said: Understood
    line: int
    answered_at: dt.datetime | None = None
    message_ids: tuple[str, ...] = ()
    notice_ids: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    offer_ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def sorted_answers(told: list[Told], *, file: str) -> Sorted:
    """Return the answers that were understood, with `line`, and a reject without any text of it for each other one."""
    kept = [_row(one) for one in told if one.said.answer]
    rejects = [(file, one.line, "answer", None, one.said.problem) for one in told if not one.said.answer]
    table = pl.DataFrame(kept, schema={**NoticeAnswer.create_empty().schema, LINE: pl.Int64})
    rows = NoticeAnswer.validate(completed(table, NoticeAnswer)).with_columns(table[LINE])
    return Sorted(rows, Reject.cast(pl.DataFrame(rejects, schema=Reject.create_empty().schema, orient="row")))


def _row(one: Told) -> dict[str, Any]:
    return {
        "answer": one.said.answer,
        "reason": one.said.reason or None,
        "phrase": one.said.phrase or None,
        "answered_at": one.answered_at,
        "message_ids": list(one.message_ids[:MOST]),
        "notice_ids": list(one.notice_ids[:MOST]),
        "references": list(one.references[:MOST]),
        "offer_ids": list(one.offer_ids[:MOST]),
        "links": list(one.links[:MOST]),
        LINE: one.line,
    }


def our_numbers(text: str) -> tuple[str, ...]:
    """Return what looks like numbers of our notices, each once."""
    return tuple(dict.fromkeys(found.group() for found in _OURS.finditer(text)))


def links_in(text: str) -> tuple[str, ...]:
    """Return the links of a text, each once, without the full stop of its sentence."""
    return tuple(dict.fromkeys(found.group().rstrip(".,;:!?") for found in _LINK.finditer(text)))
