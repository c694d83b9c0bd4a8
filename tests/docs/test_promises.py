"""Does the run keep what CONTRIBUTING.md promises of personal data?"""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from docs.pages import EXAMPLES

PERSONAL = ("name", "address", "registrationNumber", "taxNumber", "email", "phone")
NOBODYS = ("", "N/A")  # what a seller writes who gives no number


@pytest.mark.parametrize("outputs_of", ["demo", "cases"])
def test_no_personal_data_of_sellers_stands_in_any_output(outputs_of: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(outputs_of)
    with (EXAMPLES / "sellers.csv").open(encoding="utf-8", newline="") as stream:
        private = {row[column] for row in csv.DictReader(stream) for column in PERSONAL} - set(NOBODYS)
    assert len(private) > 200
    written = [pl.read_parquet(path).write_ndjson() for path in sorted(folder.rglob("*.parquet"))]
    others = [path for path in sorted(folder.rglob("*.*")) if path.is_file() and path.suffix != ".parquet"]
    written += [path.read_bytes().decode(errors="replace") for path in others]
    assert len(written) > 6
    outputs = "\n".join(written)
    assert [value for value in private if json.dumps(value, ensure_ascii=False)[1:-1] in outputs] == []


def test_the_seller_reads_of_no_other_seller(demo: Path) -> None:
    decisions = pl.read_parquet(demo / "decisions.parquet").select("subject_id", "party_reasons")
    sellers = pl.read_parquet(demo / "offers.parquet").select(subject_id="id", seller="external_seller_id")
    told = decisions.explode("party_reasons", empty_as_null=True, keep_nulls=True).drop_nulls()
    named = told.with_columns(pl.col("party_reasons").str.extract(r"\b(s-\d+)\b").alias("named")).join(
        sellers, on="subject_id"
    )
    assert named.height > 200
    assert named.filter(pl.col("named") != pl.col("seller")).height == 0
