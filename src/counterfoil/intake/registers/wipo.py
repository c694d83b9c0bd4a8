"""What have WIPO's ST.66 and ST.96 in common? The names of a mark's own fields, and where they stand.

Paths are written without namespaces: files of both standards differ in prefixes and versions of them, not in names.
"""

from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from counterfoil.codes import mark_feature, mark_status
from counterfoil.intake.registers.columns import EMPTY, day_of, one_line, territory_of

_USPTO = "US"
_WORDS = ("WordMarkSpecification", "MarkRepresentation//WordMarkSpecification")  # ST.66, ST.96
_DRAWINGS = ("TradeMarkExt/MarkFeatureCode", "MarkRepresentation//NationalMarkDescription/MarkFeatureCode")


class Numbers(NamedTuple):
    """What the two standards write in different places."""

    office: str
    application: str
    filed_on: str


def mark_columns(mark: etree._Element, numbers: Numbers) -> dict[str, str]:
    """Return the columns of a right, empty where the mark does not tell them; owners and goods are left to add."""
    code, office = text_of(mark, "MarkCurrentStatusCode"), numbers.office or text_of(mark, "FilingPlace")
    status = mark_status.of_uspto(code) if office == _USPTO else mark_status.of_word(code)
    registration = text_of(mark, "RegistrationNumber")
    return EMPTY | {
        "id": f"{office}-{numbers.application}" if office and numbers.application else "",
        "mark": one_line(_of_the_words(mark, "MarkVerbalElementText")),
        "feature": _feature(mark),
        "territory": territory_of(office),
        "office": office,
        "application_number": numbers.application,
        "registration_number": registration.lstrip("0") if office == _USPTO else registration,
        "status": status,
        "status_code": code,
        "status_on": day_of(text_of(mark, "MarkCurrentStatusDate")),
        "filed_on": day_of(numbers.filed_on),
        "registered_on": day_of(text_of(mark, "RegistrationDate")),
        "expires_on": day_of(text_of(mark, "ExpiryDate")),
    }


def _feature(mark: etree._Element) -> str:
    """Return the feature: by the USPTO's drawing code, else as the file names it."""
    if _of_the_words(mark, "MarkStandardCharacterIndicator") == "true":
        return mark_feature.WORD
    codes = [code for path in _DRAWINGS if (code := text_of(mark, path))]
    named = text_of(mark, "MarkFeature") or text_of(mark, "MarkRepresentation/MarkFeatureCategory")
    return mark_feature.of_uspto(codes[0]) if codes else named


def _of_the_words(mark: etree._Element, name: str) -> str:
    """Return what the mark's own words are said to be; marks of other proceedings may stand below it, too."""
    return next((text for path in _WORDS if (text := text_of(mark, f"{path}/{name}"))), "")


def order_of(code: str) -> int:
    """Return the USPTO's party type as a number: 10 first applicant, 20 at publication, 30 at registration …"""
    return int(code) if code.isascii() and code.isdigit() and len(code) < 9 else 0


def text_of(parent: etree._Element, path: str) -> str:
    """Return the text at a path of local names, or ""."""
    return (parent.findtext(_anywhere(path)) or "").strip()


def all_of(parent: etree._Element, path: str) -> list[str]:
    """Return all texts at a path of local names."""
    return [(found.text or "").strip() for found in parent.iterfind(_anywhere(path))]


@lru_cache(maxsize=256)
def _anywhere(path: str) -> str:
    """Return the path with any namespace: "a//b" is "{*}a//{*}b"."""
    return "/".join(name if name in ("", ".") else f"{{*}}{name}" for name in path.split("/"))
