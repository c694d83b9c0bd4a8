"""May the risk be read as a probability? A fit without the last days says how many finds they hold; it is compared."""

from collections.abc import Callable

import numpy as np
import polars as pl

from counterfoil.targeting.learning.columns import Numbers

HELD_BACK = 0.2  # share of the examinations, the last ones
RISKIEST = 0.2  # share of those held back that is compared alone, too: there the worklist is made
Z_95 = 1.959964  # standard normal quantile at 97.5 %


def is_calibrated(rows: pl.DataFrame, risks: Callable[[pl.DataFrame, pl.DataFrame], pl.Series]) -> bool:
    """Return whether the last examinations found as many as was expected of them, by chance alone (95 %).

    `rows` are in the order of their days; `risks` learns from the first table and tells the risks of the second. Of all
    and of the riskiest: finds counted by sample weight against the sum of the risks.
    """
    first_day = rows["examined_on"][int(rows.height * (1 - HELD_BACK))]
    earlier, later = rows.filter(pl.col("examined_on") < first_day), rows.filter(pl.col("examined_on") >= first_day)
    if earlier["is_found"].n_unique() < 2:
        return False
    risk = risks(earlier, later).to_numpy()
    found = later["is_found"].cast(pl.Float64).to_numpy()
    weight = later["sample_weight"].cast(pl.Float64).fill_null(1.0).to_numpy()
    riskiest = np.argsort(-risk, kind="stable")[: int(np.ceil(RISKIEST * len(risk)))]
    return _agree(risk, found, weight) and _agree(risk[riskiest], found[riskiest], weight[riskiest])


def _agree(risk: Numbers, found: Numbers, weight: Numbers) -> bool:
    spread = np.sqrt(np.sum(weight**2 * risk * (1 - risk)))
    return bool(abs(np.sum(weight * (found - risk))) <= Z_95 * spread)
