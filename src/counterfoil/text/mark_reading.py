"""In what manner do some words of a text write a name, and which names stay where several share words?

Manners: `plain`; `joined` with another word; `broken` up by signs or spaces; `disguised` by look-alike letters,
digits or invisible characters; `misspelled` by one slip. Only `plain` is how an honest offer writes a mark.
"""

import re
import unicodedata
from typing import NamedTuple

from counterfoil.text.folding import COMBINING, Folded, fold, is_disguised
from counterfoil.text.mark_index import LONGEST_ABBREVIATION, SHORTEST_FOR_SLIPS, Form
from counterfoil.text.scripts import EAST_ASIAN, FULL_WIDTH, LATIN, is_foreign, script, script_of
from counterfoil.text.tokens import Token, tokens
from counterfoil.text.words import is_common_word, is_known_word

NATURAL_SIGNS = frozenset("-‐‑–—/.,:;&+'’()[]\"“”„«»")  # stand between ordinary words, too; * ^ _ | ~ do not
HYPHENS = frozenset("-‐‑")
TYING = HYPHENS | {".", "/"}  # signs that tie the parts of a code: UAP-AC-M-PRO

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


class Reading(NamedTuple):
    """A text as given, folded and cut into words."""

    original: str
    folded: Folded
    words: list[Token]

    def manner(self, form: Form, first: int, last: int) -> str:
        """Return the manner in which the words from first to last write the form, or '' if they only seem to."""
        original = self.original_between(first, last)
        if form.is_short_capitals and not original.isupper():
            return ""
        if is_disguised(original) and _letters(original) != _letters(form.name.written):
            if self.is_ordinary(original, first, last):
                return ""
            if not self.is_set_wide(original):
                return "disguised"
        extra = self.breaks(first, last) - form.breaks
        if not extra or (extra <= form.humps and _signs(original) <= HYPHENS):
            return "plain"  # "pyle-pro" for PylePro
        return "broken" if self.is_broken_on_purpose(form, first, last) else ""

    def is_ordinary(self, original: str, first: int, last: int) -> bool:
        """True for words of one script that is not Latin, in a text with other words of it: норе in Russian."""
        written_in = script_of(original)
        if written_in in ("", LATIN, FULL_WIDTH):
            return False
        others = (n for n in range(len(self.words)) if not first <= n <= last)
        return any(script_of(self.original_between(n, n)) == written_in for n in others)

    def is_set_wide(self, original: str) -> bool:
        """True for full-width letters alone beside Chinese, Japanese or Korean, where they are usual."""
        narrow = "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" else c for c in original)
        return not is_disguised(narrow) and any(script(character) == EAST_ASIAN for character in self.original)

    def may_slip(self, first: int, last: int) -> bool:
        """False where a word is of another script: what it looks like by chance is not near to a Latin name."""
        return not any(
            self.words[number].text.isascii() and is_foreign(self.original_between(number, number))
            for number in range(first, last + 1)
        )

    def is_free(self, form: Form, first: int, last: int, taken: set[int]) -> bool:
        """True when no word from first to last is taken, but for words of the name that stand as they should."""
        told = len(form.words) == last - first + 1
        return not any(
            number in taken and not (told and self.words[number].text == form.words[number - first])
            for number in range(first, last + 1)
        )

    def is_broken_on_purpose(self, form: Form, first: int, last: int) -> bool:
        """True for A-v-entus and N I K E; false where ordinary words happen to meet ("a men" is not Amen)."""
        pieces = [word.text for word in self.words[first : last + 1]]
        if pieces[-1] == "s" and "".join(pieces) == form.key + "s":
            return False  # a size or a letter after the whole name: "Gucci (S)"
        if len(pieces) == 2 and pieces[1] == "s" and "(" in self.original_between(first, last):
            return False  # "port(s)" is one port or several
        single = [piece for piece in pieces if len(piece) == 1]
        between = self.original_between(first, last)
        signs = {sign for sign in _signs(_SPACED_SIGN.sub(" ", between)) if not sign.isspace()}
        if not signs:
            return len(single) >= 3 and len(pieces) - len(single) <= 1
        if signs - NATURAL_SIGNS:
            return True
        if len(form.words) > 1 and any(len(piece) > 3 and piece in form.words for piece in pieces):
            return True  # one word of the name stands whole, another is cut by a sign
        if len(pieces) == 2 and len(pieces[0]) == 1 and is_known_word(pieces[1]):
            return False  # T-shirt, X-ray, e-mail
        if len(single) < len(pieces) and len(form.key) < SHORTEST_FOR_SLIPS and self.is_tied(first, last):
            return False  # a few letters of a code: UAP-AC-M-PRO
        if self.are_initials(first, last) and all(is_common_word(word) for word in form.words):
            return False  # a word that a maker explains letter by letter: G.L.I.D.E.
        return any(len(piece) == 1 or not is_known_word(piece) for piece in pieces)

    def is_tied(self, first: int, last: int) -> bool:
        """True when a sign ties the words from first to last to another word."""
        return self.ties(first - 1) or self.ties(last)

    def ties(self, number: int) -> bool:
        """True when one sign and nothing else stands between a word and the next."""
        if not 0 <= number < len(self.words) - 1:
            return False
        return self.folded.text[self.words[number].end : self.words[number + 1].start] in TYING

    def are_initials(self, first: int, last: int) -> bool:
        """True for single letters with a dot behind each."""
        words, text = self.words[first : last + 1], self.folded.text
        return all(len(word.text) == 1 and text[word.end : word.end + 1] == "." for word in words)

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
        """Return the text as given from the first word to the last."""
        start, end = self.folded.span(self.words[first].start, self.words[last].end)
        return self.original[start:end]

    def each_as_given(self, first: int, last: int) -> list[str]:
        """Return the words from first to last as given."""
        return [self.original_between(number, number) for number in range(first, last + 1)]

    def mention(self, form: Form, manner: str, first: int, last: int) -> Mention:
        """Return the form's mention in the words from first to last."""
        start, end = self.folded.span(self.words[first].start, self.words[last].end)
        return Mention(form.name.mark, form.name.kind, manner, start, end, first, last)


def reading(text: str) -> Reading:
    """Return a text folded and cut into words."""
    folded = fold(text)
    return Reading(text, folded, tokens(folded))


def longest(mentions: list[Mention]) -> list[Mention]:
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


def _signs(text: str) -> set[str]:
    """Return what is no letter and no digit, blanks too."""
    return {sign for sign in text if not sign.isalnum()}


def _letters(text: str) -> str:
    """Return the text in one case without accents, blanks and natural signs: what is left says if letters differ."""
    composed = COMBINING.sub("", unicodedata.normalize("NFD", text.casefold()))
    return "".join(letter for letter in composed if not letter.isspace() and letter not in NATURAL_SIGNS)
