"""Which Nice classes does a text name?

Source: WIPO, International Classification of Goods and Services for the Purposes of the Registration of Marks
(Nice Classification): 45 classes, https://www.wipo.int/classifications/nice/.
"""

from collections.abc import Iterable

import polars as pl

FIRST_CLASS, LAST_CLASS = 1, 45
FIRST_SERVICE = 35  # classes 1 to 34 hold goods, the others services

# United States registrations put their own former classes behind the international ones: "IC 025. US 022 039".
_FORMER_US_CLASSES = r"(?i)\bU\.?S\.?(?:[ .:,;&]+[0-9]{3}\b)+"


def is_valid(number: int) -> bool:
    """Return whether a class of this number exists."""
    return FIRST_CLASS <= number <= LAST_CLASS


def format(number: int) -> str:
    """Return the class as registers write it: 9 → "009"."""
    return f"{number:03d}"


def bits(numbers: Iterable[int]) -> int:
    """Return a set of classes as one whole number, bit n standing for class n: sets are then compared by columns."""
    return sum(1 << number for number in set(numbers))


def classes(text: pl.Expr) -> pl.Expr:
    """Return the classes named by "25; 18", "25,18", "IC 025" or "025 018" as a sorted list of Int64, each once;
    numbers that are no class are left out, and a text that names none gives null."""
    international = text.cast(pl.String).str.replace_all(_FORMER_US_CLASSES, " ")
    numbers = international.str.extract_all(r"[0-9]+").list.eval(pl.element().cast(pl.Int64, strict=False))
    known = numbers.list.eval(pl.element().filter(pl.element().is_between(FIRST_CLASS, LAST_CLASS)))
    found = known.list.unique().list.sort()
    return pl.when(found.list.len() > 0).then(found)
