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
from counterfoil.intake.reader import LIST_SEPARATOR, PARTIES, Format, RawBatch, Wanted
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
    own, within = _told(entry), list(entry)
    aliases = [(told.get("QUALITY", ""), told.get("ALIAS_NAME", "")) for told in _each(within, f"{kind}_ALIAS")]
    addresses = _each(within, f"{kind}_ADDRESS")
    lists = {
        "alias": [name for quality, name in aliases if quality.lower() != "low" and not _FORMER.search(quality)],
        "weakAlias": [name for quality, name in aliases if quality.lower() == "low"],
        "previousName": [name for quality, name in aliases if _FORMER.search(quality)],
        "country": [*_values(entry, "NATIONALITY"), *(address.get("COUNTRY", "") for address in addresses)],
        "address": [", ".join(part for name in _ADDRESS if (part := address.get(name))) for address in addresses],
        "idNumber": [document.get("NUMBER", "") for document in _each(within, "INDIVIDUAL_DOCUMENT")],
        "birthDate": [date for birth in _each(within, "INDIVIDUAL_DATE_OF_BIRTH") for date in _dates(birth)],
        "program": [own.get("UN_LIST_TYPE", "")],
    }
    return {
        "id": own.get("DATAID") or own.get("REFERENCE_NUMBER", ""),
        "schema": "Person" if individual else "LegalEntity",
        "name": " ".join(part for name in _NAME if (part := own.get(name))),
        "topics": "sanction",
        "listingDate": own.get("LISTED_ON", "")[:10],
        "dataset": DATASET,
        "notes": own.get("COMMENTS1", ""),
        **{name: LIST_SEPARATOR.join(dict.fromkeys(text for text in texts if text)) for name, texts in lists.items()},
    }


def _told(element: etree._Element) -> dict[str, str]:
    """Return the texts of the elements within, by their names; of several the first. One pass: looking each up took
    three times as long."""
    return {str(child.tag): " ".join((child.text or "").split()) for child in element.iterchildren(reversed=True)}


def _each(within: list[etree._Element], name: str) -> list[dict[str, str]]:
    return [_told(element) for element in within if element.tag == name]


def _values(entry: etree._Element, name: str) -> list[str]:
    return [" ".join((value.text or "").split()) for value in entry.iterfind(f"{name}/VALUE")]


def _dates(birth: dict[str, str]) -> list[str]:
    certain = birth.get("DATE", "")[:10] or birth.get("YEAR", "")
    return [certain] if certain else [birth.get("FROM_YEAR", ""), birth.get("TO_YEAR", "")]


_SHAPE = Shape(
    roots=("CONSOLIDATED_LIST",),
    records=("INDIVIDUAL", "ENTITY"),
    rows=lambda entry: (_record(entry),),
    what="sanctions list",
)
UN_CONSOLIDATED = Format("un_consolidated", recognises, read, holds=PARTIES)
