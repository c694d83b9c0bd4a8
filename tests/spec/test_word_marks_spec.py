"""The manual of marks that are words: how its titles are read, on the half that rules were set on and on the other."""

import word_mark_cases
from word_mark_cases import HALVES, cases, marks, readings

LEAST_RIGHT = {"development": 0.97, "held-out": 0.88}  # a floor under what benchmarks/word_marks measures
MOST_OPPOSITE = {"development": 0.01, "held-out": 0.04}  # the mark for the word, or the word for the mark


def test_the_titles_are_read_as_well_as_is_published() -> None:
    for half in HALVES:
        drawn = cases(half)
        read = readings(drawn)
        right = sum(case.expected == reading for case, reading in zip(drawn, read, strict=True))
        opposite = sum({case.expected, reading} == {"mark", "word"} for case, reading in zip(drawn, read, strict=True))
        assert right / len(drawn) >= LEAST_RIGHT[half]
        assert opposite / len(drawn) <= MOST_OPPOSITE[half]
        assert "none" not in read


def test_the_halves_speak_of_different_marks_that_are_on_the_list() -> None:
    development, held_out = ({case.mark for case in cases(half)} for half in HALVES)
    assert development.isdisjoint(held_out)
    assert development | held_out == {mark.mark for mark in marks()}
    assert len(development | held_out) >= 40
    assert sum(len(cases(half)) for half in HALVES) >= 150


def test_no_held_out_word_has_neighbours_of_its_own() -> None:
    from counterfoil.screening.word_neighbours import table

    assert {case.mark.lower() for case in cases("held-out")}.isdisjoint(table())


def test_the_page_shows_what_is_misread() -> None:
    assert word_mark_cases.page().count("\n| ") == sum(len(cases(half)) for half in HALVES) + len(HALVES)
