"""Balances and checks of a ledger agree with a twin that goes entry by entry; and no unit comes from nowhere."""

import datetime as dt
from typing import Any

import hypothesis.strategies as st
import polars as pl
from hypothesis import given, settings

from counterfoil.stock.balances import HELD_ACCOUNTS, balances
from counterfoil.stock.checks import check, corrections
from counterfoil.stock.of_inventory import COUNT
from counterfoil.stock.opening import counted_already, openings, snapshots
from counterfoil.tables.stock_check import StockCheck
from counterfoil.tables.stock_entry import ACCOUNTS, StockEntry
from reference.ledger import balance, differing

DAY = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
SCHEMA = StockEntry.create_empty().schema
PALLETS = ("p-1", "p-2", "p-3")
entry = st.tuples(
    st.sampled_from(PALLETS), st.integers(1, 9), st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), st.integers(0, 9)
).filter(lambda told: told[2] != told[3])
entries = st.lists(entry, max_size=20)


def day(number: int) -> dt.datetime:
    return DAY + dt.timedelta(days=number)


def table(told: list[tuple[str, int, str, str, int]]) -> list[dict[str, Any]]:
    return [
        {"id": f"e-{at}", "at": day(when), "facility": "Reno", "sscc": pallet, "units": units, "of": of, "to": to}
        | {"gtin": "09521011001028", "why": "drawn", "source": "drawn", "lot": None, "sku": None}
        | {"external_seller_id": None, "reference": None}
        for at, (pallet, units, of, to, when) in enumerate(told)
    ]


def counts(told: dict[str, int], when: int, file: str = "i.csv", facility: str = "Reno", **other: Any) -> pl.DataFrame:
    rows = [
        {"id": f"{file}:{line}", "file": file, "line": line, "at": day(when), "facility": facility, "sscc": pallet}
        | {"gtin": "09521011001028", "units": units}
        | other
        for line, (pallet, units) in enumerate(told.items(), start=2)
    ]
    return pl.DataFrame(rows, schema=COUNT)


def frame(told: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(told, schema=SCHEMA)


@settings(max_examples=60, deadline=None)
@given(told=entries, at=st.integers(0, 9))
def test_balances_are_those_of_the_twin_and_units_come_from_nowhere(told: list[Any], at: int) -> None:
    made = table(told)
    found = balances(frame(made).lazy(), by=("sscc",), at=day(at)).collect()
    twin = balance(made, day(at))
    for row in found.iter_rows(named=True):
        assert {name: row[name] for name in HELD_ACCOUNTS} == {name: twin[row["sscc"]][name] for name in HELD_ACCOUNTS}
    assert {one for one in twin if any(twin[one][name] for name in HELD_ACCOUNTS)} == set(found["sscc"])
    assert all(sum(accounts.values()) == 0 for accounts in twin.values())


@settings(max_examples=60, deadline=None)
@given(told=entries, counted=st.dictionaries(st.sampled_from(PALLETS), st.integers(0, 30)), at=st.integers(0, 9))
def test_checks_are_those_of_the_twin_and_corrections_end_them(
    told: list[Any], counted: dict[str, int], at: int
) -> None:
    made, rows = table(told), counts(counted, at).lazy()
    ledger = frame(made)
    found = check(ledger.lazy(), rows, snapshots(rows), is_partial=False)
    twin = differing(made, counted, day(at)) if counted else {}
    assert {row["sscc"]: (row["expected"], row["counted"]) for row in found.wrong.to_dicts()} == twin
    assert StockCheck.is_valid(found.wrong)
    corrected = pl.concat([ledger, corrections(found.wrong, why="auditor:2: Counted twice.")])
    again = check(corrected.lazy(), rows, snapshots(rows), is_partial=False)
    assert again.wrong.is_empty()
    assert again.agreeing >= found.agreeing
    assert StockEntry.is_valid(corrected)


def test_an_unlisted_pallet_is_told_unless_counts_are_partial() -> None:
    ledger = frame(table([("p-1", 5, "outside", "available", 0), ("p-2", 7, "outside", "available", 0)])).lazy()
    rows = counts({"p-1": 4, "p-9": 3}, 5).lazy()
    whole = check(ledger, rows, snapshots(rows), is_partial=False).wrong
    assert whole.select("sscc", "verdict", "line").rows() == [
        ("p-2", "not listed", None), ("p-9", "not expected", 3), ("p-1", "differs", 2),
    ]  # fmt: skip
    partial = check(ledger, rows, snapshots(rows), is_partial=True).wrong
    assert partial["sscc"].to_list() == ["p-9", "p-1"]


def test_the_last_entry_up_to_which_both_agreed_is_named() -> None:
    told = [
        ("p-1", 10, "outside", "available", 0),
        ("p-1", 2, "available", "shipped", 3),
        ("p-1", 1, "available", "shipped", 6),
    ]
    ledger = frame(table(told)).lazy()
    rows = pl.concat([counts({"p-1": 8}, 4, "a.csv"), counts({"p-1": 5}, 8, "b.csv")]).lazy()
    found = check(ledger, rows, snapshots(rows), is_partial=False)
    assert found.agreeing == 1
    assert found.wrong.select("file", "expected", "counted", "since", "entries_since").rows() == [
        ("b.csv", 7, 5, "e-1", 1)
    ]


def test_goods_are_held_together_where_movements_tell_less() -> None:
    """A journal that tells a product alone is not held against each pallet, and one pallet less still shows."""
    moves = [row | {"sscc": None, "why": "adjustment"} for row in table([("", 3, "available", "outside", 2)])]
    opened = [
        row | {"why": "opening count"}
        for row in table([("p-1", 5, "outside", "available", 0), ("p-2", 7, "outside", "available", 0)])
    ]
    ledger = frame([*[row | {"id": f"o{row['id']}"} for row in opened], *moves]).lazy()
    right, wrong = counts({"p-1": 2, "p-2": 7}, 5).lazy(), counts({"p-1": 2, "p-2": 6}, 5).lazy()
    assert check(ledger, right, snapshots(right), is_partial=False).wrong.is_empty()
    (row,) = check(ledger, wrong, snapshots(wrong), is_partial=False).wrong.to_dicts()
    assert (row["expected"], row["counted"], row["since"], row["entries_since"]) == (9, 8, "oe-1", 1)


def test_lots_are_one_however_they_are_written() -> None:
    ledger = frame([row | {"lot": "0821", "sscc": None} for row in table([("", 5, "outside", "available", 0)])]).lazy()
    rows = counts({"": 5}, 3, lot="Lot 821", sscc=None).lazy()
    assert check(ledger, rows, snapshots(rows), is_partial=False).agreeing == 1


def test_the_first_count_opens_and_what_was_before_it_is_in_it() -> None:
    rows = pl.concat([counts({"p-1": 5}, 3, "a.csv"), counts({"p-2": 1}, 3, "b.csv"), counts({"p-1": 4}, 6, "c.csv")])
    moments = snapshots(rows.lazy())
    assert moments.select("file", "is_first").rows() == [("a.csv, b.csv", True), ("c.csv", False)]
    opened = openings(rows.lazy(), moments).collect()
    assert opened.sort("id").select("id", "units", "why").rows() == [
        ("a.csv:2", 5, "opening count"),
        ("b.csv:2", 1, "opening count"),
    ]
    told = table(
        [
            ("p-1", 2, "outside", "available", 3),
            ("p-1", 2, "available", "held", 1),
            ("p-1", 1, "available", "shipped", 4),
        ]
    )
    judged = counted_already(frame(told).lazy(), moments).collect()
    assert judged.sort("id")["is_counted"].to_list() == [True, False, False]
