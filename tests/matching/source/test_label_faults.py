"""Which notes tell of the fault that the fake's label has, and which only speak of labels?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.matching.source.label_faults import tells_of

FAULT = "care label sewn in upside down"


@pytest.mark.parametrize(
    "text",
    [
        FAULT,
        "Inspected 3 pairs: CARE LABEL is sewn in upside-down, box glued.",
        "Upside down care label, sewn with white thread",
        "No odour. Care label sewn upside down.",
    ],
)
def test_a_note_that_tells_of_it(text: str) -> None:
    assert tells_of(FAULT, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Care label sewn in",
        "Care label is not sewn in upside down",
        "No care label sewn in upside down",
        "Carelabel sewn in upside-downward",
        "The box lay upside down when the pallet was opened; its seal was torn, but the care label was properly sewn",
    ],
)
def test_a_note_that_does_not(text: str) -> None:
    assert not tells_of(FAULT, text)


def test_a_fault_that_is_something_missing() -> None:
    assert tells_of("no hologram", "There is no hologram on the box")
    assert not tells_of("no hologram", "The hologram on the box is intact")


@pytest.mark.parametrize("fault", ["", "faded", "no tag", "the"])
def test_a_fault_of_too_few_words_is_told_by_nothing(fault: str) -> None:
    assert not tells_of(fault, f"all goods are {fault}")


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_text_is_read(fault: str, text: str) -> None:
    assert tells_of(fault, text) in (True, False)
