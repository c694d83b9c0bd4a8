"""Charts of offers by mark, category, origin and platform: suspected, how far carried, asked and sold."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import polars as pl

from counterfoil.tracking.asking import Asking, Plan, Told
from counterfoil.tracking.bars import REST, reach_rows, suspected_rows, value_rows
from counterfoil.tracking.chart import BARS, Chart
from counterfoil.tracking.offer_queries import DIMENSIONS, SEVERAL, asked, sold, suspected
from counterfoil.tracking.reach_queries import STAGES, reach

SUSPECTED_GROUP, REACH_GROUP, VALUE_GROUP = "What is suspected", "From finding to disposition", "Value at risk"
NO_SHARE: Final = (
    "These are suspicions, found where screening looked. How many listings are counterfeit, found and not found, only "
    "a random sample tells: see Prevalence."
)
ONCE: Final = "Each suspected listing counts once at the price it asks, since nobody says how many it stands for."
APART: Final = "Two currencies are never added."
BY_ID_ALONE: Final = (
    "{} of listings stand on more than one platform. Notices, cases and findings name the id alone: in them such "
    "listings are told as one."
)
SALES_OF_ONE: Final = (
    "{} of listings stand on more than one platform. Sales of them are counted where the platform is sure, and "
    "else left out."
)
FOLDED: Final = {
    "origin": ("The country is that of ships_from_country, or the last part of item_location, as written there.",),
    "category": ("The first two levels of the category, as the listing writes it.",),
}


def several_notes(asking: Asking, says: str) -> tuple[str, ...]:
    """Return the note `says` where platforms have given one id to different listings."""
    rows = asking.rows(SEVERAL)
    number = 0 if rows is None else int(rows["cases"].sum())
    return (says.format(f"{number:,} {'id' if number == 1 else 'ids'}"),) if number else ()


def suspicion_charts(asking: Asking) -> Iterator[Chart]:
    """Yield what screening suspects, by each dimension."""
    for dimension in DIMENSIONS:
        plan = Plan(f"suspected_by_{dimension}", f"Suspected listings by {dimension}", BARS, SUSPECTED_GROUP)
        yield asking.chart(plan, suspected(dimension), partial(_suspicion, dimension=dimension))


def reach_charts(asking: Asking) -> Iterator[Chart]:
    """Yield how far suspected offers were carried, by each dimension."""
    for dimension in DIMENSIONS:
        plan = Plan(f"reached_by_{dimension}", f"How far it was carried, by {dimension}", BARS, REACH_GROUP)
        notes = several_notes(asking, BY_ID_ALONE)
        yield asking.chart(plan, reach(dimension), partial(_reach, dimension=dimension, notes=notes))


def value_charts(asking: Asking) -> Iterator[Chart]:
    """Yield what suspected offers ask, and what was sold through them, by each dimension."""
    for dimension in DIMENSIONS:
        plan = Plan(f"asked_by_{dimension}", f"Asked for suspected listings, by {dimension}", BARS, VALUE_GROUP)
        yield asking.chart(plan, asked(dimension), partial(_value, dimension=dimension, what="asked", notes=(ONCE,)))
    for dimension in DIMENSIONS:
        plan = Plan(f"sold_by_{dimension}", f"Sold through suspected listings, by {dimension}", BARS, VALUE_GROUP)
        notes = several_notes(asking, SALES_OF_ONE)
        yield asking.chart(plan, sold(dimension), partial(_value, dimension=dimension, what="sold", notes=notes))


def _suspicion(rows: pl.DataFrame, *, dimension: str) -> Told:
    table = suspected_rows(rows, dimension)
    of, found = int(rows["cases"].sum()), int(table["value"].sum())
    says = f"{found:,} of {of:,} screened listings are suspected{_most(table, 'of them')}."
    return Told(table, says, (NO_SHARE, *FOLDED.get(dimension, ())))


def _reach(rows: pl.DataFrame, *, dimension: str, notes: tuple[str, ...]) -> Told:
    table = reach_rows(rows, dimension, STAGES)
    of = int(table["value"].sum())
    down = int(table.filter(pl.col("series") == STAGES[-1])["value"].sum())
    says = f"Of {of:,} suspected listings {down:,} {'was' if down == 1 else 'were'} taken down."
    return Told(table, says, ("Each listing counts once, at the furthest stage that it reached.", *notes))


def _value(rows: pl.DataFrame, *, dimension: str, what: str, notes: tuple[str, ...]) -> Told:
    table = value_rows(rows, dimension)
    sums = rows.group_by("unit").agg(pl.col("amount").sum()).sort("amount", descending=True)
    told = " and ".join(f"{unit} {value:,.2f}" for unit, value in sums.iter_rows())
    says = f"{told} {what}{_most(table, 'of it')}." if told else f"Nothing was {what}."
    return Told(table, says, (*notes, *((APART,) if sums.height > 1 else ())))


def _most(table: pl.DataFrame, of: str) -> str:
    """Return what the first row of the chart holds, in words, where there is more than one."""
    named = table.filter(pl.col("label") != REST)
    if named["label"].n_unique() < 2 or named["unit"].n_unique() > 1:
        return ""
    sums = named.group_by("label", maintain_order=True).agg(pl.col("value").sum())
    label, value = sums.sort("value", descending=True, maintain_order=True).row(0)
    share = value / float(table["value"].sum())
    return f"; {share:.0%} {of}: {label}"
