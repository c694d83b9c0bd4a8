"""What offers show of their sellers: wording, pictures and goods."""

import polars as pl

from counterfoil.linking.offer_signs import offer_signs
from counterfoil.screening.population.marked import POPULATION
from counterfoil.tables.offer import Offer

ROWS = [
    {
        "id": "o-1",
        "title": "Trail Shoe, blue",
        "external_seller_id": "s-1",
        "image_link": "https://x.example/a/1.jpg?w=9",
    },
    {"id": "o-2", "title": "blue trail SHOE", "external_seller_id": "s-2", "image_link": "https://y.example/2.jpg"},
    {"id": "o-3", "title": "Helmet", "gtin": "9521234567899", "external_seller_id": "s-2"},
    {"id": "o-4", "title": "Helmet", "external_seller_id": None, "image_link": "https://y.example/2.jpg"},
]
OFFERS = pl.concat([Offer.create_empty(), pl.DataFrame(ROWS, infer_schema_length=None)], how="diagonal_relaxed")
NOTHING = pl.DataFrame(schema=POPULATION)


def told(signs: pl.DataFrame, kind: str) -> list[tuple[str, str]]:
    return [(seller, value) for seller, of, value in signs.iter_rows() if of == kind]


def test_goods_are_known_by_their_code_or_their_words_in_any_order() -> None:
    assert told(offer_signs(OFFERS, NOTHING), "stock") == [
        ("s-1", "blue shoe trail"),
        ("s-2", "9521234567899"),
        ("s-2", "blue shoe trail"),
    ]


def test_pictures_are_one_by_their_link_or_by_their_look() -> None:
    by_link = told(offer_signs(OFFERS, NOTHING), "picture")
    assert by_link == [("s-1", "https://x.example/a/1.jpg?w=9"), ("s-2", "https://y.example/2.jpg")]
    alike = pl.DataFrame({"image_id": ["1.jpg", "2.jpg"], "picture": ["1.jpg", "1.jpg"]})
    assert told(offer_signs(OFFERS, NOTHING, alike), "picture") == [("s-1", "1.jpg"), ("s-2", "1.jpg")]


def test_a_template_is_told_of_the_sellers_who_paste_it() -> None:
    marks = {"offer_id": ["o-1", "o-2"], "group": ["box fast shiping", "a text"],
             "kind": ["same_template_under_sellers", "one_text_under_many_ids"]}  # fmt: skip
    population = pl.concat([NOTHING, pl.DataFrame(marks)], how="diagonal_relaxed")
    assert told(offer_signs(OFFERS, population), "template") == [("s-1", "box fast shiping")]
