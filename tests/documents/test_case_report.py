"""What a reader sees of a case, and what is never on its page."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from counterfoil.documents.case_report import CaseParts, Deadline, Exit, case_report, cases_index, signs_by_kind
from counterfoil.tables import action, case, case_evidence, case_subject, event, exhibit
from counterfoil.tables.case_evidence import CaseEvidence
from counterfoil.tables.contract import completed
from counterfoil.tables.notice import Notice
from counterfoil.tables.order import Order

DAY = dt.date(2026, 11, 8)
HOSTILE = "<script>alert(1)</script> \u202egnp"


def told(contract: Any, rows: pl.DataFrame) -> pl.DataFrame:
    return contract.cast(completed(rows, contract))


def parts(**more: Any) -> CaseParts:
    known: dict[str, Any] = {
        "case": told(case.Case, case.EXAMPLE).row(0, named=True),
        "says": "Runs point at one operator.",
        "turn": "reviewer",
        "exits": [Exit("taken up", "under review", "reviewer")],
        "deadlines": [],
        "day": DAY,
        "subjects": told(case_subject.CaseSubject, case_subject.EXAMPLE),
        "evidence": told(CaseEvidence, case_evidence.EXAMPLE),
        "exhibits": told(exhibit.Exhibit, exhibit.EXAMPLE),
        "events": told(event.Event, event.EXAMPLE),
        "actions": told(action.Action, action.EXAMPLE),
        "notices": Notice.create_empty(),
        "orders": Order.create_empty(),
    }
    return CaseParts(**(known | more))


def test_state_turn_value_evidence_exhibits_and_the_next_step_are_there() -> None:
    page = case_report(parts())
    for said in (
        *("It is the <b>reviewer</b>’s turn", "USD 2,131.40", "Speaks for the charge: 1 sign", "s-34"),
        *("Speaks against it: 0 signs", "The runs saw nothing on this side", "E-1", "0" * 64, "action a-1: remove"),
        *("counterfoil case act case-5b1f0c2d9a3e &#34;taken up&#34;", "What the party may be told"),
    ):
        assert said in page or said.replace("&#34;", '"') in page, said


def test_a_deadline_that_is_over_stands_out() -> None:
    due = Deadline(DAY - dt.timedelta(days=2), "lapsed", "tell the owner", "Customs", "seized 1", "1 + 1", "19 CFR", "")
    page = case_report(parts(deadlines=[due]))
    assert '<tr class="late">' in page
    assert "2 over" in page


@pytest.mark.parametrize("table", ["subjects", "evidence", "events", "exhibits"])
def test_words_from_outside_stay_words(table: str) -> None:
    known = parts()
    column = {"subjects": "why", "evidence": "detail", "events": "what", "exhibits": "title"}[table]
    spoiled = getattr(known, table).with_columns(pl.lit(HOSTILE).alias(column))
    page = case_report(parts(**{table: spoiled}))
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page


def test_a_page_loads_and_runs_nothing() -> None:
    for page in (case_report(parts()), cases_index(told(case.Case, case.EXAMPLE), DAY)):
        assert "default-src 'none'" in page
        assert not any(word in page for word in ("<script", "src=", "http:", "https:"))


def test_signs_are_told_by_kind_the_heaviest_first_and_none_is_lost() -> None:
    row = case_evidence.EXAMPLE.row(0, named=True)
    rows = [row | {"kind": kind, "weight": weight} for kind, weight in (("a", 1), ("b", 9), ("a", 5), ("match", None))]
    evidence = told(CaseEvidence, pl.DataFrame(rows, schema_overrides={"weight": pl.Int64}))
    signs = signs_by_kind(evidence, "for")
    assert [(one.kind, one.signs, one.weight) for one in signs] == [
        ("match", 1, ""),
        ("b", 1, "+0.01"),
        ("a", 2, "+0.01"),
    ]
    assert sum(one.signs for one in signs) == evidence.height
    assert signs_by_kind(evidence, "against") == []


def test_the_index_adds_no_two_currencies_and_leaves_out_what_is_closed() -> None:
    one = told(case.Case, case.EXAMPLE)
    other = one.with_columns(id=pl.lit("case-2"), value_currency=pl.lit("EUR"))
    closed = one.with_columns(id=pl.lit("case-3"), state=pl.lit("closed"))
    page = cases_index(pl.concat([one, other, closed]), DAY)
    assert "EUR 2,131.40 and USD 2,131.40 at risk" in page
    assert "case-3/report.html" in page


def test_linked_accounts_are_drawn_and_a_closed_one_stands_out() -> None:
    row = case_evidence.EXAMPLE.row(0, named=True) | {"subject_kind": "account", "subject_id": "s-31", "seen": "s-34"}
    rows = [row | {"kind": "linked"}, row | {"kind": "terminated", "seen": None}]
    accounts = [
        {"case_id": "case-5b1f0c2d9a3e", "subject_kind": "account", "subject_id": one} for one in ("s-31", "s-34")
    ]
    page = case_report(
        parts(
            evidence=told(CaseEvidence, pl.DataFrame(rows)),
            subjects=told(case_subject.CaseSubject, pl.DataFrame([one | {"why": "It is linked."} for one in accounts])),
        )
    )
    assert page.count("<circle") == 2
    assert page.count('fill="#b3261e"') == 1
