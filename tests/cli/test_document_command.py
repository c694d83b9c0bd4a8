"""`counterfoil document` writes a PDF for each kind, says its number, and ends with 2 on a record that is none."""

from pathlib import Path

import pytest

from counterfoil.documents.papers.kinds import KINDS
from counterfoil.errors import UserError
from integration.commands import EXAMPLES, called


def test_kinds_are_listed_with_their_law() -> None:
    listed = called("document", "kinds").output
    assert all(name in listed for name in KINDS)
    assert "19 USC 1499(c)" in listed


def test_a_paper_is_written_with_its_number(tmp_path: Path) -> None:
    out = tmp_path / "seizure.pdf"
    told = called(
        "document", "decision-on-petition", str(EXAMPLES / "papers/decision-on-petition.toml"), "-o", str(out)
    )
    assert told.exit_code == 0, told.output
    assert "DP-2026-EX-0431-" in told.output
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert (tmp_path / "seizure.pdf.json").exists()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_tells_its_law_in_its_help(name: str) -> None:
    told = called("document", name, "-h").output
    assert f"examples/papers/{name}.toml" in " ".join(told.split())


@pytest.mark.parametrize(
    ("record", "said"),
    [("nowhere.toml", "nowhere.toml"), ("bad.toml", "This is no notice of seizure"), ("no.toml", "This is no TOML")],
)
def test_a_record_that_is_none_is_refused_and_nothing_written(record: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("seizur = 1\n", encoding="utf-8")
    (tmp_path / "no.toml").write_text("= 1\n", encoding="utf-8")
    out = tmp_path / "out.pdf"
    told = called("document", "notice-of-seizure", str(tmp_path / record), "-o", str(out))
    assert isinstance(told.exception, UserError)
    assert said in str(told.exception)
    assert not out.exists()
