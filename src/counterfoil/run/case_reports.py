"""Write the pages of cases: a report.html in each case's folder, and an index beside cases.parquet."""

import datetime as dt
from pathlib import Path

import polars as pl

from counterfoil.documents.case_report import case_report, cases_index
from counterfoil.errors import UserError
from counterfoil.run.case_files import CASES, CaseFiles
from counterfoil.run.case_folders import case_folders, read_cases
from counterfoil.run.case_view import parts_of
from counterfoil.run.outputs import write_text

REPORT, INDEX = "report.html", "index.html"


def write_reports(folder: Path, *, day: dt.date) -> tuple[Path, int]:
    """Write the page of a case, or those of all cases of a folder, as they stand on `day`, and the index beside them.

    Return the page to open first, and how many reports were written. Raises UserError where there are no cases.
    """
    if (folder / "case.parquet").is_file():
        folders, cases = [folder], folder.parent
    else:
        folders, cases = case_folders(folder), folder
    if not folders and not (cases / CASES).is_file():
        cure = "Make cases with: counterfoil case build."
        raise UserError("There are no cases in this folder.", cure=cure, file=str(folder))
    for case in read_cases(folders):
        _write_report(case, day=day)
    if (cases / CASES).is_file():
        write_text(cases / INDEX, cases_index(pl.read_parquet(cases / CASES), day))
    return (folders[0] / REPORT if cases != folder else cases / INDEX), len(folders)


def renew_report(case: CaseFiles) -> None:
    """Write the page that lies in a case's folder anew, where there is one, as of the day of the last act."""
    last = case.tables["events"]["at"].max()
    if (case.folder / REPORT).is_file() and isinstance(last, dt.datetime):
        _write_report(case, day=last.date())


def _write_report(case: CaseFiles, *, day: dt.date) -> None:
    write_text(case.folder / REPORT, case_report(parts_of(case, day=day)))
