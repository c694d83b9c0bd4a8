"""A register as a file: CSV for spreadsheets, in which nothing runs as a formula, or Parquet, exactly as it is."""

import hashlib
from operator import itemgetter
from typing import Final, NamedTuple

from django.db import transaction

from counterfoil.custody.canonical import Value
from counterfoil.documents.flat import flat
from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.audit.actions import record
from counterfoil_desk.records.changes import own_rows
from counterfoil_desk.records.registers import Register, file_of, table_of

CSV, PARQUET = "csv", "parquet"
TYPES: Final = {CSV: "text/csv; charset=utf-8", PARQUET: "application/vnd.apache.parquet"}


class Exported(NamedTuple):
    """A file to be handed out, and how many rows it holds."""

    content: bytes
    rows: int


def export(register: Register, form: str, *, by: str, organisation: Organisation) -> Exported:
    """Return the whole register as CSV or PARQUET, and write down who took it."""
    with transaction.atomic():
        rows = sorted(own_rows(register, organisation).values_list("key", "content"), key=itemgetter(0))
        table = table_of(register, [content for _, content in rows])
        content = file_of(table)[1] if form == PARQUET else flat(table).write_csv().encode()
        told: dict[str, Value] = {"format": form, "rows": table.height, "sha256": hashlib.sha256(content).hexdigest()}
        record(actor=by, act=f"{register.name} exported", subject=("register", register.name), told=told)
    return Exported(content, table.height)
