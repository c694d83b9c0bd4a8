"""What makes a word the mark or the word: one thing at a time, on drawn titles."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening.brand_field import is_placeholder
from counterfoil.screening.company_rows import named_in
from counterfoil.screening.mentions import mentions
from counterfoil.screening.word_marks import word_readings
from screening.screened import Row, offers_of, references_of

COACH: Row = {"mark": "Coach", "goods": ["handbags"], "nice_classes": [18], "common_word": True}
POLO: Row = {"mark": "Polo", "goods": ["clothing"], "nice_classes": [25], "common_word": True}
SERVICE: Row = {"mark": "Target", "nice_classes": [35], "common_word": True}
UNKNOWN: Row = {"mark": "Apple", "common_word": True}


@pytest.mark.parametrize(
    ("offer", "right", "reading"),
    [
        ("Coach handbag", COACH, "mark"),
        ("Black handbag by Coach", COACH, "mark"),
        ("black leather COACH something", COACH, "unsure"),
        ("black leather handbag COACH", COACH, "mark"),
        ("Black Leather Coach Something", COACH, "unsure"),
        ("Something for the coach", COACH, "word"),
        ("Coach-style something", COACH, "word"),
        ("Coach bus", COACH, "word"),
        ("Coach something", COACH, "unsure"),
        ("Coach™ something", COACH, "mark"),
        ({"title": "Coach perfume"}, COACH, "word"),
        ({"title": "Coach something", "google_product_category": "412"}, COACH, "word"),
        ({"title": "Coach something", "google_product_category": "Taschen & Gepäck > Koffer"}, COACH, "mark"),
        ({"title": "my coach", "brand": "Coach"}, COACH, "mark"),
        ({"title": "Coach something", "brand": "Halden"}, COACH, "word"),
        ({"title": "Brown & Coach Coloured Shoulder Handbag", "brand": "Halden"}, COACH, "word"),
        ("Strap for Coach handbag", COACH, "mark"),
        ("Polo shirt", POLO, "word"),
        ("Polo jeans", POLO, "mark"),
        ("Target perfume", SERVICE, "unsure"),
        ("Apple perfume", UNKNOWN, "unsure"),
        ("Apple", UNKNOWN, "unsure"),
    ],
)
def test_the_word_is_read(offer: Row | str, right: Row, reading: str) -> None:
    assert _readings([offer], right) == [reading]


def test_of_two_mentions_the_likelier_mark_counts() -> None:
    assert _readings(["Coach handbag, a gift for your coach"], COACH) == ["mark"]


def test_marks_that_are_no_words_and_other_fields_are_not_asked_about() -> None:
    assert _readings(["Coach handbag"], COACH | {"common_word": False}) == []
    assert _readings([{"title": "handbag", "description": "Coach handbag"}], COACH) == []


@given(st.lists(st.text(max_size=30).map(lambda text: f"{text} Coach {text[::-1]}"), max_size=4))
def test_any_title_is_read(titles: list[str]) -> None:
    titles = [title.replace("\x00", "") for title in titles]
    assert set(_readings(list(titles), COACH)) <= {"mark", "unsure", "word"}


def _readings(offers: list[Row | str], right: Row) -> list[str]:
    references = references_of([right])
    rows = offers_of(*offers).with_columns(subject_id="id", brand_is_placeholder=is_placeholder(pl.col("brand_key")))
    return (
        word_readings(named_in(mentions(rows, references.marks), rows, references), rows, references)
        .drop_nulls()
        .to_list()
    )
