"""What sentences of platforms mean; and that what is not clear is never guessed. All sentences are invented."""

import pytest

from counterfoil.intake.notice_answers.phrases import (
    NO_REASON,
    NOTHING_KNOWN,
    SEVERAL,
    SEVERAL_REASONS,
    _longest_first,
    _table,
    refusals,
    understood,
    understood_state,
)
from counterfoil.tables.notice_answer import ANSWERS


@pytest.mark.parametrize(
    ("text", "answer", "reason"),
    [
        ("Thank you for your notice. The listings have been removed.", "acted", ""),
        ("The item HAS  BEEN\nREMOVED from our site.", "acted", ""),
        ("Die von Ihnen genannten Angebote wurden entfernt.", "acted", ""),
        ("L’annonce a été retirée de notre site.", "acted", ""),
        ("El artículo ha sido eliminado.", "acted", ""),
        ("L'inserzione è stata rimossa.", "acted", ""),
        ("De advertentie is verwijderd.", "acted", ""),
        ("Oferta została usunięta.", "acted", ""),
        ("您投诉的商品已下架。", "acted", ""),
        ("該当の商品は削除いたしました。", "acted", ""),
        ("We have received your notice and will get back to you.", "acknowledged", ""),
        ("Wir haben Ihre Meldung erhalten.", "acknowledged", ""),
        ("Please provide additional information on the mark.", "clarification asked", ""),
        ("The seller has filed a counter-notice, which is attached.", "counter-notice", ""),
        ("The listing has not been removed: the seller has provided invoices.", "refused", "seller-authorised"),
        ("Your report was rejected, as it shows insufficient evidence.", "refused", "not-shown"),
        ("We are unable to process it. Please send a power of attorney.", "refused", "no-power"),
        ("Ihre Meldung wurde abgelehnt: andere Warenklasse.", "refused", "goods-not-covered"),
        ("Votre demande a été rejetée : épuisement du droit.", "refused", "resale-allowed"),
        ("投诉不成立：证据不足。", "refused", "not-shown"),
    ],
)
def test_a_clear_text_is_understood(text: str, answer: str, reason: str) -> None:
    found = understood(text)
    assert (found.answer, found.reason, found.problem) == (answer, reason, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", NOTHING_KNOWN),
        ("We value your feedback.", NOTHING_KNOWN),
        ("It is unremoved, and hasbeen removedx.", NOTHING_KNOWN),
        ("Two listings have been removed. One was not removed.", SEVERAL),
        ("They have been removed. The seller has filed a counter-notice.", SEVERAL),
        ("Your report was rejected.", NO_REASON),
        ("Your report was rejected: test buy needed, insufficient evidence.", SEVERAL_REASONS),
    ],
)
def test_an_unclear_text_waits_for_a_person(text: str, problem: str) -> None:
    found = understood(text)
    assert (found.answer, found.problem) == ("", problem)


@pytest.mark.parametrize(
    ("state", "remark", "answer", "reason"),
    [
        ("Removed", "", "acted", ""),
        ("SubmissionFailed", "The item is no longer active.", "refused", "already-gone"),
        ("ClarificationRequired", "", "clarification asked", ""),
        ("Received", "", "acknowledged", ""),
        ("Rejected", "See first sale doctrine", "refused", "resale-allowed"),
        ("The listing was removed", "", "acted", ""),
    ],
)
def test_the_state_of_an_export_is_read_as_a_whole(state: str, remark: str, answer: str, reason: str) -> None:
    found = understood_state(state, remark)
    assert (found.answer, found.reason) == (answer, reason)


@pytest.mark.parametrize("state", ["Not removed", "Removed?", "Partially removed", "42", "Removed by seller"])
def test_an_unknown_state_is_not_guessed(state: str) -> None:
    assert understood_state(state, "").answer == ""


def test_every_phrase_is_of_one_answer_or_reason_alone() -> None:
    answers = [one for said in _table("words")["answers"].values() for some in said.values() for one in some]
    reasons = [phrase for one in _table("refusals").values() for phrase in one["phrases"]]
    for phrases in (answers, reasons):
        folded = [phrase for phrase, _ in _longest_first((one, "") for one in phrases)]
        assert len(folded) == len(set(folded))
    assert set(_table("words")["answers"]) == set(ANSWERS) == set(_table("words")["exports"])


def test_every_reason_has_a_meaning_and_a_cure() -> None:
    assert all(one.means.endswith(".") and one.cure.endswith(".") for one in refusals().values())
    assert len(refusals()) == 13
