"""Where the offers name a mark, and what the rest of the offer says of it."""

import polars as pl
import pytest

from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.company_rows import Named, named_in
from counterfoil.screening.mentions import FIELDS, mentions
from counterfoil.screening.offer_rows import offer_rows
from screening.screened import HALVORSEN, OWNER, Row, offers_of, references_of

RUNNER: Row = {"id": "r-2", "mark": "Fjord Runner", "owner": OWNER, "house_mark": "Halvorsen"}


def named(*offers: Row | str) -> Named:
    references = references_of([HALVORSEN, RUNNER])
    rows = offer_rows(offers_of(*offers), references)
    return named_in(mentions(rows, references.marks), rows, references)


def test_mentions_lie_where_they_say() -> None:
    offer = {"title": "New Halvorsen shoes", "brand": "halvorsen", "description": "é Halvorsen"}
    places, seen, *_ = named(offer).mentions
    field, start, end = places[[kernel.FIELD, kernel.START, kernel.END]].tolist()
    found = list(zip([FIELDS[n] for n in field], start, end, seen, strict=True))
    assert found == [("title", 4, 13, "Halvorsen"), ("brand", 0, 9, "halvorsen"), ("description", 2, 11, "Halvorsen")]


def test_nothing_named_gives_no_rows() -> None:
    assert named("Garden lamp").brands.is_empty()
    assert named().brands.is_empty()


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
    found = named({"title": "Fjord Runner shoes", "brand": brand})
    assert found.brands.row(0, named=True) == {"brand_names_it": names_it, "brand_is_other": is_other}


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
    found = named(offer)
    runner = found.pairs[kernel.PAIR_MARK] == 1
    assert found.told(kernel.HOUSE_NAMED).filter(pl.Series(runner)).to_list() == [house]
