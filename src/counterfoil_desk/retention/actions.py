"""Choose how long a kind of data is kept, and delete what is older; each in one transaction with its entry."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from counterfoil.custody.canonical import Value
from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Organisation, User
from counterfoil_desk.audit.actions import forget_older, record
from counterfoil_desk.records.models import Generation
from counterfoil_desk.retention.files import mark_unused
from counterfoil_desk.retention.kinds import KINDS, NAMED_BY_NIGHT, UPLOADS, DataKind
from counterfoil_desk.retention.models import Period
from counterfoil_desk.retention.queries import days_by_kind

BATCH: Final = 10_000  # rows of one transaction: a table that is written into meanwhile waits for no more


def choose_periods(*, by: User, organisation: Organisation, days: Mapping[str, int | None]) -> list[str]:
    """Keep kinds of data for other times; return which were changed. Each change is written down.

    Raises ValueError for days that a kind does not allow: the form tells people before.
    """
    with transaction.atomic():
        before = days_by_kind()
        changed = {name: [before[name], new] for name, new in days.items() if before[name] != new}
        for name, (_, new) in changed.items():
            if not allowed(KINDS[name], new):
                raise ValueError(f"{name} cannot be kept for {new} days")
            Period.objects.update_or_create(organisation=organisation, kind=name, defaults={"days": new})
        if changed:
            subject = ("organisation", str(organisation.public_id))
            record(actor=actor_of(by), act="retention changed", subject=subject, told=changed)
    return sorted(changed)


def allowed(kind: DataKind, days: int | None) -> bool:
    """Tell whether a kind may be kept for so many days; None is for good."""
    if days is None:
        return kind.most is None
    return kind.least <= days and (kind.most is None or days <= kind.most)


def delete_old(organisation: Organisation, *, now: dt.datetime | None = None) -> dict[str, int]:
    """Delete what the acting organisation no longer keeps; return the rows by kind.

    Each batch is a transaction with its entry: whenever it is stopped, what is gone is written down.
    """
    at = now or timezone.now()
    with transaction.atomic():
        mark_unused(organisation.pk, now=at)
        days = days_by_kind()
    return {
        name: _delete_all(KINDS[name], kept_for, organisation, at)
        for name, kept_for in days.items()
        if kept_for is not None
    }


def delete_uploads(organisation: Organisation, *, now: dt.datetime | None = None) -> int:
    """Delete the acting organisation's files that waited for a day, with what was told of them; return how many."""
    return _delete_all(UPLOADS, UPLOADS.least, organisation, now or timezone.now())


def _delete_all(kind: DataKind, days: int, organisation: Organisation, now: dt.datetime) -> int:
    gone, full = 0, True
    while full:  # a batch that is not full was the last: the entry that tells of it is no work for the next
        batch = _delete_batch(kind, days, organisation, now)
        gone += batch
        full = batch >= BATCH
    return gone


def _delete_batch(kind: DataKind, days: int, organisation: Organisation, now: dt.datetime) -> int:
    before = now - dt.timedelta(days=days)
    with transaction.atomic():
        if kind.of_registers:  # else a change could just now make a file live again that goes here
            list(Generation.objects.select_for_update().values_list("pk"))
        rows = _forget(before, days) if kind.by_entry else _delete(kind.older(before))
        if rows:
            told: dict[str, Value] = {"kind": kind.name, "rows": rows, "older_than_days": days}
            record(
                actor=NAMED_BY_NIGHT,
                act="deleted after its time",
                subject=("organisation", str(organisation.public_id)),
                told=told,
            )
    return rows


def _delete(old: QuerySet[Any]) -> int:
    batch = list(old.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return int(old.model._default_manager.filter(pk__in=batch).delete()[0])


def _forget(before: dt.datetime, days: int) -> int:
    """Forget what a batch of entries says; the audit log keeps the ground, by which the deletion is proven."""
    why = f"older than {days} days, for which the organisation keeps it"
    return forget_older(before, actor=NAMED_BY_NIGHT, why=why, most=BATCH)
