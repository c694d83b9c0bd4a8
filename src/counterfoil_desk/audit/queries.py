"""What pages ask of the audit log: entries of the organisation that the request acts for."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from counterfoil.custody.log_walk import BEFORE, FORGOTTEN, ONE
from counterfoil_desk.audit.entry_bytes import told_time
from counterfoil_desk.audit.models import Checkpoint, Entry, Sealing, Timestamp, Value


class Wanted(NamedTuple):
    """Which entries: by act, subject (kind, or kind:id), actor, a text in a value, and time (UTC, until excluded)."""

    act: str = ""
    subject: str = ""
    actor: str = ""
    text: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


class Proof(NamedTuple):
    """How far an entry is proven: its place in the chain, and the first checkpoint and timestamp that hold it."""

    number: int | None
    checkpoint: Checkpoint | None
    timestamp: Timestamp | None


def latest(most: int) -> QuerySet[Entry]:
    """Return the latest entries, with their seals where they have one."""
    return Entry.objects.select_related("seal").prefetch_related("values").order_by("-id")[:most]


def entries(wanted: Wanted, *, before: int | None, most: int, with_values: bool = False) -> list[Entry]:
    """Return entries, the latest first, from below the number `before`; perhaps only those that can be forgotten."""
    found = Entry.objects.select_related("seal").prefetch_related("values").order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    if with_values:
        found = found.filter(Exists(Value.objects.filter(entry_id=OuterRef("pk")))).exclude(act=FORGOTTEN)
    return list(_filtered(found, wanted)[:most])


def _filtered(found: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    if wanted.act:
        found = found.filter(act=wanted.act)
    if wanted.actor:
        found = found.filter(actor=wanted.actor)
    if wanted.subject:
        kind, _, name = wanted.subject.partition(":")
        found = found.filter(subject_kind=kind, **({"subject_id": name} if name else {}))
    if wanted.text:
        holding = Value.objects.annotate(words=Cast("value", TextField())).filter(words__icontains=wanted.text)
        found = found.filter(pk__in=holding.values("entry_id"))
    if wanted.since is not None:
        found = found.filter(at__gte=wanted.since)
    if wanted.until is not None:
        found = found.filter(at__lt=wanted.until)
    return found


def acts() -> list[str]:
    """Return the acts that the organisation's log knows."""
    return list(Entry.objects.order_by("act").values_list("act", flat=True).distinct())


def entry(number: int) -> Entry | None:
    """Return an entry of the organisation with its values and its seal; None where there is none."""
    return Entry.objects.select_related("seal").prefetch_related("values").filter(pk=number).first()


def deletion_of(found: Entry) -> Entry | None:
    """Return the entry that says when and why the values of another were deleted."""
    acts = Entry.objects.prefetch_related("values").filter(act=FORGOTTEN).order_by("id")
    by_time = acts.filter(subject_kind=BEFORE, subject_id__gt=told_time(found.at))
    return acts.filter(subject_kind=ONE, subject_id=str(found.pk)).first() or by_time.first()


def proof_of(found: Entry) -> Proof:
    """Return how far an entry is proven."""
    number = found.seal.number if hasattr(found, "seal") else None
    if number is None:
        return Proof(None, None, None)
    checkpoint = Checkpoint.objects.filter(entries__gte=number).order_by("entries").first()
    timestamp = Timestamp.objects.filter(checkpoint_id__gte=number).order_by("checkpoint_id").first()
    return Proof(number, checkpoint, timestamp)


def with_values(*, entries: Sequence[int] = (), subject: tuple[str, str] | None = None) -> list[int]:
    """Return the numbers of entries, named or on a subject, behind which values are kept that can be forgotten."""
    found = Entry.objects.filter(Exists(Value.objects.filter(entry_id=OuterRef("pk")))).exclude(act=FORGOTTEN)
    if subject is not None:
        found = found.filter(subject_kind=subject[0], subject_id=subject[1])
    else:
        found = found.filter(pk__in=entries)
    return list(found.order_by("pk").values_list("pk", flat=True))


def standing() -> Sealing:
    """Return how the sealer stood when it looked last; it looks every two seconds."""
    return Sealing.objects.get()
