"""Draft the penalty file of a case from its folder; a file that is there already is a person's work and stays."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from counterfoil.enforcement.cases.exhibits import RIGHTS
from counterfoil.enforcement.cases.penalty_draft import Known, penalty_draft
from counterfoil.errors import UserError
from counterfoil.run.case_files import CaseFiles, read_case
from counterfoil.run.outputs import write_text


def write_penalty_draft(folder: Path, out: Path, *, day: dt.date) -> None:
    """Write the draft to `out`. Raises UserError where the folder is no case, or a file lies at `out`."""
    if out.exists():
        cure = "Name another file; what was filled in there is not written over."
        raise UserError("There is a file already.", cure=cure, file=str(out))
    case = read_case(folder)
    row = case.tables["case"].row(0, named=True)
    rows = (case.tables[name].rows(named=True) for name in ("events", "exhibits"))
    write_text(out, penalty_draft(Known(row, _rights(case), *rows), day=day))


def _rights(case: CaseFiles) -> list[dict[str, Any]]:
    """Return the rights of the last exhibit that shows them; none where a case has no such exhibit."""
    files = [file for file in case.tables["exhibits"]["file"] if file and file.startswith(f"exhibits/{RIGHTS}-")]
    if not files:
        return []
    path = case.folder / files[-1]
    try:
        rights: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["rights"]
    except (OSError, ValueError, KeyError) as cause:
        cure = "Take the folder from a copy: an exhibit is never written anew."
        raise UserError("This exhibit is missing or damaged.", cure=cure, file=str(path)) from cause
    return rights
