"""Worklists of several days at once: each examination is held against one of them, and nothing is counted twice."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.tables.contract import completed
from counterfoil.tables.examination import Examination
from counterfoil.targeting.audit import audit
from counterfoil.targeting.audit_days import audit_days
from targeting.drawn_worklists import DAY, examinations, selections
from targeting.test_audit import CHOSEN, OPENINGS, REFUSALS, TOLD, WORKLIST

HEAD = "facility id for at by result instead reason\n"
LIST = "facility id how risk p\nReno S-1 drawn .5 .5\nReno S-2 drawn .4 .4"
BOTH = pl.concat([selections(LIST), selections(LIST).with_columns(selected_for=pl.lit(DAY + dt.timedelta(days=1)))])


def outcomes(told: str, **zone: str) -> list[str]:
    """Return what became of S-1 on the first day and on the second."""
    found = audit_days(BOTH, examinations(HEAD + told), **zone).selected
    return found.filter(shipment_id="S-1").sort("selected_for")["outcome"].to_list()


@pytest.mark.parametrize(
    ("told", "first", "second"),
    [
        ("Reno S-1 +0 10 i:1 undecided - -", "opened as drawn", "no answer"),
        ("Reno S-1 +1 40 i:1 undecided - -", "no answer", "opened as drawn"),
        ("Reno S-1 - 12 i:1 undecided - -", "opened as drawn", "no answer"),  # of the day that it was opened on
        ("Reno S-1 - 36 i:1 undecided - -", "no answer", "opened as drawn"),
        ("Reno S-1 - 90 i:1 undecided - -", "no answer", "opened on another day"),  # of the last that asked
        ("Reno S-1 +0 40 i:1 undecided - -", "opened on another day", "no answer"),
        ("Reno S-1 +0 10 i:1 undecided - -\nReno S-1 +1 40 i:1 undecided - -", "opened as drawn", "opened as drawn"),
        ("Reno S-9 - 36 i:1 undecided S-1 -", "no answer", "substituted"),
        ("Reno S-1 +4 90 i:1 undecided - -", "no answer", "no answer"),
    ],
)
def test_an_examination_is_of_one_worklist(told: str, first: str, second: str) -> None:
    assert outcomes(told, zone="UTC") == [first, second]


def test_of_one_day_it_is_the_audit_of_that_day() -> None:
    for zone in ("", "America/Los_Angeles"):
        one, days = (way(selections(WORKLIST), examinations(TOLD), zone=zone) for way in (audit, audit_days))
        assert one.selected.equals(days.selected)
        assert one.examined.equals(days.examined)


@settings(max_examples=40)
@given(
    st.lists(CHOSEN, min_size=1, max_size=8, unique_by=lambda row: (row["facility"], row["shipment_id"])),
    st.lists(OPENINGS | REFUSALS, max_size=10),
    st.integers(1, 3),
    st.sampled_from(["", "Pacific/Auckland"]),
)
def test_all_are_accounted_for_once(
    chosen: list[dict[str, str]], told: list[dict[str, object]], number: int, zone: str
) -> None:
    lines = [f"{row['facility']} {row['shipment_id']} {row['how'].replace(' ', '_')} .5 1" for row in chosen]
    every = selections("facility id how risk p\n" + "\n".join(lines)).with_row_index("at")
    of_day = pl.lit(DAY) + pl.duration(days=pl.col("at") % number)
    worklists = every.with_columns(selected_for=of_day).drop("at")
    empty = Examination.create_empty()
    rows = pl.DataFrame(told, schema={name: empty.schema[name] for name in told[0]}) if told else empty
    found = audit_days(worklists, Examination.validate(completed(rows, Examination)), zone=zone)
    keys = ["selected_for", "facility", "shipment_id"]
    assert found.selected.select(keys).sort(keys).equals(worklists.filter("is_selected").select(keys).sort(keys))
    assert found.examined.select("shipment_id", "facility", "result").equals(
        rows.select("shipment_id", "facility", "result")
    )
    own = found.examined["standing"].is_in(["as drawn", "on another day", "opened again"])
    assert int(found.selected["times_opened"].sum()) == int(own.sum())
