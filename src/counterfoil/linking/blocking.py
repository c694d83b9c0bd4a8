"""Which records are worth comparing? Those that share a value by which an operator is known, if few others have it.

A value that very many share (a forwarder's warehouse, “N/A” for a tax number) makes no candidates: what it says is too
little to link two records alone, and its pairs would grow with the square of its holders.
"""

import polars as pl

from counterfoil.linking.comparison import Spec

NO_PAIRS = {"left": pl.UInt32, "right": pl.UInt32}


def candidates(records: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """Return the pairs of records to compare: `left` < `right`, places in the table; sorted, each once."""
    found = []
    for key, keyed in zip(spec.keys, _keyed(records, spec), strict=True):
        holders = pl.len().over("key")
        met = keyed.filter((holders > 1) & (holders <= key.most))
        joined = met.join(met, on="key").filter(pl.col("place") < pl.col("place_right"))
        found.append(joined.select(left="place", right="place_right").unique())
    return pl.concat([pl.LazyFrame(schema=NO_PAIRS), *found]).unique().sort("left", "right").collect()


def key_rows(records: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """Return place, key (digest) and `most` of every record and key of `spec`, those that no other has among them."""
    keyed = zip(spec.keys, _keyed(records, spec), strict=True)
    return pl.concat([rows.with_columns(most=pl.lit(key.most, dtype=pl.UInt32)) for key, rows in keyed]).collect()


def _keyed(records: pl.DataFrame, spec: Spec) -> list[pl.LazyFrame]:
    """Return place and key of the records, a frame for each key; the entries of a list are keys of their own."""
    numbered = records.with_row_index("place").lazy()
    frames = []
    for key in spec.keys:
        rows = numbered.select("place", *key.columns)
        for column in key.columns:
            if isinstance(records.schema[column], pl.List):
                rows = rows.explode(column)
        value = pl.concat_str([pl.lit(" ".join(key.columns)), *key.columns], separator="\x1f")
        told = rows.filter(pl.all_horizontal(_is_told(records.schema, column) for column in key.columns))
        frames.append(told.select("place", key=value.hash()).unique())
    return frames


def _is_told(schema: pl.Schema, column: str) -> pl.Expr:
    given = pl.col(column).is_not_null()
    is_text = schema[column] in (pl.String, pl.List(pl.String))
    return given & (pl.col(column) != "") if is_text else given
