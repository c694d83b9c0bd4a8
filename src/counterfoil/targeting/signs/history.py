"""What did earlier examinations find of the same consignor, consignee, seller, and of such goods from this origin?

Only examinations before a line's `as_of` day count: what was found on the day or later is not known when the list of
the day is drawn, nor when a model learns from an examination of the past.
"""

import polars as pl

from counterfoil.targeting.signs.known import Known

KEYS = {  # what is counted, and by which columns
    "consignor": ("consignor_key",),
    "consignee": ("consignee_key",),
    "seller": ("seller",),
    "goods": ("hs6", "origin"),
}


def with_history(lines: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the lines (with `as_of`) with, for each of KEYS, exams_… and finds_…: examinations before the day, and
    those that found a fake; also party_finds, of other accounts of the same party. 0 where none is known."""
    if not known.sellers.is_empty():
        lines = lines.join(known.sellers, on="seller", how="left", maintain_order="left")
    past = lines.join(known.examined, on="shipment_id")
    for name, columns in KEYS.items():
        lines = _counted(lines, past, name, list(columns))
    if known.sellers.is_empty():
        return lines.with_columns(
            party=pl.lit(None, dtype=pl.String), closed=pl.lit(value=False), party_finds=pl.lit(0)
        )
    told = _counted(lines, past, "party", ["party"])
    return told.with_columns(
        pl.col("closed").fill_null(value=False), party_finds=pl.col("finds_party") - pl.col("finds_seller")
    ).drop("exams_party", "finds_party")


def _counted(lines: pl.DataFrame, past: pl.DataFrame, name: str, by: list[str]) -> pl.DataFrame:
    exams, finds = f"exams_{name}", f"finds_{name}"
    once = past.drop_nulls([*by, "examined_on"]).unique(["shipment_id", *by])
    if once.is_empty():
        return lines.with_columns(pl.lit(0, dtype=pl.Int64).alias(exams), pl.lit(0, dtype=pl.Int64).alias(finds))
    days = (
        once.group_by(*by, "examined_on")
        .agg(pl.len().cast(pl.Int64).alias(exams), pl.col("is_found").sum().cast(pl.Int64).alias(finds))
        .sort("examined_on", *by)
        .with_columns(pl.col(exams, finds).cum_sum().over(by))
    )
    numbered = lines.with_row_index("row")
    asked = numbered.select("row", "as_of", *by).drop_nulls().sort("as_of")
    met = asked.join_asof(
        days, left_on="as_of", right_on="examined_on", by=by, strategy="backward", allow_exact_matches=False,
        check_sortedness=False,
    )  # fmt: skip
    joined = numbered.join(met.select("row", exams, finds), on="row", how="left", maintain_order="left").drop("row")
    return joined.with_columns(pl.col(exams, finds).fill_null(0))
