"""Which of the day's shipments are opened, and with which probability was each to be?

Mandatory controls come first, each with certainty, even where they are more than the capacity. What capacity is left
is drawn: exactly so many, each with exactly the probability written beside it. What cannot be opened on the day is out
of the draw, with a probability of 0.
"""

import datetime as dt
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.targeting.drawing import chance
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.inclusion import inclusion
from counterfoil.targeting.drawing.systematic import taken

START: Final = "\x1estart"  # names the chance of the first point; no id of a shipment has this character


def draw(
    candidates: pl.DataFrame, *, capacities: pl.DataFrame, policy: DrawPolicy, day: dt.date, seed: int | str
) -> pl.DataFrame:
    """Return the candidates, in their order, with rank, how, is_selected and probability, as Selection wants them.

    `candidates`: shipment_id, facility, risk (0 to 1), is_mandatory, is_open, more at will; `capacities`: facility,
    capacity (shipments that can be opened). A facility without a capacity has none. Equal risks are ranked by chance.
    """
    capacity = dict(capacities.select("facility", "capacity").iter_rows())
    parts = [
        _of_facility(rows, places=capacity.get(facility) or 0, policy=policy, day=day, seed=seed)
        for (facility,), rows in candidates.with_row_index("_row").group_by("facility")
    ]
    if not parts:
        return candidates.with_columns(
            rank=pl.lit(0, dtype=pl.Int64), how=pl.lit(""), is_selected=False, probability=pl.lit(0.0)
        )
    return pl.concat(parts).sort("_row").drop("_row")


def _of_facility(rows: pl.DataFrame, *, places: int, policy: DrawPolicy, day: dt.date, seed: int | str) -> pl.DataFrame:
    facility = str(rows["facility"][0])
    risk = rows["risk"].to_numpy()
    drawn_order = chance.numbers(rows["shipment_id"], seed=seed, day=day, facility=facility)
    mandatory = (rows["is_mandatory"] & rows["is_open"]).to_numpy()
    free = np.flatnonzero((~rows["is_mandatory"] & rows["is_open"]).to_numpy())
    probability = mandatory.astype(np.float64)
    probability[free] = inclusion(risk[free], places - int(mandatory.sum()), policy)
    selected = probability == 1
    uncertain = free[~selected[free]]
    start = chance.fraction(START, seed=seed, day=day, facility=facility)
    selected[uncertain[taken(probability[uncertain], np.argsort(drawn_order[uncertain]), start)]] = True
    return rows.with_columns(
        rank=pl.Series(_ranks(risk, drawn_order)),
        how=pl.when(~pl.col("is_open"))
        .then(pl.lit("out of window"))
        .when("is_mandatory")
        .then(pl.lit("mandatory"))
        .when(pl.Series(selected))
        .then(pl.lit("drawn"))
        .otherwise(pl.lit("not drawn")),
        is_selected=pl.Series(selected),
        probability=pl.Series(probability),
    )


def _ranks(risk: npt.NDArray[np.float64], drawn_order: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    ranks = np.empty(len(risk), dtype=np.int64)
    ranks[np.lexsort((drawn_order, -risk))] = np.arange(1, len(risk) + 1)
    return ranks
