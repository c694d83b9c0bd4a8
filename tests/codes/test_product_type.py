"""What kind of goods a title speaks of: drawn cases, the table's own sanity, and real catalogues."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import nice, product_type
from counterfoil.codes.product_type import covers, goods_types, nice_class, product_types
from counterfoil.codes.product_vocabulary import fold, vocabulary, words_of
from reference import product_types as reference

TABLES = Path(product_type.__file__).with_name("product_types")
TABLE = """
Halvorsen Fjord trail running shoes, blue    | footwear
phone case for iPhone                        | phone case
case for iPhone                              | phone case
For iPhone 13 phone case                     | phone case
iPhone 14 Pro Max silicone case              | phone case
Hülle für iPhone 12                          | phone case
coque iPhone 12                              | phone case
compatible with iPhone 12                    |
funda iPhone 12                              | phone case
iPhone 12                                    | phone
watch box                                    | watch part
leather watch strap                          | watch part
strap for Halvorsen watch                    | watch part
apple watch band                             | watch part
Men's watch 41 mm black leather strap        | watch
Watch with leather strap                     | watch
Calatrava blue dial steel                    | watch
smart watch                                  | smartwatch
shoe bag                                     | bag
sunglasses case                              | glasses case
ring box                                     | packaging
perfume box set                              | perfume
Vitamin C tablets                            | food supplement
tablets                                      | medicine
AAA batteries                                | battery
tie dye t-shirt                              | t-shirt
T Shirt                                      | t-shirt
tees                                         | t-shirt
shirt dress                                  | dress
polo collar t-shirt                          | t-shirt
Halvorsen Jeans men black pullover           | sweater
kurta with trousers & dupatta                | indian wear
Aqua by Halvorsen 3.4 oz EDT for men         | perfume
Blue Jeans by Halvorsen EDT in box           | perfume
Incense by Halvorsen eau de parfum           | perfume
deodorant spray                              | deodorant
car perfume                                  | air freshener
Daunenjacke Herren                           | down jacket
zapatillas para mujer                        | footwear
SNEAKERS                                     | footwear
ＨＯＯＤＩＥ                                       | hoodie
low top sneakers                             | footwear
Air Runner 97                                |
new in box                                   |
Halvorsen watch mirror quality               | watch
1:1 mirror quality                           |
wall mirror                                  | furniture
wooden tank engine                           |
cotton tank                                  | t-shirt
                                             |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines()]


@pytest.mark.parametrize(("text", "name"), ROWS)
def test_head_noun(text: str, name: str) -> None:
    assert _one(text) == (name or None)


@pytest.mark.parametrize(
    ("goods", "product_type", "covered"),
    [
        ("clothing", "hoodie", True),
        ("Clothing, footwear, headgear", "boots", True),
        ("clothing", "boots", False),
        ("sweatshirts", "hoodie", True),
        ("hoodies", "sweatshirt", False),
        ("watches and jewellery", "ring", True),
        ("watches and jewellery", "watch", True),
        ("watches", "phone case", False),
        ("watch straps", "watch", False),
        ("perfumes", "perfume", True),
        ("leather goods; bags", "wallet", True),
        ("Articles of clothing, namely, shirts and belts", "belt", True),
        ("cases for mobile phones", "phone", False),
        ("cases for mobile phones", "phone case", True),
        ("insurance", "watch", False),
        ("clothing", "no such type", False),
    ],
)
def test_covers(goods: str, product_type: str, covered: bool) -> None:
    assert covers(goods, product_type) is covered


def test_goods_types_join_all_goods() -> None:
    assert goods_types(["watches", "Perfumery"]) == {"watch", "perfume"}
    assert goods_types([]) == goods_types(["", "insurance"]) == frozenset()


def test_types_have_a_class_and_a_known_broader_type() -> None:
    for product in vocabulary().types.values():
        assert nice.is_valid(product.nice_class)
        assert nice_class(product.name) == product.nice_class
        assert product.broader is None or product.broader in vocabulary().types
        assert product.name in goods_types([product.name])
    assert nice_class("no such type") is None


def test_each_word_stands_once_and_folded() -> None:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in TABLES.glob("*.toml") if file.stem != "phrases"]
    words = [words_of(word) for table in tables for entry in table.values() for word in entry["words"]]
    assert len(words) > 1_000
    assert sorted(word for word in set(words) if words.count(word) > 1) == []
    assert all(word == fold(word) for phrase in words for word in phrase)


def test_heads_stand_behind_known_types() -> None:
    named = {name for heads in vocabulary().heads.values() for head in heads for name in head.of}
    assert named <= set(vocabulary().types)


def test_no_texts_and_nulls() -> None:
    assert product_types(pl.Series([], dtype=pl.String)).to_list() == []
    assert product_types(pl.Series([None, "boots"])).to_list() == [None, "boots"]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_has_a_known_type_or_none(texts: list[str]) -> None:
    found = product_types(pl.Series(texts, dtype=pl.String))
    assert found.len() == len(texts)
    assert set(found.drop_nulls()) <= set(vocabulary().types)


@given(st.sampled_from(sorted(name for name in vocabulary().types if not vocabulary().types[name].fitted)))
def test_a_type_is_found_whatever_it_is_made_for(name: str) -> None:
    assert _one(name) == _one(f"{name} for iPhone") == _one(f"New {name.upper()}, boots") == name


_PIECES = st.one_of(
    st.sampled_from(sorted({word for phrase in [*vocabulary().names, *vocabulary().heads] for word in phrase})),
    st.sampled_from(sorted(vocabulary().ends)),
    st.sampled_from([" - ", ",", "w/", "_w/", "W/", "/", " + ", "-", "_", "(", "\u2028", "\x1c-\x1c", "ｗ/", "İ", "Σ"]),
    st.text(max_size=5),
)


@given(st.lists(st.lists(_PIECES, max_size=12).map(" ".join) | st.lists(_PIECES, max_size=5).map("".join), max_size=6))
def test_the_compiled_way_equals_the_plain_one(texts: list[str]) -> None:
    assert product_types(pl.Series(texts, dtype=pl.String)).to_list() == [reference.type_of(text) for text in texts]


# subcategory of the replica catalogue → our type, where the two words differ
RENAMED = {
    "beanie": "headwear", "cap": "headwear", "hat": "headwear", "football boots": "boots", "shoes": "footwear",
    "slippers": "sandals", "travel bag": "luggage", "down vest": "vest", "waistcoat": "vest",
    "shorts set": "clothing", "zip sweater": "sweater", "s9–s10 ultra2 watches": "smartwatch",
}  # fmt: skip


@pytest.mark.shared
def test_replica_catalogue_agrees_with_its_own_subcategories(listings: Callable[[str], pl.DataFrame]) -> None:
    rows = listings("replica_catalogue_kakobuylinki").select("title", wanted=pl.col("subcategory").str.to_lowercase())
    rows = rows.with_columns(
        found=product_types(rows["title"]),
        wanted=pl.when(pl.col("wanted").str.ends_with("watches") & (pl.col("wanted") != "s9–s10 ultra2 watches"))
        .then(pl.lit("watch"))
        .otherwise(pl.col("wanted").replace(RENAMED)),
    )
    known = rows.filter(pl.col("wanted").is_in(list(vocabulary().types)))
    assert known.height >= 250  # the rest are sorted by shoe model
    assert known.filter(pl.col("found").ne_missing(pl.col("wanted"))).rows() == []


@pytest.mark.shared
def test_perfume_offers_are_perfume(listings: Callable[[str], pl.DataFrame]) -> None:
    found = product_types(listings("ebay_mens_perfume")["title"]).drop_nulls()
    assert found.len() >= 950
    assert (found == "perfume").mean() >= 0.98


def _one(text: str) -> str | None:
    return product_types(pl.Series([text], dtype=pl.String)).item()
