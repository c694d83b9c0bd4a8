"""What leaves a facility that shares no stock? `match --hits` on the example warehouses, every value looked for."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.matching_hits import hits_in
from integration.commands import EXAMPLES, called

GOODS, STOCK, SHIPMENTS = (EXAMPLES / name for name in ("confirmed_goods.csv", "inventory.csv", "shipments.csv"))
SHORT = 4  # characters: "212" stands in many numbers by chance


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hits")
    for name in ("owner", "facility"):
        called("signature", "key", "-o", place / f"{name}.key")
    called("signature", GOODS, "--key", place / "owner.key", "-o", place / "goods.json")
    done = called(
        *("match", place / "goods.json", STOCK, SHIPMENTS, "--signer", place / "owner.key.pub"),
        *("--hits", place / "hits.json", "--hits-key", place / "facility.key", "-o", place / "out"),
    )
    assert done.exit_code == 0, done.output
    assert "8 hits (4 identical offending goods, 4 examine), and nothing else of the stock" in done.output
    return place


def test_the_hits_are_those_of_the_matches(folder: Path) -> None:
    told = hits_in(folder / "hits.json", signer=folder / "facility.key.pub")
    assert told.lines.select("facility", "lot", "units", "verdict", "is_commingled").rows() == [
        ("Reno", "0821", 388, "identical offending goods", True),
        ("Reno", "0821", 171, "examine", False),
        ("Reno", "0821", 164, "identical offending goods", True),
        ("Reno", "0821", 118, "examine", False),
        ("Columbus", "0821", 203, "identical offending goods", True),
        ("Columbus", "0821", 240, "examine", False),
        ("Columbus", "6A", 1046, "identical offending goods", True),
        ("Reno", "OR6H02", 41, "examine", False),
    ]
    record = json.loads((folder / "out" / "run.json").read_text("utf-8"))
    assert told.looked_for == record["files"][0]["sha256"]


def test_nothing_else_of_the_stock_leaves(folder: Path) -> None:
    text = (folder / "hits.json").read_text("utf-8")
    lines = hits_in(folder / "hits.json").lines
    hit = {int(item.rpartition(":")[2]) for item in lines["item_id"]}
    assert lines["item_id"].str.starts_with("inventory.csv:").all()
    leaves = {str(value) for row in lines.iter_rows() for value in row}
    told = {word.strip(".,") for sentence in lines["why"] for word in sentence.split()} | leaves
    for path, of_hits in ((STOCK, hit), (SHIPMENTS, set())):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(enumerate(csv.DictReader(stream), start=2))
        own = {value for line, row in rows if line in of_hits for value in row.values()}
        others = {value for line, row in rows if line not in of_hits for value in row.values() if value} - own
        inbound = {row["inbound_shipment_id"] for line, row in rows if line in of_hits}
        assert len(others) > 40
        for value in others - inbound - _of_the_hits(lines):
            assert value not in told, value
            assert len(value) <= SHORT or value not in text, value


def _of_the_hits(lines: pl.DataFrame) -> set[str]:
    """Return what goods that are no hits have in common with hits: a seller, a code, the shipment that they name."""
    return {str(value) for name in lines.columns for value in lines[name]} | {"SHP-0412", "SHP-0417"}


def test_hits_are_the_same_whoever_runs_them_again(folder: Path) -> None:
    called(
        *("match", folder / "goods.json", STOCK, SHIPMENTS, "--hits", folder / "again.json"),
        *("--hits-key", folder / "facility.key", "-o", folder / "out2"),
    )
    assert (folder / "again.json").read_bytes() == (folder / "hits.json").read_bytes()


def test_a_key_without_a_file_and_a_key_that_is_none_are_refused(folder: Path) -> None:
    no_file = called("match", GOODS, STOCK, "--hits-key", folder / "facility.key", "-o", folder / "o")
    no_key = called(
        "match", GOODS, STOCK, "--hits", folder / "h", "--hits-key", folder / "owner.key.pub", "-o", folder / "o"
    )
    for done in (no_file, no_key):
        assert isinstance(done.exception, UserError)
    assert not (folder / "o").exists()
    assert not (folder / "h").exists()


def test_receipts_and_returns_are_told_from_stock(folder: Path, tmp_path: Path) -> None:
    header = "facility,lot,gtin,title,quantity,inbound_shipment_id\n"
    row = "Reno,0821,9521011001028,Halvorsen Fjord Runner trail running shoes blue EU 42,{},SHP-0412\n"
    for name, amount in (("stock", 5), ("received", 3), ("back", 1)):
        (tmp_path / f"{name}.csv").write_text(header + row.format(amount), "utf-8")
    event = {
        **{"type": "ObjectEvent", "action": "OBSERVE", "eventTime": "2026-11-02T08:30:00Z", "bizStep": "receiving"},
        **{"disposition": "returned", "readPoint": {"id": "Reno"}},
        "quantityList": [{"epcClass": "urn:epc:class:lgtin:9521011.000102.0821", "quantity": 2}],
    }
    (tmp_path / "events.jsonl").write_text(json.dumps(event), "utf-8")
    done = called(
        *("match", folder / "goods.json", tmp_path / "stock.csv", tmp_path / "events.jsonl"),
        *("--receipts", tmp_path / "received.csv", "--returns", tmp_path / "back.csv"),
        *("--hits", tmp_path / "hits.json", "-o", tmp_path / "out"),
    )
    assert done.exit_code == 0, done.output
    lines = hits_in(tmp_path / "hits.json").lines
    assert sorted(lines.select("found_in", "units", "lot").rows()) == [
        ("receipt", 3, "0821"),
        ("return", 1, "0821"),
        ("return", 2, "0821"),
        ("stock", 5, "0821"),
    ]
    assert "It is not signed." in done.output


def test_nothing_to_look_in_is_said(tmp_path: Path) -> None:
    done = called("match", GOODS, "-o", tmp_path / "out")
    assert isinstance(done.exception, UserError)
    assert "nothing to look in" in str(done.exception)


def test_offers_of_all_accounts_are_examined_and_never_held_nor_sent_back(folder: Path, tmp_path: Path) -> None:
    done = called(
        *("match", folder / "goods.json", EXAMPLES / "offers.xml", "--hits", tmp_path / "hits.json"),
        *("-o", tmp_path / "out"),
    )
    assert done.exit_code == 0, done.output
    verdicts = pl.read_parquet(tmp_path / "out" / "matches.parquet")["verdict"].value_counts()
    told = dict(verdicts.iter_rows())
    assert told["examine"] > 10
    assert "identical offending goods" not in told
    assert hits_in(tmp_path / "hits.json").lines.is_empty()
