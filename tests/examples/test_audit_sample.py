"""Is the committed audit the one that its tool draws, and does its estimate hold what the example really contains?"""

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from counterfoil.run.prevalence import PrevalenceRequest, run_prevalence
from counterfoil.tables.prevalence_estimate import OF_UNITS, OF_VALUE
from examples.files import EXAMPLES, ROOT

DRAW = ROOT / "tools" / "draw_audit_sample.py"
sys.path.insert(0, str(DRAW.parent))


def test_the_committed_files_are_those_that_the_tool_writes() -> None:
    checked = subprocess.run([sys.executable, DRAW, "--check"], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")


@pytest.fixture(scope="module")
def estimates(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    request = PrevalenceRequest(
        samples=(EXAMPLES / "audit_sample.csv",),
        frame=EXAMPLES / "audit_frame.csv",
        by="stratum",
        out=tmp_path_factory.mktemp("audit"),
    )
    return run_prevalence(request).estimates


def truth_of_units() -> dict[str, bool]:
    with (EXAMPLES / "truth.csv").open(encoding="utf-8", newline="") as stream:
        return {row["offer_id"]: row["truth"] == "counterfeit" for row in csv.DictReader(stream)}


def test_the_interval_holds_the_share_that_the_example_really_has(estimates: pl.DataFrame) -> None:
    truth = truth_of_units()
    told = estimates.row(by_predicate=pl.col("by").is_null() & (pl.col("measure") == OF_UNITS), named=True)
    assert told["low"] < sum(truth.values()) / len(truth) < told["high"]
    assert told["high"] - told["low"] < 0.15
    assert (told["units"], told["sampled"], told["finds"]) == (311, 114, 26)
    assert "8 of them finds" in told["notes"][0]


def test_the_page_tells_the_same(estimates: pl.DataFrame) -> None:
    told = estimates.row(0, named=True)
    shown = f"It says {told['estimate']:.1%} ({told['low']:.1%} to {told['high']:.1%})"
    page = (ROOT / "docs" / "estimation.md").read_text(encoding="utf-8")
    assert shown.replace("% ", " % ").replace("%)", ")").replace(" % to", " to") in page


def test_the_interval_holds_the_value_of_the_fakes(estimates: pl.DataFrame) -> None:
    from draw_audit_sample import offers_told

    fakes = sum(Decimal(row["value"]) for row in offers_told() if row["is_found"] == "true")
    told = estimates.row(by_predicate=pl.col("by").is_null() & (pl.col("measure") == OF_VALUE), named=True)
    assert told["total_low"] < fakes < told["total_high"]
    assert told["currency"] == "USD"


def test_the_finds_alone_would_tell_more_than_there_is(estimates: pl.DataFrame) -> None:
    rows = pl.read_csv(EXAMPLES / "audit_sample.csv")
    assert rows.filter(pl.col("probability").is_null())["is_found"].mean() == 1.0
    assert estimates["estimate"].max() < 0.4


def test_every_stratum_of_the_frame_has_its_row(estimates: pl.DataFrame, tmp_path: Path) -> None:
    frame = pl.read_csv(EXAMPLES / "audit_frame.csv")
    groups = estimates.filter(pl.col("by") == "stratum", pl.col("measure") == OF_UNITS)
    assert dict(groups.select("group", "units").iter_rows()) == dict(frame.select("stratum", "units").iter_rows())
