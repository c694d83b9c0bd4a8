"""Do the measures and their slow twins make the same cases of any tables?"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import measure_cases
from counterfoil.scorecards.measure import Window
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.tables.reappearance import GRADES
from reference.scorecard_cases import FIRST, LAST, SLOW, STEPS

Rows = dict[str, list[dict[str, Any]]]
AUTUMN = Window("Tidewater Market", FIRST, LAST)
HOURS = st.integers(min_value=-40 * 24, max_value=40 * 24)
TIMES = HOURS.map(lambda hours: dt.datetime(2026, 10, 15, tzinfo=dt.UTC) + dt.timedelta(hours=hours))
DAYS = st.integers(min_value=-400, max_value=40).map(lambda days: dt.date(2026, 10, 15) + dt.timedelta(days=days))
NOTICES, OFFERS = st.sampled_from(["n-1", "n-2", "n-3"]), st.sampled_from(["o-1", "o-2"])
SUBJECTS, CASES = st.sampled_from(["x-1", "x-2"]), st.sampled_from(["c-1", "c-2"])


def rows(key: Callable[[dict[str, Any]], Any] | None = None, **columns: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.fixed_dictionaries(columns)
    return st.lists(one, max_size=8) if key is None else st.lists(one, max_size=8, unique_by=key)


def number(table: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [row | {name: f"{name}-{place}" if name == "id" else place} for place, row in enumerate(table, 1)]


NOTICE = rows(
    lambda row: row["id"],
    id=NOTICES,
    recipient=st.sampled_from(["Tidewater Market", " tidewater market", "Other Place"]),
    sent_at=st.none() | TIMES,
    state=st.sampled_from(["sent", "acted", "withdrawn"]),
)
LISTING = rows(
    lambda row: (row["notice_id"], row["offer_id"]),
    notice_id=NOTICES,
    offer_id=OFFERS,
    outcome=st.sampled_from(["acted", "refused"]),
    outcome_at=TIMES,
) | rows(lambda row: (row["notice_id"], row["offer_id"]), notice_id=NOTICES, offer_id=OFFERS, outcome=st.none())
SEEN = rows(
    notice_id=NOTICES,
    offer_id=OFFERS,
    grade=st.sampled_from(GRADES),
    seen_at=TIMES,
    hours=st.floats(min_value=0, max_value=3_000),
)


def events(kinds: list[str], of: list[str], ids: list[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    drawn = rows(
        case_id=CASES,
        at=TIMES,
        kind=st.sampled_from(kinds),
        subject_kind=st.sampled_from(of),
        subject_id=st.sampled_from(ids),
    )
    return drawn.map(lambda table: number(table, "number"))


ACTION = rows(
    case_id=st.none() | CASES,
    kind=st.sampled_from(["remove", "terminate", "hold-payouts", "warn", "block-relisting"]),
    subject_kind=st.sampled_from(["offer", "account"]),
    in_force_since=st.none() | TIMES,
    proposed_at=TIMES,
    follows_from=st.none() | st.just("a-1"),
)
VIOLATION = rows(
    account_id=SUBJECTS,
    found_on=DAYS,
    answer=st.sampled_from([None, "warn", "suspend"]),
    outcome=st.sampled_from([None, "overturned", "upheld"]),
    outcome_on=DAYS,
).map(lambda table: number(table, "id"))
TABLES: dict[str, st.SearchStrategy[list[dict[str, Any]]]] = {
    "notice": NOTICE,
    "notice_listing": LISTING,
    "reappearance": SEEN,
    "action": ACTION,
    "violation": VIOLATION,
    "seller_event": rows(seller_id=SUBJECTS, kind=st.sampled_from(["suspended", "received"]), day=DAYS),
    "payout": rows(paid_on=DAYS, bank=st.sampled_from([None, "A", "B"])).map(lambda table: number(table, "id")),
    "bank_request": rows(bank=st.sampled_from(["A", "B"]), due_on=DAYS, answered_on=st.none() | DAYS),
}
EVENTS = {
    "refusals-overturned": events(["refused", "acted", "acted in part", "sent"], ["notice"], ["n-1", "n-2"]),
    "days-to-complaint-decision-median": events(["appealed", "upheld", "undone", "approved"], ["action"], ["x-1"]),
    "post-discovery-steps-median": events(
        ["confirmed", "confirmed", "held", "sealed", *STEPS], ["case", "case", "facility notice", "exhibit"], ["x-1"]
    ),
}
ALSO = {"post-discovery-steps-median": ("action",)}


@pytest.mark.parametrize("name", SLOW)
@settings(max_examples=25)
@given(st.data())
def test_a_measure_and_its_slow_twin_agree(name: str, data: st.DataObject) -> None:
    needed = (*MEASURES[name].needs, *ALSO.get(name, ()))
    known = TABLES | {"event": EVENTS.get(name, st.just([]))}
    given_rows = {table: data.draw(known[table], label=table) for table in needed}
    tables = {table: measure_cases.table(table, own) for table, own in given_rows.items()}
    whole = {table: frame.collect().to_dicts() for table, frame in tables.items()}
    found = MEASURES[name].cases(tables, AUTUMN).collect()
    cases = found.select("subject_id", "on", "is_reached", "amount").rows()
    assert _rounded(cases) == _rounded(SLOW[name](whole))


@settings(max_examples=15)
@given(st.data())
def test_a_takedown_never_takes_longer_when_the_window_ends_earlier(data: st.DataObject) -> None:
    """What still runs is so far; nothing after the end is looked at."""
    tables = {
        name: measure_cases.table(name, data.draw(TABLES[name], label=name)) for name in ("notice", "notice_listing")
    }
    whole = _amounts(tables, AUTUMN)
    earlier = _amounts(tables, AUTUMN._replace(last=dt.date(2026, 10, 15)))
    assert all(hours <= whole.get(subject, hours) for subject, hours in earlier.items())


def _amounts(tables: Any, window: Window) -> dict[str, float]:
    found = MEASURES["hours-to-takedown-median"].cases(tables, window).collect()
    return dict(found.select("subject_id", "amount").rows())


def _rounded(cases: Any) -> list[Any]:
    return sorted(((*case[:3], None if case[3] is None else round(case[3], 6)) for case in cases), key=str)
