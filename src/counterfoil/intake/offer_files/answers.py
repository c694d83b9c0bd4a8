"""What goods does the answer of a web API hold? One answer, a list of answers, or one answer to a line.

A reader of one API says under which names items stand and how an item becomes offers; this file finds the items,
keeps count of them, and lets the user's mapping name any field of theirs by its path ("seller.username").
"""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from counterfoil.intake.decoding import text_parts
from counterfoil.intake.html_text import text_of_html
from counterfoil.intake.json_stream import Found, objects
from counterfoil.intake.json_text import as_text, at
from counterfoil.intake.naming import frame_of_records
from counterfoil.intake.reader import BATCH_ROWS, LIST_SEPARATOR, RawBatch, Refused, Wanted, rejects_of

NOTHING_SOLD = "an answer must hold goods; this one holds none"
_DEEPEST = 3  # lists of items within lists of answers
Item = dict[str, Any]


class Told(NamedTuple):
    """One offer: `ours` under our names (empty values are left out), `theirs` as it stood in the answer."""

    ours: dict[str, str | None]
    theirs: Item


class Api(NamedTuple):
    """Under which names items stand (`lists`), and what offers an item tells (none: it is no goods)."""

    lists: tuple[str, ...]
    offers: Callable[[Item], list[Told]]


def read_answers(stream: BinaryIO, wanted: Wanted, api: Api) -> Iterator[RawBatch]:
    """Yield one row for each offer in batches, `line` being that on which its item (in an answer, else its answer)
    begins. An item that tells no offer is refused. Raises UserError for a missing column and undecodable bytes."""
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    records: list[dict[str, str]] = []
    lines: list[int] = []
    bad: list[Refused] = []
    first = True
    for found in objects(parts, frozenset(api.lists)):
        for told in [found] if isinstance(found, Refused) else _told(found, api):
            if isinstance(told, Refused):
                bad.append(told)
            else:
                records.append(_record(told, wanted))
                lines.append(found.line)
        if len(records) >= BATCH_ROWS or len(bad) >= BATCH_ROWS:
            yield _batch(records, lines, bad, wanted._replace(required=wanted.required if first else ()))
            records, lines, bad, first = [], [], [], first and not records
    if records or bad:
        yield _batch(records, lines, bad, wanted._replace(required=wanted.required if first else ()))


def _batch(records: list[dict[str, str]], lines: list[int], bad: list[Refused], wanted: Wanted) -> RawBatch:
    complete = bool(records) and bool(wanted.required)
    return RawBatch(frame_of_records(records, lines, wanted, first=complete), rejects_of(bad, file=wanted.file))


def _told(found: Found, api: Api) -> Iterator[Told | Refused]:
    for item in _items(found.value, api.lists, _DEEPEST):
        offers = api.offers(item)
        yield from offers
        if not offers:
            yield Refused(found.line, found.text, NOTHING_SOLD)


def _items(value: Item, lists: tuple[str, ...], depth: int) -> Iterator[Item]:
    """Yield the items that stand under the names of `lists`, or the value itself where it has none of them."""
    inner = [value[name] for name in lists if isinstance(value.get(name), list | dict)] if depth else []
    for under in inner:
        for item in under if isinstance(under, list) else [under]:
            yield from _items(item if isinstance(item, dict) else {}, lists, depth - 1)
    if not inner:
        yield value


def _record(told: Told, wanted: Wanted) -> dict[str, str]:
    asked = {name: at(told.theirs, *name.split(".")) for name in wanted.mapping.columns.values()}
    texts = {name: as_text(value) for name, value in asked.items() if value is not None}
    return texts | {ours: value for ours, value in told.ours.items() if value}


def text(value: Any, *steps: str | int) -> str | None:
    """Return the text or number at the end of the steps, None where there is none."""
    found = at(value, *steps)
    return as_text(found) if isinstance(found, str | bool) and found != "" else None


def items_in(value: Any, *steps: str | int) -> list[Any]:
    """Return the list at the end of the steps, an empty one where there is none."""
    found = at(value, *steps)
    return found if isinstance(found, list) else []


def price_of(amount: str | None, currency: str | None) -> str | None:
    """Return the price as one text, "12.50 USD"."""
    return " ".join(part for part in (amount, currency) if part) if amount else None


def prose(*markup: str | None) -> str | None:
    """Return the visible text of several pieces of HTML as one."""
    return " ".join(text_of_html(piece) for piece in markup if piece) or None


def images_of(links: list[str | None]) -> dict[str, str | None]:
    """Return the first link as image_link, the others, each once, as additional_image_link."""
    several = list(dict.fromkeys(link for link in links if link))
    return {"image_link": several[0], "additional_image_link": LIST_SEPARATOR.join(several[1:])} if several else {}
