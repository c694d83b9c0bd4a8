"""Google Merchant product feeds in XML: RSS 2.0 and Atom 1.0 with attributes in the g: namespace.

Sources: https://support.google.com/merchants/answer/160589 (RSS 2.0), .../answer/160593 (Atom),
.../answer/7052112 (attributes). Entities are neither declared nor fetched: see "billion laughs" and XXE,
https://docs.python.org/3/library/xml.html#xml-security.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from lxml import etree

from counterfoil.errors import UserError
from counterfoil.intake.decoding import ENCODING_CURE, head_text, not_encoded, text_lines
from counterfoil.intake.naming import frame_of_records
from counterfoil.intake.reader import (
    BATCH_ROWS,
    LIST_SEPARATOR,
    Format,
    RawBatch,
    Refused,
    Wanted,
    rejects_of,
)

_NAMESPACE = "base.google.com/ns/1.0"  # after http://, which some feeds write as https://
_ITEMS = ("{*}item", "{*}entry")
_LINES_KEPT = 65_535  # by libxml2: include/libxml/tree.h, xmlNode.line
_CHUNK_BYTES = 64 * 1024
_ATOM = {"summary": "description", "content": "description"}  # Atom's words for RSS's
_BROKEN_OFF = "the XML breaks off here ({fault}); nothing after it could be read"


class _Item(NamedTuple):
    line: int
    record: dict[str, str]


def recognises(head: bytes) -> bool:
    """Tell whether the root is that of a feed and Google's namespace is declared."""
    text = head_text(head)
    return re.search(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", text) is not None and _NAMESPACE in text


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the items of a feed in batches, `line` being that on which an item begins.

    What stands before a fault in the XML is kept, and one reject says where it broke off. Raises UserError
    where nothing came before it, for declarations of entities, and for bytes that are not of the encoding.
    """
    items: list[_Item] = []
    first = True
    for drawn in _items(stream, wanted):
        if isinstance(drawn, Refused):
            if first and not items:
                cure = "Ask for the feed again; check it with an XML validator."
                raise UserError(f"{drawn.rule}.", cure=cure, file=wanted.file, line=drawn.line)
            yield _batch(items, [drawn], wanted, first=first and bool(items))
            return
        items.append(drawn)
        if len(items) == BATCH_ROWS:
            yield _batch(items, [], wanted, first=first)
            items, first = [], False
    if items:
        yield _batch(items, [], wanted, first=first)


def _batch(items: list[_Item], bad: list[Refused], wanted: Wanted, *, first: bool) -> RawBatch:
    records, lines = [item.record for item in items], [item.line for item in items]
    return RawBatch(frame_of_records(records, lines, wanted, first=first), rejects_of(bad, file=wanted.file))


def _items(stream: BinaryIO, wanted: Wanted) -> Iterator[_Item | Refused]:
    """Yield the items and, last, the fault that ended them."""
    parser = _parser()
    events, before = parser.read_events(), b""
    for chunk in _chunks(stream, wanted):
        fault = _fed(parser, chunk)
        yield from _finished(events, wanted.file)
        seen = chunk if isinstance(chunk, bytes) else b""
        if fault is not None:
            yield _broken_off(fault, before + seen, wanted)
            return
        before = seen[-3:]  # a character of UTF-8 may go on in the next chunk


def _chunks(stream: BinaryIO, wanted: Wanted) -> Iterator[bytes | str]:
    """Yield the file in parts, as text where the user names an encoding, and last an empty part."""
    if wanted.encoding is not None:
        yield from text_lines(stream, file=wanted.file, encoding=wanted.encoding)
    else:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk
    yield b""


def _fed(parser: etree.XMLPullParser, chunk: bytes | str) -> etree.XMLSyntaxError | None:
    """Give the chunk to the parser, the empty one as the end; return the fault that it finds."""
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as fault:
        return fault
    return None


def _parser() -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("start", "end"),
        tag=("{*}rss", "{*}feed", "{*}RDF", *_ITEMS),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # libxml2's limits on depth and on the length of one text stay on
        remove_comments=True,
        remove_pis=True,
    )


def _finished(events: Iterator[tuple[str, etree._Element]], file: str) -> Iterator[_Item]:
    for event, element in events:
        if event == "start":
            _refuse_entities(element, file)
        elif str(element.tag).endswith(("item", "entry")):
            yield _Item(_line(element), _record(element))
            _free(element)


def _refuse_entities(element: etree._Element, file: str) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        cure = "Remove the DOCTYPE: a product feed needs none."
        raise UserError("The XML declares entities, which can hide other content.", cure=cure, file=file)


def _record(item: etree._Element) -> dict[str, str]:
    """Take the item's own attributes, not those within g:shipping and the like; g: goes before plain RSS."""
    own: dict[str, str] = {}
    plain: dict[str, str] = {}
    for child in item:
        tag = child.tag
        if not isinstance(tag, str):  # an entity that nothing declares
            continue
        googles, name = _named(tag)
        record = own if googles else plain
        if name not in record:
            text = child.text
            record[name] = text.strip() if text and len(child) == 0 else _text(child)
        elif name == "additional_image_link":
            record[name] += LIST_SEPARATOR + _text(child)
    return plain | own


@lru_cache(maxsize=4096)  # a feed has few names, a hostile one must not fill the memory
def _named(tag: str) -> tuple[bool, str]:
    """Return whether the name is in Google's namespace, and its local part in the words of RSS."""
    namespace, _, name = tag.rpartition("}")
    return _NAMESPACE in namespace, _ATOM.get(name, name)


def _text(element: etree._Element) -> str:
    if len(element) > 0:
        return "".join(str(part) for part in element.itertext()).strip()
    return (element.text or element.get("href") or "").strip()  # the target of Atom's link


def _line(item: etree._Element) -> int:
    """Return the line the item begins on.

    libxml2 keeps 16 bits of it; beyond them lxml gives the line on which the first text within the item ends.
    """
    line, node = item.sourceline or 0, item
    if line < _LINES_KEPT:
        return line
    while not node.text and len(node) > 0:
        node = node[0]
    return line - (node.text or "").count("\n")


def _free(element: etree._Element) -> None:
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _broken_off(fault: etree.XMLSyntaxError, seen: bytes, wanted: Wanted) -> Refused:
    line = fault.lineno or 0
    if fault.code == etree.ErrorTypes.ERR_INVALID_ENCODING:
        try:
            seen.lstrip(bytes(range(0x80, 0xC0))).decode("utf-8")
        except UnicodeDecodeError as wrong:
            raise UserError(
                not_encoded(wrong.object[wrong.start]), cure=ENCODING_CURE, file=wanted.file, line=line
            ) from None
    message = re.sub(r"\s*,? line \d+, column \d+.*", "", (fault.msg or "not well-formed").strip(), flags=re.DOTALL)
    return Refused(line, "", _BROKEN_OFF.format(fault=message))


GOOGLE_MERCHANT = Format("google_merchant", recognises, read)
