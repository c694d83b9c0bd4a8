"""Which lists of denied parties are an organisation's sellers held against? Read by the engine, kept by digest.

The lists are made ready once for a day and a digest, and kept in this process; a new import is live for the next check.
"""

import datetime as dt
import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Sequence
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

MOST_KEPT: Final = 4
_kept: OrderedDict[tuple[str, dt.date], DeniedIndex | None] = OrderedDict()
_lock = threading.Lock()


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
        if (sha256, day) not in _kept:
            content = DeniedLists.objects.get(organisation_id=organisation).content
            _kept[sha256, day] = screened_lists(pl.read_parquet(io.BytesIO(bytes(content))), day=day)
        _kept.move_to_end((sha256, day))
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return sha256, _kept[sha256, day]
