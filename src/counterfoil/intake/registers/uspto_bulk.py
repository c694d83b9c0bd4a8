"""USPTO trademark XML in bulk: daily and annual files of trademark applications, DTD v2.0, and single case files.

Source: https://www.uspto.gov/learning-and-resources/xml-resources (Trademark Applications Daily XML, DTD element
documentation v2.0); the files: products TRTDXFAP and TRTYRAP of https://data.uspto.gov/bulkdata. A `case-file` is one
mark. Read are its numbers, days, status, mark, drawing code, register, classes, goods (statements GS…) and owners;
not read are the sixty yes-or-no fields of the header, events, correspondents, prior registrations and design codes.
Quirks: the goods of an old mark stand under its United States class (GS0371 is class 37 of the USPTO, not of Nice),
which the case's `primary-code` ties to the international one; a mark without words has no mark-identification.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from lxml import etree

from counterfoil.codes import mark_feature, mark_status
from counterfoil.intake.reader import MARKS, Format, RawBatch, Wanted
from counterfoil.intake.registers.columns import (
    EMPTY,
    ClassGoods,
    Party,
    day_of,
    goods_columns,
    one_line,
    owner_columns,
    standing,
)
from counterfoil.intake.xml_records import Shape, read_records, root_of

_ROOT, _CASE = "trademark-applications-daily", "case-file"
_STANDS = "6"  # status of a class that is in force


def recognises(head: bytes) -> bool:
    """Tell whether the root is that of a file of applications, or a single case."""
    return root_of(head) in (_ROOT, _CASE)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the cases in batches, `line` being that on which a case begins; raises as `read_records`."""
    return read_records(stream, wanted, _FILE)


def _rows(case: etree._Element) -> tuple[dict[str, str]]:
    sections = {child.tag: child for child in case}
    header = _texts(sections.get("case-file-header", ()))
    own = _texts(case)
    serial = own.get("serial-number", "").strip()
    amended = header.get("supplemental-register-amended-in") == "T"
    supplemental = header.get("supplemental-register-in") == "T" or amended
    return (
        EMPTY
        | {
            "id": f"US-{serial}" if serial else "",
            "mark": one_line(header.get("mark-identification", "")),
            "feature": mark_feature.of_uspto(header.get("mark-drawing-code", "")),
            "territory": "US",
            "office": "US",
            "application_number": serial,
            "registration_number": _number(own.get("registration-number", "").strip()),
            "register": "supplemental" if supplemental else "principal",
            "status": mark_status.of_uspto(header.get("status-code", "")),
            "status_code": header.get("status-code", ""),
            "status_on": day_of(header.get("status-date", "")),
            "filed_on": day_of(header.get("filing-date", "")),
            "registered_on": day_of(header.get("registration-date", "")),
            "updated_on": day_of(own.get("transaction-date", "")),
        }
        | owner_columns([_party(owner) for owner in sections.get("case-file-owners", ())])
        | goods_columns(_classes(sections)),
    )


def _classes(sections: Mapping[Any, etree._Element]) -> list[ClassGoods]:
    """Return the classes with their goods; goods of a class that is not listed go by its code."""
    goods: dict[str, list[str]] = {}
    for statement in sections.get("case-file-statements", ()):
        told = _texts(statement)
        if (code := told.get("type-code", "")).startswith("GS"):
            goods.setdefault(code[2:5], []).append(told.get("text", ""))
    found = []
    for entry in sections.get("classifications", ()):
        international, national = _all(entry, "international-code"), _all(entry, "us-code")
        told = _texts(entry)
        primary = told.get("primary-code", "").strip()
        texts = [text for code in dict.fromkeys((primary, *international)) for text in goods.pop(code, ())]
        active = told.get("status-code", "").strip() in ("", _STANDS)
        found.append(ClassGoods(international, national, texts, active=active))
    return [*standing(found), *(ClassGoods((), (), texts, name=code) for code, texts in goods.items())]


def _party(owner: etree._Element) -> Party:
    told = _texts(owner)
    kind = told.get("party-type", "").strip()
    country = told.get("country", "").strip() or owner.findtext("nationality/country", "")
    return Party(int(kind) if kind.isascii() and kind.isdigit() else 0, told.get("party-name", ""), country)


def _texts(parent: Iterable[etree._Element]) -> dict[str, str]:
    return {str(child.tag): child.text or "" for child in parent}


def _all(parent: etree._Element, name: str) -> list[str]:
    return [(child.text or "").strip() for child in parent.iterfind(name)]


def _number(text: str) -> str:
    """Return a registration number without the zeros that fill it up; seven zeros stand for none."""
    return text.lstrip("0")


_FILE = Shape((_ROOT,), (_CASE,), _rows, "USPTO file")
USPTO_BULK = Format("uspto_bulk", recognises, read, holds=MARKS)
