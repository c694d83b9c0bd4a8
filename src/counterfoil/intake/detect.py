"""Which format are these bytes? Told by content, never by the ending of a name."""

import io
import re
from typing import BinaryIO

from counterfoil.errors import UserError
from counterfoil.intake.decoding import head_text
from counterfoil.intake.delimited import DELIMITED
from counterfoil.intake.goods.amazon_fba import AMAZON_FBA
from counterfoil.intake.goods.amazon_fba_json import AMAZON_FBA_JSON
from counterfoil.intake.goods.category_files import CATEGORY_TABLE, GPC, HTS
from counterfoil.intake.goods.edifact import EDIFACT
from counterfoil.intake.goods.epcis_json import EPCIS_JSON
from counterfoil.intake.goods.epcis_xml import EPCIS_XML
from counterfoil.intake.goods.x12 import X12
from counterfoil.intake.google_merchant import GOOGLE_MERCHANT
from counterfoil.intake.json_lines import JSON_LINES
from counterfoil.intake.offer_files.amazon import AMAZON
from counterfoil.intake.offer_files.ebay import EBAY
from counterfoil.intake.offer_files.magento import MAGENTO
from counterfoil.intake.offer_files.meta_listings import META_LISTINGS
from counterfoil.intake.offer_files.product_page import PRODUCT_PAGE
from counterfoil.intake.offer_files.shopify_json import SHOPIFY_JSON
from counterfoil.intake.offer_files.woocommerce import WOOCOMMERCE
from counterfoil.intake.parquet import PARQUET
from counterfoil.intake.parties.companies_house import COMPANIES_HOUSE
from counterfoil.intake.parties.follow_the_money import FOLLOW_THE_MONEY
from counterfoil.intake.parties.gleif import GLEIF
from counterfoil.intake.parties.ofac import OFAC
from counterfoil.intake.parties.un_consolidated import UN_CONSOLIDATED
from counterfoil.intake.parties.us_consolidated import US_CONSOLIDATED
from counterfoil.intake.reader import HEAD_BYTES, OFFERS, Format
from counterfoil.intake.registers.euipo import EUIPO
from counterfoil.intake.registers.st66 import ST66
from counterfoil.intake.registers.st96 import ST96
from counterfoil.intake.registers.tmview import TMVIEW
from counterfoil.intake.registers.uspto_bulk import USPTO_BULK
from counterfoil.intake.shopify import SHOPIFY

# The first that recognises the file reads it; the most particular come first.
_REGISTERS = (USPTO_BULK, ST66, ST96, EUIPO, TMVIEW)
_LISTS = (UN_CONSOLIDATED, FOLLOW_THE_MONEY, GLEIF, OFAC, US_CONSOLIDATED, COMPANIES_HOUSE)
_REPORTS = (EPCIS_XML, EPCIS_JSON, X12, EDIFACT, AMAZON_FBA, AMAZON_FBA_JSON, CATEGORY_TABLE, GPC, HTS)
_OFFER_FILES = (META_LISTINGS, PRODUCT_PAGE, SHOPIFY_JSON, EBAY, AMAZON)
_SHOP_EXPORTS = (SHOPIFY, WOOCOMMERCE, MAGENTO)
FORMATS = (
    *(PARQUET, GOOGLE_MERCHANT, *_OFFER_FILES, *_REGISTERS, *_LISTS, *_REPORTS),
    *(JSON_LINES, *_SHOP_EXPORTS, DELIMITED),
)

_PROLOG = 16_384  # characters in which the root of an XML document is looked for
_AS_TABLE = "Save it as CSV, JSON Lines or Parquet."
_BY_MAGIC_NUMBER = (  # first bytes, what it is, the cure
    (b"PK\x03\x04", "is a ZIP or Excel file", "Unpack it, or save the sheet as CSV."),
    (b"\xd0\xcf\x11\xe0", "is an old Excel or Office file", "Save the sheet as CSV."),
    (b"\x1f\x8b", "is compressed with gzip", "Unpack it first: gunzip FILE."),
    (b"\x28\xb5\x2f\xfd", "is compressed with Zstandard", "Unpack it first: zstd -d FILE."),
    (b"%PDF", "is a PDF", _AS_TABLE),
    (b"SQLite format 3", "is an SQLite database", "Export the table as CSV."),
    (b"\x89PNG", "is a picture", _AS_TABLE),
    (b"\xff\xd8\xff", "is a picture", _AS_TABLE),
)


def detect(head: bytes, *, file: str, product_feeds: bool = True) -> Format:
    """Return the format of a file that begins with `head` (HEAD_BYTES, or all of a shorter file).

    Without `product_feeds`, formats that hold offers alone are passed over.

    Raises UserError that says what the file looks like and what would cure it.
    """
    for candidate in FORMATS:
        if (product_feeds or candidate.holds != OFFERS) and candidate.recognises(head):
            return candidate
    problem, cure = _looks_like(head)
    raise UserError(f"The file {problem}.", cure=cure, file=file)


def format_named(name: str, *, file: str) -> Format:
    """Return the format of that name; raises UserError where there is none."""
    for candidate in FORMATS:
        if candidate.name == name:
            return candidate
    known = ", ".join(candidate.name for candidate in FORMATS)
    raise UserError(f"“{name}” is not a format.", cure=f"Use one of: {known}.", file=file)


def peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first HEAD_BYTES, and a stream that still begins with them."""
    head = _read_fully(stream, HEAD_BYTES)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, io.BufferedReader(_Rejoined(head, stream), HEAD_BYTES)


class _Rejoined(io.RawIOBase):
    """A pipe whose first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _looks_like(head: bytes) -> tuple[str, str]:
    for magic, problem, cure in _BY_MAGIC_NUMBER:
        if head.startswith(magic):
            return problem, cure
    text = head_text(head).strip("\ufeff \t\r\n\x00")
    if not text:
        return "is empty", "Check that it was written or downloaded to its end."
    if re.match(r"(?i)<!doctype html|<html|<head|<body", text):
        return "looks like HTML", "Download the feed itself, not the page that shows it."
    if text.startswith("<"):
        return _xml_of_another_kind(text)
    if text.startswith(("{", "[")):
        return "is JSON, but neither JSON Lines nor an array of objects", (
            "Write one object to a line, for example with: jq -c '.products[]' FILE"
        )
    if b"\x00" in head:
        return "is binary, or text in UTF-16 without a byte order mark", (
            "Save it as CSV in UTF-8, or name its encoding with --encoding utf-16-le."
        )
    return "is not a table: its first line names no columns", _AS_TABLE


def _xml_of_another_kind(text: str) -> tuple[str, str]:
    root = re.search(r"<([A-Za-z_][\w.:-]*)", re.sub(r"(?s)<!--.*?-->|<\?.*?\?>", "", text[:_PROLOG]))
    if root is None:
        return "looks like XML, but has no element", "Check that it was downloaded to its end."
    name = root.group(1)[:60]
    if name.rpartition(":")[2] in ("rss", "feed", "RDF"):
        return f"is an XML feed of another kind: its root is <{name}> without g: items", (
            'Give a product feed with Google\'s attributes (xmlns:g="http://base.google.com/ns/1.0"), or CSV.'
        )
    return f"is XML of another kind: its root is <{name}>", "Give a Google Merchant feed, CSV or JSON Lines."
