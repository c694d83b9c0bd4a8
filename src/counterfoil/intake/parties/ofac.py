"""OFAC's Specially Designated Nationals and non-SDN lists, as comma-delimited files without headers.

Four files belong together: parties (SDN.CSV, CONS_PRIM.CSV: 12 fields), their addresses (ADD.CSV: 6), other names
(ALT.CSV: 5) and the ends of long remarks (SDN_COMMENTS.CSV: 2). Nothing is written `-0-`; programmes are parted by
`] [`; a Ctrl-Z ends the file, as DOS had it. The first file is read as parties, the others as party details.
Source: OFAC's data specification, https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas
"""

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from counterfoil.errors import UserError
from counterfoil.intake.decoding import head_text, text_blocks
from counterfoil.intake.parties.entries import Drawn, Entry, batches_of
from counterfoil.intake.parties.ofac_remarks import told_in_remarks
from counterfoil.intake.reader import PARTIES, Format, RawBatch, Refused, Wanted
from counterfoil.intake.records import Record, records

DATASET = "US OFAC"
_PARTY, _ADDRESS, _NAME, _COMMENT = 12, 6, 5, 2  # fields of a record of each of the four files
_NOTHING = "-0-"
_END_OF_FILE = "\x1a"
_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_NAMES = {"aka": "alias", "fka": "previousName", "nka": "alias"}  # nka: now known as
_FIRST_FIELDS = re.compile(r'\d+ ?,("|\d+ ?,|-0-)')
_OF_DETAILS = "This file holds the addresses, other names or remarks of parties, not the parties."
_OF_PARTIES = "This file holds parties, not their details."


def recognises(head: bytes) -> bool:
    """Tell whether the text begins with a numbered record of one of the four files instead of a header."""
    line = head_text(head).lstrip("\ufeff\r\n").partition("\n")[0].strip()
    if not _FIRST_FIELDS.match(line):
        return False
    try:
        width = len(next(csv.reader([line]), []))
    except csv.Error:
        return False
    return (width in (_PARTY, _ADDRESS, _NAME) and _NOTHING in line) or (width == _COMMENT and ";" in line)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield parties, or party details, in batches, `line` being that on which a record begins.

    Raises UserError where the file is not of the kind that is wanted, and as the delimited reader does.
    """
    texts = text_blocks(stream, file=wanted.file, encoding=wanted.encoding)
    found = records(texts, ",", file=wanted.file)
    yield from batches_of(_entries(found, wanted), wanted)


def _entries(found: Iterator[Record], wanted: Wanted) -> Iterator[Drawn]:
    width = 0
    for record in found:
        if len(record.fields) == 1 and record.fields[0].strip() == _END_OF_FILE:
            continue
        if not width:
            width = _checked_width(record, wanted)
        if record.problem or len(record.fields) != width:
            rule = record.problem or f"a row must have {width} fields like the first; this one has {len(record.fields)}"
            yield Refused(record.line, ",".join(record.fields), rule)
            continue
        yield record.line, _entry([_told(field) for field in record.fields])


def _checked_width(record: Record, wanted: Wanted) -> int:
    width = len(record.fields)
    if width == _PARTY and "property" in wanted.columns:
        raise UserError(_OF_PARTIES, cure="Give it as a list of parties.", file=wanted.file, line=record.line)
    if width != _PARTY and "property" not in wanted.columns:
        raise UserError(_OF_DETAILS, cure="Give it beside SDN.CSV.", file=wanted.file, line=record.line)
    return width


def _told(field: str) -> str:
    text = field.strip().strip(_END_OF_FILE).strip()
    return "" if text == _NOTHING else text


def _entry(fields: list[str]) -> Entry:
    if len(fields) == _PARTY:
        return _party(fields)
    if len(fields) == _ADDRESS:
        address = ", ".join(part for part in fields[2:5] if part)
        return {"party_id": fields[0], "property": "address", "value": address}
    if len(fields) == _NAME:
        return {"party_id": fields[0], "property": _NAMES.get(fields[2].lower(), "alias"), "value": fields[3]}
    return {"party_id": fields[0], "property": "notes", "value": fields[1]}


def _party(fields: list[str]) -> Entry:
    number, name, kind, programs = fields[:4]
    flag, remarks = fields[9], fields[11]
    told = told_in_remarks(remarks)
    return {
        **told,
        "id": number,
        "schema": _SCHEMATA.get(kind.lower(), "LegalEntity"),
        "name": name,
        "country": [flag, *told.get("country", ())] if flag else told.get("country"),
        "program": [program for program in re.split(r"\]\s*\[", programs) if program],
        "topics": ["sanction"],
        "dataset": DATASET,
        "notes": remarks,
    }


OFAC = Format("ofac", recognises, read, holds=PARTIES)
