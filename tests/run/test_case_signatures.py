"""`counterfoil signature CASE` on a case of the example warehouses: what is frozen, what is refused, what stays."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import Result

from counterfoil.errors import UserError
from counterfoil.matching.signature import read_signature
from counterfoil.run.case_files import read_case
from counterfoil.run.custody import extract
from integration.commands import EXAMPLES, called

GOODS, STOCK, SHIPMENTS = (EXAMPLES / name for name in ("confirmed_goods.csv", "inventory.csv", "shipments.csv"))
BY = ("--by", "examiner:4", "--why", "The sealed pair was taken apart.", "--at", "2026-11-10")
HEADER = "id,status,title,brand,gtin,lot,supplier\n"
HELMET = "g-09,confirmed counterfeit,Osterlund Vind bicycle helmet,Osterlund,9521033001028,77K1,Jane Doe Trading\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of s-29, whose goods are g-01 (confirmed) and g-05 (suspected)."""
    folder = tmp_path_factory.mktemp("frozen")
    (folder / "goods.csv").write_text(
        GOODS.read_text() + "g-05,suspected,,Halvorsen,9521011001035,,,,SHP-0413,,,,\n", "utf-8"
    )
    assert called("match", folder / "goods.csv", STOCK, SHIPMENTS, "-o", folder / "matching").exit_code == 0
    done = called("case", "build", folder / "matching", "-o", folder / "cases", "--day", "2026-11-08")
    assert done.exit_code == 0, done.output
    assert called("signature", "key", "-o", folder / "owner.key").exit_code == 0
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of the case whose items bear lot 0821 in Reno."""
    for path in sorted((built / "cases").glob("case-*")):
        subjects = pl.read_parquet(path / "subjects.parquet")
        if "s-29" in subjects["account_id"].to_list():
            shutil.copytree(path, tmp_path / path.name)
            return tmp_path / path.name
    pytest.fail("no case of s-29")


def frozen(case: Path, built: Path, *more: Any, out: str = "sig.json") -> Result:
    return called("signature", case, "--key", built / "owner.key", "-o", case.parent / out, *more)


def goods(case: Path, out: str = "sig.json") -> dict[str, str]:
    content = read_signature((case.parent / out).read_bytes(), file=out)
    return {row["id"]: row["status"] for row in content["goods"]}


def test_what_a_person_confirmed_is_frozen_with_what_the_owner_vouches_for(case: Path, built: Path) -> None:
    done = frozen(case, built, *BY)
    assert done.exit_code == 0, done.output
    assert goods(case) == {"g-01": "confirmed counterfeit", "g-03": "genuine"}
    data = (case.parent / "sig.json").read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    kept = case / "signatures" / f"{sha256[:8]}.json"
    assert kept.read_bytes() == data
    event = read_case(case).tables["events"].row(-1, named=True)
    told = {name: event[name] for name in ("actor", "kind", "subject_kind", "subject_id", "digests")}
    assert told == {
        "actor": "examiner:4",
        "kind": "signature-frozen",
        "subject_kind": "signature",
        "subject_id": sha256[:8],
        "digests": [f"signatures/{sha256[:8]}.json {sha256}"],
    }
    assert json.loads(data)["case"] == {"id": case.name, "version": 1}


def test_no_name_of_a_supplier_seller_or_shipment_is_in_the_case_s_goods(case: Path, built: Path) -> None:
    assert frozen(case, built, *BY).exit_code == 0
    files = [*(case / "exhibits").glob("goods-*"), *(case / "signatures").iterdir(), built / "matching/goods.parquet"]
    assert len(files) >= 5
    for path in files:
        text = path.read_bytes()
        for secret in (b"Golden", b"Reed", b"Sport AS", b"s-29", b"SHP-0412"):
            assert secret not in text, (path, secret)


def test_it_finds_what_the_goods_find(case: Path, built: Path) -> None:
    assert frozen(case, built, *BY).exit_code == 0
    for name, given in (("plain", GOODS), ("signed", case.parent / "sig.json")):
        assert called("match", given, STOCK, SHIPMENTS, "-o", case.parent / name).exit_code == 0
    grades = ["item_id", "product_grade", "source_grade", "verdict", "party_reasons"]
    plain, signed = (
        pl.read_parquet(case.parent / name / "matches.parquet").filter(goods_id="g-01").select(grades)
        for name in ("plain", "signed")
    )
    assert plain.height > 5
    assert plain.equals(signed)


def test_the_same_goods_again_are_the_same_file_and_no_event(case: Path, built: Path) -> None:
    frozen(case, built, *BY)
    before = read_case(case).tables["events"].height
    again = frozen(case, built, *BY, out="again.json")
    assert "Nothing changed since version 1" in again.output
    assert (case.parent / "again.json").read_bytes() == (case.parent / "sig.json").read_bytes()
    assert read_case(case).tables["events"].height == before


def test_goods_confirmed_later_make_a_version_beside_the_first(case: Path, built: Path) -> None:
    frozen(case, built, *BY)
    first = (case.parent / "sig.json").read_bytes()
    done = frozen(case, built, *BY, "--confirm", "g-05", out="two.json")
    assert done.exit_code == 0, done.output
    assert goods(case, "two.json") == {
        "g-01": "confirmed counterfeit",
        "g-03": "genuine",
        "g-05": "confirmed counterfeit",
    }
    kept = {path.read_bytes() for path in (case / "signatures").iterdir()}
    assert kept == {first, (case.parent / "two.json").read_bytes()}
    confirmed, event = read_case(case).tables["events"].tail(2).rows(named=True)
    assert (confirmed["kind"], confirmed["subject_kind"], confirmed["subject_id"]) == ("confirmed", "goods", "g-05")
    assert event["what"] == "Version 2 of the case's signature was frozen: g-05 is new."
    told = json.loads((case.parent / "two.json").read_bytes())["case"]
    assert told == {"id": case.name, "version": 2, "replaces": hashlib.sha256(first).hexdigest()}
    third = frozen(case, built, *BY, "--without", "g-01", out="three.json")
    assert "g-01 was left out." in third.output
    assert set(goods(case, "three.json")) == {"g-03", "g-05"}


def test_goods_from_a_file_join_and_stay_and_their_file_is_named_in_the_event(case: Path, built: Path) -> None:
    more = case.parent / "more.csv"
    more.write_text(HEADER + HELMET + "g-10,suspected,,Osterlund,,,\ng-11,genuine,,Osterlund,,,Osterlund AB\n", "utf-8")
    assert frozen(case, built, *BY, "--goods", more).exit_code == 0
    assert set(goods(case)) == {"g-01", "g-03", "g-09", "g-11"}
    assert b"Jane" not in (case.parent / "sig.json").read_bytes()
    digests = read_case(case).tables["events"].row(-1, named=True)["digests"]
    assert digests[1] == f"more.csv {hashlib.sha256(more.read_bytes()).hexdigest()}"
    assert frozen(case, built, *BY, "--confirm", "g-05", out="two.json").exit_code == 0
    assert set(goods(case, "two.json")) == {"g-01", "g-03", "g-05", "g-09", "g-11"}


def test_it_goes_into_the_bundle_and_a_later_one_does_too(case: Path, built: Path) -> None:
    frozen(case, built, *BY)
    frozen(case, built, *BY, "--confirm", "g-05")
    bundle = case.parent / "case.bundle"
    assert called("bundle", case, "--key", built / "owner.key", "-o", bundle).exit_code == 0
    assert called("verify", bundle).exit_code == 0
    extract(bundle, case.parent / "open")
    names = {path.name for path in (case / "signatures").iterdir()}
    assert len(names) == 2
    assert {path.name for path in (case.parent / "open").rglob("signatures/*.json")} == names


@pytest.mark.parametrize(
    ("act", "more", "told"),
    [
        ("spoil exhibit", BY, "was changed since it was taken"),
        ("spoil signature", BY, "not as it was signed"),
        ("refute", BY, "does not hold"),
        ("", (*BY, "--without", "g-01"), "--confirm g-05"),
        ("", (*BY, "--confirm", "g-77"), "knows no goods “g-77”"),
        ("", (*BY, "--confirm", "g-03"), "vouches for the goods g-03"),
        ("", ("--confirm", "g-05"), "confirmed by a person"),
        ("", ("--day", "2026-11-10"), "--day is of GOODS"),
    ],
)
def test_what_is_refused_leaves_the_case_as_it_was(case: Path, built: Path, act: str, more: Any, told: str) -> None:
    if act == "spoil exhibit":
        path = next((case / "exhibits").glob("goods-g-01*"))
        path.write_bytes(path.read_bytes().replace(b"0821", b"0822"))
    if act == "spoil signature":
        frozen(case, built, *BY)
        path = next((case / "signatures").iterdir())
        path.write_bytes(path.read_bytes().replace(b"0821", b"0822"))
    if act == "refute":
        for kind in ("taken up", "not confirmed"):
            called("case", "act", case, kind, "--by", "reviewer:7", "--why", "The pair is real.", "--at", "2026-11-09")
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    done = frozen(case, built, *more, out="refused.json")
    assert isinstance(done.exception, UserError)
    assert told in str(done.exception)
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before
    assert not (case.parent / "refused.json").exists()


def test_an_examination_confirms_the_goods_of_its_shipment(case: Path, built: Path) -> None:
    file = case.parent / "examinations.csv"
    row = "shp-0413,9529001000013,2026-10-12T17:10:00Z,inspector:4,counterfeit,24,24\n"
    file.write_text("shipment_id,facility,examined_at,inspector,result,units_examined,units_found\n" + row, "utf-8")
    assert "confirmed by a person" in str(frozen(case, built, "--examinations", file).exception)
    done = frozen(case, built, *BY, "--examinations", file)
    assert done.exit_code == 0, done.exception
    assert goods(case)["g-05"] == "confirmed counterfeit"
    confirmed, event = read_case(case).tables["events"].tail(2).rows(named=True)
    assert (confirmed["kind"], confirmed["subject_id"], confirmed["actor"]) == ("confirmed", "g-05", "examiner:4")
    assert event["digests"][1] == f"examinations.csv {hashlib.sha256(file.read_bytes()).hexdigest()}"
    again = frozen(case, built, *BY, "--examinations", file)
    assert "Nothing changed since version 1" in again.output


def test_a_goods_file_takes_no_options_of_a_case(built: Path, tmp_path: Path) -> None:
    done = called("signature", GOODS, "--key", built / "owner.key", "-o", tmp_path / "s.json", "--confirm", "g-01")
    assert "--confirm is of a case" in str(done.exception)
