"""To which notice is an answer, and what follows from it for its listings? What fits no notice waits for a person.

An answer is one's by our number, by the mail that it answers, by the recipient's own number, or, where it names none of
them, by a listing that one open notice alone names.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from counterfoil.enforcement.states.machine import moved
from counterfoil.enforcement.states.notice_states import COUNTER_NOTICES, NOTICE, OPEN, TAKEN
from counterfoil.errors import UserError

COUNTER_NOTICE_OF = {"dmca": "dmca-counter-notice", "alibaba": "phase-one-counter-notice"}
COUNTERED = COUNTER_NOTICES[-1]
CLOCK_OF_REFUSAL = {"dsa-16": "dsa-notice-refused"}  # article 20: who gave notice may complain
DECIDING = ("acted", "refused")
NO_NOTICE = "no notice of this case is named by it"
SEVERAL_NOTICES = "it may answer several notices; a person must say which"
NO_LISTING = "the notice does not name this listing"
TOO_EARLY = "it is dated before the notice was sent"
TO_COME = "it is dated after the day on which it was read"


class Step(NamedTuple):
    """What an answer does to one notice: the act, and the listings that it decides on."""

    notice_id: str
    act: str
    answer: str
    reason: str | None
    at: dt.datetime
    offer_ids: tuple[str, ...]


class Waiting(NamedTuple):
    """Why an answer was not taken; `line` as in its file."""

    line: int
    rule: str


Notices = Mapping[str, dict[str, Any]]  # rows of tables.notice by id, `state` as of now
Listings = Mapping[str, dict[str, str | None]]  # outcome by offer, by notice


def step_of(answer: dict[str, Any], notices: Notices, listings: Listings, *, read_at: dt.datetime) -> Step | Waiting:
    """Return what one answer does, or why it waits for a person."""
    line, at = answer["line"], answer["answered_at"] or read_at
    ids = _notices_meant(answer, notices)
    if len(ids) != 1:
        return Waiting(line, SEVERAL_NOTICES if ids else NO_NOTICE)
    notice = notices[ids[0]]
    if at > read_at:
        return Waiting(line, TO_COME)
    if notice["sent_at"] is not None and at.date() < notice["sent_at"].date():
        return Waiting(line, TOO_EARLY)
    named = _listings_meant(answer, notice)
    if named is None:
        return Waiting(line, NO_LISTING)
    act = _act(answer["answer"], notice, listings[ids[0]], named)
    try:
        moved(NOTICE, notice["state"], act)
    except UserError as fault:
        return Waiting(line, fault.problem.rstrip("."))
    return Step(ids[0], act, answer["answer"], answer["reason"], at, named)


def _notices_meant(answer: dict[str, Any], notices: Notices) -> list[str]:
    heads = {one.strip("<>").rsplit("@", 1)[0] for one in answer["message_ids"]}
    by_number = [one for one in notices if one in answer["notice_ids"] or one in heads]
    if by_number:
        return by_number
    by_reference = [
        one for one, row in notices.items() if row["reference"] and row["reference"] in answer["references"]
    ]
    if by_reference:
        return by_reference
    return [one for one, row in notices.items() if row["state"] in (*OPEN, *TAKEN) and _listings_named(answer, row)]


def _listings_named(answer: dict[str, Any], notice: dict[str, Any]) -> tuple[str, ...]:
    by_link = {_plain(link): offer for link, offer in zip(notice["links"], notice["offer_ids"], strict=True)}
    numbers = {_last(link): offer for link, offer in zip(notice["links"], notice["offer_ids"], strict=True)}
    own = dict.fromkeys(one for one in answer["offer_ids"] if one in notice["offer_ids"])
    own |= dict.fromkeys(numbers[one] for one in answer["offer_ids"] if one in numbers and one)
    own |= dict.fromkeys(by_link[_plain(one)] for one in answer["links"] if _plain(one) in by_link)
    return tuple(own)


def _listings_meant(answer: dict[str, Any], notice: dict[str, Any]) -> tuple[str, ...] | None:
    """Return the listings that an answer names, all where it names none, None where it names others alone."""
    named = _listings_named(answer, notice)
    if named:
        return named
    return None if answer["offer_ids"] else tuple(notice["offer_ids"])


def _act(answer: str, notice: dict[str, Any], outcomes: Mapping[str, str | None], named: tuple[str, ...]) -> str:
    if answer == "counter-notice":
        return COUNTER_NOTICE_OF.get(notice["form"], COUNTERED)
    if answer not in DECIDING:
        return answer
    after = {**outcomes, **dict.fromkeys(named, answer)}
    if all(one == "acted" for one in after.values()):
        return "acted"
    if all(one == "refused" for one in after.values()):
        return "refused"
    return "acted in part" if "acted" in after.values() else "refused"


def _plain(link: str) -> str:
    return link.strip().rstrip("/").casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.")


def _last(link: str) -> str:
    """Return the last part of a link's path: there platforms write the number of a listing."""
    return _plain(link).split("?", 1)[0].rsplit("/", 1)[-1]


def clock_of(form: str, answer: str) -> str:
    """Return the act that a clock of the form's law runs from when a listing is refused, "" where there is none."""
    return CLOCK_OF_REFUSAL.get(form, "") if answer == "refused" else ""


def refuse_other_law(form: str, act: str) -> None:
    """Raise UserError for a counter-notice under a law that the notice was not given under."""
    if act == COUNTER_NOTICES[0] and form != "dmca":
        problem = "A counter-notice of 17 USC 512(g) answers a DMCA notice, which is for copyright alone."
        raise UserError(problem, cure=f"Record it as {COUNTERED}.")
