"""A match with pictures: found by the goods' photograph, told apart by its colour, and bad pictures counted."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run import matching_pictures
from counterfoil.run.matching import MatchRequest, run_matching
from counterfoil.run.pictures import needed
from images.drawn import pack, saved
from integration.commands import called

TITLE = "Halvorsen Fjord Runner trail running shoes EU 42"
GOODS = f"id,status,title,image_ids\ng-1,confirmed counterfeit,{TITLE},https://cdn.example/a/own.png?size=2\n"
OFFERS = f"""id,title,image_link
o-1,Sturdy thing for the garden,https://shop.example/taken.jpg
o-2,{TITLE},https://shop.example/green.jpg
o-3,{TITLE},https://shop.example/broken.png
o-4,{TITLE},https://shop.example/gone.png
o-5,Sturdy thing for the garden,https://shop.example/other.png
"""
PICTURES = {
    "own.png": saved(pack(1)),
    "taken.jpg": saved(pack(1).resize((300, 257)), "JPEG"),
    "green.jpg": saved(pack(1, colour="green"), "JPEG"),
    "broken.png": saved(pack(2))[:400],
    "other.png": saved(pack(3)),
}
COPY, OTHER_COLOUR = "a picture of the one shows the other", "another colour in the picture"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("matching_pictures")
    (made / "pictures").mkdir()
    for name, data in PICTURES.items():
        (made / "pictures" / name).write_bytes(data)
    (made / "goods.csv").write_text(GOODS, encoding="utf-8")
    (made / "offers.csv").write_text(OFFERS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def seen(folder: Path) -> str:
    result = called(*words(folder, "seen"), "--images", folder / "pictures")
    assert result.exit_code == 0, result.output
    return result.output


def words(folder: Path, out: str) -> list[object]:
    return ["match", folder / "goods.csv", folder / "offers.csv", "-o", folder / out]


def found(out: Path) -> dict[str, dict[str, Any]]:
    return {row["item_id"]: row for row in pl.read_parquet(out / "matches.parquet").iter_rows(named=True)}


@pytest.mark.usefixtures("seen")
def test_goods_under_another_title_are_found_by_their_photograph(folder: Path) -> None:
    assert called(*words(folder, "unseen")).exit_code == 0
    assert not found(folder / "unseen").keys() & {"o-1", "o-5"}
    told = found(folder / "seen")
    assert told["o-1"]["product_grade"] == "similar"
    assert COPY in told["o-1"]["reasons"]
    assert "o-5" not in told


@pytest.mark.usefixtures("seen")
def test_the_photograph_in_another_colour_is_never_identical(folder: Path) -> None:
    told = found(folder / "seen")
    assert (told["o-2"]["product_grade"], told["o-4"]["product_grade"]) == ("other variant of the model", "identical")
    assert OTHER_COLOUR in told["o-2"]["reasons"]


def test_bad_and_missing_pictures_are_counted(folder: Path, seen: str) -> None:
    assert "5 pictures looked at, 1 refused; 0 of the goods and 1 item without one" in seen
    assert json.loads((folder / "seen" / "run.json").read_text("utf-8"))["pictures"] == {
        "name": "pictures",
        "files": 5,
        "looked_at": 5,
        "refused": {"The picture is damaged or breaks off before its end.": 1},
        "goods_without_picture": 0,
        "items_without_picture": 1,
    }


def test_pictures_in_a_table_belong_to_the_ids(folder: Path, tmp_path: Path) -> None:
    images = tmp_path / "images.parquet"
    rows = {"id": ["g-1", "o-1"], "image": [PICTURES["own.png"], PICTURES["taken.jpg"]]}
    pl.DataFrame(rows).write_parquet(images)
    record = run_matching(request(folder, tmp_path, images))
    assert COPY in found(tmp_path / "out")["o-1"]["reasons"]
    assert [file["role"] for file in record["files"]] == ["goods", "images", "items"]


def test_goods_of_which_no_picture_can_be_used_are_matched_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "g-1.png").write_bytes(b"no picture")
    record = run_matching(request(folder, tmp_path, tmp_path / "images"))
    assert (record["pictures"]["looked_at"], sum(record["pictures"]["refused"].values())) == (1, 1)
    assert found(tmp_path / "out")["o-2"]["product_grade"] == "identical"


def test_a_picture_of_very_many_goods_says_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching_pictures, "MOST_GOODS", 0)
    run_matching(request(folder, tmp_path, folder / "pictures"))
    assert "o-1" not in found(tmp_path / "out")


def test_without_the_libraries_the_user_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needed, "LIBRARIES", ("no_such_library",))
    with pytest.raises(UserError, match="libraries that are not installed") as told:
        run_matching(request(folder, tmp_path, folder / "pictures"))
    assert "counterfoil[images]" in told.value.cure
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").iterdir())


def request(folder: Path, own: Path, images: Path) -> MatchRequest:
    return MatchRequest(goods=folder / "goods.csv", items=(folder / "offers.csv",), out=own / "out", images=images)
