"""Where does every unit of every line stand? As the facility answered, less what has become of it since.

Units come to an open account by an answer of the warehouse system, or are unanswered; a disposition takes them from
there. Goods that are to be left alone are in no account, and goods that are to be examined are none that were found
until something is answered, or done, about them.
"""

import polars as pl

from counterfoil.tables.given_disposition import KINDS, MISSING, OPEN

HOLD, LEAVE, NOT_FOUND = "hold", "leave", "not found"
KEY = ("notice_id", "line")
_ANSWERED = tuple(name for name in OPEN if name != "unanswered")


def line_balances(
    lines: pl.DataFrame, notices: pl.DataFrame, answers: pl.DataFrame, standing: pl.DataFrame
) -> pl.DataFrame:
    """Return one row for each line (contracts FacilityLine, FacilityNotice, HoldAnswer, Disposition) but those left
    alone: notice_id, line, facility, told, found, KINDS, OPEN, over, and whether they `count` as found.

    A line that was not counted holds what the facility answers. Where more left an open account than came to it, that
    account is empty and `over` tells how many.
    """
    counted = lines.filter(pl.col("asked") != LEAVE).join(
        notices.select("facility", notice_id="id"), on="notice_id", how="left", maintain_order="left"
    )
    told = counted.select("facility", *KEY, "asked", told=pl.col("units").fill_null(0))
    by_status = _spread(answers, "status", (*_ANSWERED, NOT_FOUND))
    taken = _spread(standing, "of", OPEN, prefix="from ")
    kinds = _spread(standing, "kind", KINDS)
    joined = told
    for part in (by_status, taken, kinds):
        joined = joined.join(part, on=KEY, how="left", maintain_order="left")
    answered = pl.sum_horizontal(*_ANSWERED, NOT_FOUND)
    touched = pl.any_horizontal(pl.col(name).is_not_null() for name in (NOT_FOUND, KINDS[0]))
    judged = joined.with_columns(count=(pl.col("asked") == HOLD) | touched)
    filled = judged.with_columns(pl.exclude("facility", *KEY, "asked", "count").fill_null(0))
    found = filled.with_columns(found=pl.max_horizontal("told", answered))
    left = found.with_columns(unanswered=pl.col("found") - answered, missing=pl.col(MISSING) + pl.col(NOT_FOUND))
    net = left.with_columns((pl.col(name) - pl.col(f"from {name}")).alias(name) for name in OPEN)
    over = net.with_columns(over=pl.sum_horizontal((-pl.col(name)).clip(lower_bound=0) for name in OPEN))
    emptied = over.with_columns(pl.col(name).clip(lower_bound=0) for name in OPEN)
    return emptied.select("facility", *KEY, "told", "found", *KINDS, *OPEN, "over", "count").sort(KEY)


def _spread(rows: pl.DataFrame, by: str, names: tuple[str, ...], *, prefix: str = "") -> pl.DataFrame:
    """Return the units of each line by what stands in a column: one column to a name."""
    sums = [pl.col("units").filter(pl.col(by) == name).sum().alias(prefix + name) for name in names]
    return rows.group_by(KEY).agg(sums)
