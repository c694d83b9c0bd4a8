"""`counterfoil estimate prevalence`: what a reader sees on the terminal, and what a mistake is told as."""

from pathlib import Path

import pytest

from cli.called import called

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SAMPLE, FRAME = str(EXAMPLES / "audit_sample.csv"), str(EXAMPLES / "audit_frame.csv")


def asked(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setenv("COLUMNS", "100")
    return called(monkeypatch, "estimate", "prevalence", *arguments)


def test_the_share_its_bounds_the_groups_and_what_is_needed_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--frame", FRAME, "--by", "stratum", "--wanted-width", ".05"]
    assert asked(monkeypatch, SAMPLE, *more, "-o", str(tmp_path)) == 0
    shown = capsys.readouterr().out
    assert "Of offers 22.7 % is counterfeit (95 % interval 17.1 % to 29.3 %)" in shown
    assert "USD (" in shown
    assert "apparel" in shown
    assert "For an interval 5 points wide examine 126 more, drawn by chance:" in shown
    assert "8 of them finds, have no probability" in shown


def test_finds_alone_end_in_the_reason_and_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds = tmp_path / "finds.csv"
    finds.write_text("unit_id,is_found,probability\na,true,\nb,true,\n", encoding="utf-8")
    assert asked(monkeypatch, str(finds), "-o", str(tmp_path / "out")) == 2
    said = capsys.readouterr().err
    assert "targeted finds tell where somebody looked, and nothing of what was not looked at" in said
    assert "Add a random audit" in said


def test_the_cross_check_is_shown_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notices = tmp_path / "notices.csv"
    rows = [
        (f"o{at}", source)
        for at in range(30)
        for source in ("owner", "platform", "buyers")
        if at % 5 != len(source) % 4
    ]
    notices.write_text("unit_id,source\n" + "".join(f"{a},{b}\n" for a, b in rows), encoding="utf-8")
    assert asked(monkeypatch, SAMPLE, "--notices", str(notices), "-o", str(tmp_path / "out")) == 0
    shown = capsys.readouterr().out
    assert "Cross-check by who reported the same: 30 units reported" in shown
    assert "Chao, lower bound" in shown
    assert "this is no estimate of all counterfeits" in shown
