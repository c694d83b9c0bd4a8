"""FollowTheMoney entities, one JSON object to a line, as OpenSanctions and Aleph write them.

An entity has an `id`, a `schema` and `properties`, each a list of texts. Entities of a party's schema are parties;
addresses and sanctions, which stand beside them as entities of their own, are read as party details; all else
(payments, ownership …) is a reject that says so. Source: https://followthemoney.tech/docs/
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from counterfoil.intake.decoding import head_text, text_parts
from counterfoil.intake.json_stream import Found, objects
from counterfoil.intake.parties.entries import Drawn, Entry, batches_of
from counterfoil.intake.reader import PARTIES, Format, RawBatch, Refused, Wanted
from counterfoil.tables.party import LISTS, SCHEMATA

Properties = dict[str, list[str]]
Telling = Callable[[Found, Properties], Iterator[Drawn]]
NOT_AN_ENTITY = "an entity must have an id, a schema and properties that are lists of texts"
_HEAD = re.compile(r'"schema"\s*:\s*"[A-Z]')
_ALSO = {  # of FollowTheMoney, whose values go into the same column of ours
    "country": ("country", "jurisdiction", "nationality", "citizenship", "flag", "mainCountry"),
    "idNumber": ("idNumber", "passportNumber", "socialSecurityNumber"),
    "taxNumber": ("taxNumber", "vatCode", "innCode", "tin"),
    "registrationNumber": ("registrationNumber", "ogrnCode", "imoNumber", "uscCode"),
    "program": ("program", "programId"),
}
_SINGLE = ("leiCode", "status", "incorporationDate", "dissolutionDate", "sourceUrl", "notes")
_OF_SANCTION = {"program": "program", "listingDate": "listingDate", "startDate": "listingDate", "endDate": "endDate"}


def recognises(head: bytes) -> bool:
    """Tell whether the first line is an entity."""
    line = head_text(head).lstrip()[:4096]
    return (
        line.startswith("{")
        and _HEAD.search(head_text(head).partition("\n")[0]) is not None
        and ('"properties"' in head_text(head))
    )


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield parties, or party details, in batches. Raises UserError as `text_parts` does."""
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    tell = _detail if "property" in wanted.columns else _party
    yield from batches_of((one for found in objects(parts) for one in _told(found, tell)), wanted)


def _told(found: Found | Refused, tell: Telling) -> Iterator[Drawn]:
    """Yield what an entity tells; what is none is refused."""
    if isinstance(found, Refused):
        yield found
    elif (properties := _entity(found)) is None:
        yield Refused(found.line, "", NOT_AN_ENTITY)
    else:
        yield from tell(found, properties)


def _party(found: Found, properties: Properties) -> Iterator[Drawn]:
    schema = str(found.value["schema"])
    if schema not in SCHEMATA:
        yield Refused(found.line, schema, f"an entity of the schema {schema[:60]} is no party")
        return
    yield found.line, _row(found.value, schema, properties)


def _row(value: dict[str, Any], schema: str, properties: dict[str, list[str]]) -> Entry:
    row: Entry = {"id": value["id"], "schema": schema}
    names = properties.get("name", [])
    caption = value.get("caption")
    main = caption if isinstance(caption, str) and caption in names else next(iter(names), None)
    for column in LISTS:
        row[column] = list(
            dict.fromkeys(one for name in _ALSO.get(column, (column,)) for one in properties.get(name, ()))
        )
    row["name"] = main
    row["alias"] = [name for name in [*names, *properties.get("alias", ())] if name != main]
    for column in _SINGLE:
        row[column] = "\n".join(properties.get(column, [])[: None if column == "notes" else 1]) or None
    datasets = value.get("datasets")
    row["dataset"] = "; ".join(str(one) for one in datasets) if isinstance(datasets, list) else None
    return row


def _detail(found: Found, entity: Properties) -> Iterator[Drawn]:
    """Yield the address, or what the sanction says, one fact to a row; other entities are refused."""
    if found.value["schema"] == "Address":
        text = next(iter(entity.get("full", [])), None) or ", ".join(_of_address(entity))
        yield found.line, {"party_id": found.value["id"], "property": "address", "value": text}
    elif found.value["schema"] == "Sanction":
        for party in entity.get("entity", []):
            for name, ours in _OF_SANCTION.items():
                for value in entity.get(name, []):
                    entry: Entry = {"party_id": party, "property": ours, "value": value}
                    yield found.line, entry
    else:
        schema = str(found.value["schema"])
        yield Refused(found.line, schema, f"an entity of the schema {schema[:60]} is no detail of a party")


def _of_address(entity: dict[str, list[str]]) -> list[str]:
    return [text for name in ("street", "postalCode", "city", "region", "country") for text in entity.get(name, [])]


def _entity(found: Found) -> dict[str, list[str]] | None:
    value = found.value
    properties = value.get("properties")
    if not isinstance(value.get("id"), str) or not isinstance(value.get("schema"), str):
        return None
    if not isinstance(properties, dict) or not all(isinstance(texts, list) for texts in properties.values()):
        return None
    return {name: [text for text in texts if isinstance(text, str)] for name, texts in properties.items()}


FOLLOW_THE_MONEY = Format("follow_the_money", recognises, read, holds=PARTIES)
