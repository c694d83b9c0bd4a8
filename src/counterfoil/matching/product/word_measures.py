"""How much do two texts say in the same words, how much does one say alone, and how rare is that?"""

import numpy as np
import polars as pl

from counterfoil.matching.product import kernel_rows as kernel
from counterfoil.matching.product.kernel_rows import Weights, Words
from counterfoil.matching.product.rarities import TEXTS, Rarities
from counterfoil.matching.product.reading import Pairs, Sides
from counterfoil.matching.product.rows import Rows, bytes_of, grams, once, weighed, words

_LEAST = 1e-6  # against division by nothing
_NO_SIGNS = r"[^\p{L}\p{N}]"
_COVERED = {
    "lack": kernel.LACKING,
    "number_lack": kernel.LACKING_NUMBERS,
    "rarest_lack": kernel.RAREST_LACKING,
    "rarest_number_lack": kernel.RAREST_NUMBER,
}


def word_measures(sides: Sides, pairs: Pairs, rarities: Rarities) -> dict[str, Weights]:
    """Return measures of the words of titles and of full texts, and of the titles' words in the full texts."""
    cut = {name: [words(side.wording[name]) for side in sides] for name in TEXTS}
    measures: dict[str, Weights] = {}
    for name in TEXTS:
        shares = _shares(cut[name], pairs, rarities.words[name])
        cosines = {
            "cosine": _cosine([grams(side.wording[name]) for side in sides], pairs, rarities.grams[name]),
            "word_cosine": _cosine([once(part) for part in cut[name]], pairs, rarities.words[name]),
        }
        within = _covered(cut["title"], cut[name], sides, pairs, (rarities.words["title"], name))
        measures |= {f"{name}_{measure}": values for measure, values in (shares | cosines).items()}
        measures |= {f"title_in_{name}_{measure}": values for measure, values in within.items()}
    return measures


def _shares(cut: list[Words], pairs: Pairs, rarities: Weights) -> dict[str, Weights]:
    """By weight: how much both say of what either says and of what the briefer says, and what each says alone."""
    own, other = (Rows(part[0], part[1], rarities[part[1]]) for part in cut)
    found = kernel.compared(own, other, pairs.goods, pairs.items)
    common, ours, theirs = found[:, kernel.SHARED], found[:, kernel.OWN_ALONE], found[:, kernel.OTHER_ALONE]
    return {
        "shared": common / np.maximum(common + ours + theirs, _LEAST),
        "held": common / np.maximum(common + np.minimum(ours, theirs), _LEAST),
        "ours_alone": ours,
        "theirs_alone": theirs,
        "rarest_alone": np.maximum(found[:, kernel.RAREST_OWN], found[:, kernel.RAREST_OTHER]),
    }


def _cosine(pieces: list[Rows], pairs: Pairs, rarities: Weights) -> Weights:
    ours, theirs = (weighed(rows, rarities).matrix() for rows in pieces)
    products = ours[pairs.goods].multiply(theirs[pairs.items])
    return np.asarray(products.sum(axis=1), dtype=np.float32).ravel()


def _covered(
    own: list[Words], other: list[Words], sides: Sides, pairs: Pairs, by: tuple[Weights, str]
) -> dict[str, Weights]:
    """How much of each title the other text holds: the less and the more of the two directions."""
    rarities, name = by
    squeezed = [bytes_of(side.wording[name].str.replace_all(_NO_SIGNS, "")) for side in sides]
    there = kernel.covered(own[0], rarities, other[1], squeezed[1], (pairs.goods, pairs.items))
    back = kernel.covered(own[1], rarities, other[0], squeezed[0], (pairs.items, pairs.goods))
    both = [_directed(found) for found in (there, back)]
    return {
        f"{measure}_{least_or_most}": pick(*(one[measure] for one in both))
        for measure in both[0]
        for least_or_most, pick in (("least", np.fmin), ("most", np.fmax))
    }


def _directed(found: Weights) -> dict[str, Weights]:
    numbers = found[:, kernel.FOUND_NUMBERS] + found[:, kernel.LACKING_NUMBERS]
    share = found[:, kernel.FOUND] / np.maximum(found[:, kernel.FOUND] + found[:, kernel.LACKING], _LEAST)
    of_numbers = np.where(numbers > 0, found[:, kernel.FOUND_NUMBERS] / np.maximum(numbers, _LEAST), np.nan)
    return {"share": share, "number_share": of_numbers, **{name: found[:, at] for name, at in _COVERED.items()}}


def texts_of(sides: Sides, pairs: Pairs, name: str, longest: int | None = None) -> tuple[pl.Series, pl.Series]:
    """Return the text of both sides of each pair, at most `longest` characters of it."""
    ours, theirs = (side.wording[name].str.slice(0, longest) for side in sides)
    return ours.gather(pairs.goods), theirs.gather(pairs.items)
