"""Rights into names, marks and goods."""

import pytest

from counterfoil.screening.marks import build_marks
from counterfoil.screening.told import is_a_word
from counterfoil.tables.right import Right
from screening.screened import HALVORSEN, OWNER, Row, table


def built(*rows: Row):  # type: ignore[no-untyped-def]
    return build_marks(table(Right, [{"id": f"r-{n}", "owner": OWNER, **row} for n, row in enumerate(rows, 1)]))


def names(*rows: Row) -> set[tuple[str, str]]:
    return {(name.written, name.kind) for name in built(*rows).names.names()}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"mark": "Halvorsen"}, {("Halvorsen", "mark")}),
        ({"mark": "Skarv", "aliases": ["SKV", None]}, {("Skarv", "mark"), ("SKV", "mark")}),
        ({"mark": "X"}, {("X", "mark")}),
        (
            {"mark": "Bleu de Sevrine", "house_mark": "Sevrine"},
            {("Bleu de Sevrine", "mark"), ("bleu de", "remainder"), ("Sevrine", "mark"), ("by bleu", "first_name")},
        ),
        ({"mark": "Orlune Paris"}, {("Orlune Paris", "mark"), ("by orlune", "first_name")}),
        ({"mark": "Blue Moon"}, {("Blue Moon", "mark")}),
        ({"mark": "Orlune Games"}, {("Orlune Games", "mark")}),
    ],
)
def test_the_names_that_are_looked_for(row: Row, expected: set[tuple[str, str]]) -> None:
    assert names(row) == expected


@pytest.mark.parametrize(("houses", "looked_for"), [(3, True), (4, False)])
def test_a_first_name_that_begins_the_names_of_many_houses_points_to_none(houses: int, looked_for: bool) -> None:
    rows = [{"mark": f"Torvald {name}", "owner": name} for name in ("Brask", "Crone", "Drews", "Eskil")[:houses]]
    assert (("by torvald", "first_name") in names(*rows)) is looked_for


def test_rows_of_one_mark_and_owner_are_one_mark_and_two_owners_are_two() -> None:
    marks = built(
        HALVORSEN, {"mark": "HALVORSEN", "id": "r-2"}, {"mark": "Halvorsen", "owner": "Other Ltd", "id": "r-3"}
    )
    assert marks.rights["mark_number"].to_list() == [0, 0, 1]
    assert marks.marks["owner"].to_list() == [OWNER, "Other Ltd"]


@pytest.mark.parametrize(
    ("mark", "word"),
    [("Apple", True), ("off-white", True), ("Blue Moon", False), ("Halvorsen", False), ("Gucci", False)],
)
def test_marks_that_are_words(mark: str, word: bool) -> None:
    assert is_a_word(mark) is word


@pytest.mark.parametrize(("said", "word"), [(True, True), (False, False), (None, True)])
def test_the_owner_may_say_whether_a_mark_is_a_word(said: bool | None, word: bool) -> None:
    assert built({"mark": "Apple", "common_word": said}).marks["is_word"].to_list() == [word]


def test_goods_cover_their_types_and_may_lie_in_broader_ones() -> None:
    goods = built({"mark": "Skarv", "goods": ["jeans"]}).goods
    exact = dict(goods.select("product_type", "exact").iter_rows())
    assert exact["jeans"] is True
    assert exact["clothing"] is False
    assert "shoe" not in exact


def test_no_rights_give_no_marks() -> None:
    assert built().marks.is_empty()
