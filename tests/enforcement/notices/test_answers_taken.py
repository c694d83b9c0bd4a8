"""To which notice is an answer, what does it do, and what waits for a person?"""

import datetime as dt
from typing import Any

import pytest

from counterfoil.enforcement.notices.answers import (
    NO_LISTING,
    NO_NOTICE,
    SEVERAL_NOTICES,
    TO_COME,
    TOO_EARLY,
    Step,
    Waiting,
    step_of,
)

SENT_AT = dt.datetime(2026, 11, 12, 9, 0, tzinfo=dt.UTC)
READ_AT = dt.datetime(2026, 11, 14, tzinfo=dt.UTC)
ANSWERED = dt.datetime(2026, 11, 13, 16, 0, tzinfo=dt.UTC)


def notice(number: int = 1, **changed: Any) -> dict[str, Any]:
    offers = [f"o-{number}{letter}" for letter in "ab"]
    whole = {
        "id": f"n-5b1f-{number}", "form": "trademark-mail", "state": "sent", "sent_at": SENT_AT, "reference": None,
        "offer_ids": offers, "links": [f"https://market.example/item/{number}{letter}" for letter in "ab"],
    }  # fmt: skip
    return whole | changed


def answer(**changed: Any) -> dict[str, Any]:
    whole = {
        "line": 1, "answer": "acted", "reason": None, "answered_at": ANSWERED, "message_ids": [], "notice_ids": [],
        "references": [], "offer_ids": [], "links": [],
    }  # fmt: skip
    return whole | changed


def step(given: dict[str, Any], *notices: dict[str, Any], outcomes: dict[str, str] | None = None) -> Step | Waiting:
    known = {one["id"]: one for one in notices or (notice(), notice(2))}
    listings = {key: {offer: (outcomes or {}).get(offer) for offer in one["offer_ids"]} for key, one in known.items()}
    return step_of(given, known, listings, read_at=READ_AT)


@pytest.mark.parametrize(
    "named",
    [
        {"notice_ids": ["n-5b1f-2", "n-other-9"]},
        {"message_ids": ["<n-5b1f-2@northlight.example.com>", "<123@else.example>"]},
        {"references": ["TWM-9"]},
        {"offer_ids": ["o-2a", "o-2b"]},
        {"links": ["http://www.market.example/item/2A/", "https://market.example/item/2b"]},
        {"offer_ids": ["2a", "2b"]},  # the number at the end of the link
    ],
)
def test_an_answer_is_known_by(named: dict[str, Any]) -> None:
    found = step(answer(**named), notice(), notice(2, reference="TWM-9"))
    assert isinstance(found, Step)
    assert (found.notice_id, found.act, set(found.offer_ids)) == ("n-5b1f-2", "acted", {"o-2a", "o-2b"})
    assert found.at == ANSWERED


def test_one_of_two_listings_is_acted_in_part_and_the_second_makes_it_whole() -> None:
    one = answer(notice_ids=["n-5b1f-1"], offer_ids=["o-1a"])
    assert step(one) == Step("n-5b1f-1", "acted in part", "acted", None, ANSWERED, ("o-1a",))
    other = answer(notice_ids=["n-5b1f-1"], offer_ids=["o-1b"])
    rest = step(other, notice(state="acted in part"), outcomes={"o-1a": "acted"})
    assert isinstance(rest, Step)
    assert rest.act == "acted"


@pytest.mark.parametrize(
    ("first", "then", "act"),
    [("acted", "refused", "acted in part"), ("refused", "acted", "acted in part"), ("refused", "refused", "refused")],
)
def test_what_two_decisions_come_to(first: str, then: str, act: str) -> None:
    given = answer(answer=then, reason="not-shown" if then == "refused" else None, offer_ids=["o-1b"])
    state = "acted in part" if first == "acted" else "refused"
    found = step(given | {"notice_ids": ["n-5b1f-1"]}, notice(state=state), outcomes={"o-1a": first})
    assert isinstance(found, Step)
    assert found.act == act


@pytest.mark.parametrize(
    ("form", "act"),
    [("dmca", "dmca-counter-notice"), ("alibaba", "phase-one-counter-notice"), ("vero", "countered")],
)
def test_a_counter_notice_sets_the_clock_of_its_law_going(form: str, act: str) -> None:
    found = step(answer(answer="counter-notice", notice_ids=["n-5b1f-1"]), notice(form=form, state="acted"))
    assert isinstance(found, Step)
    assert found.act == act


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, NO_NOTICE),
        ({"notice_ids": ["n-5b1f-9"], "links": ["https://else.example/1"]}, NO_NOTICE),
        ({"notice_ids": ["n-5b1f-1", "n-5b1f-2"]}, SEVERAL_NOTICES),
        ({"offer_ids": ["o-1a", "o-2a"]}, SEVERAL_NOTICES),
        ({"notice_ids": ["n-5b1f-1"], "offer_ids": ["o-2a"]}, NO_LISTING),
        ({"notice_ids": ["n-5b1f-1"], "answered_at": dt.datetime(2026, 11, 11, tzinfo=dt.UTC)}, TOO_EARLY),
        ({"notice_ids": ["n-5b1f-1"], "answered_at": dt.datetime(2026, 11, 15, tzinfo=dt.UTC)}, TO_COME),
        ({"notice_ids": ["n-5b1f-1"], "answer": "counter-notice"}, "A notice that is “sent” cannot be countered"),
    ],
)
def test_what_waits_for_a_person(changed: dict[str, Any], why: str) -> None:
    assert step(answer(line=7, **changed)) == Waiting(7, why)


def test_a_draft_has_no_answer() -> None:
    found = step(answer(notice_ids=["n-5b1f-1"]), notice(state="drafted", sent_at=None))
    assert found == Waiting(1, "A notice that is “drafted” cannot be acted")


def test_a_closed_notice_is_not_found_by_its_listings() -> None:
    assert step(answer(offer_ids=["o-1a"]), notice(state="closed")) == Waiting(1, NO_NOTICE)


def test_an_answer_without_a_day_is_of_the_day_on_which_it_was_read() -> None:
    found = step(answer(notice_ids=["n-5b1f-1"], answered_at=None))
    assert isinstance(found, Step)
    assert found.at == READ_AT
