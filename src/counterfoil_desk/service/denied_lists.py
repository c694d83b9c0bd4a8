"""Which lists of denied parties are an organisation's sellers held against? Read by the engine, kept by digest.

The lists are made ready once, for all days on which the same parties are listed, and kept in this process; a new import
is live for the next check. Other organisations do not wait for that.
"""

import datetime as dt
import hashlib
import io
import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl
from django.db import transaction

from counterfoil.errors import UserError
from counterfoil.run.denied_lists import denied_parties
from counterfoil.run.inputs import Inputs
from counterfoil.vetting.denied.index import DeniedIndex
from counterfoil.vetting.references import screened_lists
from counterfoil_desk.audit.actions import record
from counterfoil_desk.service.models import DeniedLists

MOST_KEPT: Final = 4  # organisations' lists in one process
MOST_TIMES: Final = 2  # of one organisation's lists: today, and a day in the past
_DAY: Final = dt.timedelta(days=1)


@dataclass
class _Kept:
    """What this process has opened for one organisation. `opening` is held by the one request that opens something."""

    opening: threading.Lock = field(default_factory=threading.Lock)
    sha256: str = ""
    changes: list[dt.date] = field(default_factory=list)  # days on which somebody begins or ceases to be listed
    ready: OrderedDict[int, DeniedIndex | None] = field(default_factory=OrderedDict)  # by the changes before a day


_kept: OrderedDict[int, _Kept] = OrderedDict()
_lock = threading.Lock()  # of the few lines that find an organisation's


class Read(NamedTuple):
    """What came of reading lists: parties kept, and the rejects (contract Reject)."""

    parties: int
    rejects: pl.DataFrame


def read_lists(files: Sequence[Path], *, organisation: int, by: str) -> Read:
    """Put the lists in these files in the place of those that were there, with one entry.

    Raises UserError for a file that is no list, and where nothing is in any of them.
    """
    inputs = Inputs()
    parties = denied_parties(files, inputs)
    if parties is None or parties.is_empty():
        raise UserError("No party stands on these lists.", cure="Name the files of at least one list.")
    stream = io.BytesIO()
    parties.write_parquet(stream)
    content = stream.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        values = {"sha256": sha256, "content": content, "parties": parties.height}
        DeniedLists.objects.update_or_create(organisation_id=organisation, defaults=values)
        read = [[str(file["name"]), str(file["sha256"])] for file in inputs.files]
        told: dict[str, Any] = {"files": read, "sha256": sha256, "parties": parties.height}
        record(actor=by, act="denied lists read", subject=("register", "denied lists"), told=told)
    return Read(parties.height, pl.concat(inputs.rejects))


def denied(organisation: int, *, day: dt.date) -> tuple[str, DeniedIndex | None]:
    """Return the digest and the lists made ready for a day; an empty digest and None where there are none."""
    sha256 = DeniedLists.objects.filter(organisation_id=organisation).values_list("sha256", flat=True).first()
    if sha256 is None:
        return "", None
    with _lock:
        kept = _kept.setdefault(organisation, _Kept())
        _kept.move_to_end(organisation)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    with kept.opening:
        return _ready(kept, organisation, day, sha256)


def _ready(kept: _Kept, organisation: int, day: dt.date, sha256: str) -> tuple[str, DeniedIndex | None]:
    """Return the digest and the lists of a day, opened anew only where the lists, or who is on them, are others."""
    before = bisect_right(kept.changes, day)
    if kept.sha256 != sha256 or before not in kept.ready:
        lists = DeniedLists.objects.get(organisation_id=organisation)
        parties = pl.read_parquet(io.BytesIO(bytes(lists.content)))
        if kept.sha256 != lists.sha256:  # they may have been read anew since the digest was
            kept.sha256, kept.changes = lists.sha256, _changes(parties)
            kept.ready.clear()
            before = bisect_right(kept.changes, day)
        kept.ready[before] = screened_lists(parties, day=day)
    kept.ready.move_to_end(before)
    while len(kept.ready) > MOST_TIMES:
        kept.ready.popitem(last=False)
    return kept.sha256, kept.ready[before]


def _changes(parties: pl.DataFrame) -> list[dt.date]:
    """Return the days on which the lists are not those of the day before: between two of them all days are alike."""
    ended = {day + _DAY for day in parties["endDate"].drop_nulls() if day < dt.date.max}
    return sorted({*parties["listingDate"].drop_nulls(), *ended})
