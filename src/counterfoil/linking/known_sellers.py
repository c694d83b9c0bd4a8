"""Who does a new seller resolve to? It is held against all known ones in milliseconds, by the same levels and weights.

What a whole run over the known sellers and the new one would find for it is what is found here
(tests/linking/test_known_sellers.py): values are counted as if the new seller were among the known.
"""

from types import TracebackType

import polars as pl

from counterfoil.linking.blocking import NO_PAIRS, key_rows
from counterfoil.linking.links import reasons
from counterfoil.linking.scoring import database, levels, side, weighed, with_holders
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.seller_records import NO_SIGNS, SIGNS, WORDS, entries_of, seller_records
from counterfoil.linking.weights import Weights, score_of

FOUND: dict[str, pl.DataType] = {
    "seller_id": pl.String(),
    "known_seller_id": pl.String(),
    "score": pl.Float64(),
    "weight": pl.Int64(),
    "reasons": pl.List(pl.String),
}


class KnownSellers:
    """All known sellers, ready to be asked about new ones. Close it, or use it in a `with`."""

    def __init__(self, sellers: pl.DataFrame, weights: Weights, *, signs: pl.DataFrame = NO_SIGNS) -> None:
        """Take in sellers (columns of Seller) and what their offers show (seller_id, kind, value)."""
        self._weights = weights
        entries = entries_of(sellers, signs)
        self._counted = entries.group_by("kind", "value").len("count").sort("kind", "value")
        records = with_holders(_with_all(seller_records(sellers, signs), entries), SELLERS)
        self._records = records.with_columns(pl.col(f"holders_{column}") + 1 for column in SELLERS.rare())
        met = key_rows(self._records, SELLERS).group_by("key").agg("place")
        self._met: dict[int, list[int]] = dict(met.iter_rows())
        self._opened = database()
        self._connection = self._opened.__enter__()

    def __enter__(self) -> "KnownSellers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._opened.__exit__(None, None, None)

    def resembling(self, sellers: pl.DataFrame, *, signs: pl.DataFrame = NO_SIGNS) -> pl.DataFrame:
        """Return the known sellers that new ones share anything rare with: columns of FOUND, sorted by new seller and
        then by what speaks most.

        `sellers` has the columns of Seller; each is held against the known alone, not against other new ones.
        """
        new = seller_records(sellers, signs, counted=self._counted)
        pairs = self._pairs(new)
        places = pairs["right"].unique().sort()
        known = self._records[places].with_columns(place=places)
        self._connection.register("pairs", pairs.to_arrow())
        self._connection.register("fresh", _of_nobody(new).with_row_index("place").to_arrow())
        self._connection.register("known", known.to_arrow())
        left, right = side(new, SELLERS, "l", table="fresh"), side(new, SELLERS, "r", table="known")
        joined = f"pairs join {left} on pairs.left = place_l join {right} on pairs.right = place_r"
        told = self._connection.sql(f"select pairs.left, pairs.right, {levels(SELLERS)} from {joined}")  # noqa: S608
        found = weighed(pl.DataFrame(told.to_arrow_table()), SELLERS, self._weights, records=self._records.height + 1)
        answer = found.with_columns(
            seller_id=new["id"].gather(found["left"]),
            known_seller_id=self._records["id"].gather(found["right"]),
            score=score_of(pl.col("weight")),
            reasons=reasons(found, new, SELLERS),
        )
        named = answer.select(pl.col(name).cast(kind) for name, kind in FOUND.items())
        return named.sort(["seller_id", "weight", "known_seller_id"], descending=[False, True, False])

    def _pairs(self, new: pl.DataFrame) -> pl.DataFrame:
        """Return which known records each new one would be compared with: left (new), right (known)."""
        found: set[tuple[int, int]] = set()
        for place, key, most in key_rows(new, SELLERS).select("place", "key", "most").iter_rows():
            holders = self._met.get(key, [])
            if len(holders) < most:
                found.update((place, holder) for holder in holders)
        return pl.DataFrame(sorted(found), schema=NO_PAIRS, orient="row")


def _of_nobody(new: pl.DataFrame) -> pl.DataFrame:
    """Return new records with columns for how many have their values: that is told by the known ones."""
    return new.with_columns(pl.lit(0, dtype=pl.UInt32).alias(f"holders_{column}") for column in SELLERS.rare())


def _with_all(records: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Return records whose lists hold all entries: which of them count is decided by the new seller's side."""
    columns = {kind: [f"{kind}_few", f"{kind}_some"] for kind in SIGNS} | {WORDS: [WORDS]}
    for kind, names in columns.items():
        lists = entries.filter(pl.col("kind") == kind).group_by("seller_id").agg("value")
        met = records.select("id").join(lists, left_on="id", right_on="seller_id", how="left", maintain_order="left")
        records = records.with_columns(met["value"].alias(name) for name in names)
    return records.with_columns(pl.col(WORDS).fill_null([]))
