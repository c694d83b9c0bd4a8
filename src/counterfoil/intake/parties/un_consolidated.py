"""The United Nations Security Council Consolidated List in XML: individuals and entities.

Names stand in up to four parts in the order they are written; aliases carry a quality (Good, Low); a birth is a date,
a year, or a span of years, of which the years alone are certain. Source: the list and its schema,
https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from counterfoil.intake.decoding import head_text
from counterfoil.intake.reader import LIST_SEPARATOR, Format, RawBatch, Wanted
from counterfoil.intake.xml_records import Shape, read_records

DATASET = "UN Security Council"
_NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
_FORMER = re.compile(r"(?i)\bf\.?\s?k\.?\s?a\b|formerly")


def recognises(head: bytes) -> bool:
    """Tell whether the root is that of the list."""
    return re.search(r"<CONSOLIDATED_LIST[\s>]", head_text(head)[:16_384]) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the entries in batches. Raises UserError as `read_records` does."""
    yield from read_records(stream, wanted, _SHAPE)


def _record(entry: etree._Element) -> dict[str, str]:
    individual = entry.tag == "INDIVIDUAL"
    kind = "INDIVIDUAL" if individual else "ENTITY"
    aliases = [(_text(alias, "QUALITY"), _text(alias, "ALIAS_NAME")) for alias in entry.iterfind(f"{kind}_ALIAS")]
    addresses = list(entry.iterfind(f"{kind}_ADDRESS"))
    lists = {
        "alias": [name for quality, name in aliases if quality.lower() != "low" and not _FORMER.search(quality)],
        "weakAlias": [name for quality, name in aliases if quality.lower() == "low"],
        "previousName": [name for quality, name in aliases if _FORMER.search(quality)],
        "country": [*_values(entry, "NATIONALITY"), *(_text(address, "COUNTRY") for address in addresses)],
        "address": [", ".join(part for name in _ADDRESS if (part := _text(address, name))) for address in addresses],
        "idNumber": [_text(document, "NUMBER") for document in entry.iterfind("INDIVIDUAL_DOCUMENT")],
        "birthDate": [date for birth in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH") for date in _dates(birth)],
        "program": [_text(entry, "UN_LIST_TYPE")],
    }
    return {
        "id": _text(entry, "DATAID") or _text(entry, "REFERENCE_NUMBER"),
        "schema": "Person" if individual else "LegalEntity",
        "name": " ".join(part for name in _NAME if (part := _text(entry, name))),
        "topics": "sanction",
        "listingDate": _text(entry, "LISTED_ON")[:10],
        "dataset": DATASET,
        "notes": _text(entry, "COMMENTS1"),
        **{name: LIST_SEPARATOR.join(dict.fromkeys(text for text in texts if text)) for name, texts in lists.items()},
    }


def _text(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())


def _values(entry: etree._Element, name: str) -> list[str]:
    return [" ".join((value.text or "").split()) for value in entry.iterfind(f"{name}/VALUE")]


def _dates(birth: etree._Element) -> list[str]:
    certain = _text(birth, "DATE")[:10] or _text(birth, "YEAR")
    return [certain] if certain else [_text(birth, "FROM_YEAR"), _text(birth, "TO_YEAR")]


_SHAPE = Shape(
    roots=("CONSOLIDATED_LIST",),
    records=("INDIVIDUAL", "ENTITY"),
    rows=lambda entry: (_record(entry),),
    what="sanctions list",
)
UN_CONSOLIDATED = Format("un_consolidated", recognises, read)
