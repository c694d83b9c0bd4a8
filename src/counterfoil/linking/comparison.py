"""In which ways are two records compared, and which agreement is told apart from which?

A comparison looks at one thing that records tell (a name, a telephone number) and names the first of its levels that
holds. Levels are written once, as SQL conditions over `column_l` and `column_r`: Splink compares all candidates with
them, and a new record is compared with the known ones by the very same.
Source: I. P. Fellegi, A. B. Sunter, "A Theory for Record Linkage", Journal of the American Statistical Association 64
(1969), 1183-1210.
"""

from collections.abc import Sequence
from typing import NamedTuple

DIFFERS = "differs"  # the level of two records that both tell the thing, and no other level holds


class Level(NamedTuple):
    """One kind of agreement: its name, when it holds, and the column whose frequent values make it worth less."""

    name: str
    condition: str
    rare: str = ""


class Comparison(NamedTuple):
    """What is compared: its name, the levels in the order they are tried, and when nothing can be said at all."""

    name: str
    levels: tuple[Level, ...]
    missing: str

    def names(self) -> tuple[str, ...]:
        """Return the names of all levels, that of `DIFFERS` last."""
        return (*(level.name for level in self.levels), DIFFERS)


class Key(NamedTuple):
    """By which columns do records meet as candidates? All must be told; `most` records may share one value."""

    columns: tuple[str, ...]
    most: int = 60


class Spec(NamedTuple):
    """How records of one kind are linked: what is compared, and by what they become candidates.

    Of comparisons that stand `together` only the weightiest counts: dealers of the same goods show the same pictures.
    """

    comparisons: tuple[Comparison, ...]
    keys: tuple[Key, ...]
    together: tuple[tuple[str, ...], ...] = ()

    def rare(self) -> tuple[str, ...]:
        """Return the columns of whose values it is counted how many records have them."""
        found = (level.rare for comparison in self.comparisons for level in comparison.levels)
        return tuple(dict.fromkeys(column for column in found if column))


def compared(name: str, levels: Sequence[Level], *, column: str = "") -> Comparison:
    """Return a comparison of which nothing can be said where a record lacks `column` (default: that of its name)."""
    told = column or name
    return Comparison(name, tuple(levels), f"{told}_l is null or {told}_r is null")


def same(column: str, *, name: str = "same") -> Level:
    """Return the level of equal values, worth less the more records have the value."""
    return Level(name, f"{column}_l = {column}_r", column)


def case_of(comparison: Comparison) -> str:
    """Return the SQL expression for the place of the level that holds: 0 the first, -1 where nothing can be said."""
    whens = [f"when {level.condition} then {place}" for place, level in enumerate(comparison.levels)]
    return f"case when {comparison.missing} then -1 {' '.join(whens)} else {len(comparison.levels)} end"
