"""Small tables for tests: rows by the contracts from a few words."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.tables.sale import Sale
from counterfoil.vetting.regime import NAMES, Regime, built_in, read_regime
from screening.screened import table

DAY = dt.date(2026, 11, 8)
REGIMES = {name: read_regime(built_in(name), file=name) for name in NAMES}
INFORM: Regime = REGIMES["inform"]


def sold(count: int, dollars: str, *, first: str, last: str, **more: Any) -> pl.DataFrame:
    """Return `count` sales that bring `dollars` together, spread evenly over the days from `first` to `last`."""
    start, end = dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal()
    days = [dt.date.fromordinal(start + (end - start) * n // max(count - 1, 1)) for n in range(count)]
    each = (Decimal(dollars) / count).quantize(Decimal("0.0001")) if count else Decimal(0)
    amounts = [each] * (count - 1) + [Decimal(dollars) - each * (count - 1)]
    rows = [
        {"offer_id": "o-1", "units": 1, "seller_id": "s-1", "sold_on": day, "amount": amount} | more
        for day, amount in zip(days, amounts, strict=True)
    ]
    return table(Sale, rows)
