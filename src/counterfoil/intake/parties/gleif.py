"""GLEIF's register of Legal Entity Identifiers (LEI-CDF 3) as JSON: golden copy, its single records, or the API's.

`{"records": [{"LEI": {"$": …}, "Entity": …}]}`, the same without the `$` that stands for an XML text, or JSON:API
(`{"data": [{"attributes": {"lei": …, "entity": …}}]}`). Reporting exceptions and relationships name no party: rejects.
Sources: https://www.gleif.org/en/about-lei/common-data-file-format and https://www.gleif.org/en/lei-data/gleif-api
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from counterfoil.intake.decoding import head_text, text_parts
from counterfoil.intake.json_stream import Found, objects
from counterfoil.intake.parties.entries import Drawn, Entry, batches_of
from counterfoil.intake.reader import PARTIES, Format, RawBatch, Refused, Wanted

NO_ENTITY = "a record must have an LEI and an Entity; reporting exceptions and relationships have none"
DATASET = "GLEIF"
_CONTAINERS = frozenset(["records", "data"])
_HEAD = re.compile(r'^\s*[\[{][\s\S]{0,4000}?"(?:LEI|lei)"\s*:')
_ADDRESS = ("addresslines", "firstaddressline", "additionaladdressline", "postalcode", "city", "region", "country")
_SCHEMATA = {"SOLE_PROPRIETOR": "LegalEntity", "GENERAL": "Company", "RESIDENT_GOVERNMENT_ENTITY": "PublicBody"}


def recognises(head: bytes) -> bool:
    """Tell whether an LEI stands near the beginning of the JSON."""
    return _HEAD.match(head_text(head)) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the legal entities in batches. Raises UserError as `text_parts` does."""
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    yield from batches_of((_drawn(one) for one in objects(parts, _CONTAINERS)), wanted)


def _drawn(found: Found | Refused) -> Drawn:
    if isinstance(found, Refused):
        return found
    record = _even(found.value)
    record = record.get("attributes", record) if isinstance(record, dict) else {}
    if not isinstance(record, dict) or not isinstance(record.get("lei"), str):
        return Refused(found.line, "", NO_ENTITY)
    entity = record.get("entity")
    if not isinstance(entity, dict):
        return Refused(found.line, record["lei"], NO_ENTITY)
    return found.line, _entry(record["lei"], entity)


def _even(value: Any) -> Any:
    """Return the value with names in lower case, and {"$": text} or {"name": text} as the text itself."""
    if isinstance(value, list):
        return [_even(one) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("$"), str):
        return value["$"]
    return {name.lower(): _even(one) for name, one in value.items()}


def _entry(lei: str, entity: dict[str, Any]) -> Entry:
    authority = entity.get("registrationauthority")
    number = (
        authority.get("registrationauthorityentityid") if isinstance(authority, dict) else entity.get("registeredas")
    )
    addresses = [_address(entity.get(name)) for name in ("legaladdress", "headquartersaddress")]
    countries = [_text(entity.get("legaljurisdiction", entity.get("jurisdiction")))[:2]]
    return {
        "id": lei,
        "schema": _SCHEMATA.get(_text(entity.get("entitycategory", entity.get("category"))), "LegalEntity"),
        "name": _text(entity.get("legalname")),
        "alias": list(
            dict.fromkeys(text for name, value in entity.items() if "other" in name for text in _names(value))
        ),
        "country": [country for country in countries if country],
        "address": list(dict.fromkeys(address for address in addresses if address)),
        "registrationNumber": [number] if isinstance(number, str) else [],
        "leiCode": lei,
        "status": _text(entity.get("entitystatus", entity.get("status"))),
        "incorporationDate": _text(entity.get("entitycreationdate", entity.get("creationdate"))),
        "dataset": DATASET,
    }


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _names(value: Any) -> Iterator[str]:
    """Yield the texts in a value, names among them; types and languages (@…) are not."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        inner = [one for name, one in value.items() if name == "name" or "name" in name.rpartition(":")[2]]
        for one in inner:
            yield from _names(one)


def _address(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    parts = (value.get(name) for name in _ADDRESS)
    texts = [text for part in parts for text in (part if isinstance(part, list) else [part]) if isinstance(text, str)]
    return ", ".join(text for text in texts if text)


GLEIF = Format("gleif", recognises, read, holds=PARTIES)
