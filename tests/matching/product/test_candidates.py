"""Are the nearest goods of each item found? The compiled way and the slow one agree."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching.product import twins
from tests.matching.product.tables import goods

from counterfoil.matching.product import candidates as candidates_file
from counterfoil.matching.product import comparing
from counterfoil.matching.product.candidates import LEAST, candidates, nearest
from counterfoil.matching.product.compare import product_matches
from counterfoil.matching.product.kernel_rows import FOUND, LACKING, SHARED, compared, covered
from counterfoil.matching.product.model import default_model
from counterfoil.matching.product.rarities import rarities
from counterfoil.matching.product.reading import Sides, read
from counterfoil.matching.product.rows import Rows, bytes_of, frequencies, grams, rarity, words

TITLE = st.lists(
    st.sampled_from(["fjord", "runner", "balm", "50", "ml", "tk1802b", "tk", "1802", "rød", "run"]), max_size=6
)
TEXTS = st.lists(TITLE.map(" ".join), min_size=1, max_size=6)


@given(TEXTS, TEXTS)
def test_the_nearest_are_those_of_the_slow_way(ours: list[str], theirs: list[str]) -> None:
    own, other = pl.Series(ours, dtype=pl.String), pl.Series(theirs, dtype=pl.String)
    rare = rarity(frequencies([grams(own).ids, grams(other).ids]), len(ours) + len(theirs))
    found = {(one, item): cosine for one, item, cosine in nearest(own, other, rare).iter_rows()}
    weights = twins.rarities(ours + theirs)
    for item, text in enumerate(theirs):
        for one, known in enumerate(ours):
            expected = twins.cosine(known, text, weights)
            if (one, item) in found:
                assert found[one, item] == pytest.approx(expected, abs=1e-4)
            else:
                assert expected < LEAST + 1e-4


@given(TEXTS, TEXTS)
def test_words_in_common_are_those_of_the_slow_way(ours: list[str], theirs: list[str]) -> None:
    cut = [words(pl.Series(texts, dtype=pl.String)) for texts in (ours, theirs)]
    rows = [Rows(one[0], one[1], np.ones(len(one[1]), dtype=np.float32)) for one in cut]
    pairs = [(i, j) for i in range(len(ours)) for j in range(len(theirs))]
    lefts, rights = (np.array(side) for side in zip(*pairs, strict=True))
    flat = np.ones(1 << 20, dtype=np.float32)
    squeezed = bytes_of(pl.Series(theirs, dtype=pl.String).str.replace_all(" ", ""))
    shares = compared(rows[0], rows[1], lefts, rights)
    within = covered(cut[0], flat, cut[1], squeezed, (lefts, rights))
    for (i, j), share, held in zip(pairs, shares, within, strict=True):
        one, other = twins.words(ours[i]), twins.words(theirs[j])
        assert [share[SHARED], share[1], share[2]] == [len(one & other), len(other - one), len(one - other)]
        inside = sum(twins.stands_in(word, theirs[j], other) for word in one)
        assert [held[FOUND], held[LACKING]] == [inside, len(one) - inside]


def test_keys_bring_pairs_whose_words_differ() -> None:
    ours = goods({"title": "aaaa", "gtin": "4006381333931"}, {"title": "bbbb", "mpn": "QX-1000"})
    theirs = goods({"title": "cccc", "gtin": "04006381333931"}, {"title": "dddd qx1000"}, {"title": "eeee"})
    sides = Sides(read(ours), read(theirs))
    found = candidates(sides, rarities([side.wording for side in sides]))
    assert found.rows() == [(0, 0, "gtin"), (1, 1, "code")]


def test_a_code_that_too_many_goods_share_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates_file, "MOST_OF_A_CODE", 1)
    ours = goods({"title": "aaaa 1080p"}, {"title": "bbbb 1080p"})
    sides = Sides(read(ours), read(goods({"title": "zzzzzzzzzzzzzzz vvvvvvvvvvvvv 1080p"})))
    assert candidates(sides, rarities([side.wording for side in sides])).filter(pl.col("found_by") == "code").is_empty()


@settings(max_examples=6)  # each is two whole runs
@given(TEXTS, TEXTS, st.integers(1, 4))
def test_parts_of_the_items_change_nothing(ours: list[str], theirs: list[str], size: int) -> None:
    tables = [goods(*({"title": text} for text in texts)) for texts in (ours, theirs)]
    whole = product_matches(*tables, default_model())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparing, "PART", size)
        assert product_matches(*tables, default_model()).equals(whole)
