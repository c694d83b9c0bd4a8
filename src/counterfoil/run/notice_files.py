"""How does a notice lie in its case? A row, its listings, the rendered files, and the acts on it."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from counterfoil.documents.flat import flat
from counterfoil.enforcement.notices.form import Content
from counterfoil.enforcement.states.machine import state_after
from counterfoil.enforcement.states.notice_states import NOTICE
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, CaseFiles, events_with, record, write_case_table
from counterfoil.run.outputs import whole
from counterfoil.tables.contract import completed

FOLDER = "notices"
KIND = "notice"
BOM = b"\xef\xbb\xbf"  # without it spreadsheets take UTF-8 for another encoding


def next_number(case: CaseFiles) -> int:
    """Return the number of the next notice of a case."""
    return case.tables["notices"].height + 1


def notice_id(case: CaseFiles, number: int) -> str:
    """Return the id of a notice, one of its kind over all cases, so that an answer names the case too."""
    return f"n-{case.id.removeprefix('case-')}-{number}"


def as_bytes(content: Content) -> bytes:
    """Return a rendered file's bytes; a table as CSV that no spreadsheet runs."""
    return content if isinstance(content, bytes) else BOM + flat(content).write_csv().encode()


def write_rendered(case: CaseFiles, name: str, data: bytes) -> str:
    """Write a rendered file into the case; return “NAME SHA-256” of it."""
    with whole(case.folder / FOLDER / name) as partial:
        partial.write_bytes(data)
    return f"{FOLDER}/{name} {hashlib.sha256(data).hexdigest()}"


def the_notice(case: CaseFiles, wanted: str) -> dict[str, Any]:
    """Return the row of a notice. Raises UserError for an id that the case does not hold."""
    rows = case.tables["notices"].filter(id=wanted).to_dicts()
    if not rows:
        ids = case.tables["notices"]["id"].to_list()
        cure = f"Its notices: {', '.join(ids[:5])}." if ids else "Make one with: counterfoil notice draft."
        raise UserError(f"The case has no notice “{wanted}”.", cure=cure)
    return rows[0]


def state_of(events: pl.DataFrame, wanted: str) -> str:
    """Return the state in which its events leave a notice."""
    acts = events.filter(subject_kind=KIND, subject_id=wanted)["kind"].to_list()
    return state_after(NOTICE, acts)


def write_notices(
    case: CaseFiles, acts: Sequence[Act], *, notices: pl.DataFrame, listings: pl.DataFrame | None = None
) -> None:
    """Write the notices, each in the state that the acts leave it in, then the listings, and the acts last."""
    events = events_with(case, acts)
    states = {one: state_of(events, one) for one in notices["id"].to_list()}
    told = notices.with_columns(state=pl.col("id").replace_strict(states, return_dtype=pl.String))
    if listings is not None:
        write_case_table(case.folder, "notice_listings", listings)
    write_case_table(case.folder, "notices", told)
    record(case, acts)


def rows_of(contract: type[dy.Schema], rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """Return rows as a table of the contract."""
    schema = contract.create_empty().schema
    given = pl.DataFrame(list(rows), schema_overrides=schema)
    return contract.cast(completed(given, contract)) if given.height else contract.create_empty()


def file_path(case: CaseFiles, name: str) -> Path:
    """Return where a rendered file of a case lies."""
    return case.folder / FOLDER / name
