"""Does the index find exactly what a look at every hash finds, from memory and from a mapped file?"""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.images.hash_index import HashIndex, all_hashes, bytes_needed, near, with_added
from counterfoil.images.index_file import build_index, digest_of_hashes, open_index
from counterfoil.images.kernel_index import Hashes

CHANCE = np.random.default_rng(3)
MANY = CHANCE.integers(0, 2**64, (70_000, 4), dtype=np.uint64)  # enough that buckets are used
DIGEST = digest_of_hashes(MANY)
DATA = build_index(MANY)
INDEX = open_index(DATA, DIGEST, file="index")


def changed(hashes: Hashes, places: list[int]) -> Hashes:
    bits = np.zeros(256, dtype=np.uint8)
    bits[places] = 1
    return hashes ^ np.packbits(bits).view(np.uint64)


def slowly(queries: Hashes, hashes: Hashes, radius: int) -> set[tuple[int, int, int]]:
    """The obvious twin: every query against every hash."""
    apart = np.bitwise_count(queries[:, None] ^ hashes[None]).sum(axis=2)
    return {(int(q), int(row), int(apart[q, row])) for q, row in np.argwhere(apart <= radius)}


def found(queries: Hashes, index: HashIndex, radius: int) -> list[tuple[int, int, int]]:
    answer = near(queries, index, radius=radius)
    return list(zip(answer.query.tolist(), answer.row.tolist(), answer.distance.tolist(), strict=True))


@settings(max_examples=25)
@given(st.lists(st.integers(0, 255), max_size=50, unique=True), st.integers(0, 60), st.integers(0, 69_990))
def test_nothing_is_missed_and_nothing_found_twice(places: list[int], radius: int, row: int) -> None:
    queries = changed(MANY[row : row + 3], places)
    answers = found(queries, INDEX, radius)
    assert len(set(answers)) == len(answers)
    assert set(answers) == slowly(queries, MANY, radius)


def test_nearest_come_first_and_many_finds_have_room() -> None:
    same = np.repeat(MANY[:1], 3000, axis=0)
    index = with_added(INDEX, changed(same, [4]))
    answers = found(MANY[:1], index, 31)
    assert answers[0] == (0, 0, 0)
    assert len(answers) == 3001


def test_what_is_added_is_found_at_once_and_the_old_index_stays() -> None:
    new = CHANCE.integers(0, 2**64, (5, 4), dtype=np.uint64)
    grown = with_added(with_added(INDEX, new[:2]), new[2:])
    assert found(new[3:4], grown, 0) == [(0, 70_003, 0)]
    assert found(new[3:4], INDEX, 0) == []
    assert np.array_equal(all_hashes(grown)[-5:], new)
    assert grown.height == 70_005


def test_an_empty_index_finds_nothing() -> None:
    none = MANY[:0]
    assert found(MANY[:2], open_index(build_index(none), digest_of_hashes(none), file=""), 31) == []
    assert found(none, INDEX, 31) == []


def test_ten_million_take_less_than_four_gigabytes() -> None:
    assert len(DATA) == bytes_needed(len(MANY))
    assert bytes_needed(10_000_000) <= 4_000_000_000


def test_a_mapped_file_answers_the_same(tmp_path: Path) -> None:
    DATA.tofile(tmp_path / "bank")
    mapped = open_index(np.memmap(tmp_path / "bank", dtype=np.uint8, mode="r"), DIGEST, file="bank")
    assert found(changed(MANY[7:9], [1, 200]), mapped, 31) == [(0, 7, 2), (1, 8, 2)]


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [(0, 0, "no index"), (8, 9, "of format 9"), (40, None, "not the one"), (5000, None, "damaged")],
)
def test_a_wrong_file_is_told_with_its_cure(place: int, value: int | None, words: str) -> None:
    spoiled = DATA.copy()
    spoiled[place] = spoiled[place] ^ 255 if value is None else value
    with pytest.raises(UserError, match=words) as raised:
        open_index(spoiled, DIGEST, file="bank")
    assert raised.value.file == "bank"
    assert raised.value.cure


def test_a_file_cut_short_is_damaged() -> None:
    with pytest.raises(UserError, match="damaged"):
        open_index(DATA[:-100], DIGEST, file="bank")
