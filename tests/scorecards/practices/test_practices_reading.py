"""Are the practices that come with Counterfoil read, and is every mistake in a user's own told with its cure?"""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.scorecards.practices.reading import SHIPPED, Practices, read_practices, shipped_practices
from counterfoil.tables.scorecard_measure import OUTSIDE

OWN = """
id = "house"
title = "Our own rules"
source = "House rules of 2026"

[[practices]]
id = "house-1"
title = "Quick"
says = "What is false goes down within two days."
source = "House rules, no. 1"
verified = "ours"
measures = ["hours-to-takedown-median"]
"""


def read(text: str) -> Practices:
    return read_practices(text.encode(), file="own.toml")


def shipped(name: str) -> Practices:
    return read_practices(shipped_practices(name), file=f"{name}.toml")


def test_the_programme_has_ten_practices_of_which_one_was_verified() -> None:
    found = shipped("programme_2020")
    assert [one.id for one in found.practices] == [f"dhs-{number}" for number in range(1, 11)]
    assert [one.id for one in found.practices if one.is_verified] == ["dhs-1"]


def test_the_nine_steps_of_the_fifth_practice_are_measured_each() -> None:
    fifth = shipped("programme_2020").practices[4]
    assert len([name for name in fifth.measures if name.startswith("step-")]) == 9


@pytest.mark.parametrize("name", SHIPPED)
def test_what_comes_with_counterfoil_names_a_source_for_every_practice(name: str) -> None:
    found = shipped(name)
    assert all(one.source and one.says.endswith(".") for one in found.practices)
    assert all(text.endswith(".") for one in found.practices for text in one.not_measurable)


def test_every_measure_stands_in_a_practice() -> None:
    used = {name for file in SHIPPED for one in shipped(file).practices for name in one.measures}
    assert used == set(MEASURES)


def test_outsiders_can_measure_something_of_every_file() -> None:
    for file in SHIPPED:
        names = {name for one in shipped(file).practices for name in one.measures}
        assert any(OUTSIDE in MEASURES[name].editions for name in names)


def test_a_file_of_ones_own_is_read() -> None:
    found = read(OWN)
    assert (found.id, found.practices[0].measures) == ("house", ("hours-to-takedown-median",))
    assert not found.practices[0].is_verified


MISTAKES = [  # what is written, what stands in its place, what is told
    ("id = ", "ident = ", "ident"),
    ('id = "house"', 'id = "House"', "small letters, digits and hyphens"),
    ('title = "Quick"', 'title = "Qu\\u001b[2Jick"', "signs that cannot be seen. Take them out of `title`"),
    ('"hours-to-takedown-median"', '"\\u001b[2J"', "asks for “\ufffd[2J”, which is no measure"),
    ('title = "Quick"', 'title = " "', "“house-1” has an empty title. Fill in `title`"),
    ('verified = "ours"', 'verified = "sure"', "verified"),
    ('verified = "ours"\n', "", "verified"),
    ("hours-to-takedown-median", "hours-to-takedown", "Did you mean hours-to-takedown-p90 or hours-to-takedown-median"),
    ("hours-to-takedown-median", "qqqqq", "“qqqqq”, which is no measure. All measures stand in docs/practices.md"),
    ('["hours-to-takedown-median"]', '["notices-refused", "notices-refused"]', "notices-refused twice. Name it once"),
    ('measures = ["hours-to-takedown-median"]', "", "has no measure. Name one in `measures`, or say"),
    ('measures = ["hours-to-takedown-median"]', 'not_measurable = [" "]', "empty or endless text, or in several lines"),
    ('measures = ["hours-to-takedown-median"]', "measures = [4]", "str"),
    ("measures = ", "measure = ", "measure"),
    ("Our own rules", "x" * 1_001, "more than 1,000 characters"),
    ("[[practices]]", "[practices]", "practices"),
    ("[[practices]]", "[[practices", "no TOML"),
]


@pytest.mark.parametrize(("written", "instead", "told"), MISTAKES)
def test_a_mistake_is_told_with_its_cure(written: str, instead: str, told: str) -> None:
    assert written in OWN
    with pytest.raises(UserError, match=re.escape(told)) as caught:
        read(OWN.replace(written, instead, 1))
    assert caught.value.file == "own.toml"
    assert caught.value.cure


def test_an_id_may_not_be_used_twice() -> None:
    again = OWN[OWN.index("[[practices]]") :]
    with pytest.raises(UserError, match="“house-1” stands in the file twice"):
        read(OWN + again)


def test_a_file_without_practices_is_refused() -> None:
    with pytest.raises(UserError, match="names no practice"):
        read('id = "house"\ntitle = "x"\nsource = "x"\npractices = []\n')


def test_too_many_practices_and_too_large_a_file_are_refused() -> None:
    many = "".join(OWN[OWN.index("[[practices]]") :].replace("house-1", f"house-{one}") for one in range(201))
    with pytest.raises(UserError, match="201 practices"):
        read(OWN[: OWN.index("[[practices]]")] + many)
    with pytest.raises(UserError, match="larger than 1 MB"):
        read_practices(b"#" * ((1 << 20) + 1), file="own.toml")


def test_practices_that_do_not_come_with_counterfoil_are_named_with_those_that_do() -> None:
    with pytest.raises(UserError, match="programme_2020, dsa_30_32, inta, eu_memorandum"):
        shipped_practices("programme-2021")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(UserError):
        assert read_practices(content, file="own.toml").practices


@given(
    st.sampled_from(["id", "title", "says", "source", "verified", "measures", "not_measurable"]),
    st.one_of(st.text(max_size=40), st.integers(), st.lists(st.text(max_size=20), max_size=3)),
)
def test_any_value_of_a_practice_is_read_or_refused(name: str, value: object) -> None:
    lines = [line for line in OWN.splitlines() if not line.startswith(f"{name} =")]
    head = OWN.splitlines()[1:4] if name in ("id", "title", "source") else []
    text = "\n".join([*head, *lines, f"{name} = {_toml(value)}"])
    with suppress(UserError):
        found = read(text)
        assert found.practices[0].measures or found.practices[0].not_measurable


@given(st.integers(min_value=1, max_value=3_000))
def test_deep_nesting_is_refused(depth: int) -> None:
    with pytest.raises(UserError):
        read("id = " + "[" * depth + "]" * depth)


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(char):08X}" for char in value if not 0xD800 <= ord(char) < 0xE000) + '"'
    return str(value)
