"""How rare is each word and each piece of three letters among all goods and items?

Counted over both tables before any pair is compared, in parts, so that memory does not grow with the items.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.matching.product.kernel_rows import SIZE, Numbers, Weights
from counterfoil.matching.product.rows import frequencies, grams, rarity, words

TEXTS = ("title", "full")


class Rarities(NamedTuple):
    """By name of the text, the weight of each id."""

    grams: dict[str, Weights]
    words: dict[str, Weights]


class Counted(NamedTuple):
    """Of so many texts: by name of the text, in how many each id of a piece, or of a word, stands."""

    texts: int
    grams: dict[str, Numbers]
    words: dict[str, Numbers]

    def plus(self, other: "Counted") -> "Counted":
        """Return what is counted of both."""
        return Counted(
            self.texts + other.texts, *(_each(np.add, *both) for both in zip(self[1:], other[1:], strict=True))
        )

    def without(self, part: "Counted") -> "Counted":
        """Return what is counted of all but a part of the texts."""
        less = (_each(np.subtract, *both) for both in zip(self[1:], part[1:], strict=True))
        return Counted(self.texts - part.texts, *less)


def _each(work: Callable[..., Numbers], ours: dict[str, Numbers], theirs: dict[str, Numbers]) -> dict[str, Numbers]:
    """Return the work's result by name of the text; where title and full text are counted as one it is done once."""
    title, full = ((ours[name], theirs[name]) for name in TEXTS)
    first = work(*title)
    same = all(one is other for one, other in zip(title, full, strict=True))
    return {TEXTS[0]: first, TEXTS[1]: first if same else work(*full)}


def counted(wordings: Iterable[pl.DataFrame]) -> Counted:
    """Return what is counted of the `title` and `full` of the wordings."""
    pieces = {name: np.zeros(SIZE, dtype=np.int64) for name in TEXTS}
    whole = {name: np.zeros(SIZE, dtype=np.int64) for name in TEXTS}
    texts = 0
    for wording in wordings:
        texts += wording.height
        for name in TEXTS:
            pieces[name] += frequencies([grams(wording[name]).ids])
            whole[name] += frequencies([words(wording[name])[1]])
    return Counted(texts, pieces, whole)


def weights_of(known: Counted) -> Rarities:
    """Return the rarity of all that was counted."""
    return Rarities(
        *({name: rarity(counts[name], known.texts) for name in TEXTS} for counts in (known.grams, known.words))
    )


def rarities(wordings: Iterable[pl.DataFrame], beside: Counted | None = None) -> Rarities:
    """Return the rarity of all that stands in the `title` and `full` of the wordings, and `beside` them."""
    own = counted(wordings)
    return weights_of(own if beside is None else own.plus(beside))
