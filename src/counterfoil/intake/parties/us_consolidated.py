"""The US Consolidated Screening List (Commerce, State, Treasury) as the CSV of the International Trade Administration.

One row for one entry of one list, names of columns as of 2024; lists inside a field are parted by "; ".
Source: https://www.trade.gov/consolidated-screening-list
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from counterfoil.intake.decoding import head_text
from counterfoil.intake.delimited import batches, open_table
from counterfoil.intake.naming import plain
from counterfoil.intake.parties.entries import Drawn, Entry, batches_of, parted, written_dates
from counterfoil.intake.reader import PARTIES, Format, RawBatch, Wanted

_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_LAST_COUNTRY = re.compile(r",\s*([A-Z]{2})$")  # addresses end in a code, except where the country is not known
_NUMBERED = re.compile(r"([^,;]+), ([^,;]+)(?:, ([A-Z]{2}))?(?=;|$)")  # "Passport, 836238033, KP"
_DEBARRED = "AECA Debarred"


def recognises(head: bytes) -> bool:
    """Tell whether the header has the columns that only this list has together."""
    header = next(iter(head_text(head).splitlines()), "")
    return {"source", "entity_number", "programs", "alt_names"} <= {
        plain(name.strip('"')) for name in header.split(",")
    }


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the parties in batches. Raises UserError as the delimited reader does."""
    yield from batches_of(_entries(stream, wanted), wanted)


def _entries(stream: BinaryIO, wanted: Wanted) -> Iterator[Drawn]:
    table = open_table(stream, wanted)
    header = [plain(name) for name in table.header]
    for good, bad in batches(table):
        for record in good:
            yield record.line, _entry(dict(zip(header, record.fields, strict=True)))
        yield from bad


def _entry(row: dict[str, str]) -> Entry:
    numbers = _NUMBERED.findall(row.get("ids", ""))
    addresses = parted(row.get("addresses"))
    codes = [match.group(1) for address in addresses if (match := _LAST_COUNTRY.search(address))]
    nations = parted(row.get("nationalities")) + parted(row.get("citizenships")) + parted(row.get("vessel_flag"))
    return {
        "id": row.get("_id"),
        "schema": _SCHEMATA.get(row.get("type", "").lower(), "LegalEntity"),
        "name": row.get("name"),
        "alias": parted(row.get("alt_names")),
        "country": list(dict.fromkeys(codes + nations)),
        "address": addresses,
        "birthDate": [date for text in parted(row.get("dates_of_birth")) for date in written_dates(text)],
        "idNumber": [
            number for kind, number, _ in numbers if re.search(r"passport|national|identification", kind, re.I)
        ],
        "taxNumber": [number for kind, number, _ in numbers if re.search(r"\btax|v\.a\.t", kind, re.I)],
        "registrationNumber": [number for kind, number, _ in numbers if re.search(r"regist|company n", kind, re.I)],
        "program": parted(row.get("programs")),
        "topics": ["debarment" if _DEBARRED in row.get("source", "") else "sanction"],
        "listingDate": row.get("start_date"),
        "endDate": row.get("end_date"),
        "dataset": row.get("source"),
        "sourceUrl": row.get("source_information_url"),
        "notes": row.get("remarks"),
    }


US_CONSOLIDATED = Format("us_consolidated", recognises, read, holds=PARTIES)
