"""Are hashes grouped as a plain dictionary groups them?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.text.kernel_groups import grouped, others

NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1)
HASHES = st.lists(st.integers(-3, 3) | NUMBERS, max_size=60)


@given(HASHES)
def test_items_are_grouped_by_their_hash_in_the_order_in_which_they_come(values: list[int]) -> None:
    expected: dict[int, list[int]] = {}
    for item, value in enumerate(values):
        expected.setdefault(value, []).append(item)
    pairs = np.array(list(zip(values, range(len(values)), strict=True)), dtype=np.int64).reshape(-1, 2)
    hashes, starts, items = grouped(pairs)
    assert hashes.tolist() == list(expected)
    assert starts.tolist() == [0, *np.cumsum(list(map(len, expected.values())), dtype=np.int64).tolist()]
    assert items.tolist() == [item for one in expected.values() for item in one]


@given(HASHES, HASHES.map(dict.fromkeys))
def test_others_are_those_that_are_not_known_each_once(values: list[int], known: dict[int, None]) -> None:
    found = others(np.array(values, dtype=np.int64), np.array(list(known), dtype=np.int64))
    assert found.tolist() == [value for value in dict.fromkeys(values) if value not in known]
