"""How alike are two texts letter by letter? Ratios of edit distances, of rapidfuzz (https://rapidfuzz.github.io)."""

from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import distance, fuzz, process

from counterfoil.matching.product.kernel_rows import Weights
from counterfoil.matching.product.reading import Pairs, Sides
from counterfoil.matching.product.word_measures import texts_of

LONGEST = 250  # characters of a full text that are compared letter by letter
_TITLE = {
    "ratio": fuzz.ratio,
    "sorted": fuzz.token_sort_ratio,
    "set": fuzz.token_set_ratio,
    "part": fuzz.partial_ratio,
    "part_sorted": fuzz.partial_token_sort_ratio,
    "weighed": fuzz.WRatio,
    "beginning": distance.JaroWinkler.normalized_similarity,
    "subsequence": distance.LCSseq.normalized_similarity,
}
_FULL = {"full_set": fuzz.token_set_ratio, "full_sorted": fuzz.token_sort_ratio, "full_part": fuzz.partial_ratio}
_FIRST_WORD = r"^([\p{L}\p{N}]+)"


def letter_measures(sides: Sides, pairs: Pairs) -> dict[str, Weights]:
    """Return ratios of titles, of full texts, of title with full text and of brands; and of the titles' lengths."""
    titles, full = texts_of(sides, pairs, "title"), texts_of(sides, pairs, "full", LONGEST)
    brands = texts_of(sides, pairs, "brand")
    told = ((brands[0] != "") & (brands[1] != "")).to_numpy()
    crosswise = [_ratio(titles[0], full[1], fuzz.token_set_ratio), _ratio(full[0], titles[1], fuzz.token_set_ratio)]
    lengths = [text.str.len_chars().cast(pl.Float32).to_numpy() for text in titles]
    first = [text.str.extract(_FIRST_WORD) for text in titles]
    return {
        **{name: _ratio(*titles, scorer) for name, scorer in _TITLE.items()},
        **{name: _ratio(*full, scorer) for name, scorer in _FULL.items()},
        "title_full_set": np.maximum(*crosswise),
        "brand": np.where(told, _ratio(*brands, fuzz.token_set_ratio), np.nan),
        "first_word": (first[0] == first[1]).cast(pl.Float32).to_numpy(),
        "shorter": np.minimum(*lengths),
        "length_share": np.minimum(*lengths) / np.maximum(np.maximum(*lengths), 1),
    }


def _ratio(ones: pl.Series, others: pl.Series, scorer: Any) -> Weights:
    ratios: Weights = process.cpdist(ones.to_list(), others.to_list(), scorer=scorer, dtype=np.float32)
    return ratios
