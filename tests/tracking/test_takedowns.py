"""Takedown times and outcomes against their slow twins: a refusal is no takedown, and each listing counts once."""

import datetime as dt
from collections import Counter
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.tracking.query import answer
from counterfoil.tracking.reach_queries import LISTINGS_BY_RECIPIENT
from counterfoil.tracking.step_queries import TIMES
from reference.tracking_counts import outcomes, takedowns
from tracking.drawn_tables import drawn
from tracking.test_queries import DAY, FEW

END = dt.datetime.combine(DAY + dt.timedelta(days=1), dt.time(), dt.UTC)
TIMES_DRAWN = [END - dt.timedelta(hours=hours) for hours in (400, 72, 30, -5)]
PLACES = {"n-1": "Tidewater Market", "n-2": "Quayside Bazaar"}
Rows = list[dict[str, Any]]


def notice(one: str, sent: dt.datetime | None, state: str = "sent") -> dict[str, Any]:
    return {"id": one, "recipient": PLACES[one], "sent_at": sent, "state": state}


def listing(one: str, offer: str, outcome: str | None, at: dt.datetime | None) -> dict[str, Any]:
    return {"notice_id": one, "offer_id": offer, "outcome": outcome, "outcome_at": at if outcome else None}


notices = st.lists(
    st.builds(
        notice,
        st.sampled_from(list(PLACES)),
        st.sampled_from([*TIMES_DRAWN, None]),
        st.sampled_from(["sent", "withdrawn"]),
    ),
    max_size=4,
)
listings = st.lists(
    st.builds(
        listing,
        st.sampled_from(list(PLACES)),
        st.sampled_from(["o-1", "o-2"]),
        st.sampled_from(["acted", "refused", None]),
        st.sampled_from(TIMES_DRAWN),
    ),
    max_size=6,
)


def times(sent: Rows, told: Rows) -> pl.DataFrame:
    tables = {"notice": drawn("notice", *sent), "notice_listing": drawn("notice_listing", *told)}
    return answer(TIMES.on(DAY), tables, names=TIMES.also).filter(step=3)


@FEW
@given(notices, listings)
def test_takedowns_last_as_plain_loops_say(sent: Rows, told: Rows) -> None:
    rows = times(sent, told).select("place", "hours", "is_open", "cases").rows()
    assert {(place, hours, is_open): cases for place, hours, is_open, cases in rows} == takedowns(sent, told, END)


@FEW
@given(notices, listings)
def test_each_listing_has_the_outcome_that_was_told_first(sent: Rows, told: Rows) -> None:
    tables = {"notice": drawn("notice", *sent), "notice_listing": drawn("notice_listing", *told)}
    query = LISTINGS_BY_RECIPIENT
    found = answer(query.on(DAY), tables, names=query.needs)
    assert Counter({(label, series): cases for label, series, cases in found.rows()}) == outcomes(sent, told)


def test_a_platform_that_refuses_at_once_is_not_quick_to_take_down() -> None:
    sent, quick, slow = notice("n-1", TIMES_DRAWN[0]), TIMES_DRAWN[1], TIMES_DRAWN[2]
    told = [listing("n-1", "o-1", "acted", slow), *(listing("n-1", f"o-{at}", "refused", quick) for at in range(2, 9))]
    assert times([sent], told).select("label", "hours", "cases").rows() == [
        ("notice sent to listing taken down", 370.0, 1)
    ]


def test_a_copy_that_is_older_than_the_answer_does_not_leave_it_open() -> None:
    told = [listing("n-1", "o-1", None, None), listing("n-1", "o-1", "refused", TIMES_DRAWN[1])]
    tables = {
        "notice": drawn("notice", notice("n-1", TIMES_DRAWN[0])),
        "notice_listing": drawn("notice_listing", *told),
    }
    found = answer(LISTINGS_BY_RECIPIENT.on(DAY), tables, names=LISTINGS_BY_RECIPIENT.needs)
    assert found.rows() == [("Tidewater Market", "refused", 1)]
