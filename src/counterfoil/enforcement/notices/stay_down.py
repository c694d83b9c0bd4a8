"""Did a listing that was taken down come back? Later screenings are held against it for 90 days.

By what it is the same: the listing itself, the seller under the same right, a picture, or the words of the title, each
in a sentence, the surest first. Beside the listing itself only offers count that were not cleared: dealers show
the same pictures. The same words under another seller are told and move nothing: honest resellers copy each other.
"""

import datetime as dt
from typing import Any, NamedTuple

import polars as pl

from counterfoil.codes.legal_number import cited
from counterfoil.images.hash_index import filled, hashes_of, laid_over, near
from counterfoil.tables.reappearance import GRADES, Reappearance
from counterfoil.text.tokens import words

WINDOW = cited(90, "days after a takedown", "our own choice: relisting is quick, and runs cost time", "D")
RADIUS = 31  # bits of 256 within which two pictures are one, as in linking
LEAST_WORDS = 4  # of a title; shorter ones are alike by chance
ALIKE = 0.8  # share of the words of two titles that both have
MOVING = GRADES[:3]  # grades by which a notice counts as relisted
LISTING, SELLER, PICTURE, WORDS = GRADES
DOWN = {
    "notice_id": pl.String,
    "right_id": pl.String,
    "offer_id": pl.String,
    "link": pl.String,
    "title": pl.String,
    "account_id": pl.String,
    "pictures": pl.List(pl.String),
    "outcome_at": pl.Datetime("us", "UTC"),
}
LATER = {
    "later_offer_id": pl.String,
    "later_link": pl.String,
    "later_title": pl.String,
    "later_account_id": pl.String,
    "later_right_id": pl.String,
    "is_clear": pl.Boolean,
    "later_pictures": pl.List(pl.String),
    "seen_at": pl.Datetime("us", "UTC"),
}


class _Found(NamedTuple):
    """Pairs that are the same in one way: the columns of both, `grade` and `reason`."""

    pairs: pl.DataFrame
    grade: str
    reason: pl.Expr


def reappearances(down: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Return what came back (contract Reappearance): each later offer once to a notice, under the listing that it
    most surely is, the first time it was seen.

    `down` are listings that were taken down (DOWN), `later` the offers of later screenings (LATER).
    """
    found = [
        one
        for way in (_same_listing, _same_seller, _same_picture, _same_words)
        if (one := way(down, later)).pairs.height
    ]
    if not found:
        return Reappearance.create_empty()
    told = pl.concat(
        [one.pairs.select(*_KEPT, rank=pl.lit(GRADES.index(one.grade)), reason=one.reason) for one in found]
    )
    passed = pl.col("seen_at") - pl.col("outcome_at")
    window = pl.duration(days=int(WINDOW.value))
    timely = told.filter((passed > pl.duration(days=0)) & (passed <= window)).sort(
        "rank", "seen_at", maintain_order=True
    )
    grouped = timely.group_by("notice_id", "offer_id", "later_offer_id", maintain_order=True).agg(
        pl.first("later_account_id").alias("account_id"),
        pl.col("rank").min(),
        pl.col("reason").unique(maintain_order=True).alias("reasons"),
        pl.first("outcome_at").alias("taken_down_at"),
        pl.col("seen_at").min(),
    )
    hours = (pl.col("seen_at") - pl.col("taken_down_at")).dt.total_seconds() / 3600
    grades = pl.col("rank").replace_strict(dict(enumerate(GRADES)), return_dtype=pl.String)
    ranked = grouped.with_columns(grade=grades, hours=hours.round(2), told=pl.col("reasons").list.len())
    ranked = ranked.sort("rank", "told", "offer_id", descending=[False, True, False])
    ranked = ranked.unique(["notice_id", "later_offer_id"], keep="first").sort("notice_id", "hours", "later_offer_id")
    return Reappearance.validate(ranked.select(Reappearance.column_names()), cast=True)


_KEPT = ("notice_id", "offer_id", "later_offer_id", "later_account_id", "outcome_at", "seen_at")


def _same_listing(down: pl.DataFrame, later: pl.DataFrame) -> _Found:
    by_id = down.join(later, left_on="offer_id", right_on="later_offer_id", how="inner", coalesce=False)
    by_link = down.filter(pl.col("link").is_not_null()).join(
        later, left_on="link", right_on="later_link", how="inner", coalesce=False
    )
    pairs = pl.concat([by_id, by_link], how="diagonal").unique(maintain_order=True)
    return _Found(pairs, LISTING, pl.format("Listing {} is there again.", "later_offer_id"))


def _same_seller(down: pl.DataFrame, later: pl.DataFrame) -> _Found:
    keys = (["account_id", "right_id"], ["later_account_id", "later_right_id"])
    pairs = down.join(later.filter(~pl.col("is_clear")), left_on=keys[0], right_on=keys[1], how="inner", coalesce=False)
    said = pl.format("Account {} offers goods under right {} again.", "later_account_id", "right_id")
    return _Found(pairs, SELLER, said)


def _same_picture(down: pl.DataFrame, later: pl.DataFrame) -> _Found:
    one = down.with_row_index("n").select("n", pictures="pictures").explode("pictures").drop_nulls()
    other = later.with_row_index("m").filter(~pl.col("is_clear")).select("m", pictures="later_pictures")
    other = other.explode("pictures").drop_nulls()
    pairs = _near(one, other)
    rows = pairs.join(down.with_row_index("n"), on="n").join(later.with_row_index("m"), on="m")
    said = pl.format("It shows a picture of listing {} ({} of 256 bits differ).", "offer_id", "bits")
    return _Found(rows, PICTURE, said)


def _near(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return n, m and the fewest `bits` in which two of their pictures differ, where they are one picture."""
    empty = pl.DataFrame(schema={"n": pl.UInt32, "m": pl.UInt32, "bits": pl.Int64})
    if one.is_empty() or other.is_empty():
        return empty
    known = hashes_of([bytes.fromhex(text) for text in one["pictures"]])
    asked = hashes_of([bytes.fromhex(text) for text in other["pictures"]])
    found = near(asked, laid_over(filled(known), len(known)), radius=RADIUS)
    pairs = {"n": one["n"].gather(found.row), "m": other["m"].gather(found.query), "bits": found.distance}
    return pl.DataFrame(pairs).group_by("n", "m", maintain_order=True).agg(pl.col("bits").min())


def _same_words(down: pl.DataFrame, later: pl.DataFrame) -> _Found:
    suspect = later.filter(~pl.col("is_clear"))
    pairs = down.join(suspect, left_on="right_id", right_on="later_right_id", how="inner", coalesce=False)
    both = pairs.select("title", "later_title").unique(maintain_order=True)  # sellers repeat their titles
    said = {title: frozenset(words(title)) for title in {*both["title"], *both["later_title"]}}
    alike = pl.Series([_likeness(said[one], said[other]) for one, other in both.iter_rows()], dtype=pl.Float64)
    found = pairs.join(both.with_columns(alike=alike).filter(pl.col("alike") >= ALIKE), on=both.columns)
    shared = (pl.col("alike") * 100).round().cast(pl.Int64)
    return _Found(
        found, WORDS, pl.format("{} % of the words of its title are those of listing {}.", shared, "offer_id")
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    if min(len(one), len(other)) < LEAST_WORDS:
        return 0.0
    return len(one & other) / len(one | other)


def watched_until(taken_down_at: dt.datetime) -> dt.date:
    """Return the last day on which a listing that was taken down is looked for."""
    return (taken_down_at + dt.timedelta(days=int(WINDOW.value))).date()


def first_back(found: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """Return, by notice, the first reappearance by which it counts as relisted."""
    moving = found.filter(pl.col("grade").is_in(MOVING)).sort("hours", maintain_order=True)
    return {row["notice_id"]: row for row in reversed(moving.to_dicts())}
