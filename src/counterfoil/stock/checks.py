"""Is what was counted what the ledger expects? Where not: how many, and since which entry."""

from typing import NamedTuple

import polars as pl

from counterfoil.stock.balances import on_hand_change
from counterfoil.stock.goods_keys import GOODS, KEY, left_out, with_key
from counterfoil.stock.opening import at_snapshot
from counterfoil.tables.contract import completed
from counterfoil.tables.stock_check import StockCheck
from counterfoil.tables.stock_entry import StockEntry

AGREES = "agrees"
OPENING, CORRECTION = "opening count", "count correction"


class Checked(NamedTuple):
    """Where counts are not what the ledger expects (contract StockCheck), and how many goods agree."""

    wrong: pl.DataFrame
    agreeing: int


def check(entries: pl.LazyFrame, counts: pl.LazyFrame, moments: pl.DataFrame, *, is_partial: bool) -> Checked:
    """Return how counts (COUNT, at `moments` as of `snapshots`) stand against a ledger (contract StockEntry).

    Goods that a count does not list are counted as none, unless counts are partial.
    """
    finest = left_out(entries.filter(~pl.col("why").is_in([OPENING, CORRECTION])))
    keyed = with_key(entries, finest).with_columns(change=on_hand_change())
    judged = _judged(keyed, with_key(at_snapshot(counts), finest), moments, is_partial=is_partial)
    agrees = pl.col("verdict") == AGREES
    wrong, agreeing = pl.collect_all(
        [judged.filter(~agrees), judged.filter(agrees).select(pl.len())], engine="streaming"
    )
    again = moments["facility"].is_duplicated().any() and wrong.height > 0
    agreed = judged.filter(agrees).join(wrong.lazy().select(KEY), on=list(KEY), how="semi", nulls_equal=True)
    known = (agreed if again else agreed.clear()).select(*KEY, agreed="at").collect(engine="streaming")
    return Checked(_since(wrong, known, keyed), int(agreeing.item()))


def _judged(keyed: pl.LazyFrame, told: pl.LazyFrame, moments: pl.DataFrame, *, is_partial: bool) -> pl.LazyFrame:
    """Return expected and counted of all goods of each facility at each of its moments, with the verdict."""
    when = moments.lazy().select("facility", "file", moment="at")
    place = [*KEY, "moment"]
    goods = [pl.col(name).drop_nulls().first() for name in GOODS if name != "facility"]
    due = keyed.join(when, on="facility").filter(pl.col("at") <= pl.col("moment"))
    expected = due.group_by(place).agg(*goods, expected=pl.col("change").sum())
    seen = told.join(when, left_on=["facility", "at"], right_on=["facility", "moment"]).rename({"at": "moment"})
    counted = seen.group_by(place).agg(*goods, counted=pl.col("units").sum(), line=pl.col("line").min())
    both = counted.join(expected, on=place, how="full", coalesce=True, nulls_equal=True, suffix=" expected")
    either = [pl.coalesce(name, f"{name} expected").alias(name) for name in GOODS if name != "facility"]
    named = both.join(when, on=["facility", "moment"], how="left").with_columns(*either)
    less = pl.col("counted").fill_null(0) - pl.col("expected").fill_null(0)
    verdict = (
        pl.when(less == 0)
        .then(pl.lit(AGREES))
        .when(pl.col("counted").is_null())
        .then(pl.lit("not listed"))
        .when(pl.col("expected").is_null())
        .then(pl.lit("not expected"))
        .otherwise(pl.lit("differs"))
    )
    judged = named.with_columns(difference=less, verdict=verdict).with_columns(
        pl.col("counted", "expected").fill_null(0)
    )
    shown = judged.filter(pl.col("verdict") != "not listed") if is_partial else judged
    names = ("file", "line", *GOODS, "expected", "counted", "difference", "verdict", *KEY[1:])
    return shown.select(*names, at="moment")


def _since(wrong: pl.DataFrame, agreed: pl.DataFrame, keyed: pl.LazyFrame) -> pl.DataFrame:
    """Return the checks with the last entry up to which both agreed, and how many entries there were after it."""
    rows = wrong.with_row_index("row")
    earlier = rows.join(agreed, on=list(KEY), nulls_equal=True).filter(pl.col("agreed") < pl.col("at"))
    latest = earlier.group_by("row").agg(pl.col("agreed").max())
    dated = rows.join(latest, on="row", how="left")
    own = keyed.join(dated.lazy().select(*KEY, "row", "agreed", moment="at"), on=list(KEY), nulls_equal=True)
    begun = pl.col("why").is_in([OPENING, CORRECTION])
    right = begun | (pl.col("at") <= pl.col("agreed")).fill_null(value=False)
    due = own.filter(pl.col("at") <= pl.col("moment")).with_columns(right=right).sort("at", "id")
    told = due.group_by("row").agg(since=pl.col("id").filter("right").last(), entries_since=(~pl.col("right")).sum())
    joined = dated.join(told.collect(engine="streaming"), on="row", how="left")
    filled = joined.with_columns(pl.col("entries_since").fill_null(0))
    ordered = filled.sort("at", "facility", pl.col("difference").abs(), "row", descending=[False, False, True, False])
    return StockCheck.validate(completed(ordered, StockCheck), cast=True)


def corrections(checks: pl.DataFrame, *, why: str) -> pl.DataFrame:
    """Return the entries (StockEntry) by which the ledger follows its counts: asked for, and never by themselves.

    What is too few is missing, what is too many came from outside.
    """
    more = pl.col("difference") > 0
    place = pl.concat_str("file", pl.lit(":"), pl.col("line").cast(pl.String).fill_null("-"))
    nth = pl.int_range(1, pl.len() + 1).over("file")
    return checks.select(
        id=pl.concat_str("file", pl.lit(" correction "), nth, pl.lit(" "), pl.col("at").dt.to_string("%Y-%m-%d")),
        at="at",
        **{name: pl.col(name) for name in GOODS},
        units=pl.col("difference").abs(),
        of=pl.when(more).then(pl.lit("outside")).otherwise(pl.lit("available")),
        to=pl.when(more).then(pl.lit("available")).otherwise(pl.lit("missing")),
        why=pl.lit(CORRECTION),
        reference=pl.lit(why),
        source=place,
    ).cast(StockEntry.create_empty().schema)
