"""How the facts of a paper stand on the page: drawn tables of values and of what is said of them."""

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.documents.papers.filled import HIDDEN, KEPT, digest_of, filled, number_of, visible
from counterfoil.documents.papers.kinds import KINDS, kind_of
from counterfoil.documents.papers.notice_of_seizure import NoticeOfSeizure
from counterfoil.documents.papers.parts import Deadline, Goods, Money
from documents.papers.paper_examples import example


def seizure(**changed: object) -> NoticeOfSeizure:
    paper = example("notice-of-seizure")
    assert isinstance(paper, NoticeOfSeizure)
    return msgspec.structs.replace(paper, **changed)


def goods(*values: str) -> tuple[Goods, ...]:
    made = []
    for value in values:
        amount, _, currency = value.partition(" ")
        money = Money(amount=Decimal(amount), currency=currency) if value else None
        made.append(Goods(what="shoes", quantity=1, value=money))
    return tuple(made)


@pytest.mark.parametrize(
    ("values", "amount", "because"),
    [
        (("1344.00 USD", "96 USD"), "USD 1,440.00", ""),
        (("1344.00 USD", "96 EUR"), "", "The values are in several currencies and are not added up."),
        (("1344.00 USD", ""), "", "The goods without a value are not counted."),
        (("", ""), "", ""),
    ],
)
def test_values_are_added_up_where_that_says_something(values: tuple[str, ...], amount: str, because: str) -> None:
    total = filled(seizure(goods=goods(*values)))["facts"]["goods_total"]
    assert total == {"amount": amount, "because": because}


@pytest.mark.parametrize(
    ("by", "weekday", "closed"),
    [
        (dt.date(2025, 9, 12), "Friday", ""),
        (dt.date(2025, 9, 14), "Sunday", "Sunday: not moved"),
        (dt.date(2025, 7, 4), "Friday", "Friday, a federal holiday: not moved"),
    ],
)
def test_a_deadline_is_told_as_it_falls(by: dt.date, weekday: str, closed: str) -> None:
    one = Deadline(what="Petition", by=by, rule="19 CFR 171.2(b)(2)", verified="M-L")
    told = filled(seizure(deadlines=(one,), bond=None))["facts"]["deadlines"][0]
    assert (told["weekday"], told["closed"]) == (weekday, closed)
    assert told["doubt"] == "unverified, low confidence"


def test_a_deadline_whose_beginning_has_not_come_names_no_day() -> None:
    told = filled(seizure())["facts"]["deadlines"]
    claim = next(one for one in told if one["rule"] == "19 USC 1608")
    assert (claim["by"], claim["weekday"], claim["closed"]) == (None, "", "")
    assert claim["counted"] == "20 days from first publication, not published yet"


@pytest.mark.parametrize("kind", KINDS)
def test_facts_are_words_and_the_number_comes_from_them(kind: str) -> None:
    paper = example(kind)
    content = filled(paper)
    assert kind_of(paper) == kind
    assert content["meta"]["number"] == f"{KINDS[kind].letters}-{paper.case_id}-{digest_of(paper)[:8]}"
    assert set(paper.__struct_fields__) <= set(content["facts"])


def test_another_fact_gives_another_number_and_a_given_one_stays() -> None:
    assert number_of(seizure()) == number_of(seizure())
    assert number_of(seizure()) != number_of(seizure(place="Columbus"))
    assert number_of(seizure(number="26-0412/7")) == "26-0412/7"
    assert number_of(seizure(case_id="")).startswith("NS-")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("two\r\nlines\tand a tab", "two\nlines and a tab"),
        ("a\u202egnp.exe", "a[U+202E]gnp.exe"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("nul\x00", "nul[U+0000]"),
        ("\ufeffmark", "[U+FEFF]mark"),
        ("private \ue000", "private [U+E000]"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner that Persian is written with
    ],
)
def test_what_hides_or_reverses_is_written_out(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text())
def test_no_hidden_character_is_left(text: str) -> None:
    import unicodedata

    assert all(one in KEPT or unicodedata.category(one) not in HIDDEN for one in visible(text))
