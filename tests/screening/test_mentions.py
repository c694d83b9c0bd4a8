"""Where the offers name a mark, and what the rest of the offer says of it."""

import polars as pl
import pytest

from counterfoil.screening.company_rows import with_company
from counterfoil.screening.mentions import mentions
from counterfoil.screening.offer_rows import offer_rows
from screening.screened import HALVORSEN, OWNER, Row, offers_of, references_of

RUNNER: Row = {"id": "r-2", "mark": "Fjord Runner", "owner": OWNER, "house_mark": "Halvorsen"}


def named(*offers: Row | str) -> pl.DataFrame:
    references = references_of([HALVORSEN, RUNNER])
    batch = offers_of(*offers)
    return with_company(mentions(batch, references.marks), offer_rows(batch, references))


def test_mentions_lie_where_they_say() -> None:
    offer = {"title": "New Halvorsen shoes", "brand": "halvorsen", "description": "é Halvorsen"}
    found = named(offer).select("field", "start", "end", "seen").rows()
    assert found == [("title", 4, 13, "Halvorsen"), ("brand", 0, 9, "halvorsen"), ("description", 2, 11, "Halvorsen")]


def test_nothing_named_gives_no_rows() -> None:
    assert named("Garden lamp").is_empty()
    assert named().is_empty()


@pytest.mark.parametrize(
    ("brand", "names_it", "is_other"),
    [
        (None, False, False),
        ("", False, False),
        ("Halvorsen", True, False),
        ("HALVORSEN Norge", True, False),
        ("Halvorsen Sport AS", True, False),
        ("Fjord Runner", True, False),
        ("As Shown", False, False),
        ("Skarv", False, True),
    ],
)
def test_whether_the_brand_field_names_the_mark(brand: str | None, names_it: bool, is_other: bool) -> None:
    row = named({"title": "Fjord Runner shoes", "brand": brand}).filter(pl.col("field") == "title").row(0, named=True)
    assert (row["brand_names_it"], row["brand_is_other"]) == (names_it, is_other)


@pytest.mark.parametrize(
    ("offer", "house"),
    [
        ("Fjord Runner shoes", False),
        ("Halvorsen Fjord Runner shoes", True),
        ({"title": "Fjord Runner", "description": "of Halvorsen"}, True),
        ({"title": "Fjord Runner", "brand": "Halvorsen"}, True),
    ],
)
def test_whether_the_house_is_named(offer: Row | str, house: bool) -> None:
    rows = named(offer).filter(pl.col("mark") == "Fjord Runner")
    assert rows["house_named"].to_list() == [house]
