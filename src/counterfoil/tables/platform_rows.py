"""Whose are the rows? At an authority's or a rights holder's, tables of several platforms lie beside one another.

A platform is known by its name alone; case and the blanks around it do not matter, here and wherever names of platforms
are held against each other.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

import polars as pl

Tables = Mapping[str, pl.LazyFrame]
IS_OURS: Final = "is_ours"


class Owner(NamedTuple):
    """A table that tells whose a row is: its column with the platform, and the row's column with the table's id."""

    table: str
    platform: str
    column: str


BY_CASE: Final = Owner("case", "platform", "case_id")
BY_NOTICE: Final = Owner("notice", "recipient", "notice_id")
BY_ACCOUNT: Final = Owner("seller", "marketplace", "account_id")
BY_SELLER: Final = Owner("seller", "marketplace", "seller_id")


def platform_key(name: pl.Expr) -> pl.Expr:
    """Return what is the same for all ways to write a platform's name; empty for a blank one."""
    key = name.str.strip_chars().str.to_lowercase()
    return pl.when(key != "").then(key)


def key_of(platform: str) -> str:
    """Return the same of one name; a blank one gives a blank."""
    return pl.select(platform_key(pl.lit(platform)).fill_null("")).item()  # type: ignore[no-any-return]  # one text


def is_platform(column: str, platform: str) -> pl.Expr:
    """Return whether a column names the platform; empty where it names none."""
    return platform_key(pl.col(column)) == key_of(platform)


def is_ours(column: str, platform: str) -> pl.Expr:
    """Return whether a column names the platform, or nobody: a table of one platform often does not say which."""
    return is_platform(column, platform).fill_null(value=True)


def with_owner(frame: pl.LazyFrame, tables: Tables, platform: str, *owners: Owner) -> pl.LazyFrame:
    """Return the rows with `is_ours`, by the first of the owners that tells; empty where none does."""
    told = pl.lit(None, pl.Boolean)
    for place, owner in enumerate(one for one in owners if one.table in tables):
        name = f"_owner_{place}"
        frame = frame.join(
            _told(tables, owner, platform).rename({IS_OURS: name}), on=owner.column, how="left", nulls_equal=False
        )
        told = pl.coalesce(told, name)
    return frame.with_columns(told.alias(IS_OURS)).select(pl.exclude("^_owner_.*$"))


def without_others(frame: pl.LazyFrame, tables: Tables, platform: str, owner: Owner) -> pl.LazyFrame:
    """Return the rows without those that the owner's table, where it was given, puts elsewhere."""
    if owner.table not in tables:
        return frame
    elsewhere = _told(tables, owner, platform).filter(~pl.col(IS_OURS))
    return frame.join(elsewhere, on=owner.column, how="anti", nulls_equal=False)


def _told(tables: Tables, owner: Owner, platform: str) -> pl.LazyFrame:
    """Return of each id whether it is the platform's; one that two platforms use is held to be."""
    named = tables[owner.table].group_by(pl.col("id").alias(owner.column))
    return named.agg(is_platform(owner.platform, platform).max().alias(IS_OURS))
