"""Which accounts have a name like one of a defendant's? Few are compared: those that share a word or most letters.

Two words meet where they are one, sound alike, or differ by one letter (added, dropped, changed, or two swapped: both
have one spelling in common once a letter is left out of each). What is compared is then judged by `text.names`.
"""

import re
from functools import cache
from typing import NamedTuple

import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from counterfoil.text.names import name_form, name_forms, name_scores
from counterfoil.text.names.latin import latin
from counterfoil.text.names.skeleton import skeleton
from counterfoil.text.names.vocabulary import legal_forms

COMMON = 5_000  # accounts with a word; a commoner one brings nobody together by itself
ENDS = 7  # letters at either end of a name without its blanks, by which joined and parted names meet
CROWDED = 400  # accounts with one such end
ALIKE = 62.0  # of 100, by letters, in any order of words: what is compared closely …
MOST = 60  # … the nearest so many to each name of the order, and all that are written alike
SHORTEST = 4  # letters of a word that may differ by one
SOUND = 3  # letters of a skeleton by which words meet
LONGEST_WORD = 24
OTHER_FORM = 0.9  # of the likeness of two names without their legal forms: a schedule often has another, or none
PAIRS = {"asked": pl.String, "name": pl.String, "name_score": pl.Float64}
_ROLES = {"name": "name", "alias": "alias", "bankHolder": "account holder", "beneficialOwner": "owner"}


class Known(NamedTuple):
    """Names of accounts: `names` (name, folded, joined), a row for each different one; `words` (name number, word)."""

    names: pl.DataFrame
    words: pl.DataFrame


def names_of_sellers(sellers: pl.DataFrame) -> pl.DataFrame:
    """Return every name of every account: seller_id, role, name. Personal data."""
    parts = [
        sellers.lazy().select(seller_id="id", role=pl.lit(role), name=pl.col(column).str.split(";")).explode("name")
        for column, role in _ROLES.items()
        if sellers[column].null_count() < sellers.height
    ]
    schema = pl.LazyFrame(schema={"seller_id": pl.String, "role": pl.String, "name": pl.String})
    told = pl.concat([schema, *parts]).with_columns(pl.col("name").str.strip_chars())
    return told.filter(pl.col("name").str.contains(r"\w")).unique(["seller_id", "name"], maintain_order=True).collect()


def alike(asked: pl.Series, names: pl.Series) -> pl.DataFrame:
    """Return which of the names are like which that are asked for (PAIRS), and how alike they are."""
    wanted, known = asked.drop_nulls().unique().sort(), _known(names)
    if wanted.is_empty() or known.names.is_empty():
        return pl.DataFrame(schema=PAIRS)
    own = _known(wanted)
    met = pl.concat([_by_words(own, known), _by_ends(own, known), _written_alike(own, known)]).unique()
    near = _nearest(met, own, known)
    whole = name_scores(near["asked"], near["name"])
    bare = name_scores(*(name_forms(near[side])["bare"] for side in ("asked", "name"))) * OTHER_FORM
    scored = near.with_columns(name_score=pl.max_horizontal(whole, bare))
    return scored.with_columns(pl.col("name_score").fill_null(0.0)).select(list(PAIRS))


def _known(names: pl.Series) -> Known:
    distinct = names.drop_nulls().unique().sort()
    folded = _folded(distinct)
    table = pl.DataFrame({"name": distinct, "folded": folded}).filter(pl.col("folded") != "").with_row_index("at")
    bare = pl.col("folded").str.replace(_legal_forms(), "")
    table = table.with_columns(joined=bare.str.replace_all(" ", ""))
    words = table.select("at", word=pl.col("folded").str.split(" ")).explode("word").unique()
    return Known(table, words)


@cache
def _legal_forms() -> str:
    """Return what finds the legal forms behind a folded name."""
    plain = sorted((form for form in legal_forms() if form.isascii()), key=len, reverse=True)
    return f"(?: (?:{'|'.join(map(re.escape, plain))}))+$"


def _folded(names: pl.Series) -> pl.Series:
    """Return names in small Latin letters; those in plain letters by whole columns, as `latin` writes them."""
    plain = names.str.to_lowercase().str.replace_all(r"['’`´]", "").str.replace_all(r"[&+]", " and ")
    plain = plain.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    ascii_only = names.str.contains(r"^[\x00-\x7f]*$")
    if ascii_only.all():
        return plain
    others = names.filter(~ascii_only)
    written = pl.Series([latin(name) for name in others], dtype=pl.String)
    mended = others.to_frame("name").with_columns(written=written)
    told = pl.DataFrame({"name": names, "plain": plain, "is_ascii": ascii_only})
    told = told.join(mended, on="name", how="left", maintain_order="left")
    return told.select(pl.when("is_ascii").then("plain").otherwise("written")).to_series()


def _by_words(own: Known, known: Known) -> pl.DataFrame:
    """Return the pairs (asked, at) that share a word few accounts have, or one a letter away from it."""
    counted = known.words.group_by("word").agg(held=pl.len()).filter(pl.col("held") <= COMMON)
    asked = own.names.select("at", name="name")
    more = [(at, word) for at, name in asked.iter_rows() for word in name_form(name).words]
    spelt = pl.DataFrame(more, schema={"at": own.words.schema["at"], "word": pl.String}, orient="row")
    wanted = pl.concat([own.words, spelt]).unique()
    met = _met_words(wanted["word"].unique(), counted["word"])
    pairs = wanted.join(met, on="word").join(known.words.rename({"word": "other", "at": "place"}), on="other")
    return pairs.select(asked="at", at="place").unique()


def _met_words(words: pl.Series, others: pl.Series) -> pl.DataFrame:
    """Return which word meets which of the others: word, other."""
    same = words.to_frame("word").join(others.to_frame("word"), on="word").select("word", other="word")
    heard = _heard(words).rename({"text": "word"}).join(_heard(others).rename({"text": "other"}), on="heard")
    shortened = _shortened(words, None)
    close = shortened.rename({"text": "word"}).join(
        _shortened(others, shortened["left"]).rename({"text": "other"}), on="left"
    )
    return pl.concat([one.select("word", "other") for one in (same, heard, close)]).unique()


def _heard(words: pl.Series) -> pl.DataFrame:
    """Return words with their skeleton, where it is long enough to know a word by: text, heard."""
    table = pl.DataFrame({"text": words, "heard": pl.Series([skeleton(word) for word in words], dtype=pl.String)})
    return table.filter(pl.col("heard").str.len_chars() >= SOUND)


def _shortened(words: pl.Series, wanted: pl.Series | None) -> pl.DataFrame:
    """Return words as they are and with each letter left out (text, left); where `wanted`, only what is among it."""
    text, size = pl.col("text"), pl.col("text").str.len_chars()
    table = words.to_frame("text").lazy().filter(size.is_between(SHORTEST, LONGEST_WORD))
    without = [
        table.filter(size > place).with_columns(left=text.str.head(place) + text.str.slice(place + 1))
        for place in range(LONGEST_WORD)
    ]
    made = [table.with_columns(left="text"), *without]
    if wanted is not None:
        kept = wanted.unique().implode()
        made = [one.filter(pl.col("left").is_in(kept)) for one in made]
    return pl.concat(pl.collect_all(made)).unique()


def _by_ends(own: Known, known: Known) -> pl.DataFrame:
    """Return the pairs (asked, at) whose names begin or end alike once their blanks are left out."""
    found = []
    for end in (pl.col("joined").str.head(ENDS), pl.col("joined").str.tail(ENDS)):
        wanted = own.names.select(asked="at", end=end)
        told = known.names.lazy().select("at", end=end).filter(pl.col("end").is_in(wanted["end"].implode())).collect()
        few = told.filter(pl.len().over("end") <= CROWDED)
        found.append(wanted.join(few, on="end").select("asked", "at"))
    return pl.concat(found)


def _written_alike(own: Known, known: Known) -> pl.DataFrame:
    """Return the pairs (asked, at) of the same words in any order, or the same letters, however many there are."""
    sorted_words = pl.col("folded").str.split(" ").list.sort().list.join(" ")
    found = []
    for key in (sorted_words, pl.col("joined")):
        wanted = own.names.select(asked="at", key=key)
        told = known.names.lazy().select("at", key=key).filter(pl.col("key").is_in(wanted["key"].implode())).collect()
        found.append(wanted.join(told, on="key").select("asked", "at"))
    return pl.concat(found)


def _nearest(met: pl.DataFrame, own: Known, known: Known) -> pl.DataFrame:
    """Return the pairs worth judging: asked, name. The nearest by letters, all that are written alike among them."""
    told = met.join(own.names.select(asked="at", one="name", left="folded", first="joined"), on="asked")
    told = told.join(known.names.select("at", "name", right="folded", second="joined"), on="at")
    words = cpdist(told["left"].to_list(), told["right"].to_list(), scorer=fuzz.token_sort_ratio)
    letters = cpdist(told["first"].to_list(), told["second"].to_list(), scorer=fuzz.ratio)
    ranked = told.with_columns(near=pl.max_horizontal(pl.Series(words), pl.Series(letters)))
    ranked = ranked.filter(pl.col("near") >= ALIKE).sort("one", "near", "name", descending=[False, True, False])
    place = pl.int_range(pl.len()).over("one")
    return ranked.filter((place < MOST) | (pl.col("near") == 100.0)).select("name", asked="one")
