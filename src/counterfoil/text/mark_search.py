"""Where does a text use a mark, and in what manner? The plain search of one text, against which the scan is held.

It is slow and obvious; `mark_scan` gives the same answer (a test holds the two together).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterfoil.text.edits import deletions, slip, squeezed
from counterfoil.text.mark_index import (
    FEW_WORDS,
    LONGEST_WORD,
    MOST_PIECES,
    SHORTEST_FOR_ALIKE,
    SHORTEST_FOR_SLIPS,
    SHORTEST_IN_NAME,
    MarkIndex,
)
from counterfoil.text.mark_joined import inside, runs_on
from counterfoil.text.mark_leet import leeted, numbered_names
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
                written = self.text.original_between(number, number)
                for form_number, manner in _read_alone(word.text, written, self.names):
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
                manner = one_word_altered(run, form.words, self.text.each_as_given(first, last))
                if manner and self.text.may_slip(first, last):
                    yield self.text.mention(form, manner, first, last)


def _read_alone(word: str, written: str, names: MarkIndex) -> Iterator[tuple[int, str]]:
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
    yield from ((number, "joined") for number in inside(word, written, names))


def _candidates(word: str, names: MarkIndex) -> dict[int, None]:
    """Return the forms that may be one slip away, each once."""
    parts = deletions(word) | deletions(squeezed(word))
    found = ((*names.by_deletion.get(part, ()), *names.by_squeezed.get(part, ())) for part in sorted(parts))
    return dict.fromkeys(number for numbers in found for number in numbers)


def is_slip(written: str, meant: str) -> bool:
    """Say whether a word that is no known word is a slip of a name long enough to tell; its plural is not."""
    how = slip(written, meant) or ("doubled" if squeezed(written) == squeezed(meant) else "")
    if not how and _STRETCHED.search(written):  # "baleaaanciaga": letters stretched, and one slip besides
        how = slip(squeezed(written), squeezed(meant)) and "doubled"
    if is_plural_of(written, meant):
        return False
    if how and len(meant) < SHORTEST_FOR_SLIPS:
        return how == "alike"
    return bool(how)


def one_word_altered(run: Sequence[str], meant: Sequence[str], written: Sequence[str]) -> str:
    """Return how one word of a name is altered, `misspelled` or `joined`, or '' for none and several.

    `run` are the words of the text, folded, and `written` the same as given.
    """
    wrong = [place for place, (seen, word) in enumerate(zip(run, meant, strict=True)) if seen != word]
    if len(wrong) != 1 or not run[wrong[0]].isalpha():
        return ""
    (place,) = wrong
    if slip(run[place], meant[place]):
        return "misspelled" if _is_slip_within(run[place], meant, place) else ""
    return "joined" if runs_on(run[place], written[place], meant, place) else ""


def _is_slip_within(seen: str, meant: Sequence[str], place: int) -> bool:
    """Say whether one slip in a word of a name leaves it the name.

    A known word ("victor" for Viktor) is one only where two others stand right, or one that is in no dictionary; a
    short word only where a letter is like its own, and so do they.
    """
    word, others = meant[place], [*meant[:place], *meant[place + 1 :]]
    if is_plural_of(seen, word) or (is_plural_of(word, seen) and is_known_word(seen)):
        return False
    told = len(meant) > FEW_WORDS or not all(map(is_common_word, others))
    if len(word) < SHORTEST_FOR_ALIKE:
        is_alike = len(word) == SHORTEST_IN_NAME and slip(seen, word) == "alike"
        return is_alike and told and max(map(len, others)) >= SHORTEST_FOR_ALIKE
    return told or not is_known_word(seen)


def is_plural_of(many: str, one: str) -> bool:
    """True when a word is another one and an s; a word that ends in s has no such plural."""
    return many == one + "s" and not one.endswith("s")
