"""What is gathered batch by batch is what the whole tables say."""

import polars as pl
import pytest

from counterfoil.documents.report_gathered import Gathered
from counterfoil.documents.report_tables import ReportTables
from counterfoil.documents.screening_report import screening_report
from documents.report_factory import report_tables


@pytest.fixture(scope="module")
def tables() -> ReportTables:
    return report_tables(700, set_aside=40)


@pytest.mark.parametrize("offers", [1, 7, 100, 699])
def test_the_report_does_not_depend_on_the_batches(tables: ReportTables, offers: int) -> None:
    gathered = Gathered()
    for batch in tables.decisions.iter_slices(offers):
        ids = pl.col("subject_id").is_in(batch["subject_id"].implode())
        gathered.add(batch, tables.assessments.filter(ids), tables.findings.filter(ids))
    for batch in tables.rejects.iter_slices(offers):
        gathered.add_rejects(batch)
    assert screening_report(tables.parts()._replace(gathered=gathered)) == screening_report(tables.parts())


def test_signs_are_counted_as_polars_counts_them(tables: ReportTables) -> None:
    notable = tables.findings.filter(pl.col("weight").abs() >= 700)
    expected = notable.group_by("kind").agg(
        findings=pl.len().cast(pl.Int64),
        offers=pl.col("subject_id").n_unique().cast(pl.Int64),
        weight=pl.col("weight").median().round().cast(pl.Int64),
        example=pl.col("detail").get(pl.col("weight").abs().arg_max()),
    )
    found = tables.parts().gathered.signs()
    assert found.height > 3
    assert found.sort("kind").equals(expected.sort("kind"))


def test_places_of_rejects_come_in_the_order_of_the_file() -> None:
    gathered = Gathered()
    for lines in ([90, 80], [None, 7], [30]):
        rows = [
            {"file": "a.csv", "line": line, "field": "id", "value": None, "rule": "id must be given"} for line in lines
        ]
        gathered.add_rejects(pl.DataFrame(rows, schema_overrides={"line": pl.Int64}))
    assert gathered.causes().row(0, named=True) == {
        "rule": "id must be given",
        "field": "id",
        "rows": 5,
        "places": ["a.csv", "a.csv, line 7", "a.csv, line 30"],
    }
