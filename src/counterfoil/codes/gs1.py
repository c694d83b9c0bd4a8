"""GS1 keys in every form they are written in: GTIN, SSCC, GLN and the others, with lot and serial number.

Forms: EPC URN (urn:epc:id:sgtin:…, EPC Tag Data Standard 2.0, section 6), GS1 Digital Link (https://…/01/…/21/…, GS1
Digital Link Standard: URI Syntax), element strings with or without brackets (GS1 General Specifications, section 3),
and bare digits, whose length tells the key: 18 are an SSCC, 8, 12, 13 or 14 a GTIN, since a GLN looks like a GTIN-13.
Digital Links and element strings are read by biip.
"""

import re
from typing import NamedTuple

from biip import ParseError
from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_messages import GS1Message

from counterfoil.codes import gtin

_KEYS = {  # application identifier of the key, and that of what follows its number
    "gtin": ("01", "21"), "sscc": ("00", ""), "gln": ("414", "254"), "pgln": ("417", ""), "grai": ("8003", ""),
    "giai": ("8004", ""), "gsrn": ("8018", ""), "gsrnp": ("8017", ""), "gdti": ("253", ""), "gcn": ("255", ""),
    "ginc": ("401", ""), "gsin": ("402", ""), "cpid": ("8010", "8011"), "itip": ("8006", "21"),
}  # fmt: skip
_BY_AI = {key: kind for kind, (key, _) in _KEYS.items()}
_LOT = "10"
_CHECKED = ("gtin", "sscc", "gln", "pgln", "gsrn", "gsrnp", "gsin")  # all digits, the last one a check digit
_BODIES = {"gln": 12, "pgln": 12, "gdti": 12, "gcn": 12, "grai": 12, "gsin": 16, "gsrn": 17, "gsrnp": 17, "sscc": 17}
_URN = re.compile(r"urn:epc:(?:id|class|idpat):([a-z]+):([^\s/?#]+)", re.IGNORECASE)
_OF_URN = {"sgtin": "gtin", "lgtin": "gtin", "sgln": "gln", "sgcn": "gcn", "upui": "gtin"}  # others are named alike
_LONGEST = 2_000  # characters of a Digital Link, of which real ones have a tenth


class Key(NamedTuple):
    """One key: `kind` as in _KEYS, its `number`, and `lot` and `serial` where they are told ("" where not)."""

    kind: str
    number: str
    lot: str = ""
    serial: str = ""


def parse(text: str) -> Key | None:
    """Return the key written in the text in any form, a GTIN in 14 digits; None where it is none.

    Check digits must hold, except in URNs, which write none and get theirs.
    """
    compact = text.strip()
    if not compact or len(compact) > _LONGEST:
        return None
    if compact.lower().startswith("urn:epc:"):
        return _of_urn(compact)
    if re.match(r"https?://", compact, re.IGNORECASE):
        return _of_link(compact)
    digits = re.sub(r"[\s-]", "", compact)
    if re.fullmatch(r"\d{18}", digits, re.ASCII) and _holds(digits):
        return Key("sscc", digits)
    if gtin.is_valid(compact):
        return Key("gtin", gtin.normalise(compact))
    return _of_elements(compact)


def is_valid(text: str) -> bool:
    """Return whether the text is a GS1 key in any form."""
    return parse(text) is not None


def normalise(text: str) -> str:
    """Return the key as a GS1 Digital Link under id.gs1.org, so that all its forms are one; "" where it is none."""
    key = parse(text)
    if key is None:
        return ""
    return "https://id.gs1.org" + "".join(f"/{ai}/{_escaped(value)}" for ai, value in _elements(key))


def format(text: str) -> str:
    """Return the key as people read it under a bar code: (01)09521011001028(10)HS2608A(21)1; "" where it is none."""
    key = parse(text)
    return "".join(f"({ai}){value}" for ai, value in _elements(key)) if key is not None else ""


def check_digit(body: str) -> str:
    """Return the check digit for the digits before it (GS1 General Specifications, section 7.9)."""
    return str(-sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(body))) % 10)


def _elements(key: Key) -> list[tuple[str, str]]:
    ai, of_serial = _KEYS[key.kind]
    return [
        (ai, key.number),
        *([(_LOT, key.lot)] if key.lot else []),
        *([(of_serial, key.serial)] if key.serial else []),
    ]


def _escaped(value: str) -> str:
    """Return the value as a part of a path (RFC 3986, section 2)."""
    signs = (sign if re.fullmatch(r"[\w.~-]", sign, re.ASCII) else "".join(f"%{byte:02X}" for byte in sign.encode())
             for sign in value)  # fmt: skip
    return "".join(signs)


def _unescaped(part: str) -> str:
    octets = re.sub(
        rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match.group(1), 16)]), part.encode(errors="replace")
    )
    return octets.decode(errors="replace")


def _holds(number: str) -> bool:
    return check_digit(number[:-1]) == number[-1]


def _of_link(text: str) -> Key | None:
    try:
        found = GS1DigitalLinkURI.parse(text).element_strings
    except (ParseError, ValueError):
        return None
    return _of_pairs([(one.ai.ai, one.value) for one in found])


def _of_elements(text: str) -> Key | None:
    try:
        message = GS1Message.parse_hri(text) if text.startswith("(") else GS1Message.parse(text)
    except (ParseError, ValueError):
        return None
    return _of_pairs([(one.ai.ai, one.value) for one in message.element_strings])


def _of_pairs(pairs: list[tuple[str, str]]) -> Key | None:
    told = dict(reversed(pairs))
    kind, number = next(((_BY_AI[ai], value) for ai, value in pairs if ai in _BY_AI), ("", ""))
    if not kind:
        return None
    serial = told.get(_KEYS[kind][1], "") if _KEYS[kind][1] else ""
    number = gtin.normalise(number) if kind == "gtin" else number
    if kind in _CHECKED and not (number.isdecimal() and _holds(number)):
        return None
    return Key(kind, number, lot=told.get(_LOT, "") if kind == "gtin" else "", serial=serial)


def _of_urn(text: str) -> Key | None:
    match = _URN.fullmatch(text)
    if match is None:
        return None
    scheme, rest = match.group(1).lower(), match.group(2)
    kind = _OF_URN.get(scheme, scheme)
    parts = [_unescaped(part) for part in rest.split(".", 2)]
    if kind not in _KEYS or len(parts) < 2 or not re.fullmatch(r"\d{4,12}", parts[0], re.ASCII):
        return None
    company, item, tail = parts[0], parts[1], parts[2] if len(parts) > 2 else ""
    tail = "" if tail == "*" else tail
    if kind in ("giai", "cpid"):
        return Key(kind, company + item, serial=tail if kind == "cpid" else "")
    if kind == "ginc":
        return Key(kind, company + item)
    return _numbered(scheme, kind, (company, item, tail))


def _numbered(scheme: str, kind: str, parts: tuple[str, str, str]) -> Key | None:
    """Return the key of digits: in a GTIN and an SSCC, the item's first digit stands before the company's prefix."""
    company, item, tail = parts
    if not item.isdecimal() and not (kind in _BODIES and item == ""):
        return None
    body = item[:1] + company + item[1:] if kind in ("gtin", "sscc", "itip") else company + item
    wanted = _BODIES.get(kind, 13)
    if len(body) != wanted or not body.isascii():
        return None
    number = body + check_digit(body)
    if kind in ("grai", "gdti", "gcn"):
        return Key(kind, ("0" if kind == "grai" else "") + number + tail)
    if kind == "itip":
        piece, _, serial = tail.replace(".", "", 1).partition(".")
        return Key(kind, number + piece, serial="" if serial == "*" else serial)
    if scheme == "lgtin":
        return Key(kind, number, lot=tail)
    extension = "" if kind == "gln" and tail == "0" else tail  # .0: the place itself
    return Key(kind, number, serial=extension)
