"""A drafted penalty file is read as it is, holds what the case knows and nothing else, and says what is missing."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.cases.penalty_draft import Known, penalty_draft
from counterfoil.enforcement.exposure.case_file import read_case
from counterfoil.enforcement.exposure.exposure import exposure
from counterfoil.enforcement.exposure.penalty_case import PenaltyCase
from counterfoil.errors import UserError

DAY = dt.date(2026, 11, 8)
WHOLE = {
    **{"id": "r-1", "mark": "Halvorsen", "office": "USPTO", "registration_number": "9900001"},
    **{"register": "principal", "registered_on": "2011-03-08", "recorded": "TMK 26-90011"},
}
SEIZED = {"kind": "seized", "subject_id": "2026-EX-0412", "at": dt.datetime(2026, 10, 26, tzinfo=dt.UTC)}


def drafted(rights: Any = (), events: Any = (), marks: Any = ("Halvorsen",), party: str | None = "party-1") -> str:
    case = {"id": "case-1", "party_id": party, "marks": list(marks)}
    exhibits = [{"id": "E-5", "file": "exhibits/offer-o-1-00.json"}, {"id": "E-6", "file": None}]
    return penalty_draft(Known(case, list(rights), list(events), exhibits), day=DAY)


def read(text: str) -> PenaltyCase:
    return read_case(text.encode(), day=DAY, file="draft.toml")


def test_what_is_known_is_filled_in() -> None:
    case = read(drafted([WHOLE], [SEIZED]))
    assert (case.id, case.person) == ("case-1", "party-1")
    known = case.registrations[0]
    assert (known.mark, known.number, known.register) == ("Halvorsen", "9900001", "principal")
    assert (known.registered_on, known.recordation, known.recorded_on) == (dt.date(2011, 3, 8), "TMK 26-90011", None)
    assert (case.seizures[0].number, case.seizures[0].on, case.seizures[0].lines) == (
        "2026-EX-0412",
        dt.date(2026, 10, 26),
        (),
    )
    assert case.suit is not None
    assert [(use.mark, use.types) for use in case.suit.uses] == [("Halvorsen", ())]
    assert (case.proofs, case.factors, case.suit.wilful) == ((), (), False)


def test_a_facility_that_stayed_silent_is_named_as_a_comment_and_never_held_against_the_person() -> None:
    silent = {"kind": "notice-ignored", "subject_id": "fn-1-2", "what": "The facility Columbus stayed silent.\nx = 1"}
    text = drafted([WHOLE], [SEIZED, silent])
    assert '# factors = ["ignored-notices"]  # in a case against the facility that was sent fn-1-2' in text
    assert read(text).factors == ()
    named = text.replace("# factors = [", "factors = [")
    assert read(named).factors == ("ignored-notices",)
    assert "ignored" not in drafted([WHOLE], [SEIZED])


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"register": None}, "# register = ?"),
        ({"registered_on": None}, "# registered_on = ?"),
        ({"registered_on": "2027-01-01"}, "# registered_on = ?"),
        ({"office": "EUIPO", "territory": "EU"}, "# r-1, Halvorsen is registered elsewhere (EUIPO); no fine follows"),
        ({"registration_number": None}, "# r-1, Halvorsen: no words, or no number of a registration, are known."),
        ({"mark": None}, "# r-1, a mark without words: no words, or no number"),
    ],
)
def test_a_registration_that_lacks_something_stands_as_a_comment(missing: dict[str, Any], says: str) -> None:
    text = drafted([WHOLE | missing])
    assert read(text).registrations == ()
    assert says in text


def test_penalty_says_of_the_draft_what_is_missing_and_makes_up_no_sum() -> None:
    found = exposure(read(drafted([WHOLE], [SEIZED])), day=DAY)
    assert [one.statute for one in found.exposed] == ["19 USC 1526(f)", "19 USC 1595a(b)", "15 USC 1117(c)"]
    assert all(one.most is None and one.lacking for one in found.exposed)


def test_a_comment_whose_sign_was_taken_away_but_not_filled_in_is_no_file() -> None:
    text = drafted([WHOLE | {"register": None}])
    with pytest.raises(UserError, match="no TOML"):
        read(text.replace("# register = ?", "register = ?"))


TEXTS = st.text(max_size=20)


@given(st.lists(TEXTS, max_size=3, unique=True), TEXTS, TEXTS, TEXTS)
def test_any_words_of_a_case_make_a_file_that_is_read(marks: list[str], number: str, office: str, party: str) -> None:
    right = WHOLE | {"registration_number": number, "office": office, "mark": marks[0] if marks else None}
    case = read(drafted([right, WHOLE], marks=marks, party=party or None))
    assert case.person == (party or "case-1")
    assert case.suit is None if not marks else [use.mark for use in case.suit.uses] == marks  # type: ignore[union-attr]
