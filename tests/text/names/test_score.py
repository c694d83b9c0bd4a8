"""How alike two names are: spellings of one name above SAME, other names below it."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.text.names import SAME, name_score, name_scores

ONE_NAME = [
    ("Blue Skye Valueshop", "BlueSky Value Shop"),
    ("Wei Zhang Trading Co., Ltd.", "张伟贸易有限公司"),
    ("Сергей Волков", "Sergei Volkov"),
    ("Volkov, Sergey", "Sergei VOLKOV"),
    ("محمد بن سالم", "Mohammed bin Salem"),
    ("Golden Reed General Trading LLC", "Golden Reed Gen. Trading"),
    ("Moammar Haddad", "Muammar Hadad"),
    ("M. Haddad", "Muammar Haddad"),
    ("Good Will Supply", "Goodwill Supply"),
    ("First Harbor Bank", "1st Harbor Bank"),
    ("International Reed Export", "Int'l Reed Export"),
    ("Greater Lakeside Traders", "GLT"),
]
TWO_NAMES = [
    ("Sunrise Deals 88", "Primeway Outlet"),
    ("Hassan Farah", "Hassan Awale"),
    ("Maple Corner Gifts", "Maple Valley Gifts"),
    ("LXC Aviation", "LAU Aviation"),
    ("", "Primeway Outlet"),
    ("★", "★"),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_score(one, other) >= SAME


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names(one: str, other: str) -> None:
    assert name_score(one, other) < SAME


def test_a_column_of_pairs_is_judged_as_each_pair_is() -> None:
    left, right = pl.Series(["Golden Reed", "Golden Reed", None]), pl.Series(["Reed Golden", "Silver Reed", "Reed"])
    assert name_scores(left, right).to_list() == [
        name_score("Golden Reed", "Reed Golden"),
        name_score("Golden Reed", "Silver Reed"),
        None,
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    score = name_score(one, other)
    assert 0 <= score <= 1
    assert score == name_score(other, one)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=30))
def test_a_name_of_letters_is_itself(name: str) -> None:
    assert name_score(name, name) in (0.0, 1.0)  # 0: letters that no Latin ones stand for
