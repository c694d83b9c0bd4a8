"""Which of the day's shipments are opened, and with which probability was each to be?

Mandatory controls come first, each with certainty, even where they are more than the capacity. What capacity is left
is drawn: exactly so many, each with exactly the probability written beside it. What cannot be opened on the day is out
of the draw, with a probability of 0.
"""

import datetime as dt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.targeting.drawing import chance
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.inclusion import inclusion
from counterfoil.targeting.drawing.systematic import taken

START: Final = "\x1estart"  # names the chance of the first point; no id of a shipment has this character
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class _Candidates(NamedTuple):
    """Of the candidates of one facility: their risks, which must be opened, which else can be, and their chances."""

    risk: Numbers
    is_mandatory: Flags
    is_free: Flags
    order: npt.NDArray[np.uint64]


def draw(
    candidates: pl.DataFrame, *, capacities: pl.DataFrame, policy: DrawPolicy, day: dt.date, seed: int | str
) -> pl.DataFrame:
    """Return the candidates, in their order, with rank, how, is_selected and probability, as Selection wants them.

    `candidates`: shipment_id, facility, risk (0 to 1), is_mandatory, is_open, more at will; `capacities`: facility,
    capacity (shipments that can be opened). A facility without a capacity has none. Equal risks are ranked by chance.
    """
    capacity = dict(capacities.select("facility", "capacity").iter_rows())
    is_open, must = candidates["is_open"].to_numpy(), candidates["is_mandatory"].to_numpy()
    risk, is_mandatory, is_free = candidates["risk"].to_numpy(), must & is_open, ~must & is_open
    rank = np.zeros(candidates.height, dtype=np.int64)
    selected, probability = np.zeros(candidates.height, dtype=bool), np.zeros(candidates.height)
    for facility, rows in _rows_of(candidates):
        ids = candidates["shipment_id"].gather(rows)
        order = chance.numbers(ids, seed=seed, day=day, facility=facility)
        start = chance.fraction(START, seed=seed, day=day, facility=facility)
        of_facility = _Candidates(risk[rows], is_mandatory[rows], is_free[rows], order)
        rank[rows] = _ranks(of_facility)
        probability[rows] = _probabilities(of_facility, capacity.get(facility) or 0, policy)
        selected[rows] = _selected(of_facility, probability[rows], start)
    how = np.where(is_mandatory, "mandatory", np.where(selected, "drawn", "not drawn"))
    return candidates.with_columns(
        rank=pl.Series(rank),
        how=pl.Series(np.where(is_open, how, "out of window"), dtype=pl.String),
        is_selected=pl.Series(selected),
        probability=pl.Series(probability),
    )


def _rows_of(candidates: pl.DataFrame) -> list[tuple[str, Whole]]:
    """Return the facilities and the rows of each."""
    rows = candidates.select("facility", row=pl.int_range(pl.len())).group_by("facility").agg("row")
    return [(facility, row.to_numpy()) for facility, row in zip(rows["facility"], rows["row"], strict=True)]


def _probabilities(candidates: _Candidates, capacity: int, policy: DrawPolicy) -> Numbers:
    probability = candidates.is_mandatory.astype(np.float64)
    places = capacity - int(candidates.is_mandatory.sum())
    probability[candidates.is_free] = inclusion(candidates.risk[candidates.is_free], places, policy)
    return probability


def _selected(candidates: _Candidates, probability: Numbers, start: float) -> Flags:
    selected: Flags = probability == 1
    uncertain = np.flatnonzero(candidates.is_free & ~selected)
    selected[uncertain[taken(probability[uncertain], np.argsort(candidates.order[uncertain]), start)]] = True
    return selected


def _ranks(candidates: _Candidates) -> Whole:
    ranks = np.empty(len(candidates.risk), dtype=np.int64)
    ranks[np.lexsort((candidates.order, -candidates.risk))] = np.arange(1, len(ranks) + 1)
    return ranks
