"""From a stream to batches of text rows: find the format, then let its reader read."""

from collections.abc import Iterator
from typing import BinaryIO

from counterfoil.errors import UserError
from counterfoil.intake.decoding import checked_encoding
from counterfoil.intake.detect import FORMATS, detect, format_named, peeked
from counterfoil.intake.reader import GOODS, MARKS, OFFERS, PARTIES, Format, RawBatch, Wanted


def raw_batches(stream: BinaryIO, wanted: Wanted, *, product_feeds: bool) -> Iterator[RawBatch]:
    """Yield the rows of the file as text under our names.

    `product_feeds` says whether offers are read; other tables never come as a shop's products.
    Raises UserError where the format is not known, and as the readers do.
    """
    found, whole, encoding = opened(stream, wanted, product_feeds=product_feeds)
    if found.holds == MARKS and "mark" not in wanted.columns:
        problem, cure = "This is a register of trade marks.", "Give it where rights are asked for (--rights)."
        raise UserError(problem, cure=cure, file=wanted.file)
    yield from found.read(whole, wanted._replace(encoding=encoding))


def opened(
    stream: BinaryIO, wanted: Wanted, *, product_feeds: bool, others_first: bool = False
) -> tuple[Format, BinaryIO, str | None]:
    """Return the format of the file, a stream that begins where it did, and the encoding that the user named.

    With `others_first` a report of goods or a list of parties is one, even where offers may be wanted.
    Raises UserError where the format or the encoding is not known.
    """
    encoding = checked_encoding(wanted.encoding or wanted.mapping.encoding, file=wanted.file)
    head, whole = peeked(stream)
    head = _recoded(head, encoding)
    return _format(head, wanted, product_feeds=product_feeds, others_first=others_first), whole, encoding


def _format(head: bytes, wanted: Wanted, *, product_feeds: bool, others_first: bool) -> Format:
    """Return the format: the one the user names, else the first that recognises the head.

    Offers are read from a report of goods or a list of parties as from any table.
    """
    if wanted.mapping.format is not None:
        named = format_named(wanted.mapping.format, file=wanted.mapping.file or wanted.file)
        if product_feeds or named.holds != OFFERS:
            return named
    if product_feeds and not others_first:
        plain = [one for one in FORMATS if one.holds not in (PARTIES, GOODS) and one.recognises(head)]
        if plain:
            return plain[0]
    return detect(head, file=wanted.file, product_feeds=product_feeds)


def _recoded(head: bytes, encoding: str | None) -> bytes:
    """Return the head as UTF-8, so that formats are recognised in whatever encoding the user names."""
    if encoding is None or head.startswith(b"PAR1"):
        return head
    try:
        return head.decode(encoding, errors="replace").encode(errors="replace")
    except UnicodeError:  # a codec without error handling
        return head
