"""What do the CSV exports of shop systems share? Columns under other names, descriptions in HTML, lists of pictures.

A reader of one system names its columns; this file draws them, and lets the user's mapping go before them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

import polars as pl

from counterfoil.intake.decoding import head_text
from counterfoil.intake.delimited import batches, open_table, sniffed
from counterfoil.intake.html_text import text_of_html
from counterfoil.intake.naming import filled_in, plain, resolve
from counterfoil.intake.reader import LIST_SEPARATOR, RawBatch, Refused, Wanted, rejects_of
from counterfoil.intake.records import Record
from counterfoil.tables.contract import LINE

Names = Mapping[str, tuple[str, ...]]  # ours → theirs, the likeliest first; compared as `naming.plain` does


def header_names(head: bytes) -> set[str]:
    """Return the names of the first line, as they are compared."""
    first = next(iter(head_text(head).lstrip().splitlines()), "")
    return {plain(name.strip('" ')) for name in first.split(sniffed(first))}


def read_rows(
    stream: BinaryIO, wanted: Wanted, names: Names, offers: Callable[[pl.DataFrame], pl.DataFrame]
) -> Iterator[RawBatch]:
    """Yield what `offers` makes of the rows of each batch, one offer for each. Raises UserError for a missing header,
    bytes that are not of the encoding, and broken quoting."""
    table = open_table(stream, wanted)
    for good, bad in batches(table):
        yield raw_batch(offers(frame(good, table.header, names)), (good, table.header), bad, wanted)


def frame(found: Sequence[Record], header: list[str], names: Names) -> pl.DataFrame:
    """Return the system's columns under our names, with `line`; empty fields and absent columns are nulls."""
    columns = {}
    for ours, theirs in names.items():
        at = _position(header, theirs)
        values = [record.fields[at] or None for record in found] if at >= 0 else [None] * len(found)
        columns[ours] = pl.Series(ours, values, dtype=pl.String)
    return pl.DataFrame([*columns.values(), _lines(found)])


def raw_batch(
    offers: pl.DataFrame, table: tuple[Sequence[Record], list[str]], bad: list[Refused], wanted: Wanted
) -> RawBatch:
    """Return the columns of the offers that are wanted, those of the user's mapping before the system's own; `table`
    is the records with their header."""
    mapped = _mapped(*table, wanted).join(offers.select(LINE), on=LINE, how="semi")
    offers = offers.drop(set(mapped.columns) - {LINE}, strict=False).join(
        mapped, on=LINE, how="left", maintain_order="left"
    )
    columns = [name for name in wanted.columns if name in offers.columns]
    return RawBatch(filled_in(offers.select(*columns, LINE), wanted), rejects_of(bad, file=wanted.file))


def visible(markup: pl.Series) -> pl.Series:
    """Return the text of descriptions in HTML. Each different one is read once: variants of a product share theirs."""
    texts = {value: text_of_html(value) for value in markup.drop_nulls().unique()}
    return pl.Series(markup.name, [None if value is None else texts[value] for value in markup], dtype=pl.String)


def links(images: pl.Expr, main: pl.Expr) -> pl.Expr:
    """Return the list of `images` without the `main` one, in order, as one text; null where none is left."""
    joined = pl.concat_list(main, images).list.unique(maintain_order=True).list.slice(1).list.join(LIST_SEPARATOR)
    return pl.when(joined != "").then(joined)


def stock(told: pl.Expr) -> pl.Expr:
    """Return Google's word for 1 and 0."""
    return told.replace_strict({"1": "in_stock", "0": "out_of_stock"}, default=None, return_dtype=pl.String)


def _mapped(found: Sequence[Record], header: list[str], wanted: Wanted) -> pl.DataFrame:
    """Return the columns that the user's mapping names, with `line`."""
    asked = wanted._replace(columns=tuple(wanted.columns), required=())
    positions = {ours: at for ours, at in resolve(header, asked).items() if ours in wanted.mapping.columns}
    columns = [
        pl.Series(ours, [record.fields[at] for record in found], dtype=pl.String) for ours, at in positions.items()
    ]
    return pl.DataFrame([*columns, _lines(found)])


def _lines(found: Sequence[Record]) -> pl.Series:
    return pl.Series(LINE, [record.line for record in found], dtype=pl.Int64)


def _position(header: list[str], names: tuple[str, ...]) -> int:
    """Return where the first of the names stands in the header, -1 where none does."""
    found = [plain(name) for name in header]
    return next((found.index(plain(name)) for name in names if plain(name) in found), -1)
