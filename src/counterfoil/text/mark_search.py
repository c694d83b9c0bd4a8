"""Where does a text use a mark, and in what manner? The plain search of one text, against which the scan is held.

It is slow and obvious; `mark_scan` gives the same answer (a test holds the two together).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from counterfoil.text.edits import deletions, slip, squeezed
from counterfoil.text.mark_index import (
    FEW_WORDS,
    JOINED_WITH,
    LONGEST_WORD,
    MOST_PIECES,
    SHORTEST_FOR_ALIKE,
    SHORTEST_FOR_SLIPS,
    SHORTEST_IN_JOINED,
    SHORTEST_JOINED,
    MarkIndex,
)
from counterfoil.text.mark_leet import DIGITS, leeted, numbered_names
from counterfoil.text.mark_reading import Mention, Reading, longest, reading
from counterfoil.text.words import is_common_word, is_known_word

_STRETCHED = re.compile(r"(.)\1\1")


def find(text: str, index: MarkIndex, *, slips: bool = True) -> list[Mention]:
    """Return the mentions in a text, in order, each place read one way only: the longest name wins.

    With `slips` off, misspellings and joined words are not looked for (long descriptions hold too many).
    """
    search = _Search(reading(text), index)
    mentions = list(search.spelled())
    if slips:
        taken = {n for m in mentions for n in range(m.first_word, m.last_word + 1)}
        mentions += leeted(search.text, index, taken)
        mentions += search.slipped(taken)
    return longest(mentions)


class _Search(NamedTuple):
    text: Reading
    names: MarkIndex

    def spelled(self) -> Iterator[Mention]:
        """Yield names whose folded letters stand in the text in full, however broken up."""
        words, beginnings, by_key = self.text.words, self.names.beginnings, self.names.by_key
        for first, word in enumerate(words):
            run = word.text
            for last in range(first, min(first + MOST_PIECES, len(words))):
                if last > first:
                    run += words[last].text
                if run not in beginnings:
                    break
                for number in by_key.get(run, ()):
                    form = self.names.forms[number]
                    if manner := self.text.manner(form, first, last):
                        yield self.text.mention(form, manner, first, last)

    def slipped(self, taken: set[int]) -> Iterator[Mention]:
        """Yield names written with one slip, or run together with another word, outside the words taken."""
        for number, word in enumerate(self.text.words):
            if len(word.text) > LONGEST_WORD or not self.text.may_slip(number, number):
                continue
            if number not in taken and len(word.text) >= SHORTEST_FOR_ALIKE:
                for form_number, manner in _read_alone(word.text, self.names):
                    yield self.text.mention(self.names.forms[form_number], manner, number, number)
            yield from self.several_words(number, word.text, taken)

    def several_words(self, number: int, word: str, taken: set[int]) -> Iterator[Mention]:
        """Yield names of several words in which `word` stands and one other has a slip or is joined with a word."""
        words = self.text.words
        for form_number in self.names.by_word.get(word, ()):
            form = self.names.forms[form_number]
            for place in (n for n, part in enumerate(form.words) if part == word):
                first, last = number - place, number - place + len(form.words) - 1
                if first < 0 or last >= len(words) or not self.text.is_free(form, first, last, taken):
                    continue
                run = [token.text for token in words[first : last + 1]]
                manner = one_word_altered(run, form.words)
                if manner and self.text.may_slip(first, last):
                    yield self.text.mention(form, manner, first, last)


def _read_alone(word: str, names: MarkIndex) -> Iterator[tuple[int, str]]:
    """Yield the forms, by number, that a word is read as whatever stands around it, and the manner."""
    if names.is_name(word):
        return
    if numbered := numbered_names(word, names):  # "gucci2024", "levis501"
        yield from ((number, "plain") for number in numbered)
        return
    if is_known_word(word):
        return  # "superman" and "newcastle" join no mark to anything
    if word.isalpha():
        yield from ((n, "misspelled") for n in _candidates(word, names) if is_slip(word, names.forms[n].key))
    yield from ((number, "joined") for number in _inside(word, names))


def _candidates(word: str, names: MarkIndex) -> dict[int, None]:
    """Return the forms that may be one slip away, each once."""
    parts = deletions(word) | deletions(squeezed(word))
    found = ((*names.by_deletion.get(part, ()), *names.by_squeezed.get(part, ())) for part in sorted(parts))
    return dict.fromkeys(number for numbers in found for number in numbers)


def _inside(word: str, names: MarkIndex) -> Iterator[int]:
    """Yield names that a word begins or ends with, when the rest of it is a word that sellers join to marks."""
    letters = word.rstrip(DIGITS)
    for cut in range(2, len(letters) - 1):
        head, tail = letters[:cut], letters[cut:]
        for part, rest in ((head, tail), (tail, head)):
            if len(part) + len(rest) // 4 >= SHORTEST_IN_JOINED and rest in JOINED_WITH:
                yield from names.by_key.get(part, ())


def is_slip(written: str, meant: str) -> bool:
    """Say whether a word that is no known word is a slip of a name long enough to tell; plurals are not."""
    how = slip(written, meant) or ("doubled" if squeezed(written) == squeezed(meant) else "")
    if not how and _STRETCHED.search(written):  # "baleaaanciaga": letters stretched, and one slip besides
        how = slip(squeezed(written), squeezed(meant)) and "doubled"
    if are_plural(written, meant):
        return False
    if how and len(meant) < SHORTEST_FOR_SLIPS:
        return how == "alike"
    return bool(how)


def one_word_altered(run: list[str], meant: tuple[str, ...]) -> str:
    """Return how one word of a name is altered, `misspelled` or `joined`, or '' for none and several.

    A known word ("victor" for Viktor) is a slip only where two others stand right, or one that is in no dictionary.
    """
    wrong = [place for place, (seen, word) in enumerate(zip(run, meant, strict=True)) if seen != word]
    if len(wrong) != 1:
        return ""
    seen, word = run[wrong[0]], meant[wrong[0]]
    if len(word) < SHORTEST_FOR_ALIKE or not seen.isalpha():
        return ""
    if slip(seen, word) and not are_plural(seen, word):
        told = len(meant) > FEW_WORDS or any(not is_common_word(part) for part in meant if part != word)
        return "misspelled" if told or not is_known_word(seen) else ""
    before = wrong[0] == 0 and seen.endswith(word)
    behind = wrong[0] == len(meant) - 1 and seen.startswith(word)
    long_enough = len(seen) >= len(word) + SHORTEST_JOINED and seen.isascii()
    return "joined" if (before or behind) and long_enough and not is_known_word(seen) else ""


def are_plural(one: str, other: str) -> bool:
    """Say whether the longer word is the shorter one and an s; a word that ends in s has no such plural."""
    short, long = sorted((one, other), key=len)
    return long == short + "s" and not short.endswith("s")
