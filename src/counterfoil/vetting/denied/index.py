"""The listed parties made ready to be looked through: built once from all lists, then given to every screening."""

import datetime as dt
from typing import NamedTuple

import polars as pl

from counterfoil.vetting.denied.names import names_of_parties, rarity, sounds


class DeniedIndex(NamedTuple):
    """`parties` of the day with their place as `party`; `names`; `heard`: sounds of names with their rarity."""

    parties: pl.DataFrame
    names: pl.DataFrame
    heard: pl.DataFrame


def denied_index(parties: pl.DataFrame, *, day: dt.date) -> DeniedIndex:
    """Return the index of the parties (contract Party) that are listed on `day`: begun, and not ended."""
    begun = pl.col("listingDate").is_null() | (pl.col("listingDate") <= day)
    lasts = pl.col("endDate").is_null() | (pl.col("endDate") >= day)
    listed = parties.filter(begun & lasts)
    names = names_of_parties(listed)
    heard = sounds(names["name"])
    heard = heard.join(rarity(heard), on="sound")
    whole = heard.group_by("name").agg(mass=pl.col("rarity").sum())
    return DeniedIndex(
        listed.with_row_index("party").with_columns(pl.col("party").cast(pl.Int64)),
        names.rename({"owner": "party", "role": "listed_as", "name": "listed_name"}),
        heard.join(whole, on="name").rename({"name": "listed_name"}),
    )
