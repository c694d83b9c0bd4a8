"""Which carrier's number is this, and does its check digit hold? S10 of the posts, and what express carriers print.

Sources: UPU standard S10 (13 signs, weights 8 6 4 2 3 5 9 7, modulo 11); GS1 General Specifications 7.9 for USPS,
Canada Post and SSCC; ISO/IEC 7064 MOD 37,36 for DPD; for the rest the carriers' numbers as described by
https://github.com/jkeen/tracking_number_data (MIT), whose published examples are our tests. Formats without a check
digit say little: any 14 digits may be a parcel of DHL eCommerce.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from stdnum import luhn
from stdnum.iso7064 import mod_37_36

from counterfoil.codes import country

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_FEDEX_WEIGHTS = (1, 3, 7)  # of the digits from the right, by turns


class Carrier(NamedTuple):
    """One form of number: `body` (first group) is checked by `check` against the second group, where there is one."""

    name: str
    pattern: re.Pattern[str]
    check: Callable[[str, str], bool] | None = None


def _digit(sign: str) -> int:
    """Return a digit's value, and a letter's as UPS and OnTrac count it: A = 2 … H = 9, I = 0 …"""
    return int(sign) if sign.isdecimal() else (ord(sign) - 3) % 10


def _gs1(body: str, check: str) -> bool:
    return (sum(_digit(sign) * (3, 1)[place % 2] for place, sign in enumerate(reversed(body))) + int(check)) % 10 == 0


def _doubled(body: str, check: str) -> bool:
    """Every second sign counts twice: the second, the fourth …"""
    return (sum(_digit(sign) * (1, 2)[place % 2] for place, sign in enumerate(body)) + int(check)) % 10 == 0


def _fedex(body: str, check: str) -> bool:
    weighted = sum(int(sign) * _FEDEX_WEIGHTS[place % 3] for place, sign in enumerate(reversed(body)))
    return weighted % 11 % 10 == int(check)


def _s10(body: str, check: str) -> bool:
    rest = 11 - sum(int(sign) * weight for sign, weight in zip(body, _S10_WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest) == int(check)


def _mod7(body: str, check: str) -> bool:
    return int(body) % 7 == int(check)


def _mod_37_36(body: str, check: str) -> bool:
    return bool(mod_37_36.is_valid(body + check))


def _luhn(body: str, check: str) -> bool:
    return bool(luhn.is_valid(body + check))


def _legacy(body: str, check: str) -> bool:
    return _gs1(body if body.startswith("91") else "91" + body, check)


_OF_USPS = r"(?:420\d{5}(?=\d{22}$|\d{26}$)(?:\d{4}(?=\d{22}$))?|420\d{5}(?=\d{30}$))?"  # the ZIP code before it
_MAILER = r"(?:9\d{8}(?:\d{11}|\d{7})|[0-8]\d{5}(?:\d{14}|\d{10}))"  # number of nine digits or six, and the parcel's

_FORMS: tuple[tuple[str, str, Callable[[str, str], bool] | None], ...] = (
    ("S10", r"[A-Z]{2}(\d{8})(\d)([A-Z]{2})", _s10),
    ("UPS", r"1Z([A-Z0-9]{15})(\d)", _doubled),
    ("UPS", r"[AHJKTV](\d{9})(\d)", _doubled),
    ("USPS", r"(\d{19})(\d)", _gs1),
    ("USPS", _OF_USPS + r"(94\d{3}(?:9\d{23}|" + _MAILER + r"))(\d)", _gs1),
    ("USPS", _OF_USPS + r"((?:92(?=\d{3}9)|93(?=\d{3}[0-8])|95)\d{3}" + _MAILER + r")(\d)", _gs1),
    ("USPS", r"(?:420\d{5}(?:\d{4})?)?((?:91)?\d{19})(\d)", _legacy),
    ("FedEx", r"(\d{11})(\d)", _fedex),
    ("FedEx", r"[0-8]\d{19}(\d{13})(\d)", _fedex),
    ("FedEx", r"3\d{15}(\d{11})(\d)\d{4}", _fedex),
    ("FedEx", r"(\d{14})(\d)", _gs1),
    ("FedEx", r"(\d{17})(\d)", _gs1),
    ("FedEx", r"96\d{5}(\d{14})(\d)", _gs1),
    ("FedEx", r"96\d{18}(\d{13})(\d)", _fedex),
    ("DHL", r"(\d{9,10})(\d)", _mod7),
    ("DHL", r"J[A-Z]{2,3}\d{9,10}", None),
    ("DHL", r"(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)\d[0-9A-Z]{9,38}", None),
    ("DHL", r"\d{14}", None),
    ("DPD", r"(\d{27})([0-9A-Z])", _mod_37_36),
    ("DPD", r"(\d{14})([0-9A-Z])", _mod_37_36),
    ("Canada Post", r"(\d{15})(\d)", _gs1),
    ("Purolator", r"([0-5]\d{10})(\d)", _luhn),
    ("Purolator", r"[A-Z]{3}\d{9}", None),
    ("Old Dominion", r"((?:77[78]|072|780)\d{7}|80\d{8})(\d)", _luhn),
    ("OnTrac", r"([CD]\d{13})(\d)", _doubled),
    ("LaserShip", r"L[AIEHNX][1-3]\d{7}|1LS7[12](?:\d{10}|\d{2}01[1-4]\d{6}-1)|1LSCX[0-9A-Z]{10}", None),
    ("Amazon", r"TB[ACM]\d{12}|[AFC]\d{10}", None),
    ("Canpar", r"[CDKLSUXZ]\d{21}", None),
    ("GOFO", r"GFUS\d{14}", None),
    ("Landmark", r"LTN\d{8}N1", None),
    ("Spee-Dee", r"SP\d{18}", None),
    ("Yodel", r"JJ?D\d{16}", None),
    ("YunExpress", r"YT\d{16}", None),
)
CARRIERS = tuple(Carrier(name, re.compile(pattern, re.ASCII), check) for name, pattern, check in _FORMS)


def normalise(text: str) -> str:
    """Return the number in capitals without blanks; the number itself is not judged."""
    return re.sub(r"\s+", "", text).upper()


def carriers(text: str) -> tuple[str, ...]:
    """Return the carriers whose form the number has and whose check digit holds, the likeliest first, each once."""
    number = normalise(text)
    return tuple(dict.fromkeys(form.name for form in CARRIERS if _fits(form, number)))


def is_valid(text: str) -> bool:
    """Return whether the number could be some carrier's."""
    return bool(carriers(text))


def format(text: str) -> str:
    """Return the number as S10 is printed ("RB 123 456 785 GB"), other numbers in groups of four."""
    number = normalise(text)
    if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", number, re.ASCII):
        return " ".join((number[:2], number[2:5], number[5:8], number[8:11], number[11:]))
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _fits(form: Carrier, number: str) -> bool:
    match = form.pattern.fullmatch(number)
    if match is None:
        return False
    if form.name == "S10" and country.format(match.group(3)) == match.group(3):
        return False  # the posts use ISO 3166-1
    return form.check is None or form.check(match.group(1), match.group(2))
