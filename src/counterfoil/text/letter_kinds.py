"""Of which kind is a character: letter, mark, number, small letter, blank? By code point, as Polars' patterns say.

Compiled code that stands beside such patterns must cut a text where they would.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.text.compiled import kept

LETTER, MARK, NUMBER, SMALL, BLANK = 1, 2, 4, 8, 16
COVERED = 0x40000  # code points in the table: the planes in which letters are assigned (0 to 3)
FIRST_SELECTOR, LAST_SELECTOR = 0xE0100, 0xE01EF  # beyond it, these alone have a kind: marks that choose a glyph
_PATTERNS = {LETTER: r"\p{L}", MARK: r"\p{M}", NUMBER: r"\p{N}", SMALL: r"\p{Ll}", BLANK: r"\s"}
_SURROGATES = slice(0xD800, 0xE000)  # stand in no column


@cache
def letter_kinds() -> npt.NDArray[np.int64]:
    """Return the kinds of the code points below COVERED, added up."""
    return kept(f"letter-kinds-{pl.__version__}", _made)


def _made() -> npt.NDArray[np.int64]:
    codes = np.arange(COVERED, dtype=np.uint32)
    codes[_SURROGATES] = 0
    characters = pl.Series(codes.view("U1").tolist())
    kinds = np.zeros(COVERED, dtype=np.int64)
    for kind, pattern in _PATTERNS.items():
        kinds += kind * characters.str.contains(pattern).to_numpy()
    return kinds
