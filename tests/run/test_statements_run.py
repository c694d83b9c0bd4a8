"""Statements from files: what is written, in which states a second run and an answer leave it, what a case records."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from statement_requests import AT, EXAMPLES, request

from counterfoil.enforcement.statements.due import MADE
from counterfoil.errors import UserError
from counterfoil.run.action_step import By
from counterfoil.run.actions import run_appeal
from counterfoil.run.case_files import Act, changing, read_case, record, write_case_table
from counterfoil.run.statements import run_statements
from counterfoil.tables import action, case, case_evidence, case_subject, event

EXPECTED = ["act-01", "act-02", "act-03", "act-04", "act-05", "act-06", "act-11"]


def answer(out: Path, status: int, body: dict[str, Any]) -> Path:
    """Return a file with the answer to the one batch in the folder."""
    (batch,) = (out / "batches").iterdir()
    path = out / "answers.jsonl"
    path.write_text(json.dumps({"batch": batch.name, "status": status, "body": body}), encoding="utf-8")
    return path


def sent(out: Path) -> list[dict[str, Any]]:
    return [one for path in sorted((out / "batches").iterdir()) for one in json.loads(path.read_bytes())["statements"]]


def test_the_example_comes_out_whole(tmp_path: Path) -> None:
    counts = run_statements(request(tmp_path, offers=EXAMPLES / "offers.xml"))["counts"]
    none_needed = pl.read_parquet(tmp_path / "none_needed.parquet")
    rejects = pl.read_parquet(tmp_path / "rejects.parquet")
    assert counts["actions"] == 11 == counts["statements"] + none_needed.height + rejects.height
    assert pl.read_parquet(tmp_path / "statements.parquet")["action_id"].to_list() == EXPECTED
    lines = (tmp_path / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["action_id"] for line in lines] == EXPECTED
    assert rejects.select("action_id", "line", "field").rows() == [("act-09", 9, "decision_facts")]
    assert sorted(none_needed["action_id"]) == ["act-07", "act-08", "act-10"]
    codes = [one.get("content_id", {}).get("EAN-13") for one in sent(tmp_path)]
    assert codes == ["9521011001035", "9521011001028", "9521156017021", None, None, None, "9521011001035"]
    assert pl.read_csv(tmp_path / "puids.csv")["state"].to_list() == ["written"] * 7
    assert counts["late"] == 1


def test_no_personal_data_and_no_notifier_stand_in_what_goes_out(tmp_path: Path) -> None:
    run_statements(request(tmp_path, sellers=EXAMPLES / "sellers.csv"))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    for path in files:
        assert b"555 0142" not in path.read_bytes(), path.name
    assert not any("source_identity" in one for one in sent(tmp_path))


def test_a_second_run_sends_nothing_twice_and_keeps_what_waits(tmp_path: Path) -> None:
    run_statements(request(tmp_path))
    before = {path.name: path.read_bytes() for path in (tmp_path / "batches").iterdir()}
    statements = (tmp_path / "statements.parquet").read_bytes()
    counts = run_statements(request(tmp_path, at=AT + dt.timedelta(days=9)))["counts"]
    assert (counts["statements"], counts["made_before"], counts["batches"]) == (0, 7, 0)
    assert {path.name: path.read_bytes() for path in (tmp_path / "batches").iterdir()} == before
    assert (tmp_path / "statements.parquet").read_bytes() == statements


def test_a_ledger_of_its_own_serves_several_folders(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger" / "puids.csv"
    run_statements(request(tmp_path / "one", used=ledger))
    again = run_statements(request(tmp_path / "two", used=ledger))
    assert (again["counts"]["statements"], again["counts"]["made_before"]) == (0, 7)
    assert not (tmp_path / "one" / "puids.csv").exists()


def test_a_list_of_ids_alone_is_a_ledger(tmp_path: Path) -> None:
    run_statements(request(tmp_path / "one"))
    ids = pl.read_csv(tmp_path / "one" / "puids.csv")["puid"].to_list()
    ledger = tmp_path / "known.csv"
    ledger.write_text("puid\n" + "\n".join(ids[:3]) + "\n", encoding="utf-8")
    assert run_statements(request(tmp_path / "two", used=ledger))["counts"]["statements"] == 4


def test_answers_are_folded_in_and_only_what_came_back_is_sent_again(tmp_path: Path) -> None:
    run_statements(request(tmp_path))
    body = {"errors": {"statement_3": {"decision_facts": ["The decision facts field is required."]}}}
    told = run_statements(request(tmp_path, answers=answer(tmp_path, 422, body)))
    assert told["answers"] == {"refused": 1, "returned": 6, "batches_to_send_again": []}
    assert [one["puid"] for one in sent(tmp_path)] == told_puids(tmp_path, without="act-04")
    rejects = pl.read_parquet(tmp_path / "rejects.parquet")
    assert rejects["action_id"].to_list() == ["act-09", "act-04"]
    told = run_statements(request(tmp_path, answers=answer(tmp_path, 201, {})))
    assert told["answers"] == {"kept": 6, "batches_to_send_again": []}
    assert sent(tmp_path) == []


def told_puids(out: Path, *, without: str) -> list[str]:
    told = pl.read_parquet(out / "statements.parquet").filter(pl.col("action_id") != without)
    return told.sort("action_id")["puid"].to_list()


def test_a_batch_that_met_a_fault_of_the_server_stays_to_be_sent(tmp_path: Path) -> None:
    run_statements(request(tmp_path))
    told = run_statements(request(tmp_path, answers=answer(tmp_path, 503, {})))
    assert len(told["answers"]["batches_to_send_again"]) == 1
    assert len(sent(tmp_path)) == 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a case with one action that is proposed; what became of it, the events say."""
    here = tmp_path / "case-5b1f0c2d9a3e"
    for name, table in (("subjects", case_subject), ("evidence", case_evidence), ("events", event), ("case", case)):
        write_case_table(here, name, table.EXAMPLE)
    write_case_table(here, "actions", action.EXAMPLE)
    done(here, "proposed", AT)
    return here


def done(folder: Path, kind: str, at: dt.datetime) -> None:
    with changing(folder):
        record(read_case(folder), [Act(at, "operator:1", kind, "action", "a-1", "It was done.", "It was asked for.")])


def test_a_case_records_an_event_for_each_statement_once(folder: Path) -> None:
    since = AT + dt.timedelta(hours=2)
    done(folder, "approved", AT)
    done(folder, "put in force", since)
    for _ in range(2):
        run_statements(request(folder / "statements", actions=folder))
    events = read_case(folder).tables["events"]
    assert events["kind"].to_list() == ["found", "proposed", "approved", "put in force", MADE]
    (act,) = events.tail(1).iter_rows(named=True)
    assert (act["subject_kind"], act["subject_id"], act["actor"]) == ("action", "a-1", "system:statement")
    assert act["at"] == since  # the run knows the day alone, and nothing is told before it takes effect
    assert "complaints until 2027-05-10" in act["what"]


def test_what_a_case_says_was_stated_is_not_stated_again_in_another_folder(folder: Path, tmp_path: Path) -> None:
    done(folder, "approved", AT)
    done(folder, "put in force", AT)
    run_statements(request(folder / "statements", actions=folder))
    later = AT + dt.timedelta(days=9)
    counts = run_statements(request(tmp_path / "elsewhere", actions=folder, at=later))["counts"]
    assert (counts["statements"], counts["made_before"]) == (0, 1)
    assert read_case(folder).tables["events"].filter(kind=MADE).height == 1


def test_an_action_that_was_undone_is_not_stated_as_if_it_were_in_force(folder: Path, tmp_path: Path) -> None:
    for kind in ("approved", "put in force", "undone"):
        done(folder, kind, AT)
    counts = run_statements(request(tmp_path / "late", actions=folder, at=AT + dt.timedelta(days=2)))["counts"]
    assert counts["none_needed"] == {"It was taken back before the party was told.": 1}
    assert sent(tmp_path / "late") == []


def test_the_time_to_complain_runs_from_the_day_on_which_the_party_was_told(folder: Path) -> None:
    done(folder, "approved", AT)
    done(folder, "put in force", AT)
    run_statements(request(folder / "statements", actions=folder, at=AT + dt.timedelta(days=9)))
    last = dt.datetime(2027, 5, 19, 23, tzinfo=dt.UTC)  # six months from 19 November; from the 10th it would be late
    assert run_appeal(folder, ["a-1"], By("seller:s-34", "It is genuine.", last)).said == []
    upheld = last + dt.timedelta(hours=1)
    done(folder, "upheld", upheld)
    late = run_appeal(folder, ["a-1"], By("seller:s-34", "It is genuine.", upheld)).said
    assert late == ["a-1: the time to complain ended on 2027-05-19; it need not be taken (article 20(1))."]


def test_an_event_that_a_cut_off_run_did_not_record_is_recorded_by_the_next(folder: Path) -> None:
    done(folder, "approved", AT)
    done(folder, "put in force", AT)
    before = (folder / "events.parquet").read_bytes()
    run_statements(request(folder / "statements", actions=folder))
    (folder / "events.parquet").write_bytes(before)
    assert run_statements(request(folder / "statements", actions=folder))["counts"]["made_before"] == 1
    assert read_case(folder).tables["events"]["kind"].to_list()[-1] == MADE


def test_an_action_of_a_case_that_nobody_put_in_force_needs_none(folder: Path) -> None:
    counts = run_statements(request(folder / "statements", actions=folder))["counts"]
    assert counts["none_needed"] == {"It is not in force yet.": 1}


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("used", "puid,state\ncf-0,kept\ncf-1,lost\n", "A line of the ledger cannot be used: state is a known one"),
        ("used", "puid,state\ncf-1,kept\ncf-1,kept\n", "must not be used twice"),
        ("answers", "nothing", "This is no answer of the database"),
        ("answers", '{"batch": "0001-x.json", "status": 201}', "No statement was written into"),
        ("actions", "id,kind\na-1,remove\n", "subject"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(file: str, text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / f"{file}.csv"
    path.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    with pytest.raises(UserError, match=says):
        run_statements(request(out, **{file: path}))
    assert not out.exists() or list(out.iterdir()) == []


def test_a_row_that_is_no_action_is_a_reject(tmp_path: Path) -> None:
    good, *_ = (EXAMPLES / "actions.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "actions.jsonl"
    bad = json.dumps(json.loads(good) | {"id": "act-98", "content_on": None})
    worse = json.dumps(json.loads(good) | {"id": "act-99", "source": "a friend"})
    path.write_text("\n".join([good, bad, worse]), encoding="utf-8")
    counts = run_statements(request(tmp_path / "out", actions=path))["counts"]
    assert (counts["actions"], counts["statements"], counts["rejected"]) == (3, 1, 2)
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects.select("line", "field", "cure").rows() == [
        (2, "content_on", "Mend the row."),
        (3, "source", "Mend the row."),
    ]
