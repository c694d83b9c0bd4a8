"""What the mentions of a mark come to, by the compiled pass and by sets in plain Python."""

from collections.abc import Iterable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening import kernel_uses as kernel
from counterfoil.text.kernel_around import COMPARING, DENIED, NOMINATIVE

HOUSES, OWNERS = [kernel.NONE, 0, 3, kernel.NONE], [7, 7, 8, 9]  # the house of mark 2 is mark 3; 4 is on no list
AROUND = st.sampled_from([0, NOMINATIVE, COMPARING, DENIED, NOMINATIVE | COMPARING, NOMINATIVE | DENIED])
Mention = tuple[int, int, int, int, int, int, int]  # offer, mark, kind, manner, length, field, around
MENTIONS = st.lists(
    st.tuples(*(st.integers(0, most) for most in (2, 4, 2, 4)), st.integers(2, 5), st.integers(0, 2), AROUND),
    max_size=8,
).map(lambda rows: sorted(rows, key=lambda row: (row[0], row[5])))


def compiled(mentions: list[Mention]) -> list[tuple[int, int, int, int]]:
    places = np.zeros((10, len(mentions)), dtype=np.int64)
    for column, (offer, mark, kind, manner, length, field, around) in enumerate(mentions):
        places[:, column] = (offer, mark, kind, manner, 1, 1 + length, 0, 0, field, around)
    pairs, pair_of = kernel.pairs_of(places, np.array(HOUSES), np.array(OWNERS))
    assert [tuple(pairs[:2, pair]) for pair in pair_of] == [mention[:2] for mention in mentions]
    return [tuple(pair) for pair in pairs.T.tolist()]


def twin(mentions: list[Mention]) -> list[tuple[int, int, int, int]]:
    found = []
    for pair in dict.fromkeys(mention[:2] for mention in mentions):
        own = [m for m in mentions if m[:2] == pair]
        offer = [m for m in mentions if m[0] == pair[0]]
        in_title = [n for n, m in enumerate(mentions) if m[:2] == pair and m[5] == kernel.TITLE]
        flags = sum(flag for flag, holds in {**_own(own), **_of_offer(pair[1], offer)}.items() if holds)
        found.append((*pair, flags, in_title[0] if in_title else kernel.NONE))
    return found


def _own(own: list[Mention]) -> dict[int, bool]:
    title, brand = ([m for m in own if m[5] == field] for field in (kernel.TITLE, kernel.BRAND))
    talk = [m[6] for m in (*title, *brand)]
    as_mark = [m for m in title if m[2] == kernel.NAME and not m[6]]
    return {
        kernel.NAMED_IN_TITLE: bool(as_mark) or any(m[2] == kernel.REMAINDER for m in title),
        kernel.SPELLED_IN_TITLE: any(m[3] != kernel.MISSPELLED for m in as_mark),
        kernel.NAMED_IN_BRAND: bool(brand),
        kernel.WRITTEN_IN_BRAND: bool(_written(brand)),
        kernel.SPELLED: any(m[3] != kernel.MISSPELLED for m in own),
        kernel.NOT_PLAIN: any(m[3] != kernel.PLAIN for m in own),
        kernel.NOT_SHORT: any(m[4] > kernel.LONGEST_SHORT_NAME for m in own),
        kernel.TALKED_OF: bool(talk),
        kernel.NOT_NOMINATIVE: not all(around & NOMINATIVE and not around & COMPARING for around in talk),
        kernel.NOT_DENIED: not all(around & (DENIED | NOMINATIVE) for around in talk),
        kernel.COMPARED: any(m[6] & COMPARING for m in own),
        kernel.IN_FULL: any(m[2] != kernel.FIRST_NAME for m in own),
    }


def _of_offer(mark: int, offer: list[Mention]) -> dict[int, bool]:
    if mark >= len(HOUSES):
        return {}
    brand = [m for m in offer if m[5] == kernel.BRAND]
    return {
        kernel.HOUSE_NAMED: any(m[1] == HOUSES[mark] and m[2] != kernel.FIRST_NAME for m in offer),
        kernel.HOUSE_IN_BRAND: any(m[1] == HOUSES[mark] for m in brand),
        kernel.OWNER_IN_BRAND: OWNERS[mark] in _owners(brand),
        kernel.BRAND_WRITES_IT: OWNERS[mark] in _owners(_written(brand)),
    }


def _written(brand: Iterable[Mention]) -> list[Mention]:
    return [m for m in brand if m[2] == kernel.NAME and m[3] == kernel.PLAIN]


def _owners(mentions: Iterable[Mention]) -> set[int]:
    return {OWNERS[m[1]] for m in mentions if m[1] < len(OWNERS)}


@given(MENTIONS)
def test_pairs_are_those_of_the_slow_twin(mentions: list[Mention]) -> None:
    assert compiled(mentions) == twin(mentions)
