"""Queries against their slow twins, over drawn tables and over any: does SQL count what plain loops count?"""

import datetime as dt
from collections import Counter
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.tracking.funnel_queries import OFFERS, UNITS
from counterfoil.tracking.offer_queries import suspected
from counterfoil.tracking.query import Query, answer
from counterfoil.tracking.record_queries import RULES
from reference.tracking_counts import funnel_of_offers, precision_of_rules, suspected_by_mark, units_gone
from tracking.drawn_tables import drawn

DAY = dt.date(2026, 11, 22)
AT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
FEW = settings(max_examples=25, deadline=None)
Drawn = dict[str, list[dict[str, Any]]]


def asked(query: Query, tables: Drawn) -> pl.DataFrame:
    frames = {name: drawn(name, *rows) for name, rows in tables.items()}
    return answer(query.on(DAY), frames, names=(*query.needs, *query.also))


def of(*, up_to: int, prefix: str = "o") -> st.SearchStrategy[str]:
    return st.integers(1, up_to).map(lambda number: f"{prefix}-{number}")


decisions = st.fixed_dictionaries(
    {
        "subject_id": of(up_to=6),
        "decision": st.sampled_from(["clear", "review", "hold", "remove"]),
        "right_id": st.one_of(st.none(), of(up_to=3, prefix="r")),
    }
)
findings = st.fixed_dictionaries(
    {
        "subject_kind": st.sampled_from(["offer", "seller"]),
        "subject_id": of(up_to=6),
        "kind": st.sampled_from(["price_far_below", "mark_broken_up"]),
        "weight": st.integers(-2, 2),
    }
)
members = st.fixed_dictionaries(
    {
        "case_id": of(up_to=2, prefix="case"),
        "subject_kind": st.sampled_from(["offer", "account"]),
        "subject_id": of(up_to=6),
        "decision": st.sampled_from(["clear", "hold", None]),
    }
)
events = st.lists(
    st.tuples(of(up_to=2, prefix="case"), st.sampled_from(["confirmed", "not confirmed", "taken up"])), max_size=5
).map(
    lambda acts: [
        {"case_id": case, "number": number, "kind": kind, "subject_kind": "case", "subject_id": case}
        for number, (case, kind) in enumerate(acts, start=1)
    ]
)
notices = st.fixed_dictionaries({"id": of(up_to=3, prefix="n"), "sent_at": st.sampled_from([None, AT])})
listings = st.fixed_dictionaries(
    {
        "notice_id": of(up_to=3, prefix="n"),
        "offer_id": of(up_to=6),
        "outcome": st.sampled_from([None, "acted", "refused"]),
    }
)
actions = st.fixed_dictionaries(
    {
        "id": of(up_to=4, prefix="a"),
        "kind": st.sampled_from(["remove", "warn"]),
        "subject_kind": st.sampled_from(["offer", "account"]),
        "subject_id": of(up_to=6),
        "in_force_since": st.sampled_from([None, AT]),
        "state": st.sampled_from(["in force", "undone"]),
    }
)
back = st.fixed_dictionaries(
    {"offer_id": of(up_to=6), "grade": st.sampled_from(["the same listing", "the same words"])}
)


def some(rows: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(rows, max_size=7)


@FEW
@given(some(decisions))
def test_suspected_offers_are_counted_as_plain_loops_count_them(rows: list[dict[str, Any]]) -> None:
    rights = [{"id": "r-1", "mark": "Halvorsen"}, {"id": "r-2", "mark": "Orlune"}]
    found = asked(suspected("mark"), {"decision": rows, "right": rights})
    assert Counter({(label, series): cases for label, series, cases in found.rows()}) == suspected_by_mark(rows, rights)


@FEW
@given(
    st.fixed_dictionaries(
        {
            "decision": some(decisions),
            "finding": some(findings),
            "case_subject": some(members),
            "event": events,
            "notice": some(notices),
            "notice_listing": some(listings),
            "action": some(actions),
            "reappearance": some(back),
        }
    )
)
def test_the_funnel_of_offers_is_as_plain_loops_count_it(tables: Drawn) -> None:
    stages = funnel_of_offers(tables)
    found = asked(OFFERS, tables)
    assert found["value"].to_list() == [len(stage) for stage in stages]
    assert found["of_before"].to_list() == [
        len(stage & before) for before, stage in zip([stages[0], *stages], stages, strict=False)
    ]


disposals = st.lists(
    st.fixed_dictionaries(
        {
            "notice_id": of(up_to=2, prefix="fn"),
            "kind": st.sampled_from(["destroyed", "abandoned", "retained"]),
            "units": st.integers(1, 9),
            "corrects": st.one_of(st.none(), of(up_to=6, prefix="d")),
        }
    ),
    max_size=6,
).map(lambda rows: [row | {"id": f"d-{number}"} for number, row in enumerate(rows, start=1)])
withdrawals = st.lists(st.tuples(of(up_to=2, prefix="case"), of(up_to=6, prefix="d")), max_size=3).map(
    lambda acts: [
        {"case_id": case, "number": number, "kind": "withdrawn", "subject_kind": "disposition", "subject_id": one}
        for number, (case, one) in enumerate(acts, start=1)
    ]
)


@FEW
@given(disposals, withdrawals)
def test_units_that_were_corrected_or_withdrawn_are_not_gone(
    rows: list[dict[str, Any]], acts: list[dict[str, Any]]
) -> None:
    cases = {"fn-1": "case-1", "fn-2": "case-2"}
    told = [{"id": notice, "case_id": case} for notice, case in cases.items()]
    found = asked(UNITS, {"facility_line": [{}], "facility_notice": told, "disposition": rows, "event": acts})
    gone = found.filter(pl.col("place") == 3)["value"].item()
    assert (gone or 0) == units_gone(rows, acts, cases)


@FEW
@given(
    some(findings),
    st.lists(
        st.fixed_dictionaries(
            {
                "subject_id": of(up_to=6),
                "label": st.sampled_from(["genuine", "counterfeit"]),
                "selection_probability": st.sampled_from([0.25, 0.5, 1.0]),
            }
        ),
        max_size=6,
    ),
)
def test_a_rule_is_held_against_the_labels_of_what_it_fired_on(
    signs: list[dict[str, Any]], labels: list[dict[str, Any]]
) -> None:
    found = asked(RULES, {"finding": signs, "label": labels})
    twin = precision_of_rules(signs, labels)
    counted = Counter((kind, weight, hit) for kind, told in twin.items() for weight, hit in told)
    rows = found.select("id", "weight", "reached", "cases").rows()
    assert {(kind, weight, hit): cases for kind, weight, hit, cases in rows} == counted
