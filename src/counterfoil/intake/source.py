"""From a stream to batches of text rows: find the format, then let its reader read."""

from collections.abc import Iterator
from typing import BinaryIO

from counterfoil.errors import UserError
from counterfoil.intake.decoding import checked_encoding
from counterfoil.intake.delimited import DELIMITED
from counterfoil.intake.detect import FORMATS, GOODS, PARTIES, REGISTERS, detect, format_named, peeked
from counterfoil.intake.reader import Format, RawBatch, Wanted
from counterfoil.intake.shopify import SHOPIFY


def raw_batches(stream: BinaryIO, wanted: Wanted, *, product_feeds: bool) -> Iterator[RawBatch]:
    """Yield the rows of the file as text under our names.

    `product_feeds` says whether offers are read; other tables never come as Shopify's or Google's products.
    Raises UserError where the format is not known, and as the readers do.
    """
    encoding = checked_encoding(wanted.encoding or wanted.mapping.encoding, file=wanted.file)
    head, whole = peeked(stream)
    found = _format(_recoded(head, encoding), wanted, product_feeds=product_feeds)
    if not product_feeds and found.name == SHOPIFY.name:
        found = DELIMITED
    if found in REGISTERS and "mark" not in wanted.columns:
        problem, cure = "This is a register of trade marks.", "Give it where rights are asked for (--rights)."
        raise UserError(problem, cure=cure, file=wanted.file)
    yield from found.read(whole, wanted._replace(encoding=encoding))


def _format(head: bytes, wanted: Wanted, *, product_feeds: bool) -> Format:
    """Return the format: the one the user names, else the first that recognises the head.

    Offers are read from a report of goods or a list of parties as from any table.
    """
    if wanted.mapping.format is not None:
        return format_named(wanted.mapping.format, file=wanted.mapping.file or wanted.file)
    if product_feeds:
        plain = [one for one in FORMATS if one not in (*PARTIES, *GOODS) and one.recognises(head)]
        return plain[0] if plain else detect(head, file=wanted.file)
    return detect(head, file=wanted.file)


def _recoded(head: bytes, encoding: str | None) -> bytes:
    """Return the head as UTF-8, so that formats are recognised in whatever encoding the user names."""
    if encoding is None or head.startswith(b"PAR1"):
        return head
    try:
        return head.decode(encoding, errors="replace").encode(errors="replace")
    except UnicodeError:  # a codec without error handling
        return head
