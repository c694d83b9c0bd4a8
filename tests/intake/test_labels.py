"""Labels and given decisions: what is kept, what is set aside, and that nothing is lost."""

import csv
import datetime as dt
import io

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.labels import read_decisions, read_labels
from counterfoil.tables import given_decision, label
from counterfoil.tables.contract import LINE, sort_rows
from intake.samples import stream

HEADER = "subject_id,right_id,label,origin,selection_probability,labelled_at\n"


def test_the_example_row_satisfies_its_contract() -> None:
    for table, contract in ((label, label.Label), (given_decision, given_decision.GivenDecision)):
        rows = table.EXAMPLE.with_columns(pl.lit(2).alias(LINE))
        assert sort_rows(rows, contract, file="example").kept.height == 1


def test_words_are_read_however_they_are_joined() -> None:
    text = HEADER + "o-1,r-1,Grey_Market,Test-Purchase,0.25,2026-11-12T15:00:00Z\no-2,,genuine,RANDOM AUDIT,1,\n"
    first, second = read_labels(stream(text), file="labels.csv").kept.rows(named=True)
    assert (first["label"], first["origin"]) == ("grey market", "test purchase")
    assert (first["selection_probability"], first["right_id"]) == (0.25, "r-1")
    assert first["labelled_at"] == dt.datetime(2026, 11, 12, 15, tzinfo=dt.UTC)
    assert (second["origin"], second["right_id"], second["labelled_at"]) == ("random audit", None, None)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",,genuine,random audit,1,", "subject_id"),
        ("o-9,,fake,random audit,1,", "label"),
        ("o-9,,genuine,hearsay,1,", "origin"),
        ("o-9,,genuine,random audit,0,", "selection_probability"),
        ("o-9,,genuine,random audit,-0.5,", "selection_probability"),
        ("o-9,,genuine,random audit,1.01,", "selection_probability"),
        ("o-9,,genuine,random audit,nan,", "selection_probability"),
        ("o-9,,genuine,random audit,often,", "selection_probability"),
        ("o-9,,genuine,random audit,,", "selection_probability"),
        ("o-9,,genuine,random audit,1,yesterday", "labelled_at"),
    ],
)
def test_a_label_that_cannot_be_used_is_a_reject(row: str, field: str) -> None:
    result = read_labels(stream(f"{HEADER}o-1,,genuine,random audit,1,\n{row}\n"), file="labels.csv")
    assert result.kept["subject_id"].to_list() == ["o-1"]
    assert result.rejects.select("line", "field").rows() == [(3, field)]


def test_an_offer_labelled_twice_for_a_right_is_set_aside_because_nobody_can_say_which_holds() -> None:
    rows = (
        "o-1,,genuine,random audit,1,\no-1,,counterfeit,examination,1,\n"
        "o-1,r-1,genuine,random audit,1,\no-2,,genuine,random audit,1,\n"
    )
    result = read_labels(stream(HEADER + rows), file="labels.csv")
    assert result.kept.select("subject_id", "right_id").rows() == [("o-1", "r-1"), ("o-2", None)]
    assert result.rejects["rule"].unique().to_list() == ["subject id is labelled once for a right"]


def test_without_a_required_column_the_cure_is_a_mapping() -> None:
    with pytest.raises(UserError, match="No column is named origin and selection_probability"):
        read_labels(stream("subject_id,label\no-1,genuine\n"), file="labels.csv")


def test_decisions_of_another_system_need_two_columns() -> None:
    text = "subject_id,decision\no-1,Request documents\no-2,delist\no-3,clear\n"
    result = read_decisions(stream(text), file="decisions.csv")
    assert result.kept.select("subject_id", "decision").rows() == [("o-1", "request-documents"), ("o-3", "clear")]
    assert result.rejects.select("line", "field").rows() == [(3, "decision")]


CELLS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(
        ["", "o-1", "o-2", "genuine", "counterfeit", "random audit", "0.5", "1", "0", "1e-400", "inf", "-1"]
    ),
)


@given(rows=st.lists(st.tuples(*[CELLS] * 6), min_size=1, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_rows_in_are_rows_kept_and_rows_rejected(rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER.strip().split(","), *rows, ("kept", "", "genuine", "random audit", "0.5", "")])
    result = read_labels(stream(text.getvalue()), file="labels.csv")
    assert result.kept.height + result.rejects.height == len(rows) + 1
    assert result.kept["selection_probability"].is_between(0, 1, closed="right").all()
    assert result.kept["label"].is_in(label.LABELS).all()
