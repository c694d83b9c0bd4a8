"""Which facilities have not answered in time? Listed on a day; escalated, with a reminder, once a person says so."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from counterfoil.documents.papers.facility_notice import Proof
from counterfoil.documents.words import day_in_words
from counterfoil.enforcement.facility_notices.due import IGNORED, SILENT, aggravating, late
from counterfoil.enforcement.facility_notices.standing import standing
from counterfoil.enforcement.states.facility_notice_states import KIND
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.facility_files import file_name, lines_in, notices_in, paper_of, signed_in, write_notice_acts
from counterfoil.run.facility_stock import with_lines
from counterfoil.run.notice_drafting import Acting
from counterfoil.run.papers import write_paper


def run_due(folder: Path, *, day: dt.date) -> pl.DataFrame:
    """Return the notices of a case that are late on a day (columns of `due.late`)."""
    return _late(read_case(folder), day)


def run_escalate(folder: Path, acting: Acting, *, day: dt.date, silence_aggravates: bool) -> pl.DataFrame:
    """Escalate the notices that are late on a day and return them; each gets a reminder, to be sent by a person.

    `silence_aggravates`: that a facility stayed silent is put among the facts of the case as an aggravating factor.
    Raises UserError for a day that has not come when it is done.
    """
    if day > acting.at.date():
        raise UserError(f"{day} has not come yet on {acting.at:%Y-%m-%d}.", cure="Give a --day that has passed.")
    read_case(folder)
    with changing(folder):
        case = read_case(folder)
        found = _late(case, day)
        acts = [act for row in found.iter_rows(named=True) for act in _acts(case, row, acting, silence_aggravates)]
        if acts:
            write_notice_acts(case, acts, notices=case.tables["facility_notices"])
    return found


def _late(case: CaseFiles, day: dt.date) -> pl.DataFrame:
    rows = standing(case.tables["facility_lines"], case.tables["hold_answers"])
    return late(notices_in(case), rows, day=day)


def _acts(case: CaseFiles, row: dict[str, Any], acting: Acting, silence_aggravates: bool) -> list[Act]:
    digest = _remind(case, row)
    units = f"; {row['waits_for']:,} units are open" if row["waits_for"] else ""
    said = f"{row['why'].capitalize()} came by {day_in_words(row['answer_by'])}, {_days(row['days'])} ago{units}."
    if row["why"] != SILENT:
        said = f"By {day_in_words(row['answer_by'])}, {_days(row['days'])} ago, it was {row['why']}{units}."
    acts = [Act(acting.at, acting.by, "escalated", KIND, row["id"], said, acting.why, (digest,))]
    if silence_aggravates and row["why"] == SILENT:
        what = f"The facility {row['facility']} stayed silent. {aggravating()}"
        acts.append(Act(acting.at, acting.by, IGNORED, KIND, row["id"], what, acting.why))
    return acts


def _remind(case: CaseFiles, row: dict[str, Any]) -> str:
    """Write the paper again, which says that it is a reminder, and return “NAME SHA-256” of it."""
    signed = signed_in(case, row)
    name = f"{file_name(row['id'], row['edition'])}-reminder.pdf"
    remark = (
        f"This is a reminder: {row['why']} came by {day_in_words(row['answer_by'])}. Answer at once, if only with what"
        " is set apart already."
    )
    proof = Proof(file=Path(row["file"]).name, code=row["code"], fingerprint=row["signed_by"])
    bare = paper_of(signed)
    paper = msgspec.structs.replace(
        with_lines(bare, lines_in(case, row["id"]), place=str(signed.content["names"][0])),
        proof=proof,
        remarks=(*bare.remarks, remark),
        number=f"{row['id']}-reminder",
    )
    made = write_paper(paper, case.folder / name)
    return f"{name} {made.sha256}"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
