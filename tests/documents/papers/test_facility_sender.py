"""Who tells which facilities: read from a file, each found by every name it goes by."""

import datetime as dt

import pytest

from counterfoil.documents.papers.facility_sender import FacilitySender
from counterfoil.errors import UserError
from counterfoil.tables.record_file import read_record
from documents.papers.paper_examples import EXAMPLES

TEXT = (EXAMPLES / "facility_sender.toml").read_text(encoding="utf-8")


def sender(text: str = TEXT) -> FacilitySender:
    return read_record(text.encode(), FacilitySender, file="sender.toml", what="sender", example="x")


@pytest.mark.parametrize("name", ["9529001000013", "Reno", "Tidewater Fulfilment, Reno"])
def test_a_facility_goes_by_its_gln_its_name_and_that_of_its_stock(name: str) -> None:
    found = sender().facility(name)
    assert found is not None
    assert found.id == "9529001000013"
    assert sender().facility("Sparks") is None


def test_the_paper_tells_the_facility_and_the_day_that_is_the_senders_own() -> None:
    one = sender()
    paper = one.notice(one.facilities[0], number="fn-1-1", case_id="case-1", on=dt.date(2026, 11, 16))
    assert (paper.facility.name, paper.facility.reference) == ("Tidewater Fulfilment, Reno", "GLN 9529001000013")
    assert paper.answer_by is not None
    assert (paper.answer_by.by, paper.answer_by.verified) == (dt.date(2026, 11, 20), "M-M")
    assert paper.stock == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('gln = "9529001000013"', 'gln = "9529001000014"'),  # its check digit
        ('gln = "9529001000013"', 'gln = "٩٥٢٩٠٠١٠٠٠٠١٣"'),
        ("answer_days = 4", "answer_days = 0"),
        ("answer_days = 4", "answer_day = 4"),
        ("[[facilities]]", "[[facility]]"),
    ],
)
def test_a_slip_of_the_pen_is_refused(old: str, new: str) -> None:
    with pytest.raises(UserError):
        sender(TEXT.replace(old, new, 1))
