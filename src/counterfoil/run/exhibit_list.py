"""Fill the list of exhibits from a case folder: every exhibit with its digest, and the signs for and against."""

from pathlib import Path

import msgspec
import polars as pl

from counterfoil.documents.papers.evidence_exhibit import EvidenceExhibit, Exhibit, Sign
from counterfoil.documents.words import day_in_words
from counterfoil.errors import UserError
from counterfoil.run.case_files import read_case


def exhibit_list(folder: Path) -> EvidenceExhibit:
    """Return the list of the exhibits of a case.

    Raises UserError for a folder that is no case, and a case without exhibits.
    """
    case = read_case(folder)
    exhibits = case.tables["exhibits"]
    if not exhibits.height:
        raise UserError("The case has no exhibits.", cure="Add them to its exhibits.parquet.", file=str(folder))
    told = case.tables["case"].row(0, named=True)
    return EvidenceExhibit(
        case_id=case.id,
        title=told["title"],
        about=f"Opened on {day_in_words(told['opened_on'])}. {told['value_basis']}",
        exhibits=tuple(msgspec.convert(row, Exhibit) for row in _filled(exhibits.drop("case_id"))),
        signs=tuple(_sign(row) for row in _filled(case.tables["evidence"])),
    )


def _filled(table: pl.DataFrame) -> list[dict[str, object]]:
    """Return the rows without what is empty: the record knows what stands for it."""
    return [{name: value for name, value in row.items() if value is not None} for row in table.iter_rows(named=True)]


def _sign(row: dict[str, object]) -> Sign:
    return Sign(
        side="for" if row["side"] == "for" else "against",
        subject=f"{row['subject_kind']} {row['subject_id']}",
        says=str(row["detail"]),
        exhibit=str(row.get("exhibit_id", "")),
        source=str(row["source"]),
    )
