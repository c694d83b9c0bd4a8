"""What does a newer record change in a register? Whole columns at a time."""

from typing import NamedTuple

import polars as pl

from counterfoil.tables.right import Right, is_over

# What owners add to a right; an office tells nothing of it, so its silence takes nothing away.
OF_THE_OWNER = (
    "aliases", "house_mark", "common_word", "recorded", "authorised_sellers", "company_prefixes", "price_floor",
    "price_floor_currency",
)  # fmt: skip
COLUMNS = tuple(Right.column_names())
ADDED = (*OF_THE_OWNER, "updated_on")  # what one record leaves empty, another's telling of it outlives
NUMBER = ["office", "registration_number"]
_OF_AN_OFFICE = pl.col("application_number").is_not_null()  # every register's reader gives it; lists seldom do
_NEWER = "newer "  # before the names of an update's columns


class Classed(NamedTuple):
    """`rows` as the register then has them, the ids `met` with an update, and counts by what became of these."""

    rows: pl.DataFrame
    met: pl.DataFrame
    counts: dict[str, int]

    @property
    def differs(self) -> bool:
        """Whether any row is another than before."""
        return self.counts["changed"] + self.counts["dead"] > 0


def with_known_ids(updates: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the updates, rows of lists under the id of the one mark that has their office and registration number.

    `known` has id, office and registration_number. Recordation lists and owners' lists know no application number.
    """
    alone = known.filter(pl.len().over(*NUMBER) == 1).rename({"id": "known id"})
    found = updates.join(alone, on=NUMBER, how="left", maintain_order="left")
    listed = ~_OF_AN_OFFICE & pl.col("known id").is_not_null()
    return found.with_columns(id=pl.when(listed).then("known id").otherwise("id")).drop("known id")


def latest_of(updates: pl.DataFrame) -> pl.DataFrame:
    """Return the last update of each id: by the day of its transaction, then by `place`.

    An update without a day, as TSDR gives it, counts as made on the latest day of those before it. A row of a list
    adds to what an office told before it.
    """
    latest = pl.col("updated_on").cum_max().forward_fill().over("id", order_by="place")
    days = updates.with_columns(day=pl.coalesce("updated_on", latest), first=pl.col("place").min().over("id"))
    in_order = days.sort("day", "place", nulls_last=False)
    kept = in_order.with_columns(_so_far(name) for name in COLUMNS if name != "id")
    return kept.unique("id", keep="last").sort("first").drop("day", "place", "first")


def _so_far(name: str) -> pl.Expr:
    """Return what is known of a column once each update is made; the updates stand in order."""
    column = pl.col(name)
    so_far = column.forward_fill().over("id")
    if name in ADDED:
        return so_far
    of_office = pl.when(_OF_AN_OFFICE).then(column).forward_fill().over("id")
    return pl.when(_OF_AN_OFFICE).then(column).otherwise(pl.coalesce(of_office, so_far)).alias(name)


def classed(frame: pl.DataFrame, latest: pl.DataFrame) -> Classed:
    """Return the rows of the register with what `latest` (unique by id) changes in them."""
    newer = latest.select("id", *(pl.col(name).alias(_NEWER + name) for name in COLUMNS if name != "id"))
    both = frame.join(newer.with_columns(is_met=True), on="id", how="left", maintain_order="left")
    met = pl.col("is_met").fill_null(value=False)
    older = met & (pl.col(_NEWER + "updated_on") < pl.col("updated_on")).fill_null(value=False)
    both = both.with_columns(_merged(name).alias(_NEWER + name) for name in COLUMNS if name != "id")
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(_NEWER + name)) for name in COLUMNS if name != "id")
    became = (
        pl.when(~met).then(pl.lit("not met"))
        .when(older).then(pl.lit("older"))
        .when(same).then(pl.lit("unchanged"))
        .when(is_over(_NEWER + "status") & ~is_over()).then(pl.lit("dead"))
        .otherwise(pl.lit("changed"))
    )  # fmt: skip
    told = both.with_columns(became=became)
    taken = pl.col("became").is_in(["changed", "dead"])
    rows = told.select(
        "id", *(pl.when(taken).then(_NEWER + name).otherwise(name).alias(name) for name in COLUMNS if name != "id")
    )
    counted = dict(told.group_by("became").len().iter_rows())
    names = ("changed", "dead", "unchanged", "older")
    return Classed(rows.select(COLUMNS), told.filter(met).select("id"), {name: counted.get(name, 0) for name in names})


def _merged(name: str) -> pl.Expr:
    """Return what the newer record says, or what stood there where it cannot know better: an office tells nothing of
    what owners add, and a list does not overrule an office."""
    newer, known = pl.col(_NEWER + name), pl.col(name)
    if name in ADDED:
        return pl.coalesce(newer, known)
    list_on_office = pl.col(_NEWER + "application_number").is_null() & _OF_AN_OFFICE
    list_on_list = pl.col(_NEWER + "application_number").is_null()
    return (
        pl.when(list_on_office)
        .then(pl.coalesce(known, newer))
        .when(list_on_list)
        .then(pl.coalesce(newer, known))
        .otherwise(newer)
    )
