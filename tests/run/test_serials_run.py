"""A whole run of serials on the example scans and on small files: what is found, what is left alone, what stays."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.run import serials as runs
from counterfoil.run.serials import SerialsRequest, run_serials
from counterfoil.tables.finding import Finding
from counterfoil.tables.reject import Reject
from counterfoil.tables.suspect_serial import SuspectSerial
from integration.commands import EXAMPLES, called

SCANS, PLACES, RANGES, SALES = (
    EXAMPLES / f"{name}.csv" for name in ("scans", "places", "serial_ranges", "serial_sales")
)
HEADER = "code,scanned_at,place,step\n"
LINK = "https://id.gs1.org/01/09521011001028/21/"
EPC = "urn:epc:id:sgtin:9521011.000102."


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serials") / "out"
    result = called("serials", SCANS, "--places", PLACES, "--ranges", RANGES, "--sales", SALES, "-o", folder)
    assert result.exit_code == 0, result.output
    return folder


def small(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def event(number: str, hour: int, place: str, **more: object) -> str:
    told = {"type": "ObjectEvent", "action": "OBSERVE", "eventTime": f"2026-09-01T{hour:02}:00:00Z"}
    return json.dumps(told | {"epcList": [EPC + number], "readPoint": {"id": place}} | more) + "\n"


def test_the_clones_of_lot_0821_are_found_and_honest_numbers_left_alone(out: Path) -> None:
    found = pl.read_parquet(out / "serials.parquet")
    assert {row["serial"]: sorted(row["kinds"]) for row in found.iter_rows(named=True)} == {
        "HS26080099": ["read_after_destroyed", "two_lots"],
        "HS26080104": ["impossible_travel", "two_lots", "two_places_at_once"],
        "HS26080105": ["two_lots"],
        "HS26080107": ["impossible_travel", "two_lots"],
        "HS26080108": ["commissioned_twice", "two_lots"],
        "HS26080311": ["sold_before_shipped", "two_lots"],
        "HS26080913": ["never_commissioned", "outside_shipped_range"],
        "HS26070031": ["two_lots"],
        "HS26070044": ["shipped_to_another"],
    }
    assert "HS26070040" not in found["serial"]  # sold, sent back and shipped again


def test_what_is_written_keeps_its_contract_and_is_sealed_by_digests(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == [
        *("findings.parquet", "rejects.parquet", "run.json", "serials.parquet")
    ]
    SuspectSerial.validate(pl.read_parquet(out / "serials.parquet"))
    Finding.validate(pl.read_parquet(out / "findings.parquet"))
    Reject.validate(pl.read_parquet(out / "rejects.parquet"))
    record = json.loads((out / "run.json").read_text("utf-8"))
    for name, digest in record["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    counts = record["counts"]
    assert (counts["rows_read"], counts["rejected"], counts["readings"], counts["serials"]) == (67, 1, 66, 15)
    assert record["places_without_coordinates"] == {"count": 1, "first": ["Jebel Ali"]}


def test_in_parts_the_run_finds_the_same(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_A_TIME", 7)
    run_serials(SerialsRequest(events=(SCANS,), places=PLACES, ranges=RANGES, sales=SALES, out=tmp_path / "parts"))
    for name in ("serials.parquet", "findings.parquet"):
        assert (tmp_path / "parts" / name).read_bytes() == (out / name).read_bytes()


def test_epcis_and_scans_of_one_thing_are_held_against_each_other(tmp_path: Path) -> None:
    events = small(tmp_path, "events.jsonl", event("HS1", 8, "urn:epc:id:sgln:9529001.00001.0", bizStep="storing"))
    scans = small(tmp_path, "scans.csv", HEADER + f"{LINK}HS1,2026-09-01T08:00:30Z,9529001000020,\n")
    record = run_serials(SerialsRequest(events=(events, scans), out=tmp_path / "out"))
    assert record["counts"]["serials"] == 1
    assert record["counts"]["kinds"]["two_places_at_once"] == 1


def test_the_doors_of_one_place_are_one_place(tmp_path: Path) -> None:
    told = event("HS1", 8, "urn:epc:id:sgln:9529001.00001.door1") + event(
        "HS1", 8, "https://id.gs1.org/414/9529001000013"
    )
    record = run_serials(SerialsRequest(events=(small(tmp_path, "e.jsonl", told),), out=tmp_path / "out"))
    assert record["counts"]["suspects"] == 0


def test_an_event_that_was_declared_wrong_is_taken_back(tmp_path: Path) -> None:
    right = event("HS1", 8, "Reno", eventID="urn:uuid:1")
    wrong = event("HS1", 8, "Columbus", eventID="urn:uuid:2")
    taken_back = event(
        "HS1", 8, "Columbus", eventID="urn:uuid:2", errorDeclaration={"declarationTime": "2026-09-02T08:00:00Z"}
    )
    both = small(tmp_path, "both.jsonl", right + wrong)
    assert run_serials(SerialsRequest(events=(both,), out=tmp_path / "a"))["counts"]["suspects"] == 1
    declared = small(tmp_path, "declared.jsonl", right + wrong + taken_back)
    record = run_serials(SerialsRequest(events=(declared,), out=tmp_path / "b"))
    assert (record["counts"]["suspects"], record["counts"]["events_taken_back"]) == (0, 1)


def test_an_object_that_somebody_begins_to_follow_is_not_commissioned_again(tmp_path: Path) -> None:
    told = event("HS1", 1, "plant", action="ADD", bizStep="commissioning") + event(
        "HS1", 9, "shop", action="ADD", bizStep="receiving"
    )
    record = run_serials(SerialsRequest(events=(small(tmp_path, "e.jsonl", told),), out=tmp_path / "out"))
    assert record["counts"]["kinds"]["commissioned_twice"] == 0


def test_files_without_single_things_say_so(tmp_path: Path) -> None:
    result = called("serials", EXAMPLES / "events.xml", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "0 readings of 0 serial numbers" in result.output


def test_a_suspect_fails_on_request_alone(tmp_path: Path) -> None:
    assert called("serials", SCANS, "--fail-on", "suspect", "-o", tmp_path / "out").exit_code == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code,place\nx,y\n", "scanned_at"),
        (HEADER + f"{LINK}HS1,2026-09-01,A,\n", "scanned_at must be readable as a time"),
        ("", "empty"),
    ],
)
def test_what_cannot_be_used_is_a_users_mistake_and_leaves_nothing(tmp_path: Path, text: str, says: str) -> None:
    result = called("serials", small(tmp_path, "scans.csv", text), "-o", tmp_path / "out")
    assert result.exit_code != 0
    assert says in str(result.exception or result.output)
    assert list((tmp_path / "out").iterdir()) == []


def test_ranges_that_do_not_count_on_are_set_aside(tmp_path: Path) -> None:
    head = "gtin,serial_first,serial_last\n"
    bad = small(tmp_path, "ranges.csv", head + "9521011001028,HS1,XS9\n9521011001027,HS1,HS9\n9521011001028,HS1,HS9\n")
    run_serials(SerialsRequest(events=(SCANS,), ranges=bad, out=tmp_path / "out"))
    rules = pl.read_parquet(tmp_path / "out" / "rejects.parquet").filter(file="ranges.csv")["rule"].to_list()
    assert rules == [
        "serial last counts on from serial first",
        "gtin has 8 12 13 or 14 digits and its check digit",
    ]
