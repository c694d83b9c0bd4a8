"""Does the first look let through whatever the full comparison grades, and is what it lets through graded the same?"""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.matching.match import match
from counterfoil.matching.product.candidates import nearest
from counterfoil.matching.product.looks import Looks, folded
from counterfoil.matching.product.model import ProductModel, default_model
from counterfoil.matching.product.rarities import rarities
from counterfoil.matching.product.reading import read
from counterfoil.matching.product.wording import wordings
from counterfoil.matching.source.sought import sought
from matching.tables import BLUE, FAKE, goods

PHONE = {"id": "g-02", "title": "Zephyr Qi-200X phone case, black, pack of 2", "brand": "Zephyr", "status": "suspected"}
HELMET = {"id": "g-03", "title": "Østerlund Vind bicycle helmet 500 g", "mpn": "VIND-77K1", "description": "for towns"}
OWN = {"id": "own", "brand": "Halvorsen", "status": "genuine", "supplier": "Halvorsen Sport AS"}
KNOWN = goods(FAKE, PHONE, HELMET, OWN)
WORDS = (
    "Halvorsen Fjord Runner trail running shoes blue moss EU 42 43 Zephyr Qi-200X QI200X VIND77K1 VIND-77K1 phone"
    " case black pack of 2 3 Østerlund Vind vind bicycle helmet 500 g 0,5 kg Orlune eau de parfum"
    " 100 ml ™ ＦＪＯＲＤ 靴 , . - for"
).split()
TITLES = st.one_of(
    st.none(),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.sampled_from([BLUE["title"], PHONE["title"], HELMET["title"]]),
    st.text(max_size=20),
)
GTINS = st.sampled_from(
    [
        None,
        "",
        BLUE["gtin"],
        "0" + BLUE["gtin"],
        " 9521011 001028",
        "９５２１０１１００１０２８",
        "9521011001028.0",
        "9521011001035",
        "12",
    ]
)
ROWS = st.lists(st.fixed_dictionaries({"title": TITLES, "gtin": GTINS, "lot": st.sampled_from([None, "0821", "7"])}))
LEARNED = default_model()._replace(name="mine", similar=0.01)  # one whose grades no bound is known of


def through_the_look(items: pl.DataFrame, others: pl.DataFrame, model: ProductModel) -> pl.DataFrame:
    """Return the matches of the items and the others, the items looked at first."""
    may_be, turned_away = Looks(KNOWN, model).look(items.select("title", "gtin"), others)
    left = pl.concat([items.filter(may_be), others])
    return match(left, sought(KNOWN), model, beside=turned_away)


@given(ROWS, ROWS, st.sampled_from([default_model(), LEARNED]))
@settings(max_examples=25, deadline=None)
def test_matches_are_those_of_the_full_comparison(
    rows: list[dict[str, str]], others: list[dict[str, str]], model: ProductModel
) -> None:
    items, beside = (
        goods(*({"id": f"{name}{number}"} | row for number, row in enumerate(given)))
        for name, given in (("i", rows), ("o", others))
    )
    told = through_the_look(items, beside, model)
    assert told.equals(match(pl.concat([items, beside]), sought(KNOWN), model))


@given(st.lists(st.one_of(st.none(), st.text(max_size=60), st.lists(st.sampled_from(WORDS)).map(" ".join))))
@settings(max_examples=150, deadline=None)
def test_titles_are_folded_as_wordings_folds_them(titles: list[str | None]) -> None:
    rows = goods(*({"id": str(number), "title": title} for number, title in enumerate(titles)))
    assert folded(rows["title"]).to_list() == wordings(rows)["title"].to_list()


def test_a_thousand_other_goods_are_turned_away_and_one_is_not() -> None:
    """The case that it is for: of what lies in a warehouse next to nothing is compared."""
    draw = np.random.default_rng(7)
    parts = ["".join(draw.choice(list("bcdfglmnprst"), 6)) for _ in range(400)]
    titles = [" ".join(draw.choice(parts, 5)) + ", red, EU 39" for _ in range(1_000)]
    items = goods(*({"id": str(n), "title": title} for n, title in enumerate([*titles, BLUE["title"]])))
    may_be, turned_away = Looks(KNOWN, default_model()).look(items.select("title", "gtin"), items.clear())
    assert may_be.arg_true().to_list() == [1_000]
    assert turned_away.texts == 1_000


@pytest.mark.parametrize("code", [BLUE["gtin"], "0" + BLUE["gtin"], "9521011001028.0", " 9521011001028"])
def test_a_gtin_is_known_however_it_is_written(code: str) -> None:
    rows = pl.DataFrame({"title": ["quite other goods", "quite other goods"], "gtin": [code, "9521011001035"]})
    may_be, _ = Looks(goods(FAKE), default_model()).look(rows, goods().clear())
    assert may_be.to_list() == [True, False]


def test_cosines_are_those_of_the_full_comparison() -> None:
    """The margin of the look is wider than any difference in how sums are rounded."""
    items = goods(*({"id": str(n), "title": " ".join(WORDS[n : n + 6])} for n in range(len(WORDS))))
    ours, theirs = read(KNOWN), read(items)
    rare = rarities([ours.wording, theirs.wording])
    slow = nearest(ours.wording["title"], theirs.wording["title"], rare.grams["title"])
    most = dict(slow.group_by("item").agg(pl.col("cosine").max()).iter_rows())
    fast = Looks(KNOWN, default_model()).cosines(folded(items["title"]), "title", rare.grams["title"])
    assert len(most) > 20
    for item, cosine in most.items():
        assert abs(float(fast[item]) - cosine) < 1e-5
