"""Is a mark in force? What offices' status codes and words mean for the right, in six words of ours.

`live`: registered and in force. `pending`: applied for. `expired`, `cancelled`, `dead` (abandoned, withdrawn,
refused, or ended in a way that is not told): over. `unclear`: the office does not say, or in words not known here.
Tables with their sources: mark_statuses/, beside this file.
"""

import tomllib
from functools import cache
from pathlib import Path

import polars as pl

STATUSES = ("live", "pending", "expired", "cancelled", "dead", "unclear")
OVER = ("expired", "cancelled", "dead")
UNCLEAR = "unclear"

_TABLES = Path(__file__).with_name("mark_statuses")


def of_uspto(code: str) -> str:
    """Return which of STATUSES a status code of the USPTO means: "710" → cancelled."""
    return _uspto().get(code.strip(), UNCLEAR)


def of_word(word: str) -> str:
    """Return which of STATUSES a word means: "REGISTRATION_CANCELLED" → cancelled."""
    return _words().get(_plain(word), UNCLEAR)


def statuses(text: pl.Expr) -> pl.Expr:
    """Return which of STATUSES each text means, as `of_word`; null stays null."""
    plain = text.str.to_lowercase().str.replace_all(r"[\s_-]+", " ").str.strip_chars()
    return plain.replace_strict(_words(), default=pl.when(text.is_not_null()).then(pl.lit(UNCLEAR)))


@cache
def _uspto() -> dict[str, str]:
    return {code: status for status, codes in _table("uspto").items() for code in codes}


@cache
def _words() -> dict[str, str]:
    return {word: status for status, words in _table("words").items() for word in words}


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("_", " ").replace("-", " ").split())


def _table(name: str) -> dict[str, list[str] | dict[str, str]]:
    return tomllib.loads((_TABLES / f"{name}.toml").read_text(encoding="utf-8"))
