"""Which facilities have not answered in time? Listed on a day; escalated, with a reminder, once a person says so."""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import polars as pl

from counterfoil.documents.papers.facility_notice import FacilityNotice, Proof
from counterfoil.documents.words import counted, day_in_words
from counterfoil.enforcement.facility_notices.due import IGNORED, SILENT, aggravating, late
from counterfoil.enforcement.facility_notices.standing import standing
from counterfoil.enforcement.states.facility_notice_states import KIND
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.facility_files import (
    file_name,
    lines_in,
    notices_in,
    paper_of,
    refuse_earlier,
    signed_in,
    write_notice_acts,
)
from counterfoil.run.facility_ground import refuse_groundless
from counterfoil.run.facility_stock import with_lines
from counterfoil.run.papers import Made, paper, write_made


def run_due(folder: Path, *, day: dt.date) -> pl.DataFrame:
    """Return the notices of a case that are late on a day (columns of `due.late`)."""
    return _late_in(read_case(folder), day)


def run_escalate(folder: Path, acting: Acting, *, day: dt.date, silence_aggravates: bool) -> pl.DataFrame:
    """Escalate the notices that are late on a day and return them; each gets a reminder, to be sent by a person.

    `silence_aggravates`: that a facility stayed silent is put among the facts of the case as an aggravating factor.
    Raises UserError for a day that has not come when it is done, and where the case does not bear it any more.
    """
    if day > acting.at.date():
        raise UserError(f"{day} has not come yet on {acting.at:%Y-%m-%d}.", cure="Give a --day that has passed.")
    read_case(folder)
    with changing(folder):
        case = read_case(folder)
        refuse_groundless(case)
        found = _late_in(case, day)
        reminders = [_reminder(case, row, acting) for row in found.iter_rows(named=True)]
        acts = [act for one in reminders for act in _acts(case, one, acting, silence_aggravates=silence_aggravates)]
        if acts:
            write_notice_acts(case, acts, notices=case.tables["facility_notices"])
    return found


def _late_in(case: CaseFiles, day: dt.date) -> pl.DataFrame:
    rows = standing(case.tables["facility_lines"], case.tables["hold_answers"])
    return late(notices_in(case), rows, day=day)


class _Reminder(NamedTuple):
    """The paper that reminds a facility, made and not yet written, and the row of what is late."""

    row: dict[str, Any]
    name: str
    record: FacilityNotice
    paper: Made


def _acts(case: CaseFiles, one: _Reminder, acting: Acting, *, silence_aggravates: bool) -> list[Act]:
    row = one.row
    write_made(one.record, one.paper, case.folder / one.name)
    units = f"; {counted(row['waits_for'], 'unit')} open" if row["waits_for"] else ""
    said, digest = f"{_late(row)}, {counted(row['days'], 'day')} ago{units}.", f"{one.name} {one.paper.sha256}"
    acts = [Act(acting.at, acting.by, "escalated", KIND, row["id"], said, acting.why, (digest,))]
    if silence_aggravates and row["why"] == SILENT:
        what = f"The facility {row['facility']} stayed silent. {aggravating()}"
        acts.append(Act(acting.at, acting.by, IGNORED, KIND, row["id"], what, acting.why))
    return acts


def _reminder(case: CaseFiles, row: dict[str, Any], acting: Acting) -> _Reminder:
    """Return the paper again, which says that it is a reminder."""
    refuse_earlier(case, row["id"], acting.at)
    signed = signed_in(case, row)
    bare = paper_of(signed)
    remark = f"This is a reminder. {_late(row)}. Answer at once, if only with what is set apart already."
    full = msgspec.structs.replace(
        with_lines(bare, lines_in(case, row["id"]), place=str(signed.content["names"][0])),
        proof=Proof(file=Path(row["file"]).name, code=row["code"], fingerprint=row["signed_by"]),
        remarks=(*bare.remarks, remark),
        number=f"{row['id']}-reminder",
    )
    return _Reminder(row, f"{file_name(row['id'], row['edition'])}-reminder.pdf", full, paper(full))


def _late(row: dict[str, Any]) -> str:
    """Return in words that there was no answer, or none to every line, by the day."""
    by = day_in_words(row["due"])
    return f"No answer came by {by}" if row["why"] == SILENT else f"Not every line was answered by {by}"
