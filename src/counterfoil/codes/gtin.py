"""Is this a Global Trade Item Number, and does its check digit hold?

Source: GS1 General Specifications, sections on GTIN data structures, on standard check digit calculation
(7.9) and on GS1 Prefixes; the prefixes also at https://www.gs1.org/standards/id-keys/company-prefix.
A GTIN has 8, 12, 13 or 14 digits and is stored in 14, led by noughts.
"""

import re
import unicodedata

import polars as pl

LENGTH = 14  # digits, of every GTIN as stored
LENGTHS = (14, 13, 12, 8)  # digits, of a GTIN as printed
_CHECK_WEIGHTS = (1, 3)  # of each digit from the right, by turns; the check digit itself counts once

# What people and spreadsheets put around the digits: blanks, dashes, ="…", a leading apostrophe, a decimal nought.
_CLUTTER = r"[\s\p{Pd}−'’\x22=]|\.0*\s*$"
_CLUTTER_RE = re.compile(r"[\s\-‐-―−'’\"=]|\.0*\s*$")
_GTIN = r"^(?:[0-9]{8}|[0-9]{12,14})$"
_ALL_NOUGHTS = "0" * LENGTH  # a filler that satisfies the check digit; no company holds it

# Restricted circulation: 020-029 and 200-299 within a region, 040-049 within a company; behind the
# indicator digit. RCN-8 begin with 0 or 2 and stand behind six noughts.
_RESTRICTED = r"^(?:[0-9](?:02|04|2[0-9])|000000[02])"


def normalise(text: str) -> str:
    """Return the digits padded to 14, freed of blanks, hyphens and spreadsheet clutter ("4006381333931.0");
    "" where anything else is left or there are more than 14. Length and check digit are not judged."""
    digits = _CLUTTER_RE.sub("", unicodedata.normalize("NFKC", text))
    return digits.zfill(LENGTH) if re.fullmatch(f"[0-9]{{1,{LENGTH}}}", digits) else ""


def is_valid(text: str) -> bool:
    """Return whether the text holds 8, 12, 13 or 14 digits, not all noughts, whose check digit is right."""
    digits = _CLUTTER_RE.sub("", unicodedata.normalize("NFKC", text))
    padded = normalise(text)
    if len(digits) not in LENGTHS or not padded or padded == _ALL_NOUGHTS:
        return False
    return sum(int(digit) * _CHECK_WEIGHTS[place % 2] for place, digit in enumerate(reversed(padded))) % 10 == 0


def format(text: str) -> str:
    """Return the GTIN in its shortest printed length (8, 12, 13 or 14 digits); "" where `normalise` gives ""."""
    padded = normalise(text)
    return next((padded[-length:] for length in sorted(LENGTHS) if not padded[:-length].strip("0")), "")


def normalised(column: pl.Expr) -> pl.Expr:
    """Return 14 digits where the column holds 8, 12, 13 or 14, else null; the check digit is not judged."""
    digits = column.cast(pl.String).str.normalize("NFKC").str.replace_all(_CLUTTER, "")
    padded = pl.when(digits.str.contains(_GTIN)).then(digits.str.zfill(LENGTH))
    return pl.when(padded != _ALL_NOUGHTS).then(padded)


def has_bad_check_digit(column: pl.Expr) -> pl.Expr:
    """Return true where the column holds 8, 12, 13 or 14 digits whose check digit fails; false everywhere else,
    as for nothing at all, "does not apply" and other lengths."""
    number = pl.struct(normalised(column).cast(pl.Int64).alias("number"))  # read once, used 14 times
    digits = (pl.field("number") // 10**place % 10 * _CHECK_WEIGHTS[place % 2] for place in range(LENGTH))
    fails = pl.sum_horizontal(digits, ignore_nulls=False) % 10 != 0
    return number.struct.with_fields(fails.alias("fails")).struct.field("fails").fill_null(False)


def is_restricted(column: pl.Expr) -> pl.Expr:
    """Return true for restricted circulation numbers (GS1 Prefixes 02, 04, 2x), which many companies use at
    once, so that one number on two products says nothing; false everywhere else."""
    return normalised(column).str.contains(_RESTRICTED).fill_null(False)
