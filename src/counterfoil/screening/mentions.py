"""Where do the offers name a mark, in what manner and in what company?"""

from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.few_rows.column import one_below_another
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.context import contexts
from counterfoil.screening.marks import Marks
from counterfoil.text.columns import parts_of, values_at
from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_around import COMPLETED, HEADS
from counterfoil.text.mark_scan import found_in

FIELDS = ("title", "brand", "description")  # by the numbers that `kernel_uses` gives them
SLIPS = (True, True, False)  # whether misspellings are looked for in it
NONE = np.zeros((10, 0), dtype=np.int64)


class Mentions(NamedTuple):
    """Every mention of a name, ordered by offer, the title's first: `places`, a line for each of the names of
    `kernel_uses` (offer, mark, …), and what is `seen` there."""

    places: Numbers
    seen: pl.Series


NOTHING = Mentions(NONE, pl.Series(dtype=pl.String))


def mentions(offers: pl.DataFrame, marks: Marks) -> Mentions:
    """Return every mention of a name in the offers."""
    found = [_in_field(offers, field, marks) for field in range(len(FIELDS))]
    told = [one for one in found if len(one.seen)]
    if len(told) < 2:
        return told[0] if told else NOTHING
    together = np.concatenate([one.places for one in told], axis=1)
    order = np.argsort(together[kernel.OFFER], kind="stable")
    seen = values_at(one_below_another([one.seen for one in told]), order)
    return Mentions(np.ascontiguousarray(together[:, order]), seen)


def _in_field(offers: pl.DataFrame, field: int, marks: Marks) -> Mentions:
    """Return the mentions in one column of the offers, each with the company it stands in."""
    texts = offers[FIELDS[field]]
    if texts.null_count() == offers.height:
        return NOTHING
    found = found_in(texts, marks.names, slips=SLIPS[field])
    if not found.shape[1]:
        return NOTHING
    around = contexts(texts, found[[kernel.OFFER, kernel.START, kernel.END]])
    around |= HEADS * (found[kernel.FIRST_WORD] == 0)
    goes_on = (found[kernel.KIND] == kernel.FIRST_NAME) & (around & COMPLETED != 0)
    # laid out by lines, however many are left: compiled code is made for one kind of array
    places = np.ascontiguousarray(np.stack([*found, np.full_like(around, field), around])[:, ~goes_on])
    return Mentions(places, parts_of(texts, *places[[kernel.OFFER, kernel.START, kernel.END]]))
