"""A whole run on the example marketplace: counts, digests, contracts."""

import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.run.screening_steps import STAGED
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.decision import DECISIONS, Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import Reject
from integration.commands import EXAMPLES, OUTPUTS, called, screen_example

CONTRACTS = {"findings": Finding, "assessments": Assessment, "decisions": Decision, "rejects": Reject}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "out"
    result = called(*screen_example(folder))
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def record(out: Path) -> dict[str, Any]:
    return json.loads((out / "run.json").read_text("utf-8"))


def table(out: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(out / f"{name}.parquet")


def test_rows_in_are_rows_kept_and_rows_rejected(out: Path, record: dict[str, Any]) -> None:
    counts = record["counts"]
    in_feed = (EXAMPLES / "offers.xml").read_text("utf-8").count("<item>")
    assert counts["offers_read"] == in_feed == counts["offers_kept"] + counts["rejected"]
    assert table(out, "decisions").height == table(out, "offers").height == counts["offers_kept"]
    assert table(out, "rejects").height == counts["rejected"]


def test_counts_are_those_of_the_decisions(out: Path, record: dict[str, Any]) -> None:
    decided = dict(table(out, "decisions").group_by("decision").len().iter_rows())
    assert {decision: decided.get(decision, 0) for decision in DECISIONS} == {d: record["counts"][d] for d in DECISIONS}


def test_digests_are_those_of_the_files(out: Path, record: dict[str, Any]) -> None:
    assert {f"{name}.parquet" for name in OUTPUTS} <= set(record["outputs"])
    for name, digest in record["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    for file in record["files"]:
        assert hashlib.sha256((EXAMPLES / file["name"]).read_bytes()).hexdigest() == file["sha256"]


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_tables_keep_their_contracts(out: Path, name: str) -> None:
    found = table(out, name)
    assert found.schema == CONTRACTS[name].create_empty().schema
    CONTRACTS[name].validate(found)


def test_offers_are_those_of_the_decisions_by_contract(out: Path) -> None:
    offers = table(out, "offers")
    assert offers["id"].equals(table(out, "decisions")["subject_id"].alias("id"))
    assert offers.schema == STAGED.schema
    Offer.validate(offers.select(Offer.column_names()))


def test_rejects_name_file_line_field_and_rule(out: Path) -> None:
    rejects = table(out, "rejects")
    assert rejects["file"].unique().to_list() == ["offers.xml"]
    lines = (EXAMPLES / "offers.xml").read_text("utf-8").splitlines()
    assert all("<item>" in lines[line - 1] for line in rejects["line"])
    assert rejects["rule"].null_count() == 0


def test_every_finding_and_reason_stands_on_an_offer_that_was_screened(out: Path) -> None:
    offers = set(table(out, "offers")["id"])
    for name in ("findings", "assessments"):
        assert set(table(out, name)["subject_id"]) <= offers
    decisions = table(out, "decisions")
    assert decisions.filter(pl.col("reasons").list.len() == 0).filter(pl.col("decision") != "clear").is_empty()


def test_no_result_tells_a_sellers_data(out: Path) -> None:
    sellers = pl.read_csv(EXAMPLES / "sellers.csv", infer_schema=False)
    personal = {
        value for name in ("name", "address", "email", "phone", "taxNumber") for value in sellers[name] if value
    }
    told = "".join(table(out, name).write_ndjson() for name in CONTRACTS)
    told += (out / "report.html").read_text("utf-8") + (out / "run.json").read_text("utf-8")
    assert [value for value in personal if value in told] == []


def test_the_folder_holds_nothing_else(out: Path) -> None:
    files = {f"{name}.parquet" for name in OUTPUTS} | {"report.html", "run.json"}
    assert files <= {path.name for path in out.iterdir()}
    assert [path.name for path in out.iterdir() if path.name.startswith((".", "staged"))] == []
