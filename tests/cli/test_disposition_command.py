"""`counterfoil disposition` and `counterfoil reconcile` from end to end: what is said, the exit code, and the files."""

from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from enforcement.dispositions.held_case import COLUMBUS, RENO, csv, told, write_held_case
from integration.commands import called

WHO = ("--by", "facility:reno", "--why", "As the facility told.", "--at", "2026-11-21T12:00:00")
ONE = ("--on", f"{RENO}/1", "--kind", "destroyed", "--authority", "contract clause", "--reference", "Terms 14.2")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "200")
    return write_held_case(tmp_path)


def test_a_file_is_recorded_proven_and_reconciled(here: Path, tmp_path: Path) -> None:
    rejects, out = tmp_path / "rejects.csv", tmp_path / "reconciled.csv"
    path = csv(tmp_path, [told(), told(2, units=172), told(3, units=118, kind="released", authority="none needed")])
    done = called("disposition", "record", here, path, *WHO, "--rejects", rejects)
    assert done.exit_code == 0
    assert "2 dispositions recorded, of 498 units" in done.output
    assert "line 3, units “172”: no more than the 171 units that are held" in done.output
    assert pl.read_csv(rejects)["field"].to_list() == ["units"]
    proofs = [{"disposition_id": "d-1", "kind": kind, "at": "2026-11-21"} for kind in ("certificate", "picture")]
    proofs = [proof | {"reference": f"P-{number}"} for number, proof in enumerate(proofs)]
    proved = called("disposition", "prove", here, csv(tmp_path, proofs, "proofs.csv"), *WHO[:4])
    assert (proved.exit_code, "2 proofs taken in" in proved.output) == (0, True)
    told_ = called("reconcile", here, "-o", out)
    assert told_.exit_code == 0
    assert "1,723 units found, it comes out" in told_.output
    assert "1,222 units are open: 171 held, 5 shipped, 1,046 unanswered" in told_.output
    assert "118 units are unproven" in told_.output
    written = pl.read_csv(out)
    assert written["level"].to_list() == [*["line"] * 4, *["notice"] * 2, *["facility"] * 2, "whole"]
    assert written["destroyed"].to_list()[-1] == 380
    listed = called("disposition", "list", here).output
    assert "d-2 lacks a certificate" in listed
    assert "d-1" in listed


@pytest.mark.parametrize(("fail_on", "status"), [("open", 1), ("missing", 1), ("unproven", 0)])
def test_reconcile_fails_on_what_it_is_asked_to(here: Path, fail_on: str, status: int) -> None:
    assert called("reconcile", here, "--fail-on", fail_on).exit_code == status


def test_reconcile_fails_where_it_does_not_come_out(tmp_path: Path) -> None:
    done = called("reconcile", write_held_case(tmp_path, state="closed"))
    assert done.exit_code == 1
    assert "does not come out" in done.output


def test_one_is_recorded_by_options_and_taken_back(here: Path) -> None:
    assert called("disposition", "record", here, *ONE, "--units", 80, *WHO).exit_code == 0
    assert "d-1 counts no more" in called("disposition", "withdraw", here, "d-1", *WHO).output
    assert "nothing was disposed of yet" in called("disposition", "list", here).output


def test_a_sample_bars_and_is_listed(here: Path) -> None:
    assert called("disposition", "act", here, "sample-taken", "--on", f"{RENO}/1", *WHO).exit_code == 0
    assert "while a sample is out" in called("disposition", "list", here).output
    refused = called("disposition", "record", here, *ONE, "--units", 80, *WHO)
    assert isinstance(refused.exception, UserError)


def test_audits_are_drawn_and_told(here: Path, tmp_path: Path) -> None:
    called("disposition", "record", here, *ONE, "--units", 80, *WHO)
    drawn = called("disposition", "audit", here, "--share", 0.1, "--seed", 7)
    assert "(1 of 1, each with probability 1.000): d-1" in drawn.output
    row = {"disposition_id": "d-1", "kind": "audit", "reference": "auditor:2", "at": "2026-11-22", "is_confirmed": "no"}
    called("disposition", "prove", here, csv(tmp_path, [row], "audit.csv"), *WHO[:4])
    assert (
        "Borne out: 0.0% (95 %: 0.0% to 79.3%; 1 audits), 0 open"
        in called("disposition", "audit", here, "--share", 0, "--seed", 7).output
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--units", "8"), "Give a FILE, or: --on, --kind, --authority, --reference"),
        ((*ONE[2:], "--on", "line one", "--units", "8"), "names no line"),
        ((*ONE[2:], "--on", f"{COLUMBUS}/1", "--units", "8"), "open besides: 1,046 unanswered"),
        ((*ONE, "--units", "8", "--rejects", "x.txt"), "is no table format"),
    ],
)
def test_a_mistake_is_told_with_its_cure(here: Path, words: tuple[str, ...], said: str) -> None:
    done = called("disposition", "record", here, *words, *WHO)
    assert isinstance(done.exception, UserError)
    assert said in str(done.exception)


def test_a_folder_that_is_no_case_or_has_no_notice(tmp_path: Path) -> None:
    assert "This folder is no case" in str(called("reconcile", tmp_path).exception)
    here = write_held_case(tmp_path, lines=[], answers=[])
    assert "no notice to a facility" in str(called("reconcile", here).exception)
    (here / "facility_lines.parquet").unlink(missing_ok=True)
    assert called("disposition", "list", here).exit_code == 0


def test_kinds_are_told_with_their_law() -> None:
    assert "19 USC 1526(e); 19 CFR 133.52(c)" in called("disposition", "kinds", "destroyed").output
    assert "written abandonment" in called("disposition", "kinds").output
