"""Who does a new seller resolve to? It is held against all known ones in milliseconds, by the same levels and weights.

What a whole run over the known sellers and the new one would find for it is what is found here
(tests/linking/test_known_sellers.py): values are counted as if the new seller were among the known.
"""

from types import TracebackType

import polars as pl

from counterfoil.linking.blocking import key_rows
from counterfoil.linking.links import reasons
from counterfoil.linking.scoring import database, levels, side, weighed
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.seller_records import FEW, NO_SIGNS, SIGNS, SOME, entries_of, record_of_one, seller_records
from counterfoil.linking.weights import Weights, score_of

FOUND = {"seller_id": pl.String, "score": pl.Float64, "weight": pl.Int64, "reasons": pl.List(pl.String)}


class KnownSellers:
    """All known sellers, ready to be asked about a new one. Close it, or use it in a `with`."""

    def __init__(self, sellers: pl.DataFrame, weights: Weights, *, signs: pl.DataFrame = NO_SIGNS) -> None:
        """Take in sellers (columns of Seller) and what their offers show (seller_id, kind, value)."""
        self._weights = weights
        self._entries = entries_of(sellers, signs)
        self._counts = {
            (kind, value): count for kind, value, count in self._entries.group_by("kind", "value").len().iter_rows()
        }
        self._records = _with_entries(seller_records(sellers, signs), self._entries)
        self._holders = {
            column: dict(self._records[column].drop_nulls().value_counts().iter_rows()) for column in SELLERS.rare()
        }
        keyed = key_rows(_telling_all(self._records), SELLERS)
        self._met: dict[int, list[int]] = dict(keyed.group_by("key").agg("place").iter_rows())
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

    def resembling(self, seller: pl.DataFrame, *, signs: pl.DataFrame = NO_SIGNS) -> pl.DataFrame:
        """Return the known sellers that the new one (one row with the columns of Seller) shares anything rare with:
        columns of FOUND, what speaks most first."""
        new = record_of_one(seller, signs, self._few_and_some)
        places = self._places(new)
        known = _telling_all(self._records[places])
        held = known.with_columns(self._held(known[column], column) for column in SELLERS.rare())
        right = held.with_row_index("place")
        left = new.with_columns(pl.lit(1, dtype=pl.UInt32).alias(f"holders_{column}") for column in SELLERS.rare())
        self._connection.register("fresh", left.with_row_index("place").to_arrow())
        self._connection.register("known", right.to_arrow())
        sides = f"{side(new, SELLERS, 'l', table='fresh')} cross join {side(known, SELLERS, 'r', table='known')}"
        told = self._connection.sql(f"select place_l as left, place_r as right, {levels(SELLERS)} from {sides}")  # noqa: S608
        found = pl.DataFrame(told.to_arrow_table())
        scored = weighed(found, SELLERS, self._weights, records=self._records.height + 1)
        shown = scored.with_columns(seller_id=known["id"].gather(scored["right"]), score=score_of(pl.col("weight")))
        why = reasons(scored, new, SELLERS)
        answer = shown.with_columns(reasons=why).select(pl.col(name).cast(kind) for name, kind in FOUND.items())
        return answer.sort(["weight", "seller_id"], descending=[True, False])

    def _places(self, new: pl.DataFrame) -> list[int]:
        """Return the known records that the new one would be compared with."""
        found: set[int] = set()
        for key, most in key_rows(new, SELLERS).select("key", "most").iter_rows():
            holders = self._met.get(key, [])
            if len(holders) < most:
                found.update(holders)
        return sorted(found)

    def _held(self, values: pl.Series, column: str) -> pl.Series:
        """Return how many sellers have each value, the new one counted as one of them."""
        counts = [self._holders[column].get(value, 0) + 1 for value in values]
        return pl.Series(f"holders_{column}", counts, dtype=pl.UInt32)

    def _few_and_some(self, kind: str, values: list[str]) -> tuple[list[str], list[str]]:
        """Return those of a new seller's entries that few sellers would have with it, and those that some would."""
        counts = {value: self._counts.get((kind, value), 0) + 1 for value in values}
        return (
            [value for value, count in counts.items() if 2 <= count <= FEW],
            [value for value, count in counts.items() if FEW < count <= SOME],
        )


def _with_entries(records: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Return the records with all entries of each list, however many sellers have them: `…_all`."""
    for kind in ("name_words", *SIGNS):
        lists = entries.filter(pl.col("kind") == kind).group_by("seller_id").agg(pl.col("value").alias(f"{kind}_all"))
        records = records.join(lists, left_on="id", right_on="seller_id", how="left", maintain_order="left")
    return records


def _telling_all(records: pl.DataFrame) -> pl.DataFrame:
    """Return records whose lists hold all entries: which of them count is decided by the new seller's side."""
    lists = [pl.col(f"{kind}_all").alias(f"{kind}_{share}") for kind in SIGNS for share in ("few", "some")]
    told = records.with_columns(pl.col("name_words_all").fill_null([]).alias("name_words"), *lists)
    return told.drop(f"{kind}_all" for kind in ("name_words", *SIGNS))
