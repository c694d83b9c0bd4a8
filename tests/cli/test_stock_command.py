"""`counterfoil stock` from end to end: what is said, the exit code, and the files."""

from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from integration.commands import called
from stock.november import INVENTORY, write_count, write_november

OPENED = ("--counted-on", "2026-11-08")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


def test_a_ledger_says_what_it_holds_and_fails_where_asked(tmp_path: Path) -> None:
    out, later = tmp_path / "out", write_count(tmp_path / "november.csv", "2026-11-30")
    first = called("stock", "ledger", INVENTORY, *OPENED, "-o", out, "--fail-on", "difference")
    assert first.exit_code == 0
    assert "25 entries of 25 rows" in first.output
    both = called("stock", "ledger", INVENTORY, later, *OPENED, "-o", out, "--fail-on", "difference")
    assert both.exit_code == 1
    assert "2 goods do not agree, 23 do" in both.output
    assert "agreed up to inventory.csv:5" in both.output


def test_a_check_adopts_nothing_unless_asked(tmp_path: Path) -> None:
    count, folder, out = write_november(tmp_path), tmp_path / "kept-ledger", tmp_path / "wrong.csv"
    looked = called("stock", "check", folder, count, "-o", out)
    assert (looked.exit_code, "Nothing was entered" in looked.output) == (0, True)
    assert pl.read_csv(out)["difference"].to_list() == [-171, -8]
    assert called("stock", "check", folder, count, "--fail-on", "difference").exit_code == 1
    unnamed = called("stock", "check", folder, count, "--correct")
    assert isinstance(unnamed.exception, UserError)
    who = ("--by", "auditor:2", "--why", "Counted twice.")
    assert "2 count corrections were entered" in called("stock", "check", folder, count, "--correct", *who).output
    assert "All 25 goods agree" in called("stock", "check", folder, count).output
    only = called("stock", "check", folder, count, "--partial")
    assert only.exit_code == 0


def test_balances_are_shown_and_written(tmp_path: Path) -> None:
    write_november(tmp_path)
    out = tmp_path / "balances.csv"
    shown = called("stock", "balance", tmp_path / "kept-ledger", "--by", "facility", "--by", "lot", "-o", out)
    assert "9529001000013  0821" in shown.output
    assert "841" in shown.output
    assert pl.read_csv(out)["available"].sum() == pl.read_csv(INVENTORY)["quantity"].sum()
    before = called("stock", "balance", tmp_path / "kept-ledger", "--at", "2026-01-01")
    assert "Nothing lies anywhere" in before.output
