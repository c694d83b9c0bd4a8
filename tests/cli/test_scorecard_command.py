"""`counterfoil scorecard` as it is called: what is printed, the exit code, and what is said to a mistake."""

from pathlib import Path

import pytest

from cli import called as command
from integration.scorecard_tables import write_tables

WHO = ("--platform", "Quayside Bazaar", "--from", "2026-01-01", "--until", "2026-03-31", "--practices", "two.toml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_tables(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def called(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    return command.called(monkeypatch, "scorecard", *words)


def test_a_scorecard_is_made_checked_and_looked_into(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = ("notices.csv", "notice_listings.csv")
    assert called(monkeypatch, *tables, *WHO, "-o", "card") == 0
    shown = capsys.readouterr().out
    assert "Hours to takedown, median: " in shown
    assert "getting worse" in shown
    assert "Terms agreed: No tables" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert called(monkeypatch, "--recompute", "card", *tables) == 0
    assert "Nothing differs." in capsys.readouterr().out
    assert called(monkeypatch, "--evidence", "card", "hours-to-takedown-median", "2026-03", "--rows", "2") == 0
    shown = capsys.readouterr().out
    assert "March 2026: " in shown
    assert "notice_listings.csv" in shown
    assert "more in card/evidence.parquet" in shown


def test_a_difference_ends_in_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called(monkeypatch, "notices.csv", "notice_listings.csv", *WHO, "-o", "card")
    (folder / "card" / "trends.csv").write_text("", encoding="utf-8")
    capsys.readouterr()
    assert called(monkeypatch, "--recompute", "card") == 1
    shown = capsys.readouterr().out
    assert "2 differences:" in shown
    assert "trends.csv was changed" in shown


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((), "A scorecard needs TABLES, --platform, --from, --until, -o too."),
        (("notices.csv", *WHO), "A scorecard needs -o too."),
        (("notices.csv", *WHO, "-o", "card", "--until", "yesterday"), "does not match the format"),
        (("notices.csv", *WHO, "-o", "card", "--periods", "year"), "is not one of"),
        (("nowhere.csv", *WHO, "-o", "card"), "There is no such file."),
        (("two.toml", *WHO, "-o", "card"), "two.toml"),
        (("--recompute", "nowhere"), "There is no finished scorecard here."),
        (("--evidence", "card"), "Of which number are the cases wanted?"),
        (("--evidence", "a", "--recompute", "b"), "are two questions"),
    ],
)
def test_a_mistake_is_told_with_its_cure(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    problem: str,
) -> None:
    assert called(monkeypatch, *words) == 2
    told = capsys.readouterr()
    assert problem in told.err
    assert not told.out
    assert not (folder / "card").exists() or not list((folder / "card").iterdir())
