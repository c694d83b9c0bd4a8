"""How heavy is each piece of a text? Rows of words and of pieces of three letters, weighed by their rarity.

Weight: K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval", Journal
of Documentation 28 (1972); the logarithm of counts and the unit length as in G. Salton and C. Buckley, "Term-weighting
approaches in automatic text retrieval", Information Processing and Management 24 (1988).
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa
from scipy import sparse

from counterfoil.matching.product.kernel_rows import SIZE, Ids, Numbers, Texts, Weights, Words, gram_ids, word_ids


class Rows(NamedTuple):
    """Pieces of texts: where each text's begin in `ids`, and a weight for each piece."""

    starts: Numbers
    ids: Ids
    weights: Weights

    def matrix(self) -> sparse.csr_matrix:
        """Return them as a sparse matrix of texts × SIZE."""
        return sparse.csr_matrix((self.weights, self.ids, self.starts), shape=(len(self.starts) - 1, SIZE))


def grams(texts: pl.Series) -> Rows:
    """Return the pieces of three letters of each text, with how often each stands there."""
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    return Rows(starts, *gram_ids(*bytes_of(texts), starts))


def words(texts: pl.Series) -> Words:
    """Return the distinct words of each folded text."""
    data, offsets = bytes_of(texts)
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    return (starts, *word_ids(data, offsets, starts), data)


def frequencies(ids: Iterable[Ids]) -> Numbers:
    """Return in how many texts each piece stands."""
    return sum((np.bincount(part, minlength=SIZE) for part in ids), np.zeros(SIZE, dtype=np.int64))


def rarity(frequency: Numbers, texts: int) -> Weights:
    """Return the weight of each piece: the logarithm of how few of the texts hold it, at least 1."""
    return (np.log((1 + texts) / (1 + frequency)) + 1).astype(np.float32)


def weighed(rows: Rows, rarities: Weights) -> Rows:
    """Return the rows with each piece's rarity times the logarithm of its count, of unit length."""
    weights = (1 + np.log(rows.weights)) * rarities[rows.ids]
    row_of = np.repeat(np.arange(len(rows.starts) - 1), np.diff(rows.starts))
    lengths = np.sqrt(np.bincount(row_of, weights**2, minlength=len(rows.starts) - 1))
    return rows._replace(weights=(weights / lengths[row_of]).astype(np.float32))


def once(cut: Words) -> Rows:
    """Return words as rows in which each counts once."""
    return Rows(cut[0], cut[1], np.ones(len(cut[1]), dtype=np.float32))


def bytes_of(texts: pl.Series) -> Texts:
    """Return the bytes of all texts, and where each begins and the last one ends."""
    column = pa.array(texts.to_arrow(), type=pa.large_string())
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int64, count=len(column) + 1, offset=8 * column.offset)
    return np.frombuffer(column.buffers()[2] or b"", dtype=np.uint8), offsets
