"""How heavy is each piece of a text? Rows of pieces, with the weight that their rarity gives them.

Weight: K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval", Journal
of Documentation 28 (1972); the logarithm of counts and the unit length as in G. Salton and C. Buckley, "Term-weighting
approaches in automatic text retrieval", Information Processing and Management 24 (1988).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
from scipy import sparse

from counterfoil.matching.product.kernel_rows import SIZE, Bytes, Ids, Numbers, Weights, gram_ids, word_ids


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
    data, offsets = _bytes_of(texts)
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    return Rows(starts, *gram_ids(data, offsets, starts))


def words(lists: pl.Series) -> Rows:
    """Return the distinct words of each list, each of weight 1."""
    distinct = lists.list.unique(maintain_order=True)
    lengths = distinct.list.len().to_numpy().astype(np.int64)
    flat = distinct.explode(empty_as_null=False, keep_nulls=False)
    ids = word_ids(*_bytes_of(flat))
    return Rows(np.append(0, np.cumsum(lengths)), ids, np.ones(len(ids), dtype=np.float32))


def frequencies(*parts: Rows) -> Numbers:
    """Return in how many texts each piece stands."""
    return sum((np.bincount(rows.ids, minlength=SIZE) for rows in parts), np.zeros(SIZE, dtype=np.int64))


def rarity(frequency: Numbers, texts: int) -> Weights:
    """Return the weight of each piece: the logarithm of how few of the texts hold it, at least 1."""
    return (np.log((1 + texts) / (1 + frequency)) + 1).astype(np.float32)


def weighed(rows: Rows, rarities: Weights) -> Rows:
    """Return the rows with each piece's rarity times the logarithm of its count, of unit length."""
    weights = (1 + np.log(rows.weights)) * rarities[rows.ids]
    lengths = np.sqrt(np.add.reduceat(np.append(weights**2, 0), rows.starts[:-1])) if len(weights) else np.empty(0)
    sizes = np.diff(rows.starts)
    norms = np.repeat(np.maximum(lengths, 1e-9), sizes) if len(weights) else weights
    return rows._replace(weights=(weights / norms).astype(np.float32))


def _bytes_of(texts: pl.Series) -> tuple[Bytes, Numbers]:
    column = pa.array(texts.to_arrow(), type=pa.large_string())
    offsets: npt.NDArray[np.int64] = np.frombuffer(
        column.buffers()[1], dtype=np.int64, count=len(column) + 1, offset=8 * column.offset
    )
    return np.frombuffer(column.buffers()[2] or b"", dtype=np.uint8), offsets
