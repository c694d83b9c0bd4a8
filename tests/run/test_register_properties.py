"""However updates are parted, ordered and repeated, a register comes out the same; beside a slow and obvious twin."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.run.register_rows import classed, latest_of
from counterfoil.tables.right import Right

EMPTY = Right.create_empty()
DAYS = [dt.date(2026, 1, day) for day in range(1, 9)]
Update = tuple[str, dt.date, str]
UPDATES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(DAYS), st.sampled_from(["live", "cancelled", "pending"])),
    max_size=12,
)


def table_of(updates: list[Update]) -> pl.DataFrame:
    columns = ["id", "updated_on", "status"]
    told = pl.DataFrame(updates, schema={name: EMPTY.schema[name] for name in columns}, orient="row")
    absent = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in EMPTY.schema.items() if name not in columns]
    rows = told.with_columns(absent).with_columns(application_number=pl.col("id"))
    return rows.select(EMPTY.columns).with_columns(place=pl.int_range(pl.len(), dtype=pl.Int64))


def applied(register: pl.DataFrame, updates: list[Update]) -> tuple[pl.DataFrame, dict[str, int]]:
    latest = latest_of(table_of(updates))
    told = classed(register, latest)
    new = latest.join(told.met, on="id", how="anti", maintain_order="left").select(EMPTY.columns)
    return pl.concat([told.rows, new]), told.counts | {"new": new.height}


def known(register: pl.DataFrame) -> dict[str, tuple[dt.date, str]]:
    return {row[0]: row[1:] for row in register.select("id", "updated_on", "status").iter_rows()}


def twin(updates: list[Update]) -> dict[str, tuple[dt.date, str]]:
    register: dict[str, tuple[dt.date, str]] = {}
    for name, day, status in updates:
        if name not in register or register[name][0] <= day:
            register[name] = (day, status)
    return register


@given(updates=UPDATES, at=st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_it_is_as_if_each_was_applied_in_turn(updates: list[Update], at: int) -> None:
    at_once, _ = applied(EMPTY, updates)
    first, _ = applied(EMPTY, updates[:at])
    parted, _ = applied(first, updates[at:])
    assert known(at_once) == known(parted) == twin(updates)


@given(updates=UPDATES)
@settings(max_examples=60, deadline=None)
def test_a_second_time_nothing_changes(updates: list[Update]) -> None:
    once, counts = applied(EMPTY, updates)
    assert counts["new"] == len({name for name, _, _ in updates})
    again, counts = applied(once, updates)
    assert again.equals(once)
    assert (counts["new"], counts["changed"], counts["dead"], counts["older"]) == (0, 0, 0, 0)
