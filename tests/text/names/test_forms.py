"""Names brought to one form: whatever script, order, legal form and punctuation they are written in."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.text.names.forms import name_form, name_forms
from counterfoil.text.names.latin import latin, of_any_script


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Fjord Outfitters, L.L.C.", ("fjord", "outfitters")),
        ("FJORD OUTFITTERS Limited Liability Company", ("fjord", "outfitters")),
        ("ООО «Ромашка»", ("romashka",)),
        ("深圳市蓝天贸易有限公司", ("shenzhen", "lantian", "trading")),
        ("株式会社ソニア", ("sonia",)),
        ("王小明", ("wang", "xiaoming")),
        ("김서연", ("kim", "seoyeon")),
        ("Østervind A/S", ("ostervind",)),
        ("Hansen & Søn ApS", ("hansen", "son")),
        ("Dr. María de la Cruz", ("maria", "cruz")),
        ("Nаlvоrsen Trading", ("nalvorsen", "trading")),  # а and о are Cyrillic
        ("Ｇｏｌｄｅｎ Ｒｅｅｄ", ("golden", "reed")),
        ("Brigade Forty-Four", ("brigade", "44")),
        ("Depot II", ("depot", "2")),
        ("Ltd", ("ltd",)),  # nothing else is left: then it counts
        ("", ()),
        ("★ ♥ ★", ()),
    ],
)
def test_words_that_count(written: str, words: tuple[str, ...]) -> None:
    assert name_form(written).words == words


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("Golden Reed GmbH", {"limited"}),
        ("Golden Reed Co., Ltd.", {"limited"}),
        ("PT Golden Reed Tbk", {"stock"}),
        ("金芦苇股份有限公司", {"stock"}),
        ("Golden Reed", set()),
    ],
)
def test_kind_of_company(written: str, kinds: set[str]) -> None:
    assert name_form(written).legal == kinds


def test_a_column_keeps_its_order_and_its_gaps() -> None:
    forms = name_forms(pl.Series(["Skye Blue LLC", None, "BLUE  Skye"]))
    assert forms["key"].to_list() == ["blue skye", None, "blue skye"]
    assert forms["bare"].to_list() == ["skye blue", None, "blue skye"]
    assert forms["legal"].to_list() == ["limited", None, ""]
    assert forms["folded"].to_list() == ["skye blue llc", None, "blue skye"]


@given(st.text(max_size=300))
def test_any_text_has_forms_in_plain_latin_letters(text: str) -> None:
    form = name_form(text)
    assert form.latin.isascii()
    assert all(word and word.isalnum() for word in form.words)
    assert name_form(form.latin.upper()).words is not None


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=250))
def test_the_quick_way_with_plain_letters_is_the_long_one(text: str) -> None:
    assert latin(text) == of_any_script(text)
