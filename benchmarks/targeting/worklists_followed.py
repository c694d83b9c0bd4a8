"""Does the audit see that the risky were skipped, and does the order of the sheet keep the estimate honest?

Simulated days, nothing real: risks are Beta(1, 3), a shipment is counterfeit with the probability that its risk says.
Where skipping is simulated, each selected shipment is skipped with the probability named. Where the order is, 500
shipments are drawn by Poisson sampling to 50 expected, in proportion to risk with a floor of 0.02, and the last fifth
of the sheet is left over when the day ends.

    python benchmarks/targeting/run.py worklists_followed
"""

import datetime as dt
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.documents.worklist_sheet import sheets
from counterfoil.tables.contract import completed
from counterfoil.tables.examination import Examination
from counterfoil.tables.selection import Selection
from counterfoil.tables.shipment import Shipment
from counterfoil.targeting.audit import audit
from counterfoil.targeting.unopened import skew

Floats = npt.NDArray[np.float64]
Figure = dict[str, Any]
DAY = dt.date(2026, 1, 5)
COMMAND = "python benchmarks/targeting/run.py worklists_followed"
SIZES = ((1, 40), (5, 20), (30, 10))  # strata (days and facilities) and shipments selected in each
SKIPS: dict[str, Callable[[Floats], Floats]] = {
    "0.2, whatever the risk": lambda risk: np.full_like(risk, 0.2),
    "0.1 + 0.4 risk": lambda risk: 0.1 + 0.4 * risk,
    "0.05 + 0.7 risk": lambda risk: 0.05 + 0.7 * risk,
}
REPEATED = {"skips": 500, "days": 400}
SHIPMENTS, PLACES, FLOOR, OPENED = 500, 50, 0.02, 0.8
MILLION, SELECTED = 1_000_000, 100_000


def figures() -> list[Figure]:
    """Return how often a skew is told, what the share reads under two orders, and how long an audit takes."""
    return [*_skips(), *_orders(), _speed()]


def _skips() -> list[Figure]:
    chance, found = np.random.default_rng(7), []
    for law, skip in SKIPS.items():
        for strata, places in SIZES:
            days = [skew(_skipped(chance, strata, places, skip)) for _ in range(REPEATED["skips"])]
            judged = [day for day in days if day.p_value is not None]
            name = f"days on which a skew is told, skipped with {law}, {strata} x {places} selected"
            target = "<= .06" if skip is SKIPS["0.2, whatever the risk"] else None
            found.append(_figure(name, round(sum(day.is_told for day in judged) / len(judged), 3), target=target))
    return found


def _skipped(chance: np.random.Generator, strata: int, places: int, skip: Callable[[Floats], Floats]) -> pl.DataFrame:
    count = strata * places
    risk = chance.beta(1, 3, count)
    outcome = np.where(chance.random(count) < skip(risk), "no answer", "opened as drawn")
    facility = np.repeat(np.arange(strata), places).astype(str)
    return pl.DataFrame({"facility": facility, "risk": risk, "outcome": outcome}).with_columns(
        selected_for=pl.lit(DAY), how=pl.lit("drawn")
    )


def _orders() -> list[Figure]:
    """Return the mean of the share of counterfeit ones over the truth, with a fifth of the sheet left over."""
    chance = np.random.default_rng(7)
    ratios: dict[str, list[float]] = {"by lot, as the sheet has it": [], "by risk, the riskiest first": []}
    for seed in range(REPEATED["days"]):
        risk = chance.beta(1, 3, SHIPMENTS)
        is_false = chance.random(SHIPMENTS) < risk
        probability = np.clip(PLACES * risk / risk.sum(), FLOOR, 1)
        drawn = np.flatnonzero(chance.random(SHIPMENTS) < probability)
        for name, order in zip(ratios, (_by_lot(drawn, seed), drawn[np.argsort(-risk[drawn])]), strict=True):
            opened = order[: round(OPENED * len(order))]
            weight = 1 / probability[opened]
            ratios[name].append(float((weight * is_false[opened]).sum() / weight.sum() / is_false.mean()))
    asked = "share of counterfeit ones over the truth, a fifth of the sheet left over, ordered"
    names = [f"{asked} {name}" for name in ratios]
    means = [round(float(np.mean(of)), 3) for of in ratios.values()]
    return [
        _figure(names[0], means[0], target=".95 to 1.05") | {"peers": {"ordered by risk": means[1]}},
        _figure(names[1], means[1]),
    ]


def _by_lot(drawn: npt.NDArray[np.intp], seed: int) -> npt.NDArray[np.intp]:
    """Return the drawn ones in the order in which the sheet would have them."""
    rows = _selections(pl.Series(drawn.astype(str)), selected=pl.lit(value=True))
    [sheet] = sheets(rows, Shipment.create_empty(), seed=seed, digests={"Reno": "0" * 64})
    return np.array([int(entry["shipment_id"]) for entry in sheet.entries], dtype=np.intp)


def _selections(ids: pl.Series, *, selected: pl.Expr) -> pl.DataFrame:
    none = pl.lit([], dtype=pl.List(pl.String))
    rows = pl.DataFrame({"shipment_id": ids}).with_columns(
        selected_for=pl.lit(DAY), facility=pl.lit("Reno"), rank=1, risk=0.5, is_new_party=False, how=pl.lit("drawn"),
        is_selected=selected, probability=0.5, reasons=none, look_for=none, model=pl.lit("none"),
    )  # fmt: skip
    return Selection.cast(rows.select(Selection.column_names()))


def _speed() -> Figure:
    ids = pl.select(pl.int_range(MILLION).cast(pl.String)).to_series()
    rows = _selections(ids, selected=pl.int_range(pl.len()) % (MILLION // SELECTED) == 0)
    told = (
        rows.filter("is_selected")
        .select("shipment_id", "facility", "selected_for")
        .with_columns(examined_at=pl.lit(dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)), result=pl.lit("nothing found"))
    )
    exams = Examination.cast(completed(told, Examination))
    began = time.process_time()
    found = audit(rows, exams)
    taken = time.process_time() - began
    assert found.selected.height == found.examined.height == SELECTED
    return _figure("audit of 100,000 selected of 1,000,000 shipments", round(taken, 2)) | {"unit": "CPU s"}


def _figure(name: str, value: float, *, target: str | None = None) -> Figure:
    shared = {"unit": "share", "peers": {}, "data": "simulated, seed 7", "command": COMMAND}
    return {"name": name, "value": value, "target": target} | shared


if __name__ == "__main__":
    sys.stdout.writelines(f"{one['value']:>8} {one['unit']:<6} {one['name']}\n" for one in figures())
