"""Which records are worth comparing? Those that share a value by which an operator is known, if few others have it.

A value that very many share (a forwarder's warehouse, “N/A” for a tax number) makes no candidates: what it says is too
little to link two records alone, and its pairs would grow with the square of its holders.
"""

from collections.abc import Iterable

import polars as pl

from counterfoil.linking.comparison import Key, Spec

NO_PAIRS = {"left": pl.UInt32, "right": pl.UInt32}


def candidates(records: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """Return the pairs of records to compare: `left` < `right`, places in the table; sorted, each once."""
    numbered = records.with_row_index("place")
    found = [_pairs(_met(numbered, key)) for key in spec.keys]
    return pl.concat([pl.DataFrame(schema=NO_PAIRS), *found]).unique().sort("left", "right")


def key_rows(records: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """Return key (digest) and place of every record and key of `spec`, those that no other has among them."""
    numbered = records.with_row_index("place")
    rows = [_keyed(numbered, key).with_columns(most=pl.lit(key.most, dtype=pl.UInt32)) for key in spec.keys]
    return pl.concat(rows)


def _met(numbered: pl.DataFrame, key: Key) -> pl.DataFrame:
    keyed = _keyed(numbered, key)
    holders = pl.len().over("key")
    return keyed.filter((holders > 1) & (holders <= key.most))


def _keyed(numbered: pl.DataFrame, key: Key) -> pl.DataFrame:
    """Return place and key; the entries of a list are keys of their own."""
    rows = numbered.select("place", *key.columns)
    for column in key.columns:
        if isinstance(rows.schema[column], pl.List):
            rows = rows.explode(column)
    told = rows.filter(_told(rows.schema, key.columns))
    value = pl.concat_str([pl.lit(" ".join(key.columns)), *key.columns], separator="\x1f")
    return told.select("place", key=value.hash()).unique()


def _told(schema: pl.Schema, columns: Iterable[str]) -> pl.Expr:
    return pl.all_horizontal(
        pl.col(column).is_not_null() & (pl.col(column) != "") if schema[column] == pl.String
        else pl.col(column).is_not_null()
        for column in columns
    )  # fmt: skip


def _pairs(met: pl.DataFrame) -> pl.DataFrame:
    joined = met.join(met, on="key").filter(pl.col("place") < pl.col("place_right"))
    return joined.select(left="place", right="place_right").unique()
