"""How what stands in a row is read: choices and days in the reader's language, moments in UTC, the unknown as it is."""

import pytest
from django.utils import translation

from counterfoil_desk.pages.offer_words import fields_of_offer
from counterfoil_desk.pages.people_forms import GrantForm
from counterfoil_desk.pages.register_words import words_of
from counterfoil_desk.pages.templatetags.offers import as_score, as_weight, ground
from counterfoil_desk.pages.templatetags.times import moment_in_words
from counterfoil_desk.records.fields import AMOUNT, CHOICE, DAY, TIME
from counterfoil_desk.records.registers import RIGHTS


@pytest.mark.parametrize(
    ("value", "kind", "english", "german"),
    [
        ("live", CHOICE, "live", "in Kraft"),
        ("of another office", CHOICE, "of another office", "of another office"),
        ("2026-11-01", DAY, "1 Nov 2026", "01.11.2026"),
        ("next spring", DAY, "next spring", "next spring"),
        ("2026-05-04 09:00:00.000000+00:00", TIME, "4 May 2026 09:00:00 UTC", "04.05.2026 09:00:00 UTC"),
        ("2026-05-04 11:00:00+02:00", TIME, "4 May 2026 09:00:00 UTC", "04.05.2026 09:00:00 UTC"),
        ("2026-13-45 99:00:00", TIME, "2026-13-45 99:00:00", "2026-13-45 99:00:00"),
        ("98.0000", AMOUNT, "98.00", "98.00"),
        (True, "", "yes", "ja"),
        (None, DAY, "", ""),
    ],
)
def test_values_are_read_in_the_language_of_the_reader(value: object, kind: str, english: str, german: str) -> None:
    with translation.override("en"):
        assert words_of(value, kind) == english
    with translation.override("de"):
        assert words_of(value, kind) == german


@pytest.mark.parametrize(
    "text", ["", "2026", "not a time at all", "2026-11-22", "2026-11-22T10:00:00", "99990-1-1T00:00"]
)
def test_only_a_moment_with_its_zone_is_read_as_one(text: str) -> None:
    assert moment_in_words(text) == ""


def test_numbers_of_the_evidence_are_written_as_the_reader_does() -> None:
    with translation.override("de"):
        assert (as_score(0.9607), as_weight(-2600), as_weight(1250)) == ("0,961", "\u22122,60", "+1,25")
        assert (str(ground("counterfeit")), ground("unheard of"), ground(None)) == ("Fälschung", "unheard of", "")
    assert as_score(None) == as_weight(None) == ""


def test_fields_of_an_offer_have_labels_and_the_weightiest_come_first() -> None:
    told = fields_of_offer({"id": "o", "own_field": "x", "price": "19.0000", "price_currency": "USD", "title": "Shoes"})
    assert [(name, str(label), value) for name, label, value in told] == [
        ("title", "Title", "Shoes"),
        ("price", "Price", "19.00 USD"),
        ("own_field", "own field", "x"),
    ]


def test_fields_to_be_shown_to_others_are_chosen_by_their_labels() -> None:
    with translation.override("de"):
        choices = dict(GrantForm(register=RIGHTS).fields["fields_seen"].choices)
    assert choices["mark"] == "Marke – Wortbestandteil; leer, wo es keinen gibt"
    assert "codes." not in " ".join(choices.values())
