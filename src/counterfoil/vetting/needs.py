"""What does each regime ask of a seller that it did not give? One row for each thing missing."""

from collections.abc import Sequence

import polars as pl

from counterfoil.vetting.clocks import COMPLETE
from counterfoil.vetting.regime import Need, Regime
from counterfoil.vetting.seller_rows import HOME

MISSING = {
    "seller_id": pl.String, "regime": pl.String, "need": pl.String, "says": pl.String, "source": pl.String,
    "by_platform": pl.Boolean,
}  # fmt: skip
_WHOM = {
    "everyone": pl.lit(value=True),
    "persons": pl.col("is_person"),
    "companies": pl.col("is_company"),
    "sellers abroad": pl.col("is_abroad"),
    "sellers of high-risk goods": pl.col("sells_high_risk"),
}
_LISTS = {"document": "documents", "valid": "valid_documents", "event": "events"}


def applies(regime: Regime) -> pl.Expr:
    """Return whether a regime applies to the seller of a row."""
    return pl.col("is_high_volume") if regime.applies == "high volume" else pl.lit(value=True)


def missing(rows: pl.DataFrame, regimes: Sequence[Regime]) -> pl.DataFrame:
    """Return what is missing (MISSING), sellers in their order, needs in that of the regimes' files."""
    asked = [(regime, need) for regime in regimes for need in regime.needs]
    if not asked:
        return pl.DataFrame(schema=MISSING)
    flags = rows.select("subject_id", *(_lacks(regime, need).alias(str(at)) for at, (regime, need) in enumerate(asked)))
    long = flags.with_row_index("_place").unpivot(
        [str(at) for at in range(len(asked))], index=["_place", "subject_id"], variable_name="_at"
    )
    told = [
        (str(at), regime.label, need.name, need.says, need.source, need.by_platform)
        for at, (regime, need) in enumerate(asked)
    ]
    words = pl.DataFrame(told, schema=["_at", *list(MISSING)[1:]], orient="row")
    found = long.filter("value").join(words, on="_at").sort("_place", pl.col("_at").cast(pl.Int64))
    return found.select(list(MISSING)[1:], seller_id="subject_id").select(list(MISSING))


def complete(rows: pl.DataFrame, lacking: pl.DataFrame, regimes: Sequence[Regime]) -> pl.DataFrame:
    """Return which sellers gave all that which regime asks of them (COMPLETE); what the platform owes is left out."""
    owed = lacking.filter(~pl.col("by_platform"))
    parts = [
        rows.filter(applies(regime))
        .select(seller_id="subject_id", regime=pl.lit(regime.label))
        .join(owed, on=["seller_id", "regime"], how="anti")
        for regime in regimes
    ]
    return pl.concat([pl.DataFrame(schema=COMPLETE), *parts])


def _lacks(regime: Regime, need: Need) -> pl.Expr:
    given = pl.any_horizontal(_given(one) for one in need.given)
    return (applies(regime) & _WHOM[need.of] & ~given).fill_null(value=False)


def _given(name: str) -> pl.Expr:
    kind, _, rest = name.partition(" ")
    if name == "verified":
        return pl.col("verified")
    if name == "verified address in the United States":
        return (pl.col("address_verified") & (pl.col("country_code") == HOME)).fill_null(value=False)
    if kind in _LISTS and rest:
        return pl.col(_LISTS[kind]).list.contains(rest).fill_null(value=False)
    return pl.col(name).is_not_null()
