"""TMview's search hits in JSON: marks of all offices that take part, one hit or a page of them.

Source: TMview, https://www.tmdn.org/tmview/ (its search answers, seen 2026; EUIPO publishes no description). Read are
numbers, days, status, mark, feature, Nice classes, applicants and the office; not read are images and links.
Quirks: hits tell no goods; days come with a time of day at noon; ST13 numbers a mark across offices, but the office
and its application number are used, so that one mark has one id in whichever file it stands.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from counterfoil.codes import mark_status
from counterfoil.intake.decoding import head_text
from counterfoil.intake.json_text import text_at, texts_of
from counterfoil.intake.reader import LIST_SEPARATOR, MARKS, Format, RawBatch, Wanted
from counterfoil.intake.registers.columns import EMPTY, Party, day_of, one_line, owner_columns, territory_of
from counterfoil.intake.registers.search_hits import Hits, read_hits


def recognises(head: bytes) -> bool:
    """Tell whether the text is JSON with the names that only TMview's hits have."""
    text = head_text(head).lstrip("\ufeff \t\r\n")
    return text.startswith(("{", "[")) and '"tmName"' in text and '"tmOffice"' in text


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the marks in batches, `line` being that on which a hit begins; raises as `read_hits`."""
    return read_hits(stream, wanted, _HITS)


def _record(hit: dict[str, Any]) -> dict[str, str]:
    office, number = text_at(hit, "tmOffice"), text_at(hit, "applicationNumber")
    status = text_at(hit, "tradeMarkStatus")
    return (
        EMPTY
        | {
            "id": f"{office}-{number}" if office and number else text_at(hit, "ST13"),
            "mark": one_line(text_at(hit, "tmName")),
            "feature": text_at(hit, "tradeMarkType"),
            "nice_classes": LIST_SEPARATOR.join(code for code in texts_of(hit.get("niceClass")) if code.isdigit()),
            "territory": territory_of(office),
            "office": office,
            "application_number": number,
            "registration_number": text_at(hit, "registrationNumber"),
            "status": mark_status.of_word(status),
            "status_code": status,
            "filed_on": day_of(text_at(hit, "applicationDate")),
            "registered_on": day_of(text_at(hit, "registrationDate")),
            "expires_on": day_of(text_at(hit, "expiryDate")),
        }
        | owner_columns([Party(0, name, "") for name in texts_of(hit.get("applicantName"))])
    )


_HITS = Hits(frozenset({"tradeMarks", "tradeMarksList", "hits"}), "tmName", _record)
TMVIEW = Format("tmview", recognises, read, holds=MARKS)
