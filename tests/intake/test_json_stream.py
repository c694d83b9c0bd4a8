"""Objects in JSON of any size: wherever they lie, with their lines, and what is said where they break off."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.intake import json_stream
from counterfoil.intake.json_stream import Found, objects
from counterfoil.intake.json_text import BROKEN_OFF, NOT_AN_OBJECT, NOT_TEXT, TOO_DEEP, TOO_LARGE
from counterfoil.intake.reader import Refused

LISTS = frozenset(["outer", "list"])


def read(text: str, containers: frozenset[str] = LISTS, *, size: int = 7) -> list[Found | Refused]:
    """Read a text that comes in small parts."""
    return list(objects((text[at : at + size] for at in range(0, len(text), size)), containers))


def told(found: list[Found | Refused]) -> list[tuple[int, object]]:
    return [(one.line, one.rule if isinstance(one, Refused) else one.value) for one in found]


def test_objects_one_after_another_in_any_layout_with_their_lines() -> None:
    content = '{"a": 1}\n\n{\n "b": 2.50\n}{"c": 3}\n[{"d": 4},\n{"e": 5}, 7]\n'
    expected = [(1, {"a": "1"}), (3, {"b": "2.50"}), (5, {"c": "3"}), (6, {"d": "4"}), (7, {"e": "5"})]
    assert told(read(content)) == [*expected, (7, NOT_AN_OBJECT)]


def test_objects_inside_a_document_that_is_much_larger_than_a_part() -> None:
    items = ",\n".join(f'{{"n": "{number}", "text": "{"é" * 500}"}}' for number in range(3_000))
    content = f'{{"head": {{"x": [1, 2]}}, "outer": {{"list": [\n{items}\n], "after": 1}}}}'
    found = read(content, size=9_000)
    assert [one.value["n"] for one in found if isinstance(one, Found)] == [str(number) for number in range(3_000)]
    assert [one.line for one in found] == list(range(2, 3_002))


@pytest.mark.parametrize("empty", ["", "[]", '{"list": []}', '{"list": {}}', "\n\n"])
def test_where_nothing_is_nothing_is_found(empty: str) -> None:
    assert read(empty) == []


@pytest.mark.parametrize(
    "cut", ["{", '{"b"', '{"b":', '{"b": tru', '{"b": "x', "nonsense", "[" * 100_000, "}", '{"b" 1}']
)
def test_what_came_before_the_fault_is_kept(cut: str) -> None:
    found = read('{"outer": {"list": [{"a": 1},\n' + cut, size=50_000)
    assert told(found) == [(1, {"a": "1"}), (2, BROKEN_OFF)]


def test_an_object_that_does_not_end_is_read_no_further_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST_OBJECT", 100_000)
    drawn = 0

    def endless() -> object:
        nonlocal drawn
        yield '{"id": 1}{"id":"'
        while True:
            drawn += 1
            yield "a" * 10_000

    assert told(list(objects(endless()))) == [(1, {"id": "1"}), (1, TOO_LARGE)]  # type: ignore[arg-type]
    assert drawn < 50


def test_an_object_of_endless_members_is_read_no_further_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST_OBJECT", 1_000)
    text = "{" + ",".join(f'"{number}": {number}' for number in range(1_000)) + "}"
    assert told(read(text)) == [(1, TOO_LARGE)]


def test_containers_within_containers_are_bounded() -> None:
    assert told(read('{"outer":' * 20)) == [(1, BROKEN_OFF)]


@pytest.mark.parametrize("form", ['[{{"a": {}}}, {{"b": 1}}]', '{{"a": {}}}{{"b": 1}}'])
def test_an_object_nested_too_deeply_is_passed_over(form: str) -> None:
    text = form.format("[" * 700 + "]" * 700)
    for containers in (LISTS, frozenset[str]()):
        assert told(read(text, containers, size=2_000)) == [(1, TOO_DEEP), (1, {"b": "1"})]


def test_half_a_surrogate_pair_is_no_text() -> None:
    assert told(read('[{"a": "\\ud83d"}, {"a": "\\ud83d\\ude00"}]')) == [(1, NOT_TEXT), (1, {"a": "😀"})]


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(
    items=st.lists(st.dictionaries(st.text(max_size=3), VALUES, min_size=1, max_size=3), max_size=4),
    size=st.integers(1, 40),
    indent=st.sampled_from([None, 1]),
)
def test_in_whatever_parts_it_comes_the_objects_are_the_same(
    items: list[dict[str, object]], size: int, indent: int | None
) -> None:
    document = json.dumps({"before": 1, "list": items, "after": [2]}, indent=indent)
    assert [one.value for one in read(document, size=size) if isinstance(one, Found)] == items
