"""Which shipments does each policy open on a day, given the same risks?"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from counterfoil.targeting.drawing.adapting import adapted
from counterfoil.targeting.drawing.draw import draw
from counterfoil.targeting.drawing.draw_policy import DrawPolicy

RANDOM_SHARE = 0.10
# Takes the day's candidates (shipment_id, facility, risk, is_counterfeit, ...), capacities, day, seed, and what it
# drew before; returns the candidates with is_selected, and with how and probability where it knows them.
Policy = Callable[..., pl.DataFrame]


def ranking(today: pl.DataFrame, *, capacity: int, **_: Any) -> pl.DataFrame:
    """Open the riskiest of each facility; equal risks by chance."""
    return _first(today, pl.col("risk"), capacity)


def ranking_and_random(today: pl.DataFrame, *, capacity: int, seed: int, day: dt.date, **_: Any) -> pl.DataFrame:
    """Open the riskiest, and fill the last tenth of the places with a plain random draw; no probability is kept."""
    by_chance = np.random.default_rng([seed, day.toordinal()])
    by_rank = int(round(capacity * (1 - RANDOM_SHARE)) - (by_chance.random() < 0.2))  # 1.2 of 12 places in the mean
    top = _first(today, pl.col("risk"), by_rank)
    others = pl.when("is_selected").then(2.0).otherwise(pl.Series(by_chance.random(today.height)))
    return _first(top, others, capacity)


def plain_random(today: pl.DataFrame, *, capacity: int, seed: int, day: dt.date, **_: Any) -> pl.DataFrame:
    """Open any, with equal chances."""
    return _first(today, pl.Series(np.random.default_rng([seed, day.toordinal()]).random(today.height)), capacity)


def oracle(today: pl.DataFrame, *, capacity: int, **_: Any) -> pl.DataFrame:
    """Open what is counterfeit."""
    return _first(today, pl.col("is_counterfeit").cast(pl.Float64), capacity)


def ours_fixed(today: pl.DataFrame, **given: Any) -> pl.DataFrame:
    """Draw with the share that the policy starts with."""
    return _drawn(today, DrawPolicy(), **given)


def ours(today: pl.DataFrame, *, history: pl.DataFrame, **given: Any) -> pl.DataFrame:
    """Draw with the share that the results so far ask for."""
    policy = DrawPolicy() if history.is_empty() else adapted(DrawPolicy(), history)
    return _drawn(today, policy, history=history, **given)


def _drawn(
    today: pl.DataFrame, policy: DrawPolicy, *, capacity: int, seed: int, day: dt.date, **_: Any
) -> pl.DataFrame:
    capacities = today.select(pl.col("facility").unique(), capacity=pl.lit(capacity))
    ready = today.with_columns(is_mandatory=pl.lit(value=False), is_open=pl.lit(value=True))
    drawn = draw(ready, capacities=capacities, policy=policy, day=day, seed=seed)
    return drawn.with_columns(random_share=pl.lit(policy.random_share))


def _first(today: pl.DataFrame, score: pl.Expr | pl.Series, places: int) -> pl.DataFrame:
    scored = today.with_columns(_score=score)
    order = pl.struct(-pl.col("_score"), "shipment_id")  # these were numbered at random
    return scored.with_columns(is_selected=order.rank("ordinal").over("facility") <= places).drop("_score")


POLICIES: dict[str, Policy] = {
    "pure ranking": ranking,
    "top-N and 10 % random": ranking_and_random,
    "ours, fixed share": ours_fixed,
    "ours": ours,
    "plain random": plain_random,
    "oracle": oracle,
}
