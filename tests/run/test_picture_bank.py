"""Known pictures are looked at once and kept by the digest of their bytes; words that were read are kept, too."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterfoil.images.known import known_pictures_shown
from counterfoil.images.look import fingerprints_of
from counterfoil.images.words_on_packs import WordsOnPack
from counterfoil.intake.known_pictures import read_known_pictures
from counterfoil.run.pictures.bank import ABSENT, OUTSIDE, Known, known_in
from counterfoil.run.pictures.cache import WordsCache, picture_cache
from counterfoil.run.pictures.looker import Looker, Lookers, Wanted
from images.drawn import goods, saved

TABLE = "file,role,right_id\nshoe.png,official,r-1\nbag.png,counterfeit,\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def lookers() -> Iterator[Lookers]:
    with Lookers(count=1) as made:
        yield made


def bank(folder: Path, text: str, lookers: Lookers) -> Known:
    for seed, name in enumerate(("shoe.png", "bag.png")):
        (folder / name).write_bytes(saved(goods(seed)))
    path = folder / "known.csv"
    path.write_text(text)
    with path.open("rb") as stream:
        return known_in(read_known_pictures(stream, file=path.name).kept, lookers, path=path)


def test_a_bank_is_built_once_and_mapped_the_next_time(tmp_path: Path, lookers: Lookers) -> None:
    first = bank(tmp_path, TABLE, lookers)

    class Nobody(Looker):
        def look(self, image_id: str, data: bytes, *, wanted: Wanted):  # type: ignore[no-untyped-def]
            raise AssertionError("looked at again")

    again = bank(tmp_path, TABLE, Lookers(Nobody))
    assert first.digest == again.digest
    for known in (first, again):
        assert known.pictures is not None
        looks = list(lookers.see([("asked", saved(goods(1), "JPEG"))], wanted=Wanted(keypoints=False)))
        shown = known_pictures_shown(fingerprints_of(looks), {}, known.pictures)
        assert shown.select("known_id", "verdict").rows() == [("bag.png", "copy")]


def test_a_damaged_bank_is_made_anew(tmp_path: Path, lookers: Lookers) -> None:
    first = bank(tmp_path, TABLE, lookers)
    [file] = picture_cache().glob("*.known")
    file.write_bytes(file.read_bytes()[:-100])
    again = bank(tmp_path, TABLE, lookers)
    assert again.pictures is not None
    assert again.pictures.ids == first.pictures.ids  # type: ignore[union-attr]


def test_another_picture_under_the_same_name_makes_another_bank(tmp_path: Path, lookers: Lookers) -> None:
    first = bank(tmp_path, TABLE, lookers)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "shoe.png").write_bytes(saved(goods(7)))
    moved = TABLE.replace("shoe.png", "other/shoe.png")
    assert bank(tmp_path, moved, lookers).digest != first.digest


def test_what_cannot_be_used_is_a_reject_with_its_line(tmp_path: Path, lookers: Lookers) -> None:
    (tmp_path / "torn.png").write_bytes(saved(goods())[:500])
    (tmp_path / "link.png").symlink_to("/etc/passwd")
    bad = ("/etc/passwd", "../known.csv", "gone.png", "torn.png", "link.png")
    known = bank(tmp_path, TABLE + "".join(f"{name},stock,\n" for name in bad), lookers)
    assert known.table["image_id"].to_list() == ["shoe.png", "bag.png"]
    assert known.rejects.select("line", "value", "rule").rows() == [
        (4, "/etc/passwd", OUTSIDE),
        (5, "../known.csv", OUTSIDE),
        (6, "gone.png", ABSENT),
        (7, "torn.png", "The picture is damaged or breaks off before its end."),
        (8, "link.png", OUTSIDE),
    ]


def test_rows_of_the_table_are_judged_by_its_contract() -> None:
    text = b"image_id,file,role,right_id\na,a.png,Official,r-1\nb,b.png,own,\n,c.png,official,\n,d.png,stock,\n"
    read = read_known_pictures(io.BytesIO(text), file="known.csv")
    assert read.kept.select("image_id", "role").rows() == [("a", "official"), ("d.png", "stock")]
    assert read.rejects.select("line", "rule").rows() == [
        (3, "role is one of official counterfeit stock"),
        (4, "right id must be given for an official picture"),
    ]


def test_words_are_kept_by_the_digest_of_the_bytes(tmp_path: Path) -> None:
    words = (WordsOnPack("Halvorsen", 0.97),)
    WordsCache().put("a" * 64, words)
    assert WordsCache().get("a" * 64) == words
    assert WordsCache().get("b" * 64) is None


def test_a_cache_that_is_damaged_or_cannot_be_written_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "words.sqlite").write_bytes(b"no database" * 100)
    (tmp_path / "file").touch()
    for path in (tmp_path / "words.sqlite", tmp_path / "file" / "words.sqlite"):
        cache = WordsCache(path)
        cache.put("a" * 64, ())
        assert cache.get("a" * 64) is None


def test_an_empty_table_of_known_pictures_is_no_mistake_of_the_run(tmp_path: Path, lookers: Lookers) -> None:
    known = bank(tmp_path, "file,role\ngone.png,stock\n", lookers)
    assert (known.pictures, known.table.height, known.rejects.height) == (None, 0, 1)
