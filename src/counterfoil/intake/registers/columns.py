"""How do parties, classes and goods of any register become columns of a right?

Goods of the USPTO: text in [brackets] was deleted, ((double parentheses)) were not claimed as incontestable, and
*asterisks* mark what was added: https://tsdr.uspto.gov (note above “Goods and Services”).
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from counterfoil.codes import nice
from counterfoil.intake.reader import LIST_SEPARATOR

_DELETED = re.compile(r"\[[^\[\]]*\]")
_MARKS = re.compile(r"\(\(|\)\)|[*\[\]]")
_TERRITORIES = {"EM": "EU", "WO": ""}  # an international registration holds where it was extended to
_NO_DAY = re.compile(r"0*")

# What every reader of a register gives, so that a file of few fields has all columns.
EMPTY = dict.fromkeys(
    (
        "id", "mark", "owner", "co_owners", "owner_country", "feature", "nice_classes", "national_classes", "goods",
        "class_goods", "territory", "office", "application_number", "registration_number", "register", "status",
        "status_code", "status_on", "filed_on", "registered_on", "expires_on", "updated_on",
    ),
    "",
)  # fmt: skip


class Party(NamedTuple):
    """An owner at some time; the highest `order` is the latest."""

    order: int
    name: str
    country: str


class ClassGoods(NamedTuple):
    """One class of a registration: its international codes, its national ones, its goods, whether it stands, and
    the name it goes by where it has no code of either kind."""

    international: Sequence[str]
    national: Sequence[str]
    texts: Sequence[str]
    active: bool = True
    name: str = "?"


def owner_columns(parties: Sequence[Party]) -> dict[str, str]:
    """Return owner, co_owners and owner_country of the latest owners."""
    named = [party._replace(name=one_line(party.name)) for party in parties if party.name.strip()]
    if not named:
        return {}
    latest = max(party.order for party in named)
    present = [party for party in named if party.order == latest]
    names = list(dict.fromkeys(party.name for party in present))
    others = LIST_SEPARATOR.join(name.replace(";", ",") for name in names[1:])
    return {"owner": names[0], "co_owners": others, "owner_country": present[0].country.strip()}


def standing(classes: Iterable[ClassGoods]) -> list[ClassGoods]:
    """Return the classes that stand, or all where none does, as of a mark that is over."""
    listed = list(classes)
    return [found for found in listed if found.active] or listed


def goods_columns(classes: Sequence[ClassGoods]) -> dict[str, str]:
    """Return nice_classes, national_classes, goods and class_goods."""
    international = _each(code for found in classes for code in found.international)
    others = [code for code in international if not _is_nice(code)]  # A, B, 200: certification, collective marks
    national = _each(code for found in classes for code in (*others, *found.national))
    lines = []
    texts = [(found, cleaned(text)) for found in classes for text in found.texts]
    for found, text in texts:
        numbers = _each((*found.international, *(f"US {code}" for code in found.national)))
        if text:
            lines.append(f"{numbers[0].lstrip('0') if numbers else found.name}: {text.replace('|', '/')}")
    goods = _each(part for _, text in texts for part in text.split(";"))
    return {
        "nice_classes": LIST_SEPARATOR.join(code for code in international if _is_nice(code)),
        "national_classes": LIST_SEPARATOR.join(national),
        "goods": LIST_SEPARATOR.join(goods),
        "class_goods": LIST_SEPARATOR.join(lines),
    }


def cleaned(goods: str) -> str:
    """Return the goods as they stand: what was deleted left out, and the office's marks taken off."""
    return one_line(_MARKS.sub("", _DELETED.sub("", goods))).strip(" .;,")


def territory_of(office: str) -> str:
    """Return where a mark of an office (WIPO ST.3 code) holds."""
    return _TERRITORIES.get(office, office)


def one_line(text: str) -> str:
    """Return the text with single blanks for all its white space."""
    return " ".join(text.split())


def day_of(text: str) -> str:
    """Return a day as ISO 8601 writes it: "20180417", "2018-04-17-04:00" and "2018-04-17T12:00Z" are "2018-04-17";
    zeros stand for no day. Anything else is returned as it was, so that it becomes a reject."""
    text = text.strip()
    if _NO_DAY.fullmatch(text):
        return ""
    if len(text) == 8 and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text[:10] if re.match(r"\d{4}-\d{2}-\d{2}([T+Z-]|$)", text) else text


def _each(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(text.strip() for text in texts) if text]


def _is_nice(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) <= 3 and nice.is_valid(int(code))
