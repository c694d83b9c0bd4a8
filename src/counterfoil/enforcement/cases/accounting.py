"""Which rows of the results came into a case, and why did the others not? Rows in = rows used + rows left out."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.cases.runs import Runs
from counterfoil.enforcement.cases.subjects import MATTERS
from counterfoil.tables.link import APART

NO_CASE, NOBODYS = "of accounts without a case", "of no account that is told"


class Accounted(NamedTuple):
    """Of one table: its rows, how many came into a case, and how many did not, by why."""

    table: str
    rows: int
    used: int
    left_out: Mapping[str, int]


def accounted(accounts: pl.DataFrame, runs: Runs) -> list[Accounted]:
    """Return the accounts given for offers, links, re-entries, matches and vetted sellers; tables without rows are left
    out. `accounts` are those of cases, with case_id."""
    own = accounts["account_id"].implode()
    case_of = dict(accounts.select("account_id", "case_id").iter_rows())
    told = [
        _counted("offers", _of_account(runs.offers, "external_seller_id", own)),
        _counted("links", _links(runs.links, case_of)),
        _counted("re-entries", _of_account(runs.re_entries, "seller_id", own)),
        _counted("matches", _matches(runs, own)),
        _counted("vetted sellers", _of_account(runs.dossiers, "seller_id", own)),
    ]
    return [one for one in told if one.rows]


def _counted(table: str, why: pl.Series) -> Accounted:
    """Return the counts of a column that says of each row why it was left out, and is empty where it was used."""
    counts = {name: rows for name, rows in why.value_counts(name="rows", sort=True).iter_rows() if name is not None}
    return Accounted(table, why.len(), why.null_count(), counts)


def _of_account(table: pl.DataFrame, column: str, own: pl.Series) -> pl.Series:
    told = (
        pl.when(pl.col(column).is_null()).then(pl.lit(NOBODYS)).when(~pl.col(column).is_in(own)).then(pl.lit(NO_CASE))
    )
    return table.select(why=told)["why"]


def _links(links: pl.DataFrame, case_of: Mapping[str, str]) -> pl.Series:
    ends = [pl.col(end).replace_strict(case_of, default=None, return_dtype=pl.String) for end in _ENDS]
    judged = pl.when(pl.col("relation") == APART).then(pl.lit("judged not the same"))
    apart = judged.when((ends[0] == ends[1]).fill_null(value=False).not_()).then(
        pl.lit("that join no two accounts of a case")
    )
    return links.select(why=apart)["why"]


_ENDS = ("seller_id", "other_seller_id")


def _matches(runs: Runs, own: pl.Series) -> pl.Series:
    items = runs.items.select("id", "external_seller_id")
    told = runs.matches.join(items, left_on="item_id", right_on="id", how="left", maintain_order="left")
    nothing = pl.when(~pl.col("verdict").is_in(MATTERS)).then(pl.lit("with nothing to do"))
    nobodys = nothing.when(pl.col("external_seller_id").is_null()).then(pl.lit(NOBODYS))
    return told.select(why=nobodys.when(~pl.col("external_seller_id").is_in(own)).then(pl.lit(NO_CASE)))["why"]
