"""Where does a text use a mark, and in what manner is it written there?

Manners: `plain`; `joined` with another word; `broken` up by signs or spaces; `disguised` by look-alike letters,
digits or invisible characters; `misspelled` by one slip. Only `plain` is how an honest offer writes a mark.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from counterfoil.text.edits import deletions, slip, squeezed, unleeted
from counterfoil.text.folding import Folded, fold, is_disguised
from counterfoil.text.mark_index import (
    JOINED_WITH,
    LONGEST_ABBREVIATION,
    MOST_PIECES,
    SHORTEST_FOR_ALIKE,
    SHORTEST_FOR_SLIPS,
    SHORTEST_IN_JOINED,
    Form,
    MarkIndex,
)
from counterfoil.text.tokens import Token, tokens
from counterfoil.text.words import is_common_word, is_known_word

NATURAL_SIGNS = frozenset("-‐‑–—/.,:;&+'’()")  # stand between ordinary words, too; * ^ _ | ~ do not

_STRETCHED = re.compile(r"(.)\1\1")
_SPACED_SIGN = re.compile(rf"\s[{re.escape(''.join(NATURAL_SIGNS))}]+|[{re.escape(''.join(NATURAL_SIGNS))}]+\s")
MANNERS = ("plain", "joined", "broken", "misspelled", "disguised")  # mildest first


class Mention(NamedTuple):
    """One use of a name: its mark and kind, the manner, its place in the text as given, and its words' numbers."""

    mark: int
    kind: str
    manner: str
    start: int
    end: int
    first_word: int
    last_word: int


def find(text: str, index: MarkIndex, *, slips: bool = True) -> list[Mention]:
    """Return the mentions in a text, in order, each place read one way only: the longest name wins.

    With `slips` off, misspellings and joined words are not looked for (long descriptions hold too many).
    """
    folded = fold(text)
    found = tokens(folded)
    search = _Search(text, folded, found, index)
    mentions = list(search.spelled())
    if slips:
        taken = {n for m in mentions for n in range(m.first_word, m.last_word + 1)}
        mentions += search.slipped(taken)
    return _longest(mentions)


class _Search(NamedTuple):
    original: str
    folded: Folded
    words: list[Token]
    names: MarkIndex

    def spelled(self) -> Iterator[Mention]:
        """Yield names whose folded letters stand in the text in full, however broken up."""
        beginnings, by_key = self.names.beginnings, self.names.by_key
        for first, word in enumerate(self.words):
            run = word.text
            for last in range(first, min(first + MOST_PIECES, len(self.words))):
                if last > first:
                    run += self.words[last].text
                if run not in beginnings:
                    break
                for number in by_key.get(run, ()):
                    form = self.names.forms[number]
                    if manner := self.manner(form, first, last):
                        yield self.mention(form, manner, first, last)

    def manner(self, form: Form, first: int, last: int) -> str:
        """Return the manner in which the words from first to last write the form, or '' if they only seem to."""
        original = self.original_between(first, last)
        if form.is_short_capitals and not original.isupper():
            return ""
        if is_disguised(original) and _letters(original) != _letters(form.name.written):
            return "disguised"
        extra = self.breaks(first, last) - form.breaks
        if not extra:
            return "plain"
        return "broken" if self.is_broken_on_purpose(form, first, last) else ""

    def is_broken_on_purpose(self, form: Form, first: int, last: int) -> bool:
        """True for A-v-entus and N I K E; false where ordinary words happen to meet ("a men" is not Amen)."""
        pieces = [word.text for word in self.words[first : last + 1]]
        if pieces[-1] == "s" and "".join(pieces) == form.key + "s":
            return False  # a size or a letter after the whole name: "Gucci (S)"
        single = [piece for piece in pieces if len(piece) == 1]
        between = self.original_between(first, last)
        signs = {sign for sign in _SPACED_SIGN.sub(" ", between) if not sign.isalnum() and not sign.isspace()}
        if not signs:
            return len(single) >= 3 and len(pieces) - len(single) <= 1
        if signs - NATURAL_SIGNS:
            return True
        if len(form.words) > 1 and any(len(piece) > 3 and piece in form.words for piece in pieces):
            return True  # one word of the name stands whole, another is cut by a sign
        if len(pieces) == 2 and len(pieces[0]) == 1 and is_known_word(pieces[1]):
            return False  # T-shirt, X-ray, e-mail
        return any(len(piece) == 1 or not is_known_word(piece) for piece in pieces)

    def slipped(self, taken: set[int]) -> Iterator[Mention]:
        """Yield names written with one slip, or run together with another word, outside the words taken."""
        for number, word in enumerate(self.words):
            if number in taken or len(word.text) < SHORTEST_FOR_ALIKE:
                continue
            yield from self.one_word(number, word.text)
            yield from self.several_words(number, word.text, taken)

    def one_word(self, number: int, word: str) -> Iterator[Mention]:
        for form_number, manner in self.names.remembered(word, _read_alone):
            yield self.mention(self.names.forms[form_number], manner, number, number)

    def several_words(self, number: int, word: str, taken: set[int]) -> Iterator[Mention]:
        """Yield names of several words in which `word` stands as it should and one of the others has the slip."""
        for form_number in self.names.by_word.get(word, ()):
            form = self.names.forms[form_number]
            for place in (n for n, part in enumerate(form.words) if part == word):
                first, last = number - place, number - place + len(form.words) - 1
                if first < 0 or last >= len(self.words) or not self.nearly(form.words, first):
                    continue
                run = [token.text for token in self.words[first : last + 1]]
                if taken.isdisjoint(range(first, last + 1)) and differs_by_one_slip(run, form.words):
                    yield self.mention(form, "misspelled", first, last)

    def nearly(self, parts: tuple[str, ...], first: int) -> bool:
        """A quick no for the most: two of the name's words do not stand here."""
        wrong = 0
        for place, part in enumerate(parts, start=first):
            if self.words[place].text != part:
                wrong += 1
                if wrong > 1:
                    return False
        return True

    def breaks(self, first: int, last: int) -> frozenset[int]:
        """Return where words end inside the run; the dots of a short abbreviation (U.S., Y.S.L.) break nothing."""
        places, length, letters = set(), 0, 0
        for number in range(first, last):
            word, following = self.words[number], self.words[number + 1]
            length += len(word.text)
            letters = letters + 1 if len(word.text) == 1 else 0
            dotted = self.folded.text[word.end : following.start] == "." and len(following.text) == 1
            if not (dotted and 0 < letters < LONGEST_ABBREVIATION):
                places.add(length)
        return frozenset(places)

    def original_between(self, first: int, last: int) -> str:
        start, end = self.folded.span(self.words[first].start, self.words[last].end)
        return self.original[start:end]

    def mention(self, form: Form, manner: str, first: int, last: int) -> Mention:
        start, end = self.folded.span(self.words[first].start, self.words[last].end)
        return Mention(form.name.mark, form.name.kind, manner, start, end, first, last)


def _read_alone(word: str, names: MarkIndex) -> Iterator[tuple[int, str]]:
    """Yield the forms, by number, that a word is read as whatever stands around it, and the manner."""
    if names.is_name(word):
        return
    for reading in unleeted(word):
        yield from ((number, "disguised") for number in names.by_key.get(reading, ()))
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
    letters = word.rstrip("0123456789")
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
    if {written + "s", written} & {meant, meant + "s"} and written != meant:
        return False
    if how and len(meant) < SHORTEST_FOR_SLIPS:
        return how == "alike"
    return bool(how)


def differs_by_one_slip(run: list[str], meant: tuple[str, ...]) -> bool:
    """Say whether exactly one of the words has a slip, is long enough, and the name is told by the others.

    A known word ("victor" for Viktor) counts only when some word that stands right is no dictionary word.
    """
    wrong = [(seen, word) for seen, word in zip(run, meant, strict=True) if seen != word]
    if len(wrong) != 1:
        return False
    seen, word = wrong[0]
    if len(word) < SHORTEST_FOR_ALIKE or not seen.isalpha() or not slip(seen, word):
        return False
    if {seen + "s", seen} & {word, word + "s"}:
        return False
    told = any(not is_common_word(part) for part in meant if part != word)
    return told or not is_known_word(seen)


def _letters(text: str) -> str:
    """Return the text in one case without blanks and natural signs: what is left says whether letters differ."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(letter for letter in composed if not letter.isspace() and letter not in NATURAL_SIGNS)


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Keep, of mentions that share words, the longest; names of one key (two owners' marks) stay together.

    Where one mark has two names that read the same words, the milder manner counts: an alias is no disguise.
    """
    readers: dict[int, tuple[int, int, str]] = {}  # word → the first and last word of the name that has it
    kept: dict[tuple[int, int], Mention] = {}
    for mention in sorted(mentions, key=_longest_first):
        place = (mention.first_word, mention.last_word, mention.kind)
        covered = range(mention.first_word, mention.last_word + 1)
        if all(readers.get(word, place) == place for word in covered):
            readers.update(dict.fromkeys(covered, place))
            kept.setdefault((mention.first_word, mention.mark), mention)
    return sorted(kept.values(), key=lambda m: (m.start, m.mark))


def _longest_first(mention: Mention) -> tuple[int, bool, int, int]:
    return mention.start - mention.end, mention.kind != "mark", mention.start, MANNERS.index(mention.manner)
