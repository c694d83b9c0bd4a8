"""What share of the altered marks is found, by the mark index and by the whole screening, and what do clean texts set
off? The two are measured apart: the index sees a mark, the screening weighs how it is written and what that tells.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from command import run_counterfoil

from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner, find_all, scanner_of

ALARM = pl.col("decision") != "clear"  # decided `review` or graver


class Screened(NamedTuple):
    """`decisions`: `row` and `decision`; `named`: `row`, `mark` (its number), `kind` and `weight` of each finding."""

    decisions: pl.DataFrame
    named: pl.DataFrame


def scanner(marks: Sequence[str]) -> Scanner:
    """Return the mark index: what `counterfoil screen` makes of a list of rights, less the names of product lines."""
    return scanner_of([Name(number, mark) for number, mark in enumerate(marks)])


def found_by_index(cases: pl.DataFrame, names: Scanner) -> pl.Series:
    """Return for each case whether the index finds the right mark at the right place.

    The place is right when it shares a letter with the altered spelling and reaches no further than the blanks around.
    """
    rows = cases.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    mentions = find_all(cases["title"], names).select("row", "mark", at="start", until="end")
    right = rows.join(mentions, on=["row", "mark"]).filter(
        pl.col("at") < pl.col("end"),
        pl.col("until") > pl.col("start"),
        pl.col("at") >= pl.col("start"),
        pl.col("until") <= pl.col("end"),
    )
    return rows.select(found=pl.col("row").is_in(right["row"].implode()))["found"]


def screen(offered: pl.DataFrame, marks: Sequence[str]) -> Screened:
    """Return what `counterfoil screen` decides on offers of which `title` is known, and `brand` if given."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        offers, rights, out = folder / "offers.csv", folder / "rights.csv", folder / "out"
        offered.with_row_index("id").write_csv(offers)
        owned = pl.DataFrame({"id": range(len(marks)), "mark": marks})
        owned.with_columns(owner=pl.format("Owner {}", "id")).write_csv(rights)
        run_counterfoil("screen", str(offers), "--rights", str(rights), "-o", str(out))
        decisions = pl.read_parquet(out / "decisions.parquet").select(_number("subject_id", "row"), "decision")
        findings = pl.read_parquet(out / "findings.parquet").filter(pl.col("right_id").is_not_null())
    named = findings.select(_number("subject_id", "row"), _number("right_id", "mark"), "kind", "weight")
    return Screened(decisions, named)


def found_by_screening(cases: pl.DataFrame, screened: Screened, *, alarmed: bool) -> pl.Series:
    """Return for each case whether a finding names the right mark; with `alarmed`, on an offer that is not clear."""
    rows = cases.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    wanted = screened.decisions.filter(ALARM) if alarmed else screened.decisions
    right = rows.join(screened.named, on=["row", "mark"], how="semi").join(wanted, on="row", how="semi")
    return rows.select(found=pl.col("row").is_in(right["row"].implode()))["found"]


def hits(rows: pl.DataFrame, names: Scanner) -> pl.DataFrame:
    """Return the mentions that the index sees in clean texts, with the `text`, its `source` and what was `seen`."""
    numbered = rows.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    length = pl.col("end") - pl.col("start")
    return (
        find_all(rows["text"], names)
        .join(numbered, on="row")
        .with_columns(seen=pl.col("text").str.slice(pl.col("start"), length))
    )


def _number(column: str, name: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64).alias(name)
