"""Of which data can no share of counterfeits be told, and why?"""

from typing import Final

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.settings import CERTAIN

MANY_FINDS: Final = 10  # even where every second unit is counterfeit, so many in a row come once in a thousand times
AUDIT: Final = (
    "Add a random audit: units drawn by chance, each with the probability by which it was drawn (column probability)."
)


def refuse_the_impossible(sampled: pl.DataFrame) -> None:
    """Raise UserError where nothing was examined, a value is missing or a probability is not in (0, 1]."""
    if sampled.is_empty():
        raise UserError("Nothing that was drawn has been examined, so no share can be told.", cure=AUDIT)
    probability, found = sampled["probability"], sampled["is_found"]
    if probability.null_count() == sampled.height:
        raise UserError(
            f"None of the {sampled.height:,} examined units has the probability by which it was chosen: targeted finds "
            "tell where somebody looked, and nothing of what was not looked at.",
            cure=AUDIT,
        )
    if probability.null_count() or found.null_count():
        raise UserError(
            "A find or a probability is missing.", cure="Leave out what was not drawn, or not examined, and say so."
        )
    values = probability.to_numpy()
    if not bool(((values > 0) & (values <= 1)).all()):
        raise UserError("A probability is not above 0 and at most 1.", cure="Correct the column probability.")


def refuse_a_list_of_finds(found: np.ndarray, *, is_known: bool) -> None:
    """Raise UserError where all of many examined units are finds, and nothing else tells how many were examined.

    A list of finds looks so, each with the probability that a log gave it: those examined in vain were left out.
    """
    if is_known or len(found) < MANY_FINDS or not found.all():
        return
    raise UserError(
        f"All {len(found):,} examined units are finds: this reads as a list of finds, without those that were examined "
        "and found genuine.",
        cure="Give every unit that was examined. If these are all, say with --frame how many units there are.",
    )


def refuse_targeted_alone(probability: np.ndarray, population: float | None) -> None:
    """Raise UserError where nothing was left to chance, and it is not told that this was all there is."""
    if (probability < CERTAIN).any():
        return
    if population is None:
        raise UserError(
            f"All {len(probability):,} units were sure to be examined, so chance chose none of them: they tell nothing "
            "of the units that nobody looked at.",
            cure=f"{AUDIT} If these are all units there are, say so with --frame.",
        )
    if population > len(probability):
        raise UserError(
            f"All {len(probability):,} units were sure to be examined; of the other "
            f"{population - len(probability):,.0f} none was drawn by chance, so nothing can be told of them.",
            cure=AUDIT,
        )
