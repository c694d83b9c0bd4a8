"""Is a report what one would count by hand, row by row? Drawn tables, and a twin in plain Python."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.tables.action import AUTOMATION, LEGAL_GROUNDS, SOURCES
from counterfoil.tables.transparency_count import NOT_COUNTED
from reference.transparency_by_hand import by_hand, median_hours
from transparency.platform_tables import ASKED, FIRST, LAST, Rows, counted, table

DAYS = st.integers(1, 100).map(lambda day: dt.datetime(2026, 9, 20, 7, tzinfo=dt.UTC) + dt.timedelta(days=day))
WHERE = st.sampled_from(["Tidewater Market", " tidewater MARKET ", "Another", " ", None])
CASES = st.sampled_from([None, "c-0", "c-1", "c-2", "c-unknown"])
ACCOUNTS = st.sampled_from(["s-0", "s-1", "s-2", "s-unknown"])
ACTIONS = st.fixed_dictionaries(
    {
        "case_id": CASES,
        "notice_id": st.sampled_from([None, "notice-0", "notice-1"]),
        "account_id": st.none() | ACCOUNTS,
        "kind": st.sampled_from(["remove", "demote", "suspend", "terminate", "warn"]),
        "source": st.sampled_from(SOURCES),
        "decided": st.sampled_from(AUTOMATION),
        "legal_ground": st.sampled_from(LEGAL_GROUNDS),
        "ground": st.sampled_from(["counterfeit", "design"]),
        "detected_automatically": st.booleans(),
        "in_force_since": st.none() | DAYS,
        "ended_at": st.none() | DAYS,
        "state": st.sampled_from(["in force", "undone"]),
    }
)
NOTICES = st.fixed_dictionaries(
    {
        "recipient": WHERE.filter(bool),
        "form": st.sampled_from(["dsa-16", "vero"]),
        "ground": st.sampled_from(["counterfeit", "design"]),
        "sent_at": st.none() | DAYS,
    }
)
LISTINGS = st.fixed_dictionaries(
    {
        "notice_id": st.integers(0, 5).map("notice-{}".format),
        "outcome": st.sampled_from([None, "acted", "refused"]),
        "outcome_at": DAYS,
    }
)
EVENTS = st.fixed_dictionaries(
    {
        "subject_id": st.sampled_from(["a-1", "a-2"]),
        "case_id": st.sampled_from(["c-0", "c-1", "c-unknown"]),
        "subject_kind": st.sampled_from(["action", "case"]),
        "kind": st.sampled_from(["appealed", "upheld", "undone", "expired"]),
        "at": DAYS,
    }
)
ORDERS = st.fixed_dictionaries({"case_id": CASES, "served_on": DAYS.map(lambda day: day.date())})
STATEMENTS = st.fixed_dictionaries(
    {
        "case_id": CASES,
        "account_id": ACCOUNTS,
        "told_on": DAYS.map(lambda day: day.date()),
        "days_late": st.integers(0, 1),
    }
)
ACTS = st.fixed_dictionaries(
    {
        "seller_id": ACCOUNTS,
        "kind": st.sampled_from(["received", "verified"]),
        "day": DAYS.map(lambda day: day.date()),
    }
)
DOSSIERS = st.fixed_dictionaries(
    {"seller_id": ACCOUNTS, "day": DAYS.map(lambda day: day.date()), "is_high_volume": st.booleans()}
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(WHERE, max_size=3),
    st.lists(WHERE, max_size=3),
    st.tuples(
        st.lists(ORDERS, max_size=4),
        st.lists(STATEMENTS, max_size=4),
        st.lists(ACTS, max_size=6, unique_by=lambda row: tuple(row.values())),
        st.lists(DOSSIERS, max_size=4, unique_by=lambda row: row["seller_id"]),
    ),
    st.lists(ACTIONS, max_size=12),
    st.lists(NOTICES, max_size=6),
    st.lists(LISTINGS, max_size=12),
    st.lists(EVENTS, max_size=8, unique_by=lambda row: row["at"]),
)
def test_it_counts_the_rows_of_one_platform_as_one_would_by_hand(
    cases: list[str | None],
    sellers: list[str | None],
    others: tuple[Rows, Rows, Rows, Rows],
    actions: Rows,
    notices: Rows,
    listings: Rows,
    events: Rows,
) -> None:
    numbered = [row | {"offer_id": f"offer-{place}"} for place, row in enumerate(listings)]
    given_rows = {"action": actions, "notice": notices, "notice_listing": numbered, "event": events}
    given_rows |= dict(zip(("order", "statement", "seller_event", "dossier"), others, strict=True))
    given_rows["case"] = [{"id": f"c-{place}", "platform": name} for place, name in enumerate(cases)]
    given_rows["seller"] = [{"id": f"s-{place}", "marketplace": name} for place, name in enumerate(sellers)]
    tables = {name: table(name, rows) for name, rows in given_rows.items()}
    as_rows = {name: frame.collect().to_dicts() for name, frame in tables.items()}
    as_rows["action"] = [row | {"source": row["own_source"]} for row in as_rows["action"]]
    told = counted(tables)
    expected = by_hand(as_rows, platform=ASKED.platform, first=FIRST, last=LAST)
    counts = {key: number for key, number in told.items() if isinstance(number, int) and number}
    assert counts == dict(expected)
    after = told[
        "listings-notified", "median hours", "from the notice to the decision on the listing, of those decided"
    ]
    middle = median_hours(as_rows, platform=ASKED.platform, first=FIRST, last=LAST)
    assert after == (NOT_COUNTED if middle is None else middle)
