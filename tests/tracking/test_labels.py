"""How rows are called: countries for places, codes for names, and nothing of a person."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import country
from counterfoil.tracking.labels import NO_COUNTRY, UNKNOWN, category_of, code_name, country_of, platforms, renamed


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Lyon, France", "France"),
        ("US", "United States"),
        ("Jo Moss, 4 Mill Lane", NO_COUNTRY),
        (" , ", NO_COUNTRY),
        (None, NO_COUNTRY),
    ],
)
def test_a_place_is_its_country_or_none(written: str | None, shown: str) -> None:
    assert country_of(written) == shown


@given(st.text(max_size=40))
def test_of_a_place_nothing_but_a_country_is_shown(written: str) -> None:
    shown = country_of(written)
    assert shown == NO_COUNTRY or country.is_valid(shown)


def test_a_platform_has_one_spelling() -> None:
    written = ["Quayside Bazaar", " quayside bazaar", "QUAYSIDE BAZAAR ", "Tidewater Market", " ", None]
    shown = platforms(pl.Series(written)).to_list()
    assert shown == ["QUAYSIDE BAZAAR"] * 3 + ["Tidewater Market", UNKNOWN, UNKNOWN]
    rows = pl.DataFrame({"label": written, "cases": [1] * 6})
    assert renamed(rows, "platform")["label"].to_list() == shown
    assert platforms(pl.Series([], dtype=pl.String)).to_list() == []


def test_a_category_is_its_first_two_levels() -> None:
    assert category_of("Apparel > Shoes > Boots") == "Apparel > Shoes"
    assert category_of("Shoes") == "Shoes"
    assert category_of(" ") == UNKNOWN


def test_a_name_is_a_code_however_it_is_spaced_and_a_number_stays() -> None:
    assert code_name("Jo  Moss") == code_name(" jo moss ")
    assert code_name("9529001000013") == "9529001000013"
    assert code_name("9529001000014").startswith("consignor-")  # no check digit: it may be a telephone number
    assert code_name(None) == UNKNOWN


def test_a_code_is_so_long_that_hardly_two_names_of_a_million_have_one() -> None:
    digits = code_name("Jo Moss").removeprefix("consignor-")
    assert len(digits) == 12
    assert int(digits, 16)


@given(st.text(min_size=1, max_size=30).filter(lambda text: bool(text.split())))
def test_no_name_is_shown(name: str) -> None:
    shown = code_name(name)
    assert shown.startswith("consignor-") or (shown.isdigit() and len(shown) == 13)


@given(st.lists(st.sampled_from(["Lyon, France", "France", "nowhere", None]), max_size=9))
def test_renamed_rows_are_as_many_as_before_in_their_order(places: list[str | None]) -> None:
    rows = pl.DataFrame({"label": places, "cases": list(range(len(places)))}, schema_overrides={"label": pl.String})
    shown = renamed(rows, "origin")
    assert shown["label"].to_list() == [country_of(place) for place in places]
    assert shown["cases"].to_list() == list(range(len(places)))
