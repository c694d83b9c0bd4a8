"""Results of examinations: what is read in which form, what is set aside and why, and that no name is repeated."""

import datetime as dt
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.examinations import read_examinations
from counterfoil.intake.reader import WITHHELD
from counterfoil.tables.contract import Sorted
from counterfoil.tables.examination import RESULTS, Examination
from intake.test_inspect import inspected, named

OF_OPENED = "examined at is told of what was opened and of nothing else"
A_TIME = "examined_at must be readable as a time such as 2026-11-01T08:30:00Z"
A_ROLE = "inspector is a role and an id such as inspector 4"
AS_FOUND = "units found are counterfeit units and the result says so"
HEADER = "shipment_id,facility,selected_for,examined_at,inspector,result,units_examined,units_found,instead_of,reason\n"


def read(text: str, *, header: str = HEADER) -> Sorted:
    return read_examinations(io.BytesIO((header + text).encode()), file="exams.csv")


def test_results_are_read_in_any_hand() -> None:
    kept = read(
        "S-1,Reno,2026-09-29,2026-09-29T07:10-07:00,inspector:4,Counterfeit,12,12,,\n"
        "S-2,Reno,2026-09-29,2026-09-29,inspector:4,NOTHING_FOUND,4,0,S-3,S-3 could not be reached\n"
        "S-3,Reno,,,inspector:4,not-opened,,,,no ramp\n"
    ).kept
    assert kept["result"].to_list() == ["counterfeit", "nothing found", "not opened"]
    assert kept["examined_at"].to_list() == [
        dt.datetime(2026, 9, 29, 14, 10, tzinfo=dt.UTC),
        dt.datetime(2026, 9, 29, 12, tzinfo=dt.UTC),  # noon is that day in nearly every zone
        None,
    ]
    assert kept["selected_for"].to_list() == [dt.date(2026, 9, 29)] * 2 + [None]
    assert kept["line"].to_list() == [2, 3, 4]


@pytest.mark.parametrize(
    ("row", "field", "value", "rule"),
    [
        ("S-1,Reno,,2026-09-29,i:4,false,,,,", "result", "false", "result is one of five"),
        ("S-1,Reno,,,i:4,counterfeit,,,,", "examined_at", None, OF_OPENED),
        ("S-1,Reno,,2026-09-29,i:4,not opened,,,,", "examined_at", "2026-09-29 12:00:00.000000+00:00", OF_OPENED),
        ("S-1,Reno,,yesterday,i:4,undecided,,,,", "examined_at", "yesterday", A_TIME),
        ("S-1,Reno,,2026-09-29,Jo Moss,undecided,,,,", "inspector", WITHHELD, A_ROLE),
        ("S-1,Reno,,2026-09-29,i:4,undecided,4,5,,", "units_found", "5", "units found are no more than examined"),
        ("S-1,Reno,,2026-09-29,i:4,nothing found,4,1,,", "units_found", "1", AS_FOUND),
        ("S-1,Reno,,2026-09-29,i:4,counterfeit,4,0,,", "units_found", "0", AS_FOUND),
        ("S-1,Reno,,,i:4,not opened,4,,,", "units_examined", "4", "units examined are none where it was not opened"),
        ("S-1,Reno,,2026-09-29,i:4,undecided,,,S-1,", "instead_of", "S-1", "instead of names another shipment"),
        ("S-1,Reno,,,i:4,not opened,,,S-2,", "instead_of", "S-2", "instead of is told of what was opened"),
        ("S-1,Reno,,,i:4,not opened,,,," + "x" * 501, "reason", WITHHELD, "reason has at most 500 characters"),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_is_set_aside(row: str, field: str, value: str | None, rule: str) -> None:
    found = read(row + "\nS-9,Reno,,,,not opened,,,,\n")
    assert found.kept["shipment_id"].to_list() == ["S-9"]
    assert found.rejects.select("line", "field", "value", "rule").rows() == [(2, field, value, rule)]


def test_nothing_examined_yet_is_no_fault_but_nothing_usable_is() -> None:
    assert read("").kept.is_empty()
    with pytest.raises(UserError):
        read("S-1,Reno,,,,maybe,,,,\n")
    with pytest.raises(UserError, match="result"):
        read("S-1,Reno\n", header="shipment_id,facility\n")


def test_json_lines_and_parquet_are_read_as_csv_is() -> None:
    of_csv = read("S-1,Reno,2026-09-29,2026-09-29T14:10Z,i:4,counterfeit,12,12,,\n").kept
    line = '{"shipment_id":"S-1","facility":"Reno","selected_for":"2026-09-29","examined_at":"2026-09-29T14:10:00Z",'
    line += '"inspector":"i:4","result":"counterfeit","units_examined":12,"units_found":12}\n'
    of_json = read_examinations(io.BytesIO(line.encode()), file="e.jsonl").kept
    stream = io.BytesIO()
    of_csv.drop("line").write_parquet(stream)
    stream.seek(0)
    of_parquet = read_examinations(stream, file="e.parquet").kept
    assert of_csv.drop("line").equals(of_json.drop("line"))
    assert of_csv.drop("line").equals(of_parquet.drop("line"))


def test_inspect_knows_the_table_under_other_peoples_headers() -> None:
    head = "Shipment No,Warehouse,Opened at,Officer,Exam result,Why not opened\n"
    found = inspected(head + "S-1,Reno,2026-09-29T14:10Z,inspector:4,counterfeit,\n", table="examinations")
    assert named(found) == {
        "shipment_id": "Shipment No",
        "facility": "Warehouse",
        "examined_at": "Opened at",
        "inspector": "Officer",
        "result": "Exam result",
        "reason": "Why not opened",
    }
    own = inspected(HEADER + "S-1,Reno,,2026-09-29,i:4,counterfeit,1,1,,\n")
    assert (own.kind.name, own.fits, own.reading.kept) == ("examinations", True, 1)


@given(st.lists(st.tuples(*[st.text(max_size=12)] * 6, st.sampled_from([*RESULTS, "", "x"])), max_size=8))
def test_any_rows_are_kept_or_set_aside(rows: list[tuple[str, ...]]) -> None:
    names = ("shipment_id", "facility", "selected_for", "examined_at", "inspector", "units_found", "result")
    stream = io.BytesIO()
    pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row").write_parquet(stream)
    stream.seek(0)
    try:
        found = read_examinations(stream, file="e.parquet")
    except UserError:
        return
    assert found.kept.height + found.rejects.height == len(rows)
    Examination.validate(found.kept.drop("line"))


def test_the_sample_of_the_page_is_read_whole() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats" / "examinations.md").read_text("utf-8")
    sample = page.split("```csv\n")[1].split("```")[0]
    found = read_examinations(io.BytesIO(sample.encode()), file="page")
    assert (found.kept.height, found.rejects.height) == (4, 0)
    assert set(sample.splitlines()[0].split(",")) == set(Examination.column_names())
