"""What arrives in warehouses over a season, if we knew which shipments are counterfeit?

Written before the method that it judges; its numbers stand in season.toml. Honest consignors send from one origin under
two descriptions each. Rings of counterfeiters send fakes mixed with goods under names that they drop from time to time,
on routes (pairs of origin and description) that they share and on which honest trade goes, too. With drift every ring
moves within a week in mid-season: to new names and new routes; a small part of its shipments stays with the old ones.
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

HERE = Path(__file__).parent
FIRST_DAY = dt.date(2026, 1, 1)
DESCRIPTIONS_OF_ONE = 2  # of an honest consignor
Whole = npt.NDArray[np.int64]


class Season(NamedTuple):
    """`shipments`: day, selected_for, facility, shipment_id, consignor, origin, description, is_counterfeit.

    `settings` are the numbers of season.toml, section by section; days count from 0.
    """

    shipments: pl.DataFrame
    settings: dict[str, dict[str, Any]]


class _Sent(NamedTuple):
    """Of each shipment: its day, consignor, facility, origin, description, and whether it is counterfeit."""

    day: Whole
    consignor: Whole
    facility: Whole
    origin: Whole
    description: Whole
    is_counterfeit: npt.NDArray[np.bool_]


def settings() -> dict[str, dict[str, Any]]:
    """Return the numbers of season.toml: section, name, value."""
    read = tomllib.loads((HERE / "season.toml").read_text(encoding="utf-8"))
    return {
        section: {name: told["value"] for name, told in names.items()}
        for section, names in read.items()
        if section != "judged"
    }


def season(*, seed: int, drift: bool) -> Season:
    """Return one season; the same seed gives the same honest trade, with drift or without."""
    used = settings()
    honest = _honest(np.random.default_rng([seed, 1]), used)
    rings = _rings(np.random.default_rng([seed, 2]), used, honest, drift=drift)
    columns = [np.concatenate(pair) for pair in zip(honest, rings, strict=True)]
    sent = _Sent(*columns)
    order = np.argsort(sent.day, kind="stable")
    shipments = pl.DataFrame(
        {
            "day": sent.day[order],
            "facility": [f"facility-{number}" for number in sent.facility[order]],
            "shipment_id": [f"s-{number:06d}" for number in np.random.default_rng([seed, 3]).permutation(len(order))],
            "consignor": sent.consignor[order],
            "origin": sent.origin[order],
            "description": sent.description[order],
            "is_counterfeit": sent.is_counterfeit[order],
        }
    ).with_columns(selected_for=pl.lit(FIRST_DAY) + pl.duration(days=pl.col("day")))
    return Season(shipments, used)


def _honest(chance: np.random.Generator, used: dict[str, dict[str, Any]]) -> _Sent:
    trade, days, places = used["honest"], used["days"]["last"], used["facilities"]
    mean = places["number"] * places["shipments"] - used["rings"]["shipments"]
    day = np.repeat(np.arange(days), chance.poisson(mean, days))
    activity = np.exp(chance.normal(0, trade["activity_spread"], trade["consignors"]))
    slot = chance.choice(trade["consignors"], len(day), p=activity / activity.sum())
    consignor = _names(chance, slot, day, life=trade["life"], days=days)
    known = int(consignor.max()) + 1
    origin = _zipf(chance, trade["origins"], known, power=trade["zipf"])[consignor]
    own = _zipf(chance, trade["descriptions"], known * DESCRIPTIONS_OF_ONE, power=trade["zipf"]).reshape(known, -1)
    description = own[consignor, chance.integers(0, DESCRIPTIONS_OF_ONE, len(day))]
    facility = _facility(chance, consignor, places)
    return _Sent(day, consignor, facility, origin, description, chance.random(len(day)) < trade["counterfeit"])


def _rings(chance: np.random.Generator, used: dict[str, dict[str, Any]], honest: _Sent, *, drift: bool) -> _Sent:
    rings, days = used["rings"], used["days"]
    activity = np.exp(chance.normal(0, rings["activity_spread"], rings["number"]))
    share = chance.beta(rings["counterfeit_a"], rings["counterfeit_b"], rings["number"])
    old, new = _routes(chance, honest, rings["routes"])
    route = chance.integers(0, rings["routes"], (2, rings["number"]))
    moves = days["drift_day"] + chance.integers(0, days["drift_takes"], rings["number"])
    day = np.repeat(np.arange(days["last"]), chance.poisson(rings["shipments"], days["last"]))
    ring = chance.choice(rings["number"], len(day), p=activity / activity.sum())
    stays = chance.random(len(day)) < rings["stay"]
    moved = ((day >= moves[ring]) & ~stays & drift).astype(np.int64)
    slot = (moved * rings["number"] + ring) * rings["consignors"] + chance.integers(0, rings["consignors"], len(day))
    consignor = -1 - _names(chance, slot, day, life=rings["life"], days=days["last"])  # below 0: nobody honest
    places = np.stack([old, new])[moved, route[moved, ring]]
    facility = _facility(chance, -consignor, used["facilities"])
    return _Sent(day, consignor, facility, places[:, 0], places[:, 1], chance.random(len(day)) < share[ring])


def _names(chance: np.random.Generator, slot: Whole, day: Whole, *, life: int, days: int) -> Whole:
    """Return a number for each name: who is active in a slot is followed by somebody new after an exponential life."""
    slots = int(slot.max()) + 1
    changes = np.cumsum(chance.random((slots, days)) < 1 / life, axis=1)  # how often the slot has changed hands
    pairs = slot * (days + 1) + changes[slot, day]
    return np.unique(pairs, return_inverse=True)[1].astype(np.int64)


def _routes(chance: np.random.Generator, honest: _Sent, number: int) -> tuple[Whole, Whole]:
    """Return the old and the new routes: drawn as honest trade uses them; no new one shares a half with an old one."""
    used = np.stack([honest.origin, honest.description], axis=1)
    old = chance.permutation(used)
    old = old[_firsts(old)[:number]]
    other = chance.permutation(used[~np.isin(used[:, 0], old[:, 0]) & ~np.isin(used[:, 1], old[:, 1])])
    return old, other[_firsts(other)[:number]]


def _firsts(pairs: Whole) -> Whole:
    """Return where each different pair is first seen, in the order in which they are seen."""
    return np.sort(np.unique(pairs, axis=0, return_index=True)[1])


def _facility(chance: np.random.Generator, consignor: Whole, places: dict[str, Any]) -> Whole:
    home = chance.integers(0, places["number"], int(consignor.max()) + 1)[consignor]
    return np.where(
        chance.random(len(consignor)) < places["at_home"], home, chance.integers(0, places["number"], len(consignor))
    )


def _zipf(chance: np.random.Generator, kinds: int, size: int, *, power: float) -> Whole:
    shares = 1 / np.arange(1, kinds + 1) ** power
    return chance.choice(kinds, size, p=shares / shares.sum())
