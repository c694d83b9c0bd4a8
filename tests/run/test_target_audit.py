"""A whole audit on small files: what is written, what is said, when it ends in 1, and what is left after a failure."""

import datetime as dt
import json
import re
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from counterfoil.cli.target_audit import audit
from counterfoil.errors import UserError
from counterfoil.run.outputs import write_parquet
from counterfoil.run.target_audit import run_target_audit
from counterfoil.run.target_audit_inputs import AuditRequest
from counterfoil.run.worklist_sheets import digests_of
from counterfoil.tables.audit_measure import AuditMeasure
from counterfoil.tables.audited_examination import AuditedExamination
from counterfoil.tables.audited_selection import AuditedSelection
from counterfoil.tables.reject import Reject
from targeting.drawn_worklists import selections

DRAWN = """
facility  id   how        risk  p
Reno      S-1  drawn      .9    .8
Reno      S-2  mandatory  .1    1
Ohio      S-3  drawn      .5    .5
Ohio      S-4  not_drawn  .7    .1
"""
HEADER = "shipment_id,facility,selected_for,examined_at,inspector,result,instead_of,reason\n"
FIRST = "S-1,Reno,2026-09-29,2026-09-29T14:10Z,inspector:4,counterfeit,,\n"
SECOND = "S-2,Reno,2026-09-29,2026-09-29T15:10Z,inspector:4,nothing found,,\n"
THIRD = "S-3,Ohio,2026-09-29,2026-09-29T15:10Z,inspector:5,nothing found,,\n"
REFUSED = "S-3,Ohio,2026-09-29,,inspector:5,not opened,,No ramp.\n"
OTHER = "S-4,Ohio,,2026-09-29T16:00Z,inspector:5,nothing found,S-3,nearer\n"


@pytest.fixture
def worklist(tmp_path: Path) -> Path:
    folder = tmp_path / "worklist"
    folder.mkdir()
    write_parquet(folder / "selections.parquet", selections(DRAWN))
    return folder


def exams(folder: Path, rows: str, name: str = "exams.csv") -> Path:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def called(*words: object) -> Result:
    return CliRunner().invoke(audit, [str(word) for word in words], env={"COLUMNS": "100"})


def test_what_is_written_keeps_its_contracts_and_is_sealed(worklist: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = exams(tmp_path, FIRST + "S-9,Reno,,yesterday,Jo Moss,undecided,,because of Jo Moss\n")
    result = called(worklist, first, exams(tmp_path, REFUSED + OTHER, "ohio.csv"), "-o", out)
    assert result.exit_code == 0, result.output
    for name, contract in (
        ("selected", AuditedSelection),
        ("examined", AuditedExamination),
        ("measures", AuditMeasure),
        ("rejects", Reject),
    ):
        contract.validate(pl.read_parquet(out / f"{name}.parquet"))
    record = json.loads((out / "run.json").read_text("utf-8"))
    assert set(record["outputs"]) | {"run.json"} == {path.name for path in out.iterdir()}
    assert {one["facility"]: one["sha256"] for one in record["worklists"]} == digests_of(selections(DRAWN))
    counts = record["counts"]
    assert counts["outcomes"] == {
        "opened as drawn": 1,
        "opened on another day": 0,
        "opened twice": 0,
        "substituted": 1,
        "not opened": 0,
        "no answer": 1,
    }
    assert (counts["selected"], counts["examinations"], counts["rejected"], counts["deviations"]) == (3, 3, 1, 3)
    shown = "".join((out / "audit.html").read_text("utf-8").split())
    for text in (result.output, shown):
        assert "Moss" not in text
        assert "noramp" in "".join(text.split())
        assert "riskier" in text
    assert digests_of(selections(DRAWN))["Ohio"] in shown
    assert "1mandatoryshipmentwasnotopened" in shown


def test_the_page_loads_nothing_and_hostile_text_stays_text(worklist: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    rows = f"S-1,Reno,,,inspector:4,not opened,,{evil}\n{evil},Reno,2026-09-29,2026-09-29,{'i:<b>'},undecided,S-1,\n"
    assert called(worklist, exams(tmp_path, rows), "-o", tmp_path / "out").exit_code == 0
    page = (tmp_path / "out" / "audit.html").read_text("utf-8")
    assert "<script" not in page
    assert "<b></" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=", page)


@pytest.mark.parametrize(
    ("rows", "deviation", "lead"),
    [
        (FIRST + SECOND + THIRD, 0, "3 of 3 selected shipments were opened as drawn."),
        (FIRST + SECOND + REFUSED, 1, "2 of 3 selected shipments were opened as drawn. Of the rest: 1 not opened."),
        (FIRST + SECOND + THIRD + OTHER, 1, "1 shipment was opened without being selected."),
        (FIRST.replace("09-29,", "09-28,", 1), 1, "Every examination that was given is of another day"),
        ("", 1, "0 of 3 selected shipments were opened as drawn. Of the rest: 3 no answer."),
    ],
)
def test_it_ends_in_1_where_the_worklist_was_not_followed(
    rows: str, deviation: int, lead: str, worklist: Path, tmp_path: Path
) -> None:
    path = exams(tmp_path, rows)
    result = called(worklist, path, "--fail-on", "deviation")
    assert result.exit_code == deviation
    assert lead in " ".join(result.output.split())
    assert called(worklist, path, "--fail-on", "skew").exit_code == 0  # three shipments tell no skew
    assert called(worklist, path).exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["exams.csv", "worklist"]  # without -o nothing is written


def test_it_ends_in_1_where_the_risky_were_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "worklist"
    folder.mkdir()
    lines = [f"Reno S-{number} drawn {number / 20} .5" for number in range(1, 20)]
    write_parquet(folder / "selections.parquet", selections("facility id how risk p\n" + "\n".join(lines)))
    opened = "".join(f"S-{number},Reno,2026-09-29,2026-09-29,inspector:4,nothing found,,\n" for number in range(1, 13))
    result = called(folder, exams(tmp_path, opened), "--fail-on", "skew")
    assert result.exit_code == 1
    assert "What was skipped was riskier than what was opened" in " ".join(result.output.split())
    assert "reads too low" in " ".join(result.output.split())


def test_an_inspector_is_judged_with_an_interval(worklist: Path, tmp_path: Path) -> None:
    done = run_target_audit(
        AuditRequest(worklists=(worklist,), examinations=(exams(tmp_path, FIRST + SECOND + REFUSED),))
    )
    rows = {row["name"]: row for row in done.tables["measures"].filter(group="inspector").to_dicts()}
    four = rows["inspector:4"]
    assert (four["selected"], four["opened"], four["share"], four["high"]) == (2, 2, 1.0, 1.0)
    assert four["low"] == pytest.approx(2 / (2 + 1.959964**2), abs=1e-6)  # Wilson, 2 of 2
    assert (rows["inspector:5"]["not_opened"], rows["inspector:5"]["share"]) == (1, 0.0)


def test_the_same_files_in_any_order_give_the_same_classes(worklist: Path, tmp_path: Path) -> None:
    one, two = exams(tmp_path, FIRST + REFUSED), exams(tmp_path, SECOND + OTHER, "two.csv")
    there, back = (
        run_target_audit(AuditRequest(worklists=(worklist,), examinations=files)) for files in ((one, two), (two, one))
    )
    assert there.tables["selected"].equals(back.tables["selected"])
    assert there.tables["measures"].equals(back.tables["measures"])
    twice = run_target_audit(AuditRequest(worklists=(worklist,), examinations=(one, two, one)))
    assert twice.tables["selected"].equals(there.tables["selected"])
    assert twice.record["counts"]["standings"]["same row again"] == 2


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("nowhere", "exams.csv"), "missing or damaged"),
        (("worklist", "nowhere.csv"), "no such file"),
        (("worklist", "exams.csv", "--zone", "Mars/Olympus"), "is no time zone"),
        (("worklist", "exams.csv", "--zone", "../etc/passwd"), "is no time zone"),
        (("empty", "exams.csv"), "Nothing was selected"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_left(
    words: tuple[str, ...], problem: str, worklist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exams(tmp_path, FIRST)
    (tmp_path / "empty").mkdir()
    none = "facility id how risk p\nReno S-1 not_drawn .9 .8"
    write_parquet(tmp_path / "empty" / "selections.parquet", selections(none))
    monkeypatch.chdir(tmp_path)
    result = called(*words, "-o", "out")
    assert isinstance(result.exception, UserError)
    assert problem in str(result.exception)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
    assert worklist.exists()


def test_several_days_at_once_give_one_measure_to_an_inspector(worklist: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    later = selections(DRAWN).with_columns(selected_for=pl.lit(dt.date(2026, 9, 30)))
    write_parquet(second / "selections.parquet", later)
    told = exams(tmp_path, FIRST + SECOND + FIRST.replace("09-29", "09-30") + REFUSED)
    result = called(worklist, told, "--worklists", second, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    measures = pl.read_parquet(tmp_path / "out" / "measures.parquet").filter(name="inspector:4")
    assert measures.select("selected", "opened").row(0) == (3, 3)
    assert "Were the worklists of 2 days from 29 September 2026 to 30 September 2026" in (
        (tmp_path / "out" / "audit.html").read_text("utf-8")
    )
    again = called(worklist, told, "--worklists", worklist)
    assert isinstance(again.exception, UserError)
    assert "Two worklists are of one day." in str(again.exception)
