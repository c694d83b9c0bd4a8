"""Is one consignment split into many, or do goods come another way than usual? What shows only across shipments."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.targeting.signs.value import INFORMAL
from counterfoil.targeting.signs.words import LINE, amount

DAYS = 1  # days between parts of one consignment, before or after
PARTS = 2  # shipments that make a split: together they pass the limit that each keeps
MANY, WITHIN = 10, 14  # shipments of one kind of goods between two parties, in so many days
USUAL_SHARE, USUAL_LINES = 0.8, 5  # of the shipments of a GTIN, which one consignor sends


@evidence(
    scope="shipment",
    party="The goods were divided into several shipments, each below the limit for an informal entry.",
    source="19 CFR 143.21(a): informal entry is for merchandise of up to 2,500 USD; parts of one shipment add up.",
)
def split_consignment() -> Sign:
    """One of {parts} shipments of the same goods (HS {hs}) between the same parties within {days} days: each below
    {limit} {currency}, together {total}."""
    words = {
        **LINE,
        "parts": pl.col("split_parts"),
        "hs": pl.col("hs6"),
        "days": pl.lit(str(2 * DAYS + 1)),
        "limit": pl.lit(f"{INFORMAL:,}"),
        "total": amount("split_total"),
    }
    when = (pl.col("split_parts") >= PARTS) & (pl.col("split_total") > INFORMAL)
    return Sign(when=when, field="consignee", seen=pl.col("split_parts").cast(pl.String), words=words)


@evidence(
    scope="shipment",
    party="The same goods came between the same parties in very many shipments.",
    source="CBP, seizures: 175 parcels of one watch each within two weeks.",
)
def many_small_shipments() -> Sign:
    """One of {parts} shipments of the same goods (HS {hs}) between the same parties within {days} days, each below
    {limit} {currency}."""
    words = {
        **LINE,
        "parts": pl.col("many_parts"),
        "hs": pl.col("hs6"),
        "days": pl.lit(str(WITHIN)),
        "limit": pl.lit(f"{INFORMAL:,}"),
    }
    when = pl.col("many_parts") >= MANY
    return Sign(when=when, field="consignee", seen=pl.col("many_parts").cast(pl.String), words=words)


@evidence(
    scope="shipment",
    party="Another consignor than usual sends goods with this GTIN.",
    source="GS1 General Specifications: a GTIN names one product of one brand owner, who sends it by few ways.",
)
def gtin_from_another_consignor() -> Sign:
    """The GTIN {gtin} usually comes from another consignor ({share} of {lines} lines); this one sends it for the first
    time or rarely."""
    words = {
        "gtin": pl.col("gtin_key"),
        "share": pl.concat_str((pl.col("gtin_share") * 100).round(0).cast(pl.Int64), pl.lit(" %")),
        "lines": pl.col("gtin_lines"),
    }
    other = (pl.col("gtin_share") >= USUAL_SHARE) & (pl.col("gtin_lines") >= USUAL_LINES) & ~pl.col("gtin_usual")
    return Sign(when=other, field="gtin", seen=pl.col("gtin_key"), words=words)


def with_consignments(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines (as `usual` gives them) with split_parts, split_total, many_parts, gtin_lines, gtin_share and
    gtin_usual (this consignor is the usual one); null where nothing is told."""
    return _with_gtins(_with_parts(lines))


def _with_parts(lines: pl.DataFrame) -> pl.DataFrame:
    """Count what goes between the same parties with the same goods; only pairs with several shipments are looked at."""
    key = ["consignor_key", "consignee_key", "facility_gln", "hs6", "currency"]
    asked = ["consignor_key", "consignee_key", "hs6", "currency", "arrived_on"]
    told = lines.with_row_index("row").drop_nulls(asked)
    by_day = (
        told.group_by(*key, "shipment_id", "arrived_on")
        .agg(pl.col("value").sum().round(2))
        .filter(pl.col("value").is_between(0, INFORMAL, closed="right"))
        .group_by(*key, "arrived_on")
        .agg(parts=pl.len().cast(pl.Int64), total=(pl.col("value") * 100).round(0).cast(pl.Int64).sum())
        .filter(pl.len().over(key) + pl.col("parts").sum().over(key) > 2)
        .sort(*key, "arrived_on", nulls_last=True)
    )
    near = _summed_around(by_day, key, before=DAYS, after=DAYS).select(
        *key, "arrived_on", split_parts="parts", split_total=pl.col("total") / 100
    )
    many = _summed_around(by_day, key, before=WITHIN - 1, after=0).rename({"parts": "many_parts"}).drop("total")
    found = told.filter(pl.col("value").is_between(0, INFORMAL, closed="right")).select("row", *key, "arrived_on")
    on = [*key, "arrived_on"]
    found = found.join(near, on=on, how="left", nulls_equal=True).join(many, on=on, how="left", nulls_equal=True)
    counted = found.select("row", "split_parts", "split_total", "many_parts")
    return lines.with_row_index("row").join(counted, on="row", how="left", maintain_order="left").drop("row")


def _summed_around(by_day: pl.DataFrame, key: list[str], *, before: int, after: int) -> pl.DataFrame:
    """Return parts and total of each day with those of the days before and after it."""
    moved = [by_day.with_columns(pl.col("arrived_on").dt.offset_by(f"{shift}d")) for shift in range(-after, before + 1)]
    return pl.concat(moved).group_by(*key, "arrived_on").agg(pl.col("parts", "total").sum())


def _with_gtins(lines: pl.DataFrame) -> pl.DataFrame:
    told = lines.select("gtin_key", "consignor_key").drop_nulls()
    by_both = told.group_by("gtin_key", "consignor_key").agg(own=pl.len())
    best = pl.col("own").max()
    by_gtin = by_both.group_by("gtin_key").agg(gtin_lines=pl.col("own").sum().cast(pl.Int64), best=best)
    counted = by_both.join(by_gtin, on="gtin_key").with_columns(
        gtin_share=pl.col("best") / pl.col("gtin_lines"), gtin_usual=pl.col("own") == pl.col("best")
    )
    return lines.join(counted.drop("own", "best"), on=["gtin_key", "consignor_key"], how="left", maintain_order="left")
