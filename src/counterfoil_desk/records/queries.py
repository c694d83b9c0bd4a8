"""What pages and programs ask of registers: how many rows, which, what one says, and how each field came to it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Final, NamedTuple, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from counterfoil_desk.accounts.models import Grant
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting
from counterfoil_desk.records.models import Generation, Row, SharedRow
from counterfoil_desk.records.publishing import CHANGES
from counterfoil_desk.records.registers import REGISTERS, Register, entry_names

ON_A_PAGE: Final = 50
NUL: Final = "\x00"  # no text of the database holds it, and asking for it is an error

Found = TypeVar("Found", Row, SharedRow)


class Glance(NamedTuple):
    """A register at a glance: how many rows, when one last changed, and the digests of what screening reads.

    `sha256` is that of the base file, `changes` that of what changed since; empty where there is none.
    """

    register: Register
    rows: int
    changed_at: dt.datetime | None
    sha256: str
    changes: str


class Told(NamedTuple):
    """What one entry says of one field of a row; `is_forgotten` where its value was deleted on a lawful request."""

    entry: int
    at: dt.datetime
    actor: str
    act: str
    field: str
    old: object
    new: object
    is_forgotten: bool


def glances() -> list[Glance]:
    """Return the registers of the organisation at a glance."""
    digests = live().digests
    found = []
    for register in REGISTERS.values():
        counted = register.model._default_manager.aggregate(rows=Count("id"), changed_at=Max("changed_at"))
        sha256, changes = digests.get(register.name, ""), digests.get(register.name + CHANGES, "")
        found.append(Glance(register, sha256=sha256, changes=changes, **counted))
    return found


def live() -> Generation:
    """Return what screening uses now; before the first change, generation 0."""
    return Generation.objects.first() or Generation(number=0, digests={})


def rows(register: Register, *, search: str = "", page: int = 1, at_once: int = ON_A_PAGE) -> Page[Row]:
    """Return a page of rows, by the first column that a list shows; those that have the text in one that it shows."""
    first = KeyTextTransform(register.shown[0], "content")
    found = _with(register.model._default_manager.all(), register.shown, search)
    return Paginator(found.order_by(first, "key"), at_once).get_page(page)


def row(register: Register, public_id: uuid.UUID) -> Row | None:
    """Return a row of the organisation's register, or None."""
    return register.model._default_manager.select_related("organisation").filter(public_id=public_id).first()


def rows_of_keys(register: Register, keys: Iterable[str]) -> list[Row]:
    """Return the rows of the organisation that have one of the keys."""
    return list(register.model._default_manager.filter(key__in=[key for key in keys if NUL not in key]))


def row_of_key(register: Register, key: str) -> Row | None:
    """Return the row of a key, or None."""
    return None if NUL in key else register.model._default_manager.filter(key=key).first()


def history(register: Register, public_id: uuid.UUID) -> list[Told]:
    """Return what entries say of each field of a row, the latest first; also of one that was removed."""
    entries = Entry.objects.filter(subject_kind=register.name, subject_id=str(public_id))
    return [told for entry in entries.prefetch_related("values").order_by("-id") for told in _told(register, entry)]


def _told(register: Register, entry: Entry) -> Iterator[Told]:
    columns = {plain: name for name, plain in entry_names(register.contract).items()}
    values = {one.field: one.value for one in entry.values.all()}
    for field in sorted(entry.digests):
        old, new = values.get(field) or (None, None)
        column = columns.get(field, field)
        yield Told(entry.pk, entry.at, entry.actor, entry.act, column, old, new, field not in values)


def held_grants() -> list[Grant]:
    """Return what others let the organisation see of their registers at this moment, by whom and until when."""
    in_force = Q(until__gt=timezone.now(), ended_at=None, register__in=list(REGISTERS))
    held = Grant.objects.filter(in_force, to_organisation_id=acting().organisation)
    return list(held.select_related("organisation").order_by("organisation__name", "register", "until", "id"))


def shared_rows(grant: Grant, *, search: str = "", page: int = 1) -> Page[SharedRow]:
    """Return a page of the rows that a grant shows, with its fields alone: the database hands out no other."""
    found = _with(SharedRow.objects.filter(grant=grant), grant.fields, search)
    return Paginator(found.order_by("public_id"), ON_A_PAGE).get_page(page)


def _with(found: QuerySet[Found], fields: Iterable[str], search: str) -> QuerySet[Found]:
    """Return those of the rows that have the text in one of the fields, in any case of letters."""
    text = search.strip()
    if not text:
        return found
    if NUL in text:
        return found.none()
    return found.filter(reduce(or_, (Q(**{f"content__{name}__icontains": text}) for name in fields)))
