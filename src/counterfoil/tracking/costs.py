"""What does it cost to stop one counterfeit, by what the user says that acts cost?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil.tracking.chart import BARS
from counterfoil.tracking.cost_file import Costs
from counterfoil.tracking.shape import shaped

OPENED: Final = "opened of shipment"  # an examination: its minutes are those told of it, where they are
SYSTEM: Final = "system"  # a program: its acts cost nobody's time
HOUR: Final = 60
CENT: Final = Decimal("0.01")


class Spent(NamedTuple):
    """`acts`: bars of what each kind of act cost; `total` in the currency; `untold`: acts whose cost nobody told."""

    acts: pl.DataFrame
    total: Decimal
    untold: tuple[tuple[str, int], ...]


def spent(acts: pl.DataFrame | None, openings: pl.DataFrame | None, costs: Costs) -> Spent:
    """Return what was spent on the acts (role, act, subject, cases) and openings (role, cases, timed, minutes)."""
    rows: list[dict[str, Any]] = []
    untold: dict[str, int] = {}
    for act in acts.iter_rows(named=True) if acts is not None else ():
        if act["role"] == SYSTEM:
            continue
        of_subject = f"{act['act']} of {act['subject']}"
        each = _cost(costs, act["role"], of_subject, costs.minutes.get(of_subject, costs.minutes.get(act["act"])))
        _count(rows, untold, of_subject, act["cases"], None if each is None else each * act["cases"])
    for opening in openings.iter_rows(named=True) if openings is not None else ():
        _count(rows, untold, OPENED, opening["cases"], _opening(costs, opening))
    sums: dict[str, tuple[Decimal, int]] = {}
    for row in rows:
        amount, cases = sums.get(row["label"], (Decimal(0), 0))
        sums[row["label"]] = amount + row["amount"], cases + row["cases"]
    told = [(label, float(amount), cases) for label, (amount, cases) in sums.items()]
    schema = {"label": pl.String, "value": pl.Float64, "cases": pl.Int64}
    summed = pl.DataFrame(told, schema=schema, orient="row").sort(["value", "label"], descending=[True, False])
    total = sum((row["amount"] for row in rows), Decimal(0))
    shown = shaped(summed.with_columns(unit=pl.lit(costs.currency)), BARS)
    return Spent(shown, total.quantize(CENT), tuple(sorted(untold.items())))


def _cost(costs: Costs, role: str, act: str, minutes: Decimal | None) -> Decimal | None:
    """Return the cost of one act; None where neither its time nor its fee is told, or the rate of its time is not."""
    fee = costs.fees.get(act, costs.fees.get(act.rsplit(" of ", 1)[0]))
    if minutes is None:
        return fee
    if role not in costs.rates:
        return None
    return minutes * costs.rates[role] / HOUR + (fee or Decimal(0))


def _opening(costs: Costs, row: Mapping[str, Any]) -> Decimal | None:
    """Return the cost of the openings of a role: the minutes told of them, and those of the file for the others."""
    known, cases, timed = costs.minutes.get(OPENED), int(row["cases"]), int(row["timed"])
    if (timed < cases and known is None) or row["role"] not in costs.rates:
        return None
    minutes = int(row["minutes"] or 0) + (cases - timed) * (known or Decimal(0))
    return minutes * costs.rates[row["role"]] / HOUR + costs.fees.get(OPENED, Decimal(0)) * cases


def _count(rows: list[dict[str, Any]], untold: dict[str, int], label: str, cases: int, amount: Decimal | None) -> None:
    if amount is None:
        untold[label] = untold.get(label, 0) + cases
    else:
        rows.append({"label": label, "amount": amount, "cases": cases})


def per_stopped(stopped: pl.DataFrame, found: Spent, costs: Costs) -> pl.DataFrame:
    """Return bars of the whole cost for one of each that was stopped (label, cases); none where none was."""
    rows = stopped.filter(pl.col("cases") > 0).select("label", pl.col("cases").cast(pl.Int64))
    each = [float((found.total / cases).quantize(CENT)) for cases in rows["cases"]]
    return shaped(
        rows.with_columns(
            value=pl.Series(each, dtype=pl.Float64),
            unit=pl.lit(costs.currency),
            note=pl.format("{} in all for {}", pl.lit(f"{found.total:,} {costs.currency}"), "cases"),
        ),
        BARS,
    )
