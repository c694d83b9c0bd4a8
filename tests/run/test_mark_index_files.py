"""Is the index of marks built once, mapped afterwards, and refused where it is not what it says?"""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.mark_index_files import MOST_KEPT, cache_folder, scanner_in
from counterfoil.text.mark_file import FORMAT, build_index, digest_of_names
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import find_all, find_one, scanner_of
from counterfoil.text.mark_tables import VERSION

NAMES = [Name(0, "Gucci"), Name(3, "Ralph Lauren"), Name(3, "bleu de", "remainder"), Name(4, "グッチ")]
TEXTS = ["Gucci Ralph Laurem", "gu*cci and Bleu de nuit", "グッチ bag", ""]


def test_a_second_start_maps_the_file_and_finds_the_same(tmp_path: Path) -> None:
    built, mapped = scanner_in(tmp_path, NAMES), scanner_in(tmp_path, NAMES)
    assert isinstance(mapped.tables.base, np.memmap)
    assert mapped.names() == built.names() == NAMES
    texts = pl.Series("text", TEXTS)
    assert find_all(texts, mapped).equals(find_all(texts, scanner_of(NAMES)))
    assert [len(find_one(text, mapped)) for text in TEXTS] == [2, 2, 1, 0]


def test_a_file_is_named_by_the_digest_of_its_names(tmp_path: Path) -> None:
    scanner_in(tmp_path, NAMES)
    scanner_in(tmp_path, NAMES[1:])
    wanted = {f"{digest_of_names(NAMES)}.marks", f"{digest_of_names(NAMES[1:])}.marks"}
    assert {path.name for path in tmp_path.iterdir()} == wanted


def test_equal_names_give_equal_bytes_and_any_change_another_digest() -> None:
    assert build_index(NAMES).tobytes() == build_index(list(NAMES)).tobytes()
    others = [NAMES[::-1], [Name(1, "Gucci")], [Name(0, "Gucci", "remainder")], [Name(0, "Gucc"), Name(0, "i")], []]
    assert len({digest_of_names(names) for names in [NAMES, [Name(0, "Gucci")], *others]}) == len(others) + 2


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (0, 7, "This is no index of marks."),
        (VERSION, FORMAT + 1, f"is of format {FORMAT + 1}; this version reads up to {FORMAT}."),
        (5, 7, "is not the one that was asked for."),
        (2, 7, "is damaged."),
        (3, 7, "is damaged."),
        (100, 7, "is damaged."),
        (-1, 7, "is damaged."),
    ],
)
def test_a_file_that_is_not_the_index_is_refused(tmp_path: Path, place: int, value: int, sentence: str) -> None:
    scanner_in(tmp_path, NAMES)
    (path,) = tmp_path.iterdir()
    numbers = np.fromfile(path, dtype=np.int64)
    numbers[place] = value
    numbers.tofile(path)
    with pytest.raises(UserError) as told:
        scanner_in(tmp_path, NAMES)
    assert sentence in str(told.value)
    assert str(path) in str(told.value)
    assert "elete the file" in told.value.cure


@pytest.mark.parametrize("size", [0, 5, 70, 100_000])
def test_a_file_cut_short_is_refused(tmp_path: Path, size: int) -> None:
    scanner_in(tmp_path, NAMES)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(UserError):
        scanner_in(tmp_path, NAMES)


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert find_one("Gucci", scanner_in(tmp_path / "file" / "marks", NAMES))[0].mark == 0


def test_indexes_not_used_for_longest_go(tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 3):
        scanner_in(tmp_path, [Name(number, "Gucci")])
    assert len(list(tmp_path.iterdir())) == MOST_KEPT


def test_the_folder_is_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "counterfoil" / "marks"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "counterfoil" / "marks"
