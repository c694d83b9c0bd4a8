"""The ledger as a whole: files in, entries, balances, checks and rejects out; and what stays after a failure."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.dispositions import run_record_file
from counterfoil.run.stock import LedgerRequest, run_balance, run_check, run_ledger
from counterfoil.run.stock_inputs import StockFiles
from counterfoil.tables.stock_check import StockCheck
from counterfoil.tables.stock_entry import StockEntry
from enforcement.dispositions.held_case import OFFICER, csv, told, write_held_case
from intake.goods_samples import ADVICE, x12
from stock.november import INVENTORY, OPENED, write_count, write_november

FIRST = "facility_gln,facility,gtin,lot,quantity,counted_at,entry\n"
EVENT = {
    "type": "ObjectEvent",
    "eventID": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "eventTime": "2026-11-12T08:00:00Z",
    "eventTimeZoneOffset": "+00:00",
    "action": "OBSERVE",
    "bizStep": "shipping",
    "readPoint": {"id": "urn:epc:id:sgln:9529001.00001.0"},
    "quantityList": [{"epcClass": "urn:epc:class:lgtin:9521011.000102.0821", "quantity": 20}],
}


def ledger(out: Path, *files: Path, **other: object) -> dict[str, int]:
    """Make a ledger and return what run.json counts."""
    given = StockFiles(files=files, counted_on=other.pop("counted_on", None), cases=other.pop("cases", ()))  # type: ignore[arg-type]
    return dict(run_ledger(LedgerRequest(given=given, out=out, **other))["counts"])  # type: ignore[arg-type]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def of_epcis(path: Path, *events: dict[str, object]) -> Path:
    context = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]
    body = {
        "@context": context,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "epcisBody": {"eventList": list(events)},
    }
    return write(path, json.dumps(body))


def test_the_example_inventory_opens_two_facilities(tmp_path: Path) -> None:
    counts = ledger(tmp_path / "out", INVENTORY, counted_on=OPENED)
    assert (counts["rows"], counts["entries"], counts["rejected"], counts["facilities_opened"]) == (25, 25, 0, 2)
    rows = pl.read_parquet(tmp_path / "out" / "entries.parquet")
    assert StockEntry.is_valid(rows)
    assert rows["units"].sum() == pl.read_csv(INVENTORY)["quantity"].sum()
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    assert set(record["outputs"]) == {"entries.parquet", "balances.parquet", "checks.parquet", "rejects.parquet"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*record["outputs"], "run.json"}


def test_rows_without_a_time_need_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--counted-on DAY"):
        ledger(tmp_path / "out", INVENTORY)
    assert not (tmp_path / "out" / "run.json").exists()


def test_a_later_count_is_checked_and_changes_nothing(tmp_path: Path) -> None:
    later = write_count(tmp_path / "november.csv", "2026-11-30")
    counts = ledger(tmp_path / "out", INVENTORY, later, counted_on=OPENED)
    assert (counts["goods_not_agreeing"], counts["goods_agreeing"], counts["later_counts"]) == (2, 23, 2)
    wrong = pl.read_parquet(tmp_path / "out" / "checks.parquet")
    assert StockCheck.is_valid(wrong)
    assert wrong.select("sscc", "expected", "counted", "verdict", "since").rows() == [
        ("095290010004120045", 171, 0, "not listed", "inventory.csv:5"),
        ("095290010004120038", 388, 380, "differs", "inventory.csv:4"),
    ]
    held = run_balance(tmp_path / "out", by=("sscc",), at=None).filter(sscc="095290010004120038")
    assert held["available"].to_list() == [388]


def test_a_correction_is_entered_only_when_asked_for(tmp_path: Path) -> None:
    count = StockFiles(files=(write_november(tmp_path),))
    folder = tmp_path / "kept-ledger"
    before = (folder / "entries.parquet").read_bytes()
    found = run_check(folder, count, is_partial=False, correct=None)
    assert (found.wrong.height, found.agreeing, found.corrected) == (2, 23, 0)
    assert (folder / "entries.parquet").read_bytes() == before
    done = run_check(folder, count, is_partial=False, correct="auditor:2: Counted twice.")
    assert done.corrected == 2
    again = run_check(folder, count, is_partial=False, correct="auditor:2: Once more.")
    assert (again.wrong.height, again.agreeing, again.corrected) == (0, 25, 0)
    missing = run_balance(folder, by=("facility",), at=None).filter(facility="9529001000013")
    assert missing["missing"].to_list() == [8 + 171]
    early = run_balance(folder, by=("facility",), at=dt.datetime(2026, 11, 29, tzinfo=dt.UTC))
    assert early["missing"].sum() == 0
    record = json.loads((folder / "run.json").read_text())
    assert record["corrected"] == [{"why": "auditor:2: Counted twice.", "entries": 2}]
    entries = pl.read_parquet(folder / "entries.parquet")
    assert entries["id"].is_unique().all()
    assert entries.filter(why="count correction")["reference"].unique().to_list() == ["auditor:2: Counted twice."]


def test_a_journal_and_events_explain_a_later_count(tmp_path: Path) -> None:
    opened = write(tmp_path / "a.csv", FIRST + "9529001000013,Reno,9521011001028,0821,100,2026-11-01,count\n")
    journal = write(
        tmp_path / "journal.csv",
        FIRST
        + "9529001000013,Reno,9521011001028,0821,-3,2026-11-10,adjustment\n"
        + "9529001000013,Reno,9521011001028,0821,50,2026-10-01,adjustment\n"  # in the count already
        + "9529001000013,Reno,9521011001028,0821,1.5,2026-11-10,adjustment\n",
    )
    shipped = of_epcis(tmp_path / "events.json", EVENT)
    later = write(tmp_path / "b.csv", FIRST + ",Reno,9521011001028,821,77,2026-11-20,count\n")
    counts = ledger(tmp_path / "out", opened, journal, shipped, later)
    assert (counts["goods_not_agreeing"], counts["goods_agreeing"], counts["facilities_opened"]) == (0, 1, 1)
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects.select("file", "line", "field").rows() == [("journal.csv", 4, "quantity"), ("journal.csv", 3, "at")]
    assert counts["rows"] == 6
    assert counts["entries"] + counts["rejected"] + 1 == 6  # and one later count


def test_an_event_that_was_declared_wrong_is_set_aside(tmp_path: Path) -> None:
    opened = write(tmp_path / "a.csv", FIRST + "9529001000013,Reno,9521011001028,0821,100,2026-11-01,count\n")
    declared = EVENT | {"errorDeclaration": {"declarationTime": "2026-11-13T08:00:00Z", "reason": "did_not_occur"}}
    counts = ledger(tmp_path / "out", opened, of_epcis(tmp_path / "events.json", EVENT, declared))
    assert counts["entries"] == 1
    assert "declared wrong" in pl.read_parquet(tmp_path / "out" / "rejects.parquet").item(0, "rule")


def test_holds_and_dispositions_of_a_case_are_entries(tmp_path: Path) -> None:
    case = write_held_case(tmp_path)
    run_record_file(case, csv(tmp_path, [told(units=100)]), OFFICER)
    opened = write(tmp_path / "a.csv", FIRST + "9529001000013,Reno,9521011001028,0821,1000,2026-11-01,count\n")
    ledger(tmp_path / "out", opened, cases=(case,))
    (row,) = run_balance(tmp_path / "out", by=("facility",), at=None).to_dicts()
    kept = {name: row[name] for name in ("available", "held", "destroyed", "shipped", "missing")}
    assert kept == {"available": 323, "held": 569, "destroyed": 100, "shipped": 5, "missing": 3}
    assert sum(kept.values()) == 1000
    (early,) = run_balance(tmp_path / "out", by=("facility",), at=dt.datetime(2026, 11, 15, tzinfo=dt.UTC)).to_dicts()
    assert (early["held"], early["destroyed"]) == (669, 0)


def test_what_is_no_ledger_and_what_cannot_be_checked(tmp_path: Path) -> None:
    count = write_november(tmp_path)
    with pytest.raises(UserError, match="no ledger in this folder"):
        run_balance(tmp_path, by=("facility",), at=None)
    journal = write(tmp_path / "j.csv", FIRST + "9529001000013,Reno,9521011001028,0821,-3,2026-11-10,adjustment\n")
    with pytest.raises(UserError, match="A check takes counts"):
        run_check(tmp_path / "kept-ledger", StockFiles(files=(journal,)), is_partial=False, correct=None)
    with pytest.raises(UserError, match="named twice"):
        ledger(tmp_path / "out", count, count)


def test_a_ledger_is_the_same_whatever_the_order_of_its_files(tmp_path: Path) -> None:
    later = write_count(tmp_path / "november.csv", "2026-11-30")
    ledger(tmp_path / "one", INVENTORY, later, counted_on=OPENED)
    ledger(tmp_path / "two", later, INVENTORY, counted_on=OPENED)
    for name in ("entries.parquet", "balances.parquet", "checks.parquet"):
        assert pl.read_parquet(tmp_path / "one" / name).equals(pl.read_parquet(tmp_path / "two" / name))


def test_an_846_opens_and_a_947_adjusts(tmp_path: Path) -> None:
    counted, adjusted = tmp_path / "stock.edi", tmp_path / "journal.edi"
    counted.write_bytes(as_bytes(ADVICE))
    placed = "W15*20261110*ADJ-1~N1*WH*HALL*UL*9529001000013~W19*05*-3*EA**UP*9521011001028~N9*LT*0821~"
    adjusted.write_bytes(as_bytes(x12("947", placed)))
    counts = ledger(tmp_path / "out", counted, adjusted, counted_on=OPENED)
    entries = pl.read_parquet(tmp_path / "out" / "entries.parquet")
    assert entries.select("units", "of", "to", "lot").rows() == [
        (12, "outside", "available", "0821"),
        (3, "available", "outside", "0821"),
    ]
    assert counts["rows"] == counts["entries"] + counts["rejected"] == 3
    assert StockEntry.is_valid(entries)


def as_bytes(sample: object) -> bytes:
    return sample if isinstance(sample, bytes) else str(sample).encode()
