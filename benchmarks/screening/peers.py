"""What would a simpler screen have found on the same rows?

Two peers: a list of the words that give a counterfeit away, where most such screens begin (first table of
../shared/facts/listings.md), and the price alone.
"""

import re

import polars as pl

WORDS = (
    *(
        "replica",
        "replicas",
        "1:1",
        "aaa",
        "aaa+",
        "aaaa",
        "7a",
        "inspired by",
        "mirror quality",
        "mirror image",
    ),
    *("copy", "first copy", "1st copy", "master copy", "super copy", "high copy", "super clone", "clone"),
    *(
        "dupe",
        "knockoff",
        "knock off",
        "knock-off",
        "fake",
        "imitation",
        "counterfeit",
        "lookalike",
        "look alike",
    ),
    *("ua quality", "factory reject", "unauthorized authentic", "same as original", "like original"),
)
_WORD_LIST = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))
BAD_WORD = rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{_WORD_LIST})(?:$|[^\p{{L}}\p{{N}}+])"


def bad_word(offers: pl.DataFrame) -> pl.Series:
    """Return, for each offer, whether its title or description has a word of the list."""
    texts = [name for name in ("title", "description") if name in offers.columns]
    hit = pl.any_horizontal(pl.col(name).fill_null("").str.contains(BAD_WORD) for name in texts)
    return offers.select(hit.alias("bad_word"))["bad_word"]


def below_floor(offers: pl.DataFrame, rights: pl.DataFrame, rates: pl.DataFrame) -> pl.Series:
    """Return, for each offer, whether it costs less than the cheapest line of a mark that its title names.

    `rights` is the rights list as text, `rates` has `currency` and `usd`. No price is never below.
    """
    if "price" not in offers.columns:
        return pl.Series("below_floor", [False] * offers.height)
    priced = offers.with_columns(_in_dollars(offers, rates).alias("dollars"))
    cheap = [pl.col("title").str.contains(words) & (pl.col("dollars") < floor) for words, floor in _floors(rights)]
    return priced.select(pl.any_horizontal(cheap).fill_null(False).alias("below_floor"))["below_floor"]


def _in_dollars(offers: pl.DataFrame, rates: pl.DataFrame) -> pl.Series:
    amount = pl.col("price").str.extract(r"([0-9]+(?:\.[0-9]+)?)").cast(pl.Float64)
    currency = pl.col("price_currency") if "price_currency" in offers.columns else pl.lit("USD")
    usd = currency.replace_strict(rates["currency"], rates["usd"], return_dtype=pl.Float64)
    return offers.select((amount * usd).alias("dollars"))["dollars"]


def _floors(rights: pl.DataFrame) -> list[tuple[str, float]]:
    """One pattern for each mark with its aliases, and the lowest of its floors in dollars."""
    floor = pl.col("price_floor").str.extract(r"([0-9.]+)").cast(pl.Float64)
    names = pl.concat_list("mark", pl.col("aliases").fill_null("").str.split("; ")).list.explode().unique()
    marks = rights.group_by("mark", maintain_order=True).agg(names.alias("names"), floor.min().alias("floor"))
    return [(_whole_words(names), floor) for _, names, floor in marks.iter_rows()]


def _whole_words(names: list[str]) -> str:
    listed = "|".join(re.escape(name) for name in sorted(names) if name)
    return rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{listed})(?:$|[^\p{{L}}\p{{N}}])"
