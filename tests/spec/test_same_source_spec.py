"""The manual of sources: every drawn pair of goods is graded as the page says."""

import pytest

import same_source_cases
from counterfoil.matching.verdict import BY_GRADES, IDENTICAL, OFFENDING, VARIANT
from counterfoil.tables.match import SOURCE_GRADES
from same_source_cases import Case, cases, graded


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.fake} / {case.item or 'nothing'} / {case.genuine}")
def test_the_source_is_graded_as_the_manual_says(case: Case) -> None:
    assert graded(case) == case.source


def test_every_grade_and_every_verdict_on_one_product_is_drawn() -> None:
    assert {case.source for case in cases()} == set(SOURCE_GRADES)
    assert {BY_GRADES[IDENTICAL, case.source] for case in cases()} == {
        BY_GRADES[IDENTICAL, grade] for grade in SOURCE_GRADES
    }
    assert OFFENDING not in {BY_GRADES[VARIANT, case.source] for case in cases()}


def test_the_page_shows_every_pair() -> None:
    sections = {case.section for case in cases()}
    assert same_source_cases.page().count("\n| ") == len(cases()) + len(sections)
