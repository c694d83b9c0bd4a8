"""EUIPO's Trademark Search API: pages of a search, and single marks, in JSON.

Source: https://dev.euipo.europa.eu (Trademark Search API v1). Read are numbers, days, status, mark, feature, Nice
classes, applicants and, where the details are given, goods in English or the first language; not read are
representatives, references, images and proceedings. Quirks: the register speaks of figurative marks also where they
have words; the application number is that of the registration; a page tells totals, which are no rows.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from counterfoil.codes import mark_status
from counterfoil.intake.decoding import head_text
from counterfoil.intake.json_text import text_at, texts_of
from counterfoil.intake.reader import LIST_SEPARATOR, MARKS, Format, RawBatch, Wanted
from counterfoil.intake.registers.columns import (
    EMPTY,
    ClassGoods,
    Party,
    day_of,
    goods_columns,
    one_line,
    owner_columns,
)
from counterfoil.intake.registers.search_hits import Hits, read_hits

_OFFICE = "EM"
_ENGLISH = "en"


def recognises(head: bytes) -> bool:
    """Tell whether the text is JSON with the names that only EUIPO's search gives."""
    text = head_text(head).lstrip("\ufeff \t\r\n")
    named = '"markFeature"' in text or '"markBasis"' in text
    return text.startswith(("{", "[")) and '"applicationNumber"' in text and named


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the marks in batches, `line` being that on which a mark begins; raises as `read_hits`."""
    return read_hits(stream, wanted, _HITS)


def _record(hit: dict[str, Any]) -> dict[str, str]:
    number = text_at(hit, "applicationNumber")
    registered_on = day_of(text_at(hit, "registrationDate"))
    applicants = hit.get("applicants")
    parties = [
        Party(0, text_at(applicant, "name"), text_at(applicant, "address", "country"))
        for applicant in (applicants if isinstance(applicants, list) else [])
    ]
    classes = [code for code in texts_of(hit.get("niceClasses")) if code.isdigit()]
    goods = goods_columns(_classes(hit))
    return (
        EMPTY
        | {
            "id": f"{_OFFICE}-{number}" if number else "",
            "mark": one_line(text_at(hit, "wordMarkSpecification", "verbalElement")),
            "feature": text_at(hit, "markFeature"),
            "territory": "EU",
            "office": _OFFICE,
            "application_number": number,
            "registration_number": number if registered_on else "",
            "status": mark_status.of_word(text_at(hit, "status")),
            "status_code": text_at(hit, "status"),
            "status_on": day_of(text_at(hit, "statusDate")),
            "filed_on": day_of(text_at(hit, "applicationDate")),
            "registered_on": registered_on,
            "expires_on": day_of(text_at(hit, "expiryDate")),
        }
        | goods
        | {"nice_classes": LIST_SEPARATOR.join(classes) or goods["nice_classes"]}
        | owner_columns(parties)
    )


def _classes(hit: dict[str, Any]) -> list[ClassGoods]:
    """Return the classes of a mark's details, with their goods in one language."""
    entries = hit.get("goodsAndServices")
    found = []
    for entry in entries if isinstance(entries, list) else []:
        code = text_at(entry, "classNumber")
        descriptions = entry.get("description") if isinstance(entry, dict) else None
        told = [one for one in (descriptions if isinstance(descriptions, list) else []) if isinstance(one, dict)]
        english = [one for one in told if text_at(one, "language") == _ENGLISH] or told
        texts = ["; ".join(texts_of(english[0].get("terms")))] if english else []
        found.append(ClassGoods([code], (), texts))
    return found


_HITS = Hits(frozenset({"trademarks"}), "applicationNumber", _record)
EUIPO = Format("euipo", recognises, read, holds=MARKS)
