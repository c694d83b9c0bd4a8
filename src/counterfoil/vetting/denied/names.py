"""Under which names are sellers and listed parties looked for? One row for each name, with its words and their sound.

Two names meet by the skeletons of their words (consonants as one hears them), so that transliterations meet; a word is
worth its rarity in the lists, so that “trading” alone brings nobody together.
"""

import math
from functools import cache

import polars as pl

from counterfoil.text.names import name_form
from counterfoil.text.names.skeleton import skeleton
from counterfoil.text.names.vocabulary import general_words

NAMES = {"owner": pl.Int64, "role": pl.String, "name": pl.String, "weak": pl.Boolean}
SOUNDS = {"name": pl.String, "sound": pl.String}
AS_LONG = 20_000  # names
GENERAL = 2.5  # nats of a word that many businesses have in their name
SHORTEST = 2  # letters of a sound; shorter ones stand as the whole word
_SELLER = {"name": "name", "alias": "alias", "bankHolder": "account holder", "beneficialOwner": "beneficial owner"}
_PARTY = ("alias", "previousName", "weakAlias")


def names_of_sellers(rows: pl.DataFrame) -> pl.DataFrame:
    """Return every name that sellers' rows give (NAMES); `owner` is the place of the row."""
    placed = rows.with_row_index("owner").with_columns(pl.col("owner").cast(pl.Int64))
    parts = [
        placed.select("owner", role=pl.lit(role), name=pl.col(column).str.split(";")).explode("name")
        for column, role in _SELLER.items()
    ]
    return _tidy(pl.concat(parts).with_columns(weak=pl.lit(value=False)))


def names_of_parties(parties: pl.DataFrame) -> pl.DataFrame:
    """Return every name of the listed parties (NAMES); a weak alias is one the list itself holds too vague."""
    placed = parties.with_row_index("owner").with_columns(pl.col("owner").cast(pl.Int64))
    parts = [placed.select("owner", "name", role=pl.lit("name"), weak=pl.lit(value=False))]
    for column in _PARTY:
        one = placed.select("owner", name=column, role=pl.lit(column), weak=pl.lit(column == "weakAlias"))
        parts.append(one.explode("name").select(parts[0].columns))
    return _tidy(pl.concat(parts).select(list(NAMES)))


def _tidy(names: pl.DataFrame) -> pl.DataFrame:
    stripped = names.with_columns(pl.col("name").str.strip_chars())
    return stripped.filter(pl.col("name") != "").unique(["owner", "name"], keep="first", maintain_order=True)


def sounds(names: pl.Series) -> pl.DataFrame:
    """Return the sounds of each different name's words (SOUNDS), each once."""
    distinct = names.unique().sort()
    heard = [sorted({_sound(word) for word in name_form(name).words}) for name in distinct]
    column = pl.Series("sound", heard, dtype=pl.List(pl.String))
    return pl.DataFrame({"name": distinct}).with_columns(column).explode("sound").drop_nulls()


def _sound(word: str) -> str:
    heard = skeleton(word)
    return heard if len(heard) >= SHORTEST else f"={word}"


def rarity(heard: pl.DataFrame) -> pl.DataFrame:
    """Return how much each sound tells, in nats: the logarithm of how few of the names have it.

    A short list tells little of what is rare in the world: it is taken as if it were as long as OFAC's.
    """
    total = max(heard["name"].n_unique(), AS_LONG)
    told = heard.group_by("sound").agg(rarity=math.log(total) - pl.len().cast(pl.Float64).log() + 1.0)
    general = pl.col("sound").is_in(_general())
    return told.with_columns(pl.when(general).then(pl.min_horizontal("rarity", pl.lit(GENERAL))).otherwise("rarity"))


@cache
def _general() -> list[str]:
    return sorted({_sound(word) for word in general_words()})
