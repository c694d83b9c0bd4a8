"""Which listed names are worth comparing with a seller's? Those that share its rare sounds; a few for each name."""

import polars as pl

from counterfoil.vetting.denied.index import DeniedIndex
from counterfoil.vetting.denied.names import sounds

COMMON = 400  # listed names with one sound: a commoner one brings nobody together by itself
UNHEARD = 10.0  # nats of a word that no listed name has
SHARE = 0.5  # of the shorter name's rarity that must be shared
MOST = 12  # listed names compared with one name of a seller


def candidates(names: pl.Series, index: DeniedIndex) -> pl.DataFrame:
    """Return pairs worth comparing: name, listed_name, told (the rarity of what they share, in nats)."""
    heard = sounds(names)
    counted = index.heard.group_by("sound").agg(pl.len().alias("held"), pl.col("rarity").first())
    own = heard.join(counted, on="sound", how="left")
    unknown = pl.col("rarity").fill_null(UNHEARD)
    own = own.with_columns(rarity=unknown).with_columns(own_mass=pl.col("rarity").sum().over("name"))
    leads = own.filter(pl.col("held") <= COMMON)
    met = leads.join(index.heard.select("sound", "listed_name"), on="sound").select("name", "listed_name").unique()
    shared = (
        met.join(own.select("name", "sound", "own_mass"), on="name")
        .join(index.heard.select("listed_name", "sound", "rarity", "mass"), on=["listed_name", "sound"])
        .group_by("name", "listed_name")
        .agg(pl.col("rarity").sum().alias("told"), pl.col("own_mass").first(), pl.col("mass").first())
    )
    enough = pl.col("told") >= SHARE * pl.min_horizontal("own_mass", "mass")
    nearest = 2 * pl.col("told") / (pl.col("own_mass") + pl.col("mass"))
    ranked = (
        shared.filter(enough)
        .with_columns(near=nearest)
        .sort("name", "near", "listed_name", descending=[False, True, False])
    )
    return ranked.group_by("name", maintain_order=True).head(MOST).select("name", "listed_name", "told")
