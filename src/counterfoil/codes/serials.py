"""Does a serial or lot number lie in a range? "100-199", "SN0100..SN0199", "HS2608A to HS2608F", or one number.

A range runs over the last part that counts (digits, else one letter); what stands before and behind it must be the
same. Numbers of unequal length compare as numbers only where neither begins with a nought.
"""

import re
from typing import NamedTuple

_BETWEEN = re.compile(r"\s*(?:\.\.+|…|–|—|\bto\b|\bthrough\b)\s*|\s+-\s+", re.IGNORECASE)
_HYPHEN = re.compile(r"^([^-\s]+)-([^-\s]+)$")
_COUNTING = re.compile(r"^(.*?)(\d+)(\D*)$", re.DOTALL)


class Range(NamedTuple):
    """All numbers from `first` to `last`, both included."""

    first: str
    last: str


def normalise(text: str) -> str:
    """Return the range as "first..last", a single number as itself; "" where the ends do not make one."""
    found = parse(text)
    if found is None:
        return ""
    return found.first if found.first == found.last else f"{found.first}..{found.last}"


def is_valid(text: str) -> bool:
    """Return whether the text is a number or a range whose ends are alike and in order."""
    return parse(text) is not None


def format(text: str) -> str:
    """Return the range as people write it: "100 to 199"; "" where it is none."""
    return normalise(text).replace("..", " to ")


def parse(text: str) -> Range | None:
    """Return the range that the text states. A hyphen parts two ends only where they make a range: "HS-2608" does
    not, and is one number."""
    stripped = text.strip()
    ends = [end for end in _BETWEEN.split(stripped) if end]
    if len(ends) == 2:
        found = Range(*ends)
        return found if _counted(found) is not None else None
    if len(ends) != 1 or ends[0] != stripped:
        return None
    hyphen = _HYPHEN.match(stripped)
    if hyphen is not None and _counted(Range(*hyphen.groups())) is not None:
        return Range(*hyphen.groups())
    return Range(stripped, stripped)


def contains(within: Range, number: str) -> bool:
    """Return whether the number lies in the range, case not counting."""
    wanted = number.strip().upper()
    first, last = within.first.upper(), within.last.upper()
    if wanted in (first, last):
        return True
    low, high = _counted(Range(first, wanted)), _counted(Range(wanted, last))
    return first != last and low is not None and high is not None


def relation(known: Range, asked: Range) -> str:
    """Return how the numbers `asked` lie to the `known` ones: inside, overlapping or outside.

    "" where nothing can be said: another prefix, or another number of digits.
    """
    first, last = contains(known, asked.first), contains(known, asked.last)
    if first and last:
        return "inside"
    if first or last or contains(asked, known.first):
        return "overlapping"
    return "outside" if _width(known.first) == _width(asked.first) is not None else ""


def _width(number: str) -> tuple[str, int, str] | None:
    """Return what stands before the last digits, how many they are, and what stands behind them."""
    digits = _parts(number)[0]
    return None if digits is None else (digits[0].upper(), len(digits[1]), digits[2].upper())


def _counted(ends: Range) -> int | None:
    """Return how many numbers lie from the first to the last; None where they make no range."""
    for low, high in zip(_parts(ends.first), _parts(ends.last), strict=True):
        if low is None or high is None or (low[0].upper(), low[2].upper()) != (high[0].upper(), high[2].upper()):
            continue
        if len(low[1]) != len(high[1]) and "0" in (low[1][0], high[1][0]):
            continue
        start, end = _value(low[1]), _value(high[1])
        if start <= end:
            return end - start + 1
    return None


def _parts(number: str) -> tuple[tuple[str, str, str] | None, tuple[str, str, str] | None]:
    """Return the number parted at its last digits, and at a single last letter."""
    digits = _COUNTING.match(number)
    letter = (number[:-1], number[-1], "") if number[-1:].isalpha() and number[-1:].isascii() else None
    return (digits.group(1), digits.group(2), digits.group(3)) if digits else None, letter


def _value(counting: str) -> int:
    return int(counting) if counting.isdecimal() else ord(counting.upper())
