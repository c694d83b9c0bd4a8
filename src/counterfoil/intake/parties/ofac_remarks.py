"""What do OFAC's remarks tell of a party? "DOB 28 Jul 1963; Passport P00 (Belize); a.k.a. 'BURT'." in columns.

Names in quotation marks are OFAC's weak aliases: broad or common ones, which its own search scores lower, see
https://ofac.treasury.gov/faqs/topic/1636 (question 122). What is not understood stays in the notes alone.
"""

import re
from collections.abc import Callable

from counterfoil.intake.parties.entries import written_dates

Told = dict[str, list[str]]
_ALT = r"(?:alt\. )?"
_PLACE = re.compile(r"\s*\(([^()]*)\)\s*$")  # who issued a number; stays out of the number
_KINDS: tuple[tuple[str, str], ...] = (  # column, and the words before its value
    ("weakAlias", r"a\.k\.a\. |f\.k\.a\. |n\.k\.a\. "),
    ("birthDate", r"DOB "),
    ("country", r"nationality |citizen "),
    ("email", r"Email Address "),
    ("website", r"Website "),
    ("phone", r"(?:Telephone|Phone) (?:No\.|Number):? "),
    ("idNumber", r"(?:Passport|National ID No\.|Identification Number|Cedula No\.|C\.U\.R\.P\.|SSN|D\.N\.I\.) "),
    ("taxNumber", r"(?:Tax ID No\.|V\.A\.T\. Number|R\.F\.C\.|NIT #|RUC #|C\.U\.I\.T\.|Government Gazette Number) "),
    (
        "registrationNumber",
        r"(?:(?:Business |Company |Enterprise |UK )?(?:Registration|Company|Register) Number|Registration ID|"
        r"Commercial Registry Number|Trade License No\.|Vessel Registration Identification|"
        r"Identification Number(?= IMO)|Unified Social Credit Code \(USCC\)|Matricula Mercantil No) ",
    ),
)
_PATTERNS = tuple((column, re.compile(_ALT + f"(?:{words})(.+)", re.IGNORECASE)) for column, words in _KINDS)


def _quoted(text: str) -> list[str]:
    return [text[1:-1]] if len(text) > 2 and text[0] == text[-1] and text[0] in "'\"" else [text]


def _number(text: str) -> list[str]:
    text = re.split(r" (?:expires|issued) ", text)[0]
    while _PLACE.search(text):
        text = _PLACE.sub("", text)
    return [text.strip()]


def _as_it_is(text: str) -> list[str]:
    return [text]


_READINGS: dict[str, Callable[[str], list[str]]] = {
    "weakAlias": _quoted,
    "birthDate": written_dates,
    "idNumber": _number,
    "taxNumber": _number,
    "registrationNumber": _number,
}


def told_in_remarks(remarks: str) -> Told:
    """Return the columns of Party that the remarks fill, each with its values in order; {} for none."""
    told: Told = {}
    for remark in re.split(r";\s+", remarks.rstrip(". ")) if remarks else ():
        for column, pattern in reversed(_PATTERNS):
            if match := pattern.match(remark):
                value = match.group(1).strip().rstrip(";")
                for one in _READINGS.get(column, _as_it_is)(value):
                    if one and one not in told.setdefault(column, []):
                        told[column].append(one)
                break
    return told
