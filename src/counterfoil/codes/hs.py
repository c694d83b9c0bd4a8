"""Which goods does a customs code name? Harmonized System codes and the longer national ones built on them.

Source: WCO, Harmonized System Convention, annex (2022 edition): 6 digits are the same everywhere; nations add two to
six. Chapter 77 is kept free; 98 and 99 are for national use.
"""

import re

import polars as pl

INTERNATIONAL = 6  # digits that all nations share
_LENGTHS = (2, 4, 6, 7, 8, 9, 10, 12)  # 7 and 9: Japan's and others' statistical digits
_CLUTTER = r"[\s.\-'’]|^(?i:HS|HTS|CN|TARIC)\b[:\s]*"
_CODE = r"^[0-9]{2}(?:[0-9]{2}){0,4}[0-9]{0,2}$"
_RESERVED = "77"


def normalise(text: str) -> str:
    """Return the digits without points and blanks ("6404.11.00" → "64041100"); "" where it is no code."""
    digits = re.sub(_CLUTTER, "", text.strip())
    return digits if is_code(digits) else ""


def is_valid(text: str) -> bool:
    """Return whether the text is built as a customs code; whether the code is in force is not judged."""
    return normalise(text) != ""


def is_code(digits: str) -> bool:
    """Return whether the digits alone are built as a customs code."""
    built = re.fullmatch(r"[0-9]+", digits) is not None and len(digits) in _LENGTHS
    return built and digits[:2] not in ("00", _RESERVED)


def format(text: str) -> str:
    """Return the code with points as tariffs print it: 6404.11.00; "" where it is none."""
    digits = normalise(text)
    parts = [digits[:4], digits[4:6], digits[6:8], digits[8:]]
    return ".".join(part for part in parts if part)


def subheading(column: pl.Expr) -> pl.Expr:
    """Return the first six digits of each code, by which goods of all nations compare; null for shorter ones."""
    digits = column.cast(pl.String).str.replace_all(_CLUTTER, "")
    known = digits.str.contains(_CODE) & ~digits.str.slice(0, 2).is_in(["00", _RESERVED])
    return pl.when(known & (digits.str.len_chars() >= INTERNATIONAL)).then(digits.str.slice(0, INTERNATIONAL))
