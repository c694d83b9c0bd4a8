"""What a run keeps for replay: all that screening used, and nobody's name, address, e-mail or phone."""

import csv
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.finished import nearest, rows_of, run_record
from counterfoil.run.inputs import digest_of
from counterfoil.run.record import FOLDER, TABLES, is_kept, read_kept, versions, write_kept
from integration.commands import EXAMPLES, called
from integration.example_run import GRAVEST, example_run

PERSONAL = ("name", "address", "registrationNumber", "taxNumber", "email", "phone")


def personal_values() -> set[str]:
    with (EXAMPLES / "sellers.csv").open(encoding="utf-8", newline="") as stream:
        return {row[column] for row in csv.DictReader(stream) for column in PERSONAL if row[column]}


def test_no_personal_data_is_kept() -> None:
    values = personal_values()
    assert len(values) > 150
    for path in (example_run() / FOLDER).iterdir():
        data = path.read_bytes() if path.suffix == ".toml" else pl.read_parquet(path).write_ndjson().encode()
        found = [value for value in values if value.encode() in data]
        assert found == [], path.name


def test_sellers_are_kept_with_id_status_and_a_digest() -> None:
    sellers = read_kept(example_run() / FOLDER).tables["sellers"]
    assert sellers.columns == ["id", "name", "status"]
    assert sellers["name"].str.contains("^name-sha256-[0-9a-f]{64}$").all()


def test_a_dealer_listed_by_name_is_kept_as_a_digest_and_still_recognised(tmp_path: Path) -> None:
    (tmp_path / "rights.csv").write_text("id,mark,owner,authorised_sellers\nr-1,Halvorsen,H AS,Ana Invented;s-9\n")
    (tmp_path / "sellers.csv").write_text(
        "id,name,email\ns-1,Ana INVENTED,ana@example.com\ns-2,Bo Other,b@example.com\n"
    )
    (tmp_path / "offers.csv").write_text(
        "id,title,external_seller_id\n1,Halvorsen shoes,s-1\n2,Halvorsen shoes,s-2\n3,Halvorsen shoes,s-9\n"
    )
    files = [part for name in ("rights", "sellers") for part in (f"--{name}", tmp_path / f"{name}.csv")]
    assert called("screen", tmp_path / "offers.csv", *files, "-o", tmp_path / "out").exit_code == 0
    findings = pl.read_parquet(tmp_path / "out" / "findings.parquet")
    dealers = findings.filter(pl.col("kind") == "authorised_seller")["subject_id"].to_list()
    assert dealers == ["1", "3"]
    kept = pl.read_parquet(tmp_path / "out" / FOLDER / "rights.parquet").write_ndjson()
    assert "Ana" not in kept
    assert '"s-9"' in kept
    assert called("replay", tmp_path / "out", "1").exit_code == 0


def test_run_json_names_every_kept_file_with_its_digest_and_the_versions() -> None:
    record = json.loads((example_run() / "run.json").read_text("utf-8"))
    files = {path.name: digest_of(path) for path in (example_run() / FOLDER).iterdir()}
    assert record[FOLDER] == files
    assert set(files) == {*(f"{name}.parquet" for name in TABLES), "model.toml", "policy.toml"}
    assert record["versions"] == versions()
    assert {"counterfoil", "python", "polars", "dataframely", "wordfreq", "english-words"} <= set(versions())


def test_what_is_kept_reads_back_as_it_was(tmp_path: Path) -> None:
    kept = read_kept(example_run() / FOLDER)
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "stale").touch()
    write_kept(kept, tmp_path / "again")
    again = read_kept(tmp_path / "again")
    assert all(again.tables[name].equals(kept.tables[name]) for name in TABLES)
    assert (again.model, again.policy) == (kept.model, kept.policy)
    assert is_kept(tmp_path / "again")
    assert not is_kept(EXAMPLES)
    assert not (tmp_path / "again" / "stale").exists()


def test_a_second_run_into_the_same_folder_replaces_what_was_kept(tmp_path: Path) -> None:
    (tmp_path / "rights.csv").write_text("id,mark,owner\nr-1,Halvorsen,H AS\n")
    (tmp_path / "offers.csv").write_text("id,title\n1,Halvorsen shoes\n")
    words = ("screen", tmp_path / "offers.csv", "--rights", tmp_path / "rights.csv", "-o", tmp_path / "out")
    assert called(*words).exit_code == 0
    (tmp_path / "rights.csv").write_text("id,mark,owner\nr-2,Halvorsen,H AS\n")
    assert called(*words).exit_code == 0
    assert read_kept(tmp_path / "out" / FOLDER).tables["rights"]["id"].to_list() == ["r-2"]
    assert called("replay", tmp_path / "out", "1").exit_code == 0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("TM-6813157", ["TM-6813175"]),
        ("tm-6813175", ["TM-6813175"]),
        ("6813175", ["TM-6813175"]),
        ("TM-6813175 ", ["TM-6813175"]),
        ("", []),
        ("漢字", []),
    ],
)
def test_ids_nearest_to_a_wrong_one(wanted: str, found: list[str]) -> None:
    ids = pl.LazyFrame({"id": ["TM-6813175", "XY-0000000", "o-1", "TM-6813175"]})
    assert nearest(ids, wanted) == found


def test_an_unknown_offer_and_a_folder_without_a_run_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=rf"No offer “{GRAVEST}0” was screened .* Nearest ids: {GRAVEST}"):
        rows_of(example_run(), GRAVEST + "0")
    with pytest.raises(UserError, match="There is no finished run here"):
        run_record(tmp_path)
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(UserError, match="no JSON any more"):
        run_record(tmp_path)
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(UserError, match="kept nothing"):
        run_record(tmp_path)


def test_a_damaged_table_is_a_sentence(tmp_path: Path) -> None:
    out = Path(shutil.copytree(example_run(), tmp_path / "out"))
    (out / "findings.parquet").write_bytes(b"no parquet")
    with pytest.raises(UserError, match=r"findings\.parquet: This file is missing or damaged"):
        rows_of(out, GRAVEST)
