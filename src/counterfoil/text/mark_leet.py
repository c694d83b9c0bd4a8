"""Which names does a text write with digits and signs in place of letters: n1ke, $tock, Un1queen Jewe1ry?

A stretch of letters, digits and signs is read as letters, and so with the words beside it. The signs at its ends may be
punctuation, so it is read with them and without. What looks like a model code (CL10, 101A) is one, unless the rest of a
name stands beside it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from counterfoil.text.lookalikes import LEET_DIGITS, LEET_SIGNS
from counterfoil.text.mark_index import LONGEST_LEET, MOST_LEET_PIECES, SHORTEST_FOR_ALIKE, SHORTEST_IN_NAME, MarkIndex
from counterfoil.text.mark_reading import Mention, Reading
from counterfoil.text.tokens import Token
from counterfoil.text.words import is_known_word

DIGITS = "0123456789"
_SIGNS = "".join(LEET_SIGNS)
_STRETCH = re.compile(f"[a-z0-9{re.escape(_SIGNS)}]+")
_READINGS = [str.maketrans({**dict(zip(DIGITS, letters, strict=True)), **LEET_SIGNS}) for letters in LEET_DIGITS]
_WAYS = list(product(_READINGS, (False, True), (False, True)))


class _Unit(NamedTuple):
    """A word, or a stretch of them read as letters: `seen` is how it is written, `read` how it is read."""

    seen: str
    read: str
    first: int
    last: int


def leeted(text: Reading, names: MarkIndex, taken: set[int]) -> Iterator[Mention]:
    """Yield the names that stand in a text once digits and signs are read as letters, outside the words taken."""
    stretches = _stretches(text)
    for reading, before, behind in _WAYS if stretches else ():
        units = _units(text.words, stretches, reading, before=before, behind=behind)
        for start in range(len(units)):
            yield from _from(units[start : start + MOST_LEET_PIECES], text, names, taken)


def _from(units: list[_Unit], text: Reading, names: MarkIndex, taken: set[int]) -> Iterator[Mention]:
    run, ends, altered = "", set[int](), False
    for count, unit in enumerate(units):
        ends.add(len(run))
        run += unit.read
        altered |= unit.read != unit.seen
        if len(run) > LONGEST_LEET or run not in names.beginnings:
            return
        if not altered or len(run) < SHORTEST_FOR_ALIKE or (count == 0 and _is_other(unit.seen, names)):
            continue
        if not all(len(one.read) >= SHORTEST_IN_NAME for one in units[: count + 1] if one.read != one.seen):
            continue
        first, last = units[0].first, unit.last
        for number in names.by_key.get(run, ()):
            form = names.forms[number]
            whole = ends - {0} <= form.breaks
            if whole and text.is_free(form, first, last, taken) and text.may_slip(first, last):
                yield text.mention(form, "disguised", first, last)


def _stretches(text: Reading) -> dict[int, tuple[str, int]]:
    """Return, by the number of its first word, each stretch that mixes letters with digits or signs, and its last."""
    found = {}
    starts, ends = [word.start for word in text.words], [word.end for word in text.words]
    for place in _STRETCH.finditer(text.folded.text):
        if place.group().isalpha() or not any("a" <= c <= "z" for c in place.group()):
            continue
        first, last = bisect_right(ends, place.start()), bisect_left(starts, place.end()) - 1
        if starts[first] >= place.start() and ends[last] <= place.end():
            found[first] = (place.group(), last)
    return found


def _units(
    words: list[Token], stretches: dict[int, tuple[str, int]], reading: dict[int, str], *, before: bool, behind: bool
) -> list[_Unit]:
    units, number = [], 0
    while number < len(words):
        written, last = stretches.get(number, (words[number].text, number))
        if number in stretches:
            written = written if before else written.lstrip(_SIGNS)
            written = written if behind else written.rstrip(_SIGNS)
        read = written.translate(reading) if number in stretches else written
        units.append(_Unit(written, read, number, last))
        number = last + 1
    return units


def _is_other(word: str, names: MarkIndex) -> bool:
    """True for a word that is a name as it stands, a name with a number, a model code or a word with a digit."""
    if names.is_name(word) or numbered_names(word, names):
        return True
    digits = [place for place, character in enumerate(word) if character in DIGITS]
    if 2 * len(digits) >= len(word) or (len(word) > 1 and word[-1] in DIGITS and word[-2] in DIGITS):
        return True
    bare = word.strip(DIGITS + "!")
    return len(bare) == len(word) - 1 and bare.isalpha() and is_known_word(bare)


def numbered_names(word: str, names: MarkIndex) -> tuple[int, ...]:
    """Return the forms, by number, that a word is when the digits before and after it are left out."""
    bare = word.strip(DIGITS)
    if bare == word or len(bare) < SHORTEST_FOR_ALIKE or any(letter in DIGITS for letter in bare):
        return ()
    return names.by_key.get(bare, ())
