"""A whole run of match on the example warehouses and on small files: what is found, what is left alone, what stays."""

import csv
import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.matching import MatchRequest, run_matching
from counterfoil.run.signatures import check_signature, make_keys, sign_goods
from counterfoil.tables.match import VERDICTS, Match
from counterfoil.tables.reject import Reject
from integration.commands import EXAMPLES, called

GOODS, STOCK, SHIPMENTS = (EXAMPLES / name for name in ("confirmed_goods.csv", "inventory.csv", "shipments.csv"))
WRITTEN = ["goods.parquet", "items.parquet", "matches.parquet", "rejects.parquet", "report.html", "run.json"]
HEADER = "facility,lot,gtin,title,quantity,external_seller_id,inbound_shipment_id\n"
BLUE = "9521011001028,Halvorsen Fjord Runner trail running shoes blue EU 42"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("match") / "out"
    result = called("match", GOODS, STOCK, SHIPMENTS, "-o", folder)
    assert result.exit_code == 0, result.output
    return folder


def pallets(out: Path, verdict: str) -> list[tuple[str, str, str]]:
    """Return facility, lot and title of the items whose gravest match has the verdict."""
    matches = pl.read_parquet(out / "matches.parquet")
    rank = {name: at for at, name in enumerate(VERDICTS)}
    gravest = {
        item: min(found, key=rank.__getitem__) for item, found in matches.group_by("item_id").agg("verdict").rows()
    }
    items = pl.read_parquet(out / "items.parquet").filter(kind="stock").select("id", "facility", "lot", "title")
    return sorted((place, lot, title) for item, place, lot, title in items.iter_rows() if gravest[item] == verdict)


def small(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_counterfeit_lot_is_found_in_both_warehouses(out: Path) -> None:
    found = pallets(out, "identical offending goods")
    shoes = [(place, lot) for place, lot, title in found if title.endswith("blue, EU 42")]
    assert shoes == [("Columbus", "0821"), ("Reno", "0821"), ("Reno", "0821")]
    assert [(place, lot) for place, lot, title in found if "Ambre" in title] == [("Columbus", "6A")]
    assert len(found) == 4


def test_genuine_lots_of_the_same_gtin_and_of_another_colour_are_left_alone(out: Path) -> None:
    left = [(lot, title[-11:]) for _, lot, title in pallets(out, "genuine stock")]
    assert left == [
        *(("HS2607C", "blue, EU 42"), ("HS2607C", "moss, EU 44"), ("OR6K14", "fum, 100 ml")),
        *(("HS2608A", "blue, EU 42"), ("HS2608A", "blue, EU 43")),
    ]


def test_other_sizes_and_colours_of_the_false_lot_are_looked_at_and_never_called_identical(out: Path) -> None:
    looked_at = [(lot, title) for _, lot, title in pallets(out, "examine")]
    assert [title[-11:] for lot, title in looked_at if lot == "0821"] == ["blue, EU 43", "blue, EU 43", "moss, EU 42"]
    assert [lot for lot, title in looked_at if lot != "0821"] == ["OR6H02"]  # the grey-market trader's genuine perfume


def test_what_is_written_keeps_its_contract_and_is_sealed_by_digests(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == WRITTEN
    Match.validate(pl.read_parquet(out / "matches.parquet"))
    Reject.validate(pl.read_parquet(out / "rejects.parquet"))
    record = json.loads((out / "run.json").read_text("utf-8"))
    for name, digest in record["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert [(file["role"], file["rows"]) for file in record["files"]] == [("goods", 4), ("items", 25), ("items", 19)]
    counts = record["counts"]
    assert (counts["items_read"], counts["items_kept"], counts["rejected"]) == (44, 44, 0)
    assert sum(counts[verdict] for verdict in VERDICTS) == pl.read_parquet(out / "items.parquet").height


def test_nobody_is_named_in_what_is_written(out: Path) -> None:
    with SHIPMENTS.open(encoding="utf-8", newline="") as stream:
        names = {row[column] for row in csv.DictReader(stream) for column in ("consignor", "consignee")}
    written = (out / "report.html").read_text("utf-8") + (out / "run.json").read_text("utf-8")
    for name in ("matches", "items", "goods", "rejects"):
        written += pl.read_parquet(out / f"{name}.parquet").write_ndjson()
    assert len(names) > 15
    assert [name for name in names if name in written] == []


def test_the_terminal_says_what_to_hold_and_where(tmp_path: Path) -> None:
    result = called("match", GOODS, STOCK, SHIPMENTS, "--fail-on", "identical", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "44 items read, 0 set aside, held against 4 goods" in result.output
    assert "Hold: identical offending goods, 4 items" in result.output
    assert "Reno      0821    388 pieces" in result.output


def test_a_supplier_is_known_by_its_shipment_alone(tmp_path: Path) -> None:
    """Without the file of shipments the pallets of lot 6A and of HS2608A have no supplier."""
    run_matching(MatchRequest(goods=GOODS, items=(STOCK,), out=tmp_path))
    assert [lot for _, lot, _ in pallets(tmp_path, "identical offending goods")] == ["0821", "6A", "0821", "0821"]
    genuine = {lot for _, lot, _ in pallets(tmp_path, "genuine stock")}
    assert "HS2607C" not in genuine  # the reseller's lot: nobody says now that it came from the owner


def test_a_facility_matches_with_a_signature_on_its_own_premises(tmp_path: Path, out: Path) -> None:
    key, signed = tmp_path / "key", tmp_path / "goods.json"
    told = make_keys(key)
    assert key.stat().st_mode & 0o077 == 0
    assert sign_goods(GOODS, key=key, out=signed, made_on="2026-11-20").key == told
    assert check_signature(signed, signer=tmp_path / "key.pub").goods == 4
    run_matching(
        MatchRequest(goods=signed, items=(STOCK, SHIPMENTS), out=tmp_path / "out", signer=tmp_path / "key.pub")
    )
    for verdict in VERDICTS[:3]:
        assert pallets(tmp_path / "out", verdict) == pallets(out, verdict)


def test_a_tampered_signature_ends_with_2_and_leaves_nothing(tmp_path: Path) -> None:
    key, signed = tmp_path / "key", tmp_path / "goods.json"
    make_keys(key)
    sign_goods(GOODS, key=key, out=signed, made_on="2026-11-20")
    signed.write_text(signed.read_text("utf-8").replace('"0821"', '"0822"'), encoding="utf-8")
    for words in (("match", signed, STOCK, "-o", tmp_path / "out"), ("signature", "verify", signed)):
        result = called(*words)
        assert isinstance(result.exception, UserError)
        assert "something was changed" in str(result.exception)
    assert not list((tmp_path / "out").glob("*"))


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    make_keys(tmp_path / "key")
    before = (tmp_path / "key").read_bytes()
    with pytest.raises(UserError, match="already"):
        make_keys(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == before


LABELS = "goods_id,item_id,same_product\n" + "".join(
    f"g-01,inventory.csv:{line},{'yes' if line % 2 == 0 else 'no'}\n" for line in range(2, 10)
)


def test_labels_make_a_model_that_can_be_used_again(tmp_path: Path) -> None:
    labels = small(tmp_path, "labels.csv", LABELS)
    learned, again = tmp_path / "learned", tmp_path / "again"
    run_matching(MatchRequest(goods=GOODS, items=(STOCK,), labels=labels, out=learned))
    record = json.loads((learned / "run.json").read_text("utf-8"))
    assert record["models"]["product"] == "regression"
    assert "product_model.json" in record["outputs"]
    run_matching(MatchRequest(goods=GOODS, items=(STOCK,), model=learned / "product_model.json", out=again))
    assert (again / "matches.parquet").read_bytes() == (learned / "matches.parquet").read_bytes()


def test_labels_of_nothing_that_is_known_are_refused_and_a_model_is_not_given_twice(tmp_path: Path) -> None:
    labels = small(tmp_path, "labels.csv", "goods_id,item_id,same_product\nx,y,yes\n")
    for more in ({"labels": labels}, {"labels": labels, "model": labels}, {"model": labels}):
        with pytest.raises(UserError):
            run_matching(MatchRequest(goods=GOODS, items=(STOCK,), out=tmp_path / "out", **more))
    assert not list((tmp_path / "out").glob("*"))


def test_bad_rows_are_set_aside_and_counted(tmp_path: Path) -> None:
    stock = small(tmp_path, "stock.csv", HEADER + f"Reno,0821,{BLUE},5,,\nReno,,,,many,,\nReno,,,,4,,\n")
    goods = small(
        tmp_path, "goods.csv", "id,title,lot,status\ng,shoes,0821,genuine\ng,again,0821,genuine\nh,x,,wrong\n"
    )
    record = run_matching(MatchRequest(goods=goods, items=(stock,), out=tmp_path / "out"))
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects.select("file", "line", "field").rows() == [
        *(("goods.csv", 4, "status"), ("goods.csv", 3, "id")),
        *(("stock.csv", 3, "quantity"), ("stock.csv", 4, "")),
    ]
    assert (record["counts"]["items_read"], record["counts"]["rejected"]) == (3, 2)


def test_two_files_of_one_name_and_items_of_one_id_are_kept_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        small(tmp_path / folder, "stock.csv", HEADER + f"{folder},0821,{BLUE},5,,\n")
    offers = small(tmp_path, "offers.csv", f"id,title,condition\n1,{BLUE[14:]},new\n1,{BLUE[14:]},used\n")
    files = (tmp_path / "a" / "stock.csv", tmp_path / "b" / "stock.csv", offers)
    run_matching(MatchRequest(goods=GOODS, items=files, out=tmp_path / "out"))
    matches = pl.read_parquet(tmp_path / "out" / "matches.parquet").filter(pl.col("goods_id") == "g-01")
    assert matches["item_id"].to_list() == [f"{files[0]}:2", f"{files[1]}:2", "1", "1"]
    assert matches["verdict"].to_list()[:2] == ["identical offending goods"] * 2


def test_nothing_is_left_where_a_file_cannot_be_used(tmp_path: Path) -> None:
    for items in ((EXAMPLES / "sellers.csv",), (STOCK, STOCK), (tmp_path / "absent.csv",)):
        with pytest.raises(UserError):
            run_matching(MatchRequest(goods=GOODS, items=items, out=tmp_path / "out"))
    assert not list((tmp_path / "out").glob("*"))


def test_an_earlier_run_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    small(tmp_path, "notes.txt", "mine")
    for items in ((STOCK, SHIPMENTS), (SHIPMENTS,)):
        run_matching(MatchRequest(goods=GOODS, items=items, out=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*WRITTEN, "notes.txt"])
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["counts"]["items_read"] == 19


def test_one_run_gives_the_bytes_of_another(tmp_path: Path, out: Path) -> None:
    run_matching(MatchRequest(goods=GOODS, items=(STOCK, SHIPMENTS), out=tmp_path))
    for name in ("matches.parquet", "items.parquet", "rejects.parquet"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_first_look_finds_what_the_full_comparison_finds(tmp_path: Path, kind: str) -> None:
    """The example stock among invented lines that cannot match, some of them spoiled."""
    rows = pl.read_csv(STOCK, infer_schema=False)
    others = [f"{word} {number} lamp, red, EU 39" for number in range(300) for word in ("Naklon", "Dovain")]
    lamps = pl.DataFrame({"title": others, "quantity": ["4", "4", "-4"] * 200, "lot": "0821", "facility": "Reno"})
    stock = tmp_path / f"stock.{kind}"
    mixed = pl.concat([rows, lamps], how="diagonal").sort(pl.col("title").hash(3))
    if kind == "csv":
        mixed.write_csv(stock)
    else:
        mixed.write_parquet(stock)
    found = {}
    for name, first in (("fast", True), ("full", False)):
        record = run_matching(
            MatchRequest(goods=GOODS, items=(stock, SHIPMENTS), out=tmp_path / name, first_look=first)
        )
        assert (record["counts"]["items_read"], record["counts"]["rejected"]) == (644, 200)
        found[name] = record["counts"], record["outputs"]
    assert found["fast"] == found["full"]
