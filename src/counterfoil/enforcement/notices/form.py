"""What is a form in which a recipient takes a notice? What it holds, what it asks of the notifier, how it is written.

A user's own settings (`--settings`) change limits, names of fields and a recipient's codes without a new version.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from counterfoil.codes.legal_number import LegalNumber
from counterfoil.enforcement.notices.finding import NoticedListing, NoticeFinding
from counterfoil.enforcement.notices.notifier import Notifier, Recipient
from counterfoil.errors import UserError
from counterfoil.tables.record_file import Record, read_record

EXAMPLE = "examples/notice_forms.toml"


class Settings(Record, frozen=True):
    """What a user changes of a form: listings to a file, names of fields by ours, the recipient's code by ground."""

    limit: int | None = None
    fields: Mapping[str, str] = {}
    reason_codes: Mapping[str, str] = {}


class _File(Record, frozen=True):
    forms: Mapping[str, Settings] = {}


class Draft(NamedTuple):
    """All that one file is written from; `day` as ISO 8601 text, `settings` those of its form."""

    id: str
    finding: NoticeFinding
    notifier: Notifier
    recipient: Recipient
    day: str
    settings: Settings


Content = bytes | pl.DataFrame  # a table is written as CSV, safe for spreadsheets
Files = tuple[tuple[str, Content], ...]  # ending and content; the first is the notice, others repeat it


@dataclass(frozen=True, kw_only=True)
class Form:
    """`grounds` that it can be used for, `needs` of the notifier's fields, `number_of` the recipient's own number of a
    listing, where it asks for one; `is_for_marks`: it rests on a registration."""

    name: str
    title: str
    grounds: tuple[str, ...]
    needs: tuple[str, ...]
    limit: LegalNumber
    source: str
    render: Callable[[Draft], Files]
    number_of: Callable[[NoticedListing], str] | None = None
    number_hint: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    is_for_marks: bool = True
    has_reason_codes: bool = False
    under_perjury: bool = False
    territory: tuple[str, ...] = ()  # the only places it is for; empty: any


def read_settings(data: bytes, known: Mapping[str, Form], *, file: str) -> Mapping[str, Settings]:
    """Return the settings by form. Raises UserError for a form or a field that is not known, and a limit below 1."""
    given = read_record(data, _File, file=file, what="file of notice forms", example=EXAMPLE).forms
    for name, settings in given.items():
        if name not in known:
            raise UserError(f"“{name}” is no form.", cure=f"Use one of: {', '.join(known)}.", file=file)
        unknown = sorted(set(settings.fields) - set(known[name].fields))
        if unknown:
            able = ", ".join(known[name].fields) or "none"
            raise UserError(f"The form {name} has no field “{unknown[0]}”.", cure=f"Its fields: {able}.", file=file)
        if settings.limit is not None and settings.limit < 1:
            raise UserError(f"The limit of {name} is below 1.", cure="Give a whole number from 1 on.", file=file)
    return given


def batches(listings: tuple[NoticedListing, ...], limit: int) -> tuple[tuple[NoticedListing, ...], ...]:
    """Return the listings in their order in as few batches of at most `limit` as hold them."""
    return tuple(listings[start : start + limit] for start in range(0, len(listings), limit))
