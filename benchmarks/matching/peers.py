"""Other ways to tell the same product, run on the same pairs: two thresholds, and boosted trees on usual ratios."""

import lightgbm
import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import distance, fuzz, process
from sets import Set
from sklearn.feature_extraction.text import TfidfVectorizer

Values = npt.NDArray[np.float64]
RATIOS = (
    fuzz.ratio,
    fuzz.partial_ratio,
    fuzz.token_sort_ratio,
    fuzz.token_set_ratio,
    fuzz.partial_token_sort_ratio,
    fuzz.WRatio,
    fuzz.QRatio,
    distance.JaroWinkler.normalized_similarity,
    distance.LCSseq.normalized_similarity,
)
FIELDS = ("title", "brand", "mpn", "description")
_TREES = {"objective": "binary", "learning_rate": 0.05, "num_leaves": 31, "verbose": -1, "seed": 1, "num_threads": 1}


def texts(table: pl.DataFrame, ids: pl.Series, field: str) -> list[str]:
    """Return the field, in small letters, of each id; `full` is all of them together."""
    column = pl.concat_str(FIELDS, separator=" ", ignore_nulls=True) if field == "full" else pl.col(field)
    known = table.select("id", text=column.fill_null("").str.to_lowercase().str.slice(0, 300))
    return ids.to_frame("id").join(known, on="id", how="left", maintain_order="left")["text"].to_list()


def token_set(given: Set, pairs: pl.DataFrame) -> Values:
    """Return rapidfuzz's token_set_ratio of the titles."""
    ours, theirs = _both(given, pairs, "title")
    return process.cpdist(ours, theirs, scorer=fuzz.token_set_ratio).astype(np.float64)


def cosine(given: Set, pairs: pl.DataFrame, *, analyzer: str = "char_wb", length: int = 3) -> Values:
    """Return the TF-IDF cosine of the full texts."""
    ours, theirs = _both(given, pairs, "full")
    machine = TfidfVectorizer(analyzer=analyzer, ngram_range=(length, length), sublinear_tf=True)
    every = [texts(table, table["id"], "full") for table in (given.goods, given.items)]
    machine.fit(every[0] + every[1])
    products = machine.transform(ours).multiply(machine.transform(theirs))
    return np.asarray(products.sum(axis=1), dtype=np.float64).ravel()


def ratios(given: Set, pairs: pl.DataFrame) -> Values:
    """Return nine ratios of each field, cosines of letters and of words, and the overlap of numbers and codes."""
    columns = [cosine(given, pairs), cosine(given, pairs, analyzer="word", length=1)]
    for field in FIELDS:
        ours, theirs = _both(given, pairs, field)
        columns += [process.cpdist(ours, theirs, scorer=scorer) for scorer in RATIOS]
    for pattern in (r"[0-9]+(?:\.[0-9]+)?", r"[a-z]*[0-9][a-z0-9-]*"):
        ours, theirs = (pl.Series(side).str.extract_all(pattern) for side in _both(given, pairs, "full"))
        both, either = ours.list.set_intersection(theirs), ours.list.set_union(theirs)
        columns += [both.list.len().to_numpy(), (both.list.len() / either.list.len()).fill_nan(-1.0).to_numpy()]
    return np.column_stack(columns).astype(np.float64)


def boosted(given: Set, learned: pl.DataFrame, asked: list[pl.DataFrame]) -> list[Values]:
    """Return, for each table of pairs asked, log-odds by trees fitted to `ratios` of the learned pairs."""
    data = lightgbm.Dataset(ratios(given, learned), label=learned["same_product"].cast(pl.Int8).to_numpy())
    trees = lightgbm.train(_TREES, data, 300)
    return [np.asarray(trees.predict(ratios(given, pairs), raw_score=True)) for pairs in asked]


def _both(given: Set, pairs: pl.DataFrame, field: str) -> tuple[list[str], list[str]]:
    return texts(given.goods, pairs["goods_id"], field), texts(given.items, pairs["item_id"], field)
