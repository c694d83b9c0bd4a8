"""Google Merchant product feeds in XML: RSS 2.0 and Atom 1.0 with attributes in the g: namespace.

Sources: https://support.google.com/merchants/answer/160589 (RSS 2.0), .../answer/160593 (Atom),
.../answer/7052112 (attributes). Entities are neither declared nor fetched: see `xml_records`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from lxml import etree

from counterfoil.intake.decoding import head_text
from counterfoil.intake.reader import LIST_SEPARATOR, Format, RawBatch, Wanted
from counterfoil.intake.xml_records import Shape, read_records, text_of

_NAMESPACE = "base.google.com/ns/1.0"  # after http://, which some feeds write as https://
_ATOM = {"summary": "description", "content": "description"}  # Atom's words for RSS's


def recognises(head: bytes) -> bool:
    """Tell whether the root is that of a feed and Google's namespace is declared."""
    text = head_text(head)
    return re.search(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", text) is not None and _NAMESPACE in text


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the items of a feed in batches, `line` being that on which an item begins; raises as `read_records`."""
    return read_records(stream, wanted, _FEED)


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
    return text_of(element) or element.get("href", "")  # the target of Atom's link


_FEED = Shape(("{*}rss", "{*}feed", "{*}RDF"), ("{*}item", "{*}entry"), lambda item: (_record(item),), "product feed")
GOOGLE_MERCHANT = Format("google_merchant", recognises, read)
