"""Stock by the million: which lines can be passed over once a first look has turned them away?

A line may be passed over without being read to its end only where it is certain that every rule would keep it: the
quantity is plain digits, days and times are as they should be, and a title or code is there. All others are read in
full, and so is what the look lets through: kept and rejected lines are the same as without it.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import polars as pl

from counterfoil.intake.ahead import ahead
from counterfoil.intake.goods.as_goods import as_goods
from counterfoil.intake.goods.goods_files import GoodsFile
from counterfoil.intake.goods.read import INVENTORY
from counterfoil.intake.reader import RawBatch
from counterfoil.intake.source import raw_batches
from counterfoil.intake.streamed import sorted_batch, wanted_of
from counterfoil.intake.tally import Tally
from counterfoil.intake.whole import Given
from counterfoil.tables.contract import LINE

TOGETHER = 200_000  # lines looked at at a time; rarity of words is counted over them
LONGEST_TITLE = 1_000  # bytes of a title that is looked at first
_NUMBER = r"^[0-9]{1,12}(?:\.[0-9]{1,6})?$"
_MOMENT = (
    r"^(?:(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?Z?)?)?$"
)
_NOT_BLANK = r"\S"

Look = Callable[[pl.DataFrame, pl.DataFrame], tuple[pl.Series, object]]
"""Takes lines that every rule keeps (`title`, `gtin`) and the goods of the same batch that are compared in any case;
returns which of the lines may be of the goods that are looked for, and what is to be known of the others."""


class Sifted(NamedTuple):
    """Goods of a batch (columns of Goods, and `line`) that may be what is looked for, its rejects, how many lines were
    kept and passed over, and what the look says of those."""

    kept: pl.DataFrame
    rejects: pl.DataFrame
    passed: int
    turned_away: object


def sifted_inventory(given: GoodsFile, look: Look) -> Iterator[Sifted]:
    """Yield the stock of a file in batches of TOGETHER lines, without the lines that the look turns away.

    Raises UserError as `read_goods_file`.
    """
    tally = Tally()
    with given.open() as stream:
        asked = Given(stream, given.name, given.mapping, given.encoding)
        read = raw_batches(stream, wanted_of(asked, INVENTORY), product_feeds=False)
        for batch in ahead(together(read)):
            yield _sifted(batch, given.name, look, tally)
    tally.refuse_if_nothing_kept(given.name)


def together(batches: Iterator[RawBatch]) -> Iterator[RawBatch]:
    """Yield the batches, TOGETHER lines at a time or as many more as came with the last of them."""
    waiting: list[RawBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.rows.height for one in waiting) >= TOGETHER:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def plainly_kept(rows: pl.DataFrame) -> pl.Series:
    """Return which lines of an inventory, as text, every rule keeps, as far as can be told at once."""
    told = [pl.col("quantity").fill_null("").str.contains(_NUMBER)]
    if "entry" in rows.columns:
        told.append(pl.col("entry").fill_null("").is_in(["", "count"]))
    for name in ("expires_on", "counted_at"):
        if name in rows.columns:
            told.append(pl.col(name).fill_null("").str.contains(_MOMENT))
    named = [pl.col(name).str.contains(_NOT_BLANK) for name in ("title", "gtin") if name in rows.columns]
    told.append(pl.any_horizontal(named).fill_null(value=False) if named else pl.lit(value=False))
    if "title" in rows.columns:
        told.append((pl.col("title").str.len_bytes() <= LONGEST_TITLE).fill_null(value=True))
    told.append(pl.col(LINE).is_unique().all())  # of several to a line each is named by its place among them
    return rows.select(pl.all_horizontal(told).alias("plain")).to_series()


def _sifted(batch: RawBatch, file: str, look: Look, tally: Tally) -> Sifted:
    plain = plainly_kept(batch.rows)
    read = sorted_batch(batch._replace(rows=batch.rows.filter(~plain)), INVENTORY, file=file)
    tally.add(read)
    tally.add_kept(int(plain.sum()))
    others = as_goods("inventory", read, file=file)
    asked = batch.rows.filter(plain)
    may_be, turned_away = look(_looked_at(asked), others.kept.drop(LINE))
    left = RawBatch(asked.filter(may_be), batch.rejects.clear())
    near = as_goods("inventory", sorted_batch(left, INVENTORY, file=file), file=file)
    kept = pl.concat([others.kept, near.kept]).sort(LINE, maintain_order=True)
    rejects = pl.concat([others.rejects, near.rejects]).sort(LINE, maintain_order=True)
    return Sifted(kept, rejects, asked.height - int(may_be.sum()), turned_away)


def _looked_at(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col(name) if name in rows.columns else pl.lit(None, dtype=pl.String).alias(name)
        for name in ("title", "gtin")
    )


def _joined(batches: list[RawBatch]) -> RawBatch:
    rows = [one.rows for one in batches]
    return RawBatch(pl.concat(rows, how="diagonal"), pl.concat([one.rejects for one in batches]))
