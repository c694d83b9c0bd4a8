"""How do practices stand in a file? TOML in; each practice with its source, its measures, and what no table can show.

A user writes his own as those that come with Counterfoil are written. Every mistake is told with its cure.
"""

import difflib
import re
from collections.abc import Iterator
from importlib import resources
from typing import Final, Literal

from counterfoil.codes.legal_number import VERIFIED
from counterfoil.errors import UserError
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.tables.record_file import Record, read_record

SHIPPED: Final = ("programme_2020", "dsa_30_32", "inta", "eu_memorandum")
EXAMPLE: Final = "src/counterfoil/scorecards/practices/programme_2020.toml"
LARGEST: Final = 1 << 20  # bytes; the longest file of ours has 12,000
MOST: Final = 200  # practices in a file
LONGEST: Final = 1_000  # characters of a text
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Tag = Literal["V", "V2", "M-H", "M-M", "M-L", "D", "ours"]


class Practice(Record, frozen=True, kw_only=True):
    """One practice; `not_measurable` are sentences: what is asked for that no table shows, and why."""

    id: str
    title: str
    says: str
    source: str
    verified: Tag
    measures: tuple[str, ...] = ()
    not_measurable: tuple[str, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether somebody read it in a source; where not, whoever shows the practice says so."""
        return self.verified in VERIFIED


class Practices(Record, frozen=True, kw_only=True):
    """One file: a programme, a law or a charter, with its practices in their order."""

    id: str
    title: str
    source: str
    practices: tuple[Practice, ...]


def shipped_practices(name: str) -> bytes:
    """Return the bytes of a file that comes with Counterfoil. Raises UserError, with those there are, for another."""
    if name not in SHIPPED:
        cure = f"Use one of {', '.join(SHIPPED)}, or name a file."
        raise UserError(f"No practices “{name}” come with Counterfoil.", cure=cure)
    return resources.files("counterfoil.scorecards").joinpath(f"practices/{name}.toml").read_bytes()


def read_practices(content: bytes, *, file: str) -> Practices:
    """Return the practices of a TOML file. Raises UserError for the first mistake, which says how to mend it."""
    if len(content) > LARGEST:
        raise UserError(f"This file is larger than {LARGEST >> 20} MB.", cure="Split it.", file=file)
    found = read_record(content, Practices, file=file, what="file of practices", example=EXAMPLE)
    for problem, cure in _faults(found):
        raise UserError(f"{problem}.", cure=cure, file=file)
    return found


def _faults(found: Practices) -> Iterator[tuple[str, str]]:
    """Yield each mistake with its cure, in the order of the file."""
    yield from _texts("The file", id=found.id, title=found.title, source=found.source)
    if not found.practices:
        yield "The file names no practice", f"Write [[practices]] as in {EXAMPLE}."
    if len(found.practices) > MOST:
        yield f"The file names {len(found.practices)} practices, and more than {MOST} nobody reads", "Split it."
    seen: set[str] = set()
    for one in found.practices:
        where = f"Practice “{shown(one.id)}”"
        yield from _texts(where, id=one.id, title=one.title, says=one.says, source=one.source)
        if one.id in seen:
            yield f"{where} stands in the file twice", "Give each practice an id of its own."
        seen.add(one.id)
        yield from _measured(where, one)


def _texts(where: str, **texts: str) -> Iterator[tuple[str, str]]:
    for name, text in texts.items():
        if not text.strip():
            yield f"{where} has an empty {name}", f"Fill in `{name}`."
        if len(text) > LONGEST:
            yield f"{where} has a {name} of more than {LONGEST:,} characters", f"Shorten `{name}`."
        if not text.isprintable():
            yield f"{where} has a {name} with line breaks or signs that cannot be seen", f"Take them out of `{name}`."
    if not _ID.fullmatch(texts["id"]):
        yield f"{where} has an id that is not written in small letters, digits and hyphens", "Write such as dhs-4."


def _measured(where: str, one: Practice) -> Iterator[tuple[str, str]]:
    for name in one.measures:
        if name not in MEASURES:
            yield f"{where} asks for “{shown(name)}”, which is no measure", _nearest(name)
    twice = sorted({name for name in one.measures if one.measures.count(name) > 1})
    if twice:
        yield f"{where} names the measure {twice[0]} twice", "Name it once."
    if not one.measures and not one.not_measurable:
        yield f"{where} has no measure", "Name one in `measures`, or say in `not_measurable` why no table can show it."
    if any(not 0 < len(text.strip()) <= LONGEST or not text.isprintable() for text in one.not_measurable):
        cure = f"Write what is not measurable, and why, in 1 to {LONGEST:,} characters on one line."
        yield f"{where} says with an empty or endless text, or in several lines, what is not measurable", cure


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name[:100], MEASURES, n=3, cutoff=0.5)
    listed = "All measures stand in docs/practices.md."
    return f"Did you mean {' or '.join(near)}? {listed}" if near else listed


def shown(text: str) -> str:
    """Return a text of a file as a message may repeat it: short, on one line, and nothing that a terminal obeys."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split())[:60])
