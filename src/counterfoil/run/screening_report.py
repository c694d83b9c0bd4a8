"""Write the report of a screening from its tables, reading of them only what the report shows."""

from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.documents.report_tables import ReportTables
from counterfoil.documents.screening_report import screening_report
from counterfoil.run.screening_steps import Run


def write_report(run: Run, record: dict[str, Any]) -> None:
    """Write report.html from the decisions and, of the offers that are not clear, the findings and the offers."""
    decisions = _decisions_to_show(run.work / "decisions.parquet")
    suspect = decisions.lazy().filter(pl.col("decision") != "clear").select("subject_id")
    tables = {
        name: pl.scan_parquet(run.work / f"{name}.parquet").join(
            suspect, left_on=key, right_on="subject_id", how="semi"
        )
        for name, key in (("findings", "subject_id"), ("assessments", "subject_id"), ("offers", "id"))
    }
    html = screening_report(
        ReportTables(
            decisions=decisions,
            assessments=tables["assessments"].collect(),
            findings=tables["findings"].collect(),
            rejects=pl.read_parquet(run.work / "rejects.parquet"),
            offers=tables["offers"].collect(),
            rights=run.ready().marks.rights,
            run=record,  # type: ignore[arg-type]  # run.json holds more than the report asks for
            model=run.ready().model,
        )
    )
    (run.work / "report.html").write_text(html, encoding="utf-8")


def _decisions_to_show(path: Path) -> pl.DataFrame:
    """Return all decisions, those that clear an offer without their reasons: a report needs them only to count."""
    decisions = pl.scan_parquet(path)
    shown = decisions.filter(pl.col("decision") != "clear")
    nothing = pl.lit([], dtype=pl.List(pl.String))
    clear = decisions.filter(pl.col("decision") == "clear").with_columns(reasons=nothing, party_reasons=nothing)
    return pl.concat([shown, clear]).collect()
