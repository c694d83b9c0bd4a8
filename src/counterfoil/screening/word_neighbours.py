"""Which words beside a mark show that it is the plain word there? Reads word_neighbours.toml into columns."""

import tomllib
from functools import cache
from pathlib import Path

import polars as pl

from counterfoil.codes.product_vocabulary import vocabulary

_TABLE = Path(__file__).with_name("word_neighbours.toml")
_ANY = ""  # the entry that goes with every word
NAMES_OF_MARKS = frozenset(["apple watch"])  # the vocabulary of goods holds them, and they are no plain words
_NEXT = r"^[\s\-‑]*([\p{L}\p{N}][\p{L}\p{N}'’]*)"
_LAST = r"([\p{L}\p{N}][\p{L}\p{N}'’]*)[\s\-‑]*$"


def beside(before: pl.Expr, after: pl.Expr) -> dict[str, pl.Expr]:
    """Return `word_before` and `word_after`, folded: what stands beside a mention with nothing but a blank or a hyphen
    between; null where there is no such word."""
    return {"word_before": _folded(before.str.extract(_LAST, 1)), "word_after": _folded(after.str.extract(_NEXT, 1))}


def is_neighbour(word: pl.Expr) -> pl.Expr:
    """Return whether a word beside the mention makes it the plain word: of this word, or of any."""
    before, after = pl.col("word_before"), pl.col("word_after")
    own = _pair(word, after).is_in(_pairs("after")) | _pair(word, before).is_in(_pairs("before"))
    return own.fill_null(value=False) | after.is_in(_of_any("after")).fill_null(value=False)


def is_any(side: str, name: str) -> pl.Expr:
    """Return whether the word on a side (`before`, `after`) is in the list `name` for all words."""
    return pl.col(f"word_{side}").is_in(_of_any(name)).fill_null(value=False)


def names_goods(word: pl.Expr, goods_type: pl.Expr) -> pl.Expr:
    """Return whether the word is part of what the goods are called ("polo shirt"), or all of it ("boots")."""
    phrases = _goods_phrases()
    with_next = pl.concat_str(word, pl.col("word_after"), separator=" ").is_in(phrases)
    with_last = pl.concat_str(pl.col("word_before"), word, separator=" ").is_in(phrases)
    alone = word.replace_strict(_goods_words(), default=None, return_dtype=pl.String) == goods_type
    return with_next.fill_null(value=False) | with_last.fill_null(value=False) | alone.fill_null(value=False)


def _folded(word: pl.Expr) -> pl.Expr:
    return word.str.to_lowercase().str.replace_all("['’]", "")


def _pair(word: pl.Expr, neighbour: pl.Expr) -> pl.Expr:
    return pl.concat_str(word, neighbour, separator="\t")


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """Return, for each word that is also a mark, the words on each side of it; "" holds those of any word."""
    read = tomllib.loads(_TABLE.read_text("utf-8"))
    return {word: {side: listed.split() for side, listed in entry.items()} for word, entry in read.items()}


@cache
def _pairs(side: str) -> list[str]:
    return [f"{word}\t{other}" for word, entry in table().items() if word != _ANY for other in entry.get(side, ())]


@cache
def _of_any(side: str) -> list[str]:
    return table()[_ANY][side]


@cache
def _goods_phrases() -> list[str]:
    return sorted({" ".join(phrase) for phrase in vocabulary().names if len(phrase) > 1} - NAMES_OF_MARKS)


@cache
def _goods_words() -> dict[str, str]:
    return {phrase[0]: name for phrase, name in vocabulary().names.items() if len(phrase) == 1 and name}
