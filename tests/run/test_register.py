"""A register kept up to date: what becomes of each mark, in which order, and what a second time changes."""

from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run import register as module
from counterfoil.run.register import Applied, run_register
from counterfoil.tables.right import Right
from intake.registers.samples import case, daily, st66

NONE = {"new": 0, "changed": 0, "dead": 0, "unchanged": 0, "older": 0}


def written(folder: Path, name: str, *cases: str) -> Path:
    path = folder / name
    path.write_text(daily(*cases), encoding="utf-8")
    return path


def applied(folder: Path, *files: Path) -> Applied:
    out = folder / "register.parquet"
    return run_register([*([out] if out.exists() else []), *files], out=out, mapping=None, encoding=None)


def counts(done: Applied) -> dict[str, int]:
    told = {name: getattr(done, name) for name in NONE}
    assert sum(told.values()) + done.rejected == done.read
    return {name: count for name, count in told.items() if count}


def marks(folder: Path) -> list[tuple[object, ...]]:
    return pl.read_parquet(folder / "register.parquet").select("application_number", "mark", "status").rows()


def test_new_changed_dead_and_unchanged(tmp_path: Path) -> None:
    monday = written(tmp_path, "monday.xml", *(case(str(n), updated="20260105") for n in (1, 2, 3)))
    assert counts(applied(tmp_path, monday)) == {"new": 3}
    tuesday = written(
        tmp_path,
        "tuesday.xml",
        case("1", updated="20260106", mark="SKARV TO"),
        case("2", updated="20260106", status="710"),
        case("3", updated="20260105"),
        case("4", updated="20260106", status="900"),
    )
    assert counts(applied(tmp_path, tuesday)) == {"new": 1, "changed": 1, "dead": 1, "unchanged": 1}
    assert marks(tmp_path) == [
        ("1", "SKARV TO", "live"),
        ("2", "SKARV", "cancelled"),
        ("3", "SKARV", "live"),
        ("4", "SKARV", "expired"),
    ]


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    monday = written(tmp_path, "monday.xml", case("1"), case("2", mark="", drawing="2"), case("3", status="710"))
    first = applied(tmp_path, monday)
    assert (first.rows, first.over, first.without_words) == (3, 1, 1)
    before = (tmp_path / "register.parquet").read_bytes()
    again = applied(tmp_path, monday)
    assert counts(again) == {"unchanged": 3}
    assert (again.rows, again.over, again.without_words) == (3, 1, 1)
    assert (tmp_path / "register.parquet").read_bytes() == before


@pytest.mark.parametrize("passes", [1, 1_000])
def test_the_latest_transaction_holds_whatever_the_order(
    tmp_path: Path, passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PASS_ROWS", passes)
    days = [written(tmp_path, f"{day}.xml", case("1", updated=f"2026010{day}", mark=f"DAY {day}")) for day in (3, 1, 2)]
    assert counts(applied(tmp_path, *days)) == {"new": 1, "older": 2}
    assert marks(tmp_path) == [("1", "DAY 3", "live")]


def test_of_one_day_the_later_line_holds(tmp_path: Path) -> None:
    both = written(tmp_path, "day.xml", case("1", mark="EARLY"), case("1", mark="LATE"))
    assert counts(applied(tmp_path, both)) == {"new": 1, "older": 1}
    assert marks(tmp_path) == [("1", "LATE", "live")]


def test_what_the_owner_added_stays_and_a_list_does_not_overrule_the_office(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("id,mark,owner,aliases,price_floor,recorded\nUS-1,SKARV,H AS,Skarven,79 USD,TMK 1\n")
    monday = written(tmp_path, "monday.xml", case("1", updated="20260105"))
    applied(tmp_path, mine, monday)
    mine.write_text("id,mark,owner,status,house_mark\nUS-1,SKARV (R),H AS,expired,Halvorsen\n")
    assert counts(applied(tmp_path, mine)) == {"changed": 1}
    row = pl.read_parquet(tmp_path / "register.parquet").row(0, named=True)
    assert (row["aliases"], str(row["price_floor"]), row["recorded"]) == (["Skarven"], "79.0000", "TMK 1")
    assert (row["status"], row["owner"], str(row["updated_on"])) == ("live", "Halvorsen Sport AS", "2026-01-05")
    assert (row["mark"], row["house_mark"]) == ("SKARV", "Halvorsen")


def test_a_record_without_a_day_counts_as_new(tmp_path: Path) -> None:
    applied(tmp_path, written(tmp_path, "monday.xml", case("90000001", updated="20260105")))
    snapshot = tmp_path / "tsdr.xml"
    snapshot.write_text(st66(status="710"))
    assert counts(applied(tmp_path, snapshot)) == {"dead": 1}
    assert counts(applied(tmp_path, snapshot)) == {"unchanged": 1}
    row = pl.read_parquet(tmp_path / "register.parquet").row(0, named=True)
    assert (row["status"], str(row["updated_on"])) == ("cancelled", "2026-01-05")


@pytest.mark.parametrize("at_once", [True, False])
def test_a_recordation_list_is_added_to_the_marks_of_its_numbers(tmp_path: Path, at_once: bool) -> None:
    numbered = case("1").replace("0000000</registration", "9900001</registration")
    register, lists = written(tmp_path, "monday.xml", numbered, case("2")), tmp_path / "cbp.csv"
    lists.write_text(
        "id,recorded,mark,owner,registration_number,office\nTMK 1,TMK 1,SKARV,Halvorsen Sport AS,9900001,US\n"
        "TMK 2,TMK 2,TINDE,Halvorsen Sport AS,9900009,US\n"
    )
    if at_once:
        applied(tmp_path, register, lists)
    else:
        applied(tmp_path, register)
        assert counts(applied(tmp_path, lists)) == {"changed": 1, "new": 1}
    table = pl.read_parquet(tmp_path / "register.parquet")
    assert table.select("id", "recorded", "application_number").rows() == [
        ("US-1", "TMK 1", "1"), ("US-2", None, "2"), ("TMK 2", "TMK 2", None),
    ]  # fmt: skip
    first = table.row(0, named=True)
    assert (first["status"], first["goods"]) == ("live", ["Footwear", "hiking boots"])
    assert counts(applied(tmp_path, lists)) == {"unchanged": 2}
    assert counts(applied(tmp_path, register)) == {"unchanged": 2}


def test_a_number_that_two_marks_have_is_nobodys(tmp_path: Path) -> None:
    numbered = [case(n).replace("0000000</registration", "9900001</registration") for n in "12"]
    lists = tmp_path / "cbp.csv"
    lists.write_text("id,mark,owner,registration_number,office\nTMK 1,SKARV,H AS,9900001,US\n")
    assert counts(applied(tmp_path, written(tmp_path, "monday.xml", *numbered), lists)) == {"new": 3}


def test_a_day_with_nothing_to_tell_is_no_fault(tmp_path: Path) -> None:
    applied(tmp_path, written(tmp_path, "monday.xml", case("1")))
    done = applied(tmp_path, written(tmp_path, "sunday.xml"))
    assert (counts(done), done.read, done.rows) == ({}, 0, 1)


def test_a_large_register_is_gone_through_in_frames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FRAME_ROWS", 7)
    applied(tmp_path, written(tmp_path, "a.xml", *(case(str(n)) for n in range(50))))
    done = applied(tmp_path, written(tmp_path, "b.xml", *(case(str(n), status="710") for n in range(40, 60))))
    assert counts(done) == {"new": 10, "dead": 10}
    table = pl.read_parquet(tmp_path / "register.parquet")
    assert table["application_number"].to_list() == [str(n) for n in range(60)]
    assert table.schema == Right.create_empty().schema


def test_what_cannot_be_read_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    applied(tmp_path, written(tmp_path, "monday.xml", case("1")))
    before = (tmp_path / "register.parquet").read_bytes()
    bad = tmp_path / "bad.xml"
    bad.write_text("<trademark-applications-daily><case-file>")
    with pytest.raises(UserError, match="breaks off here"):
        applied(tmp_path, written(tmp_path, "tuesday.xml", case("2")), bad)
    assert (tmp_path / "register.parquet").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "bad.xml",
        "monday.xml",
        "register.parquet",
        "tuesday.xml",
    ]


def test_a_row_set_aside_is_kept_as_a_reject(tmp_path: Path) -> None:
    done = applied(tmp_path, written(tmp_path, "monday.xml", case("1"), case("2", mark="")))
    assert (done.read, done.rejected, counts(done)) == (2, 1, {"new": 1})
    assert done.rejects["rule"].to_list() == ["mark must be given"]


def test_a_register_is_written_as_parquet(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="written as Parquet"):
        run_register([tmp_path / "a.xml"], out=tmp_path / "register.csv", mapping=None, encoding=None)
