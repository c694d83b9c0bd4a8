"""What answers do to a notice: drawn rows, and that nothing is told twice or beyond what was found, in any order."""

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.facility_notices.answers import Reading, take
from counterfoil.enforcement.facility_notices.standing import answer_act, standing
from counterfoil.tables.contract import completed
from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.hold_answer import STATUSES, HoldAnswer

NOTICE = "fn-1-1"
NOW = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
READING = Reading("answer.csv", NOW)
NONE = HoldAnswer.create_empty()
TOLD = {
    **{"notice_id": pl.String, "notice_line": pl.Int64, "status": pl.String, "units": pl.Int64, "reference": pl.String},
    **{"at": pl.Datetime("us", "UTC"), "order_id": pl.String, "gtin": pl.String, "lot": pl.String, "sscc": pl.String},
    **{"warehouse_lot": pl.String, "line": pl.Int64},
}


def lines(*units: int | None, asked: str = "hold") -> pl.DataFrame:
    rows = [
        {
            **{"notice_id": NOTICE, "line": number, "asked": asked, "units": count, "item_id": f"i-{number}"},
            **{"product_grade": "identical", "source_grade": "same", "is_commingled": False, "why": "x"},
            **{"found_in": "stock", "gtin": "9521011001028", "lot": f"L{number}", "sscc": f"{number:018}"},
        }
        for number, count in enumerate(units, start=1)
    ]
    given_rows = pl.DataFrame(rows, schema_overrides={"units": pl.Int64})
    return FacilityLine.cast(completed(given_rows, FacilityLine))


def told(*rows: dict[str, Any]) -> pl.DataFrame:
    whole = [
        {"status": "held", "at": NOW - dt.timedelta(days=1), "line": number, **row}
        for number, row in enumerate(rows, start=2)
    ]
    return pl.DataFrame(whole, schema=TOLD)


def row(line: int, status: str, units: int, reference: str = "R", **more: Any) -> dict[str, Any]:
    return {"notice_line": line, "status": status, "units": units, "reference": reference, **more}


@pytest.mark.parametrize(
    ("answers", "act"),
    [
        ([], None),
        ([row(1, "held", 10), row(2, "held", 5)], "held"),
        ([row(1, "held", 10)], "held in part"),
        ([row(1, "held", 10), row(2, "shipped", 5)], "held"),  # what is gone can leave no more
        ([row(1, "held", 10), row(2, "allocated", 5)], "held in part"),
        ([row(1, "held", 10), row(2, "picked", 5)], "held in part"),
        ([row(1, "held", 10), row(2, "refused", 5)], "held in part"),
        ([row(1, "refused", 10), row(2, "refused", 5)], "refused"),
        ([row(1, "refused", 10), row(2, "shipped", 5)], "refused"),
        ([row(1, "shipped", 10), row(2, "not found", 5)], "gone"),
        ([row(1, "held", 8), row(1, "not found", 2, "S"), row(2, "held", 5)], "held"),
    ],
)
def test_the_state_follows_from_the_units(answers: list[dict[str, Any]], act: str | None) -> None:
    taken = take(told(*answers), lines(10, 5), NONE, READING)
    assert not taken.left
    assert answer_act(standing(lines(10, 5), taken.answers)) == act


@pytest.mark.parametrize(
    ("named", "line"),
    [
        ({"sscc": f"{2:018}"}, 2),
        ({"gtin": "09521011001028", "lot": "L1"}, 1),
        ({"lot": "L1"}, None),  # a lot alone names no product
        ({"gtin": "9521011001028"}, None),  # both lines have it
        ({"gtin": "9521011001042", "lot": "L1"}, None),
        ({"notice_line": 1, "lot": "L2"}, None),  # contradicts itself
        ({"notice_line": 1, "notice_id": "fn-1-2"}, None),
        ({}, None),
    ],
)
def test_a_row_names_its_line_or_goods_that_one_line_has(named: dict[str, Any], line: int | None) -> None:
    taken = take(told({"units": 1, "reference": "R", **named}), lines(10, 5), NONE, READING)
    assert taken.rows["line"].to_list() == ([] if line is None else [line])
    assert len(taken.left) == (line is None)


def test_examined_lines_are_waited_for_only_where_none_is_held() -> None:
    both = pl.concat([lines(10), lines(1, 4, asked="examine").filter(pl.col("line") == 2)])
    taken = take(told(row(1, "held", 10)), both, NONE, READING)
    assert answer_act(standing(both, taken.answers)) == "held"
    alone = lines(4, asked="examine")
    assert answer_act(standing(alone, take(told(row(1, "held", 3)), alone, NONE, READING).answers)) == "held in part"


def test_a_pallet_alone_is_all_that_lies_on_it() -> None:
    taken = take(told({"sscc": f"{1:018}", "reference": "R"}), lines(10), NONE, READING)
    assert taken.rows["units"].to_list() == [10]
    assert take(told({"sscc": f"{1:018}", "reference": "R"}), lines(None), NONE, READING).left[0].field == "units"


def test_the_same_row_twice_in_one_file_counts_once() -> None:
    taken = take(told(row(1, "held", 5), row(1, "held", 5)), lines(10), NONE, READING)
    assert (taken.rows["units"].to_list(), [one.line for one in taken.left]) == ([5], [3])


ROWS = st.builds(
    row,
    st.integers(1, 4),
    st.sampled_from(STATUSES),
    st.integers(0, 12),
    st.sampled_from(["A", "B", "C"]),
    at=st.integers(0, 30).map(lambda days: NOW - dt.timedelta(days=days)),
)
FILES = st.lists(st.lists(ROWS, max_size=5), max_size=5)


@given(FILES)
def test_no_history_tells_more_than_was_found_and_no_file_counts_twice(files: list[list[dict[str, Any]]]) -> None:
    found, known = lines(10, 5, 0, None), NONE
    for rows in files:
        given_rows = told(*rows)
        taken = take(given_rows, found, known, READING)
        assert taken.rows.height + len(taken.left) == given_rows.height  # rows in are rows taken or explained
        again = take(given_rows, found, taken.answers, READING)
        assert not again.is_new
        assert again.answers.equals(taken.answers)
        assert taken.is_new or taken.answers.equals(known)
        known = taken.answers
        after = standing(found, known)
        assert after["open"].fill_null(0).min() >= 0  # type: ignore[operator]  # polars: a minimum may be anything


@given(FILES)
def test_what_counts_is_what_a_slow_twin_says(files: list[list[dict[str, Any]]]) -> None:
    """With more than was found accepted, each reference of a line holds what the last file in time told under it."""
    found, known = lines(10, 5, 0, None), NONE
    slow: dict[tuple[int, str], list[tuple[str, int, dt.datetime]]] = {}
    for rows in files:
        known = take(told(*rows), found, known, READING._replace(accept_more=True)).answers
        _slowly(slow, rows)
    flat = sorted((line, ref, *one) for (line, ref), told_of in slow.items() for one in told_of)
    assert sorted(known.select("line", "reference", "status", "units", "at").rows()) == flat


def _slowly(slow: dict[tuple[int, str], list[tuple[str, int, dt.datetime]]], rows: list[dict[str, Any]]) -> None:
    new: dict[tuple[int, str], list[tuple[str, int, dt.datetime]]] = {}
    for one in rows:
        fact = (one["status"], one["units"], one["at"])
        of_key = new.setdefault((one["notice_line"], one["reference"]), [])
        if fact not in of_key:
            of_key.append(fact)
    for key, facts in new.items():
        before = slow.get(key, [])
        if not before or min(at for _, _, at in facts) >= max(at for _, _, at in before):
            slow[key] = facts
