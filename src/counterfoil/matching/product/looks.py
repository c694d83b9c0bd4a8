"""Which of very many texts can be none of the goods that are looked for? A first look, cheap and never wrong.

It lets through whatever the full comparison would compare, and a little more. Of the texts that it turns away it keeps
how often each word and piece stands in them: rarity is counted over all of them (`rarities`).
"""

from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa

from counterfoil.codes import gtin
from counterfoil.matching.product import kernel_looks as kernel
from counterfoil.matching.product.attributes import CODE, GTIN
from counterfoil.matching.product.candidates import LEAST
from counterfoil.matching.product.kernel_rows import Weights
from counterfoil.matching.product.model import ProductModel
from counterfoil.matching.product.rarities import TEXTS, Counted, Rarities, counted, weights_of
from counterfoil.matching.product.reading import read
from counterfoil.matching.product.rows import Rows, bytes_of, frequencies, grams, weighed, words
from counterfoil.matching.product.second_look import bound, may_be_graded
from counterfoil.matching.product.wording import wordings
from counterfoil.tables.contract import completed
from counterfoil.tables.goods import Goods

MARGIN = 1e-3  # of a cosine: sums in another order differ by less
_NO_SIGNS = r"[^\p{L}\p{N}]"
_PLAIN = r"^[0-9]*$"


class Look(NamedTuple):
    """Whether each row may be of the goods, and what was counted of those that may not."""

    may_be: pl.Series
    turned_away: Counted


class Looks:
    """Goods (contract Goods) made ready to be held against rows that name a title and a GTIN and nothing else."""

    def __init__(self, goods: pl.DataFrame, model: ProductModel) -> None:
        self._known = read(goods)
        self._bound = bound(self._known, model)
        values = self._known.attributes.filter(pl.col("kind").is_in([CODE, GTIN])).partition_by("kind", as_dict=True)
        self._gtins, self._codes = (
            values[(kind,)]["value"].unique().to_list() if (kind,) in values else [] for kind in (GTIN, CODE)
        )
        self._counted = counted([self._known.wording])

    def look(self, rows: pl.DataFrame, others: pl.DataFrame) -> Look:
        """Return the look at `rows` (`title` of at most LONGEST characters, `gtin`).

        `others` (contract Goods) are those of the same batch that are compared in any case: rarity counts them, too.
        """
        texts = folded(rows["title"])
        pieces = grams(texts)
        own = _counted_once(pieces, texts)
        batch = own if others.is_empty() else own.plus(counted([wordings(others)]))
        rare = weights_of(self._counted.plus(batch))
        near = np.zeros(rows.height, dtype=bool)
        for name in TEXTS:
            near |= self._cosines_of(pieces, name, rare.grams[name]) >= LEAST - MARGIN
        named = self._shares_gtin(rows["gtin"]) | self._shares_code(texts)
        may_be = named | self._graded(texts, pl.Series(near) & ~named, rare)
        kept = texts.filter(may_be)
        return Look(may_be, own.without(_counted_once(grams(kept), kept)))

    def _graded(self, texts: pl.Series, near: pl.Series, rare: Rarities) -> pl.Series:
        """Return which of the texts that are near may come to a grade (`second_look`)."""
        if self._bound is None or not near.any():
            return near
        asked = texts.filter(near)
        wording = pl.DataFrame(dict.fromkeys(TEXTS, asked))
        places = near.arg_true().filter(may_be_graded(self._known, wording, rare, self._bound))
        return pl.repeat(False, len(texts), eager=True, dtype=pl.Boolean).scatter(places, True)

    def cosines(self, texts: pl.Series, name: str, rare: Weights) -> Weights:
        """Return the cosine of each folded text with the nearest of the goods' texts of this name."""
        return self._cosines_of(grams(texts), name, rare)

    def _cosines_of(self, pieces: Rows, name: str, rare: Weights) -> Weights:
        known = weighed(grams(self._known.wording[name]), rare).matrix().T.tocsr()
        postings = (known.indptr.astype(np.int64), known.indices.astype(np.int32), known.data.astype(np.float32))
        return kernel.best_cosines(
            (pieces.starts, pieces.ids, pieces.weights), rare, postings, self._known.wording.height
        )

    def _shares_gtin(self, codes: pl.Series) -> pl.Series:
        """Digits alone are compared as they stand; what people put around them is taken off (`gtin.normalised`)."""
        bare = [code.lstrip("0") for code in self._gtins]
        plain = pl.col("gtin").str.contains(_PLAIN)
        at_once = pl.col("gtin").str.strip_chars_start("0").is_in(bare)
        frame = codes.alias("gtin").to_frame()
        told = frame.select(pl.when(plain).then(at_once).fill_null(value=False).alias("met"), odd=~plain)
        if not told["odd"].any():
            return told["met"]
        read_out = frame.select(gtin.normalised(pl.col("gtin")).is_in(self._gtins).fill_null(value=False)).to_series()
        return told["met"] | read_out

    def _shares_code(self, texts: pl.Series) -> pl.Series:
        if not self._codes:
            return pl.repeat(False, len(texts), eager=True, dtype=pl.Boolean)
        return texts.str.replace_all(_NO_SIGNS, "").str.contains_any(self._codes)


def folded(titles: pl.Series) -> pl.Series:
    """Return the titles (at most LONGEST characters) as `wordings` folds them."""
    data, offsets = bytes_of(titles.fill_null(""))
    starts = np.zeros(len(offsets), dtype=np.int64)
    beyond = np.zeros(len(titles), dtype=bool)
    bytes_out = kernel.folded_ascii(data, offsets, starts, beyond)
    buffers = [None, pa.py_buffer(starts), pa.py_buffer(bytes_out)]
    plain = pl.Series(pl.from_arrow(pa.LargeStringArray.from_buffers(len(titles), buffers[1], buffers[2])))
    if not beyond.any():
        return plain
    others = pl.DataFrame({"title": titles.filter(pl.Series(beyond))})
    return plain.scatter(np.flatnonzero(beyond), wordings(completed(others, Goods))["title"])


def _counted_once(pieces: Rows, texts: pl.Series) -> Counted:
    """Return what is counted of texts that are title and full text at once."""
    grams_in, words_in = frequencies([pieces.ids]), frequencies([words(texts)[1]])
    return Counted(len(texts), dict.fromkeys(TEXTS, grams_in), dict.fromkeys(TEXTS, words_in))
