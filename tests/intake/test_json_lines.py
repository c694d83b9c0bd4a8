"""JSON Lines and JSON arrays."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake import json_lines, json_stream, json_text
from counterfoil.intake.json_lines import NOT_AN_OBJECT
from counterfoil.intake.json_text import BROKEN_OFF, NOT_TEXT, TOO_DEEP, TOO_LARGE
from counterfoil.intake.offers import read_offers
from intake.samples import Pipe, offers, together

GOOD = '{"id": "1", "title": "one"}\n'


def test_objects_are_rows_and_blank_lines_are_none() -> None:
    result = offers("\n" + GOOD + "\n" + '{"title": "two", "id": 2, "seen_at": null}\n')
    assert result.kept.select("id", "title", "line").rows() == [("1", "one", 2), ("2", "two", 4)]


def test_numbers_are_kept_as_written() -> None:
    row = '{"id": 12345678901234567890, "title": "t", "price": 0.1000, "price_currency": "EUR"}'
    kept = offers(row).kept
    assert kept["id"].to_list() == ["12345678901234567890"]
    assert kept["price"].to_list() == [Decimal("0.1000")]


def test_lists_and_objects_within() -> None:
    row = {"id": "1", "title": "t", "additional_image_link": ["http://a", "http://b"], "price": {"value": "3 USD"}}
    kept = offers(json.dumps(row), mapping='[columns]\nprice = "price.value"').kept
    assert kept["additional_image_link"].to_list() == [["http://a", "http://b"]]
    assert kept["price"].to_list() == [Decimal(3)]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('{"id": "2", "title": ', NOT_AN_OBJECT),
        ("[1, 2]", NOT_AN_OBJECT),
        ("17", NOT_AN_OBJECT),
        ('{"id": "2", "title": "\\ud800"}', NOT_TEXT),
        ('{"id": "2", "title": "t", "\\udfff": 1}', NOT_TEXT),
        ('{"id": ' + "[" * 100_000 + "]" * 100_000 + "}", TOO_DEEP),
        ('{"a": ' * 100_000, TOO_DEEP),
        ('{"id": ' + "[" * 100 + "]" * 100 + "}", TOO_DEEP),
    ],
)
def test_a_line_that_is_no_object_of_text_is_a_reject(line: str, rule: str) -> None:
    result = offers(GOOD + line + "\n" + GOOD)
    assert result.kept["line"].to_list() == [1, 3]
    assert result.rejects.select("line", "rule").rows() == [(2, rule)]
    assert result.rejects["value"].to_list()[0][:100] == line[:100]


@pytest.mark.parametrize("depth", range(940, 1_000))
def test_near_the_end_of_the_stack_an_object_is_a_reject_and_no_traceback(depth: int) -> None:
    assert offers(GOOD + '{"id": ' + "[" * depth + "]" * depth + "}").rejects["rule"].to_list() == [TOO_DEEP]


def test_many_lists_beside_one_another_are_not_deep() -> None:
    row = {"id": "1", "title": "t", "seen": [[]] * 500, "inner": json.loads("[" * 99 + "]" * 99)}
    assert offers(json.dumps(row)).kept["id"].to_list() == ["1"]


def test_a_pair_of_surrogates_is_a_character() -> None:
    assert offers('{"id": "1", "title": "\\ud83d\\udc5f shoe"}').kept["title"].to_list() == ["👟 shoe"]


def test_a_small_array_is_read_with_the_line_of_each_object() -> None:
    text = '\n[\n  {"id": "1", "title": "one"},\n  {"id": "2",\n   "title": "two"}, 3\n]\n'
    result = offers(text)
    assert result.kept.select("id", "line").rows() == [("1", 3), ("2", 4)]
    assert result.rejects.select("line", "value", "rule").rows() == [(5, "3", json_text.NOT_AN_OBJECT)]


@pytest.mark.parametrize("end", [', {"id": "2", "ti', " nonsense", ', {"id": ' + "[" * 100_000])
def test_of_an_array_broken_off_what_came_before_is_kept(end: str) -> None:
    result = offers('[{"id": "1", "title": "one"}' + end)
    assert result.kept["id"].to_list() == ["1"]
    assert result.rejects["rule"].to_list() == [BROKEN_OFF]


def test_an_array_of_any_size_is_read_in_parts() -> None:
    text = "[" + ",\n".join(json.dumps({"id": str(at), "title": "goods " * 20}) for at in range(25_000)) + "]"
    batches = list(read_offers(Pipe(text.encode()), file="-"))  # type: ignore[arg-type]
    assert [batch.kept.height for batch in batches] == [10_000, 10_000, 5_000]
    assert together(batches).kept["line"].to_list() == list(range(1, 25_001))


def test_an_element_beyond_the_longest_breaks_the_array_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST_OBJECT", 50)
    text = '[{"id": "1", "title": "one"}, {"id": "2", "title": "' + "x" * 900_000 + '"}]'
    result = offers(text)
    assert result.kept["id"].to_list() == ["1"]
    assert result.rejects["rule"].to_list() == [TOO_LARGE]


def test_a_missing_column_is_looked_for_in_the_first_batch_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "BATCH_ROWS", 1)
    result = offers(GOOD + '{"id": "2"}\n')
    assert result.kept["id"].to_list() == ["1"]
    assert result.rejects["field"].to_list() == ["title"]
    with pytest.raises(UserError, match="No column is named title"):
        offers('{"id": "2"}\n' + GOOD)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(value=st.one_of(VALUES, st.dictionaries(st.text(max_size=3), VALUES, max_size=4)), ascii_only=st.booleans())
def test_the_fast_reading_of_a_line_agrees_with_the_careful_one(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    careful = json_lines._parsed(1, text)[1]
    assert json_lines._plain(text) in (None, careful)
