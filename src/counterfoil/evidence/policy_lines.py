"""On which line and column of a policy file does a value stand? TOML readers do not say."""

import re
from typing import NamedTuple

_RULE = re.compile(r"^\s*\[\[\s*rule\s*\]\]")
_VALUE = r"^\s*{key}\s*=\s*(\"\"\"|'''|\"|')"


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


def places_of(text: str, key: str, *, rules: int) -> list[Place | None]:
    """Return for each of the `rules` where its value of `key` begins, behind the quotes.

    None where the file writes its rules in another way than under [[rule]].
    """
    value = re.compile(_VALUE.format(key=re.escape(key)))
    places: list[Place | None] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if _RULE.match(line):
            places.append(None)
        elif places and places[-1] is None and (found := value.match(line)):
            dropped = len(found[1]) == 3 and found.end() == len(line)  # TOML drops a line break behind three quotes
            places[-1] = Place(number + 1, 1) if dropped else Place(number, found.end() + 1)
    return places if len(places) == rules else [None] * rules


def moved(place: Place, value: str, start: int) -> Place:
    """Return the place of the character `start` of a value that begins at `place`."""
    before = value[:start]
    if "\n" not in before:
        return Place(place.line, place.column + start)
    return Place(place.line + before.count("\n"), start - before.rfind("\n"))
