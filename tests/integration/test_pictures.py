"""A whole screening with pictures: what is found, what is told of bad ones, and the same again from what was kept."""

import base64
import io
import json
import shutil
from pathlib import Path
from typing import Any

import lxml.html
import polars as pl
import pytest
from PIL import Image

from counterfoil.cli.summary import print_summary
from counterfoil.run.pictures import needed, step
from counterfoil.run.pictures.kept import FILES
from counterfoil.screening.pictures.given import CONTRACTS
from integration.commands import called
from integration.misbehaving import misbehaving_lookers
from integration.pictured import screening_pictures, write_marketplace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pictures")
    write_marketplace(made)
    return made


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, "Lookers", misbehaving_lookers)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        result = called(*screening_pictures(folder, folder / "out"))
    assert result.exit_code == 0, result.output
    return folder / "out"


def record(out: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((out / "run.json").read_text("utf-8"))
    return told


def test_what_the_pictures_say_is_found(out: Path) -> None:
    findings = pl.read_parquet(out / "findings.parquet").filter(pl.col("field") == "image_link")
    assert sorted(findings.select("subject_id", "kind").rows()) == [
        ("o-2", "owners_photograph_by_unknown_seller"),
        ("o-3", "picture_of_known_counterfeit"),
    ]


def test_an_offer_is_caught_by_its_picture_alone(out: Path) -> None:
    decided = {row["subject_id"]: row for row in pl.read_parquet(out / "decisions.parquet").iter_rows(named=True)}
    assert (decided["o-3"]["decision"], decided["o-3"]["right_id"]) == ("hold", "r-1")
    assert {offer for offer, row in decided.items() if row["decision"] != "clear"} == {"o-3"}


def test_run_json_tells_what_was_looked_at_missing_and_refused(out: Path) -> None:
    told = record(out)["pictures"]
    assert told["refused"] == {
        "Looking at the picture took longer than 4 seconds.": 1,
        "The picture is damaged or breaks off before its end.": 1,
        "The picture makes the program that reads it end.": 1,
    }
    counts = {
        name: told[name] for name in ("name", "files", "looked_at", "offers_without_picture", "known", "known_pictures")
    }
    assert counts == {
        "name": "pictures", "files": 6, "looked_at": 7, "offers_without_picture": 1, "known": 4, "known_pictures": 3,
    }  # fmt: skip


def test_the_summary_tells_of_them_too(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(record(out), out=out)
    assert "7 pictures looked at, 3 refused; 1 offers without a picture" in capsys.readouterr().out


def test_the_tables_keep_their_contracts_and_are_sealed(out: Path) -> None:
    for name, file in FILES.items():
        CONTRACTS[name].validate(pl.read_parquet(out / file))
        assert file in record(out)["outputs"]
    assert pl.read_parquet(out / FILES["pictures"])["offer_id"].to_list() == [f"o-{n}" for n in range(1, 8)]


@pytest.mark.parametrize("offer", ["o-2", "o-3", "o-6"])
def test_an_offer_is_decided_again_from_what_was_kept(out: Path, offer: str) -> None:
    result = called("replay", out, offer)
    assert (result.exit_code, result.output[:11]) == (0, "Same bytes:")


def test_explain_names_the_picture(out: Path) -> None:
    result = called("explain", out, "o-3")
    assert "The picture o-3.jpg is one under which counterfeit goods were found before" in " ".join(
        result.output.split()
    )


def test_the_report_shows_the_picture_beside_the_known_one(out: Path) -> None:
    document = lxml.html.document_fromstring((out / "report.html").read_text("utf-8"))
    captions = [caption.text_content() for caption in document.xpath("//article//figcaption")]
    assert captions == ["the offer's picture o-3.jpg", "found on counterfeits known/seized.png"]
    for source in document.xpath("//article//img/@src"):
        with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as picture:
            assert (picture.format, max(picture.size)) == ("JPEG", 128)


def test_a_changed_table_of_pictures_is_told(out: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(out, tmp_path / "out"))
    table = pl.read_parquet(copied / FILES["matches"])
    table.with_columns(role=pl.lit("stock")).write_parquet(copied / FILES["matches"])
    result = called("replay", copied, "o-3")
    assert result.exit_code == 1
    assert "picture_matches.parquet was changed after the run" in result.output


def test_a_run_without_pictures_takes_the_old_tables_away(folder: Path, out: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(out, tmp_path / "out"))
    result = called("screen", folder / "offers.csv", "--rights", folder / "rights.csv", "-o", copied)
    assert result.exit_code == 0
    assert "pictures" not in record(copied)
    assert [file for file in FILES.values() if (copied / file).exists()] == []
    assert called("replay", copied, "o-3").exit_code == 0


def test_mistakes_are_sentences_with_a_cure(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ["screen", folder / "offers.csv", "--rights", folder / "rights.csv", "-o", tmp_path / "out"]
    told = str(called(*plain, "--known-pictures", folder / "known.csv").exception)
    assert "--images" in told
    assert "no such file" in str(called(*plain, "--images", tmp_path / "nowhere").exception)
    monkeypatch.setattr(needed, "LIBRARIES", ("zxing_of_nobody",))
    told = str(called(*plain, "--images", folder / "pictures").exception)
    assert "zxing_of_nobody" in told
    assert "pip install 'counterfoil[images]'" in told
    assert not (tmp_path / "out" / "run.json").exists()
