"""A case with two notices to facilities, as tests dispose of its goods: what was told, and what was answered."""

import datetime as dt
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from counterfoil.run.acting import Acting
from counterfoil.run.case_files import TABLES, read_case, write_case_table
from counterfoil.tables import case, event
from counterfoil.tables.contract import completed
from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.facility_notice import FacilityNotice
from counterfoil.tables.hold_answer import HoldAnswer

CASE_ID = "case-5b1f0c2d9a3e"
RENO, COLUMBUS = "fn-5b1f0c2d9a3e-1", "fn-5b1f0c2d9a3e-2"
FACILITY = {RENO: "9529001000013", COLUMBUS: "9529001000020"}
DRAFTED = dt.datetime(2026, 11, 9, 10, 0, tzinfo=dt.UTC)
ANSWERED = dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)
DONE = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
SHOES = "Halvorsen Fjord Runner trail running shoes, blue, EU 42"
PERFUME = "Orlune Ambre Vesper Eau de Parfum, 100 ml"
LINES = [  # notice, line, asked, units, title
    (RENO, 1, "hold", 388, SHOES),
    (RENO, 2, "hold", 171, SHOES),
    (RENO, 3, "examine", 118, SHOES),
    (RENO, 4, "leave", 212, SHOES),
    (COLUMBUS, 1, "hold", 1046, PERFUME),
]
ANSWERS = [  # notice, line, status, units
    (RENO, 1, "held", 380),
    (RENO, 1, "not found", 3),
    (RENO, 1, "shipped", 5),
    (RENO, 2, "held", 171),
    (RENO, 3, "held", 118),
]
ACTS = {"sent": ["sent"], "held": ["sent", "held"], "closed": ["sent", "held", "closed"]}
OFFICER = Acting("facility:reno", "Told by the facility.", LATER)


def write_held_case(
    folder: Path, *, lines: list[Any] = LINES, answers: list[Any] = ANSWERS, state: str = "sent"
) -> Path:
    """Write the case into `folder` and return its own folder there."""
    here = folder / CASE_ID
    write_case_table(here, "case", case.EXAMPLE)
    for name in ("subjects", "evidence"):
        write_case_table(here, name, empty(name))
    write_case_table(here, "events", pl.concat([event.EXAMPLE, _events(state)]))
    write_case_table(here, "facility_notices", _notices(state))
    write_case_table(here, "facility_lines", _lines(lines))
    write_answers(here, answers)
    return here


def write_answers(here: Path, answers: list[Any]) -> None:
    """Write the answers of the warehouse systems."""
    rows = [
        {"notice_id": notice, "line": line, "status": status, "units": units, "at": ANSWERED, "file": "answers.csv"}
        | {"reference": f"ADJ-{number}"}
        for number, (notice, line, status, units) in enumerate(answers, start=1)
    ]
    write_case_table(here, "hold_answers", _table(rows, HoldAnswer))


def empty(name: str) -> pl.DataFrame:
    """Return a table of a case without rows."""
    return TABLES[name].create_empty()


def csv(folder: Path, rows: list[dict[str, Any]], name: str = "dispositions.csv") -> Path:
    """Write rows as a file of a facility; return its path."""
    path = folder / name
    pl.DataFrame(rows, infer_schema_length=None).rename({"line": "notice_line"}, strict=False).write_csv(path)
    return path


def told(line: int = 1, **other: Any) -> dict[str, Any]:
    """Return a row of a facility's file: all that is held of a line in Reno is destroyed, unless told otherwise."""
    row = {"notice_id": RENO, "line": line, "kind": "destroyed", "units": 380, "authority": "contract clause"}
    return row | {"reference": "Storage terms 14.2", "at": "2026-11-20T09:00:00Z"} | other


def kinds_of_events(here: Path) -> list[str]:
    """Return the kinds of all acts of a case but those that it began with."""
    return read_case(here).tables["events"]["kind"].to_list()[1 + 2 * len(ACTS["sent"]) :]


def _events(state: str) -> pl.DataFrame:
    """Return the acts that lead both notices to a state."""
    acts = [(notice, kind) for notice in (RENO, COLUMBUS) for kind in ACTS[state]]
    rows = [
        {"case_id": CASE_ID, "number": number, "at": ANSWERED, "actor": "facility:reno", "kind": kind}
        | {"subject_kind": "facility notice", "subject_id": notice, "what": "Told.", "why": "Told.", "digests": []}
        for number, (notice, kind) in enumerate(acts, start=2)
    ]
    return pl.DataFrame(rows, schema=event.EXAMPLE.schema)


def _notices(state: str) -> pl.DataFrame:
    rows = [
        {"id": notice, "case_id": CASE_ID, "facility": FACILITY[notice], "goods_ids": ["g-01"]}
        | {"drafted_at": DRAFTED, "state": state}
        for notice in (RENO, COLUMBUS)
    ]
    return _table(rows, FacilityNotice)


def _lines(lines: list[Any]) -> pl.DataFrame:
    rows = [
        {"notice_id": notice, "line": line, "asked": asked, "units": units, "title": title}
        | {"product_grade": "identical", "source_grade": "same" if asked == "hold" else "unknown"}
        | {"item_id": f"inventory.csv:{line}", "gtin": "9521011001028", "lot": "0821", "is_commingled": False}
        | {"why": "The goods bear the lot number 0821.", "found_in": "stock"}
        for notice, line, asked, units, title in lines
    ]
    return _table(rows, FacilityLine)


def _table(rows: list[dict[str, Any]], contract: type[dy.Schema]) -> pl.DataFrame:
    if not rows:
        return contract.create_empty()
    return contract.validate(completed(pl.DataFrame(rows, infer_schema_length=None), contract), cast=True)


def write_told_case(folder: Path) -> None:
    """Write the case into `folder`/disposed, and beside it what the facility in Reno tells of its goods."""
    write_held_case(folder / "disposed")
    csv(folder, [told(units=375), told(2, units=171)], "reno.csv")
    papers = [("d-1", "certificate", "C-77"), ("d-1", "witness", "officer:12"), ("d-2", "certificate", "C-78")]
    rows = [
        {"disposition_id": of, "kind": kind, "reference": reference, "at": "2026-11-21T10:00:00Z"}
        for of, kind, reference in papers
    ]
    csv(folder, rows, "proofs.csv")
