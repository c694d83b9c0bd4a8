"""Offers out of any format: typed rows, and rejects that say what could not be used."""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.few_rows.table import few
from counterfoil.intake.convert import Conversion, converted, emptied, parts, time
from counterfoil.intake.mapping import NO_MAPPING, Mapping
from counterfoil.intake.prices import AMOUNT, with_amounts, with_currency
from counterfoil.intake.reader import Wanted
from counterfoil.intake.source import raw_batches
from counterfoil.intake.tally import Tally
from counterfoil.tables.contract import LINE, Sorted, no_rejects, sort_rows
from counterfoil.tables.offer import Offer

REQUIRED = ("id", "title")
_PRICES = ("price", "sale_price")
_AS_WRITTEN = ("title", "description")  # positions in findings count from their first character


def read_offers(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield the offers of the file in batches: columns of Offer and `line` kept, columns of Reject rejected.

    Amounts are in price_currency, times in UTC. Ids that stand twice are not looked for here: that needs
    the whole file. Raises UserError where the file cannot be read, or once it has ended without one row kept.
    """
    wanted = Wanted(file, tuple(Offer.column_names()), REQUIRED, mapping or NO_MAPPING, encoding)
    tally = Tally()
    for batch in raw_batches(stream, wanted, product_feeds=True):
        typed = converted(_priced(emptied(few(batch.rows), as_written=_AS_WRITTEN)), _CONVERSIONS, file=file)
        checked = sort_rows(typed.kept, Offer, file=file)
        result = Sorted(checked.kept, _together(batch.rejects, typed.rejects, checked.rejects))
        tally.add(result)
        yield result
    tally.refuse_if_nothing_kept(file)


def _together(*rejects: pl.DataFrame) -> pl.DataFrame:
    some = [one for one in rejects if one.height]
    return pl.concat(some).sort(LINE, maintain_order=True) if some else no_rejects()


def _priced(rows: pl.DataFrame) -> pl.DataFrame:
    return with_currency(with_amounts(rows, *_PRICES), "price_currency", *_PRICES)


_CONVERSIONS = (
    *(Conversion(name, pl.col(name + AMOUNT), "an amount") for name in _PRICES),
    time("seen_at"),
    parts("additional_image_link", r"\s*,\s*(https?://)"),
)
