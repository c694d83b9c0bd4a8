"""What does a policy find in a season, learning each day from what it opened?"""

from typing import NamedTuple

import numpy as np
import polars as pl
from season_policies import Policy, plain_random
from season_risk import FORGET_NOTHING, Counts
from season_simulator import Season

HISTORY = ["selected_for", "how", "risk", "probability", "is_found"]


class Played(NamedTuple):
    """`finds` by day; `opened` by a policy of ours: day, shipment_id, is_found, probability, random_share, ..."""

    finds: pl.DataFrame
    opened: pl.DataFrame


def play(season: Season, policy: Policy, *, seed: int, keep: float = FORGET_NOTHING) -> Played:
    """Return what was found and opened; `keep` is what is left each day of the counts that were learned."""
    shipments, used = _numbered(season), season.settings
    risks = Counts(*(int(shipments[name].max()) + 1 for name in ("route", "name")), keep=keep)
    history = pl.DataFrame(schema={})
    finds, opened = [], []
    for (day,), arrived in shipments.group_by("day", maintain_order=True):
        at, opening = int(day), int(day) < used["days"]["opening"]
        today = arrived.with_columns(risk=risks.risk(arrived["route"].to_numpy(), arrived["name"].to_numpy()))
        chosen = (plain_random if opening else policy)(
            today, capacity=used["facilities"]["capacity"], seed=seed, day=arrived["selected_for"][0], history=history
        ).filter("is_selected")
        risks.learn(*(chosen[name].to_numpy() for name in ("route", "name", "is_counterfeit")))
        if at == used["days"]["opening"] - 1:
            risks.end_opening()
        if opening:
            continue
        finds.append((at, int(chosen["is_counterfeit"].sum())))
        if "probability" in chosen.columns:
            result = chosen.rename({"is_counterfeit": "is_found"})
            opened.append(result.select("day", "shipment_id", "random_share", *HISTORY))
            history = pl.concat([history, result.select(HISTORY)]) if history.width else result.select(HISTORY)
    kept = pl.concat(opened) if opened else pl.DataFrame()
    return Played(pl.DataFrame(finds, schema=["day", "finds"], orient="row"), kept)


def _numbered(season: Season) -> pl.DataFrame:
    """Return the shipments with `route` and `name`: numbers from 0 for each route and each consignor."""
    descriptions = season.settings["honest"]["descriptions"]
    names = np.unique(season.shipments["consignor"].to_numpy(), return_inverse=True)[1]
    return season.shipments.with_columns(
        route=pl.col("origin") * descriptions + pl.col("description"), name=pl.Series(names.astype(np.int64))
    )
