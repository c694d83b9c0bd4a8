"""How long does the acting organisation keep each kind of data, and what is older than that now?"""

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils import timezone

from counterfoil_desk.retention.kinds import KINDS, DataKind
from counterfoil_desk.retention.models import Period

COUNTED: Final = 100_000  # beyond this people are told “more than”: the count itself would take long


class Kept(NamedTuple):
    """One kind of data, its days (None: for good), and how many rows are older now; `more`: at least that many."""

    kind: DataKind
    days: int | None
    older: int
    more: bool


def days_by_kind() -> dict[str, int | None]:
    """Return for each kind the days that count: the organisation's, else the default."""
    chosen = dict(Period.objects.values_list("kind", "days"))
    return {name: chosen.get(name, kind.default) for name, kind in KINDS.items()}


def kept(days: Mapping[str, int | None], *, now: dt.datetime | None = None) -> list[Kept]:
    """Return each kind with what would be deleted now, were it kept for so many days."""
    return [_kept(KINDS[name], of_kind, now or timezone.now()) for name, of_kind in days.items()]


def _kept(kind: DataKind, days: int | None, now: dt.datetime) -> Kept:
    if days is None:
        return Kept(kind, None, 0, more=False)
    older = kind.older(now - dt.timedelta(days=days))[: COUNTED + 1].count()
    return Kept(kind, days, min(older, COUNTED), more=older > COUNTED)
