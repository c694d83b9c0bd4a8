"""One text under many ids of different accounts."""

import pytest

from screening.population.compared import Row, marked, sold_by

KIND = "one_text_under_many_ids"
TITLE, TEXT = "Halvorsen trail shoes blue", "Light shoes for stony paths."


@pytest.mark.parametrize(
    ("offers", "is_one"),
    [
        (sold_by(3, TITLE, description=TEXT), True),
        (sold_by(3, TITLE, TITLE.upper(), f" {TITLE} ", description=TEXT), True),
        (sold_by(2, TITLE, description=TEXT), False),
        (sold_by(3, TITLE), False),  # four words: whoever sells them writes so
        (sold_by(3, TITLE, f"{TITLE} EU 42", description=TEXT), False),
        ([{"title": TITLE, "description": TEXT, "external_seller_id": "s-1"}] * 3, False),  # one seller's variants
        ([{"title": TITLE, "description": TEXT}] * 3, False),  # nobody told
    ],
)
def test_a_text_is_copied_when_three_accounts_have_it_word_for_word(offers: list[Row], is_one: bool) -> None:
    assert [row["offers"] for row in marked(KIND, offers)] == ([3] * 3 if is_one else [])
