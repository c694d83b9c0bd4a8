"""Which names are looked for, and under which keys is each found?

A name's key is its folded words run together, so that "Ralph Lauren", "ralph-lauren" and "R.a.l.p.h Lauren" meet
under one key; where the words break tells them apart afterwards.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from counterfoil.text.capitals import has_hump
from counterfoil.text.edits import deletions, squeezed
from counterfoil.text.folding import fold, fold_text
from counterfoil.text.tokens import APOSTROPHES, tokens

LONGEST_NAME = 250  # letters; a longer one is no name
LONGEST_WORD = 256  # letters of a word that slips are looked for in
LONGEST_ABBREVIATION = 3  # letters that dots may stand between without breaking a name up: U.S., C.K., Y.S.L.
MOST_PIECES = 40  # pieces that one name is broken into, at most; in kana and Thai every character is one
SHORTEST_FOR_SLIPS = 5  # letters; in shorter names only letters that look alike are read as a slip
SHORTEST_FOR_ALIKE = 4
SHORTEST_IN_JOINED = 5  # letters; shorter names are found inside too many words
LONG_IN_JOINED = 7  # letters of a name that stands out beside any word of the language
SHORTEST_REST = 4  # letters of that word
SHORTEST_JOINED = 2  # letters that a word of a name of several words is run together with, and of that word
FEW_WORDS = 2  # of a name: one of them, and a word that is near to the other, may meet by chance
SHORTEST_IN_NAME = 3  # letters of a word of a name with digits for letters, or with a letter that is alike
MOST_LEET_PIECES = 6  # words of a name in which digits and signs are read as letters
LONGEST_LEET = 62  # letters of such a name


# What sellers run together with a mark: "ByVERSACE", "guessshoubiao" (shoubiao: watch), "nikexiezi" (xiezi: shoes).
JOINED_WITH = frozenset(
    (
        "by for the my new hot buy shop store outlet sale club official online world mall men mens man women womens"
        " kids bag bags shoe shoes watch watches cap shirt perfume shoubiao xie xiezi bao baobao yifu maozi yanjing"
        " pidai style type brand original"
    ).split()
)


KINDS = ("mark", "remainder", "first_name")


class Name(NamedTuple):
    """One spelling to look for: the number of its mark, how it is written, and what kind of name it is.

    Kinds: `mark` (the mark or an alias of it), `remainder` (a product line's name less its house mark),
    `first_name` (the first word of a house mark of several words, looked for after "by" alone).
    """

    mark: int
    written: str
    kind: str = "mark"


HISSING = ("x", "z", "ch", "sh")  # after these a plural is written -es: two Rolexes


class Form(NamedTuple):
    """A name made ready for the search: its words, its key and the places in the key where a break is no breaking up.

    Words end there, or an apostrophe stands there (O'Neill, which is also written O Neill).
    """

    name: Name
    words: tuple[str, ...]
    key: str
    breaks: frozenset[int]

    @property
    def humps(self) -> frozenset[int]:
        """The places in a key of one word where its capitals show that another begins: PylePro."""
        written = self.name.written
        plain = len(self.words) == 1 and len(written) == len(self.key)
        return frozenset(cut for cut in range(1, len(written)) if has_hump(written, cut)) if plain else frozenset()

    @property
    def is_short_capitals(self) -> bool:
        """True for LV, YSL, CK: so short that only capitals are read as the mark."""
        return len(self.key) <= 3 and self.name.written.isupper()


@dataclass(frozen=True)
class MarkIndex:
    """Every lookup that the search makes; built once, never changed."""

    forms: tuple[Form, ...]
    by_key: Mapping[str, tuple[int, ...]]
    beginnings: frozenset[str]  # every beginning of every key: a run of words that is none of them cannot match
    by_deletion: Mapping[str, tuple[int, ...]]
    by_squeezed: Mapping[str, tuple[int, ...]]
    by_word: Mapping[str, tuple[int, ...]]  # words of names of several words, for a slip in one of them

    def is_name(self, key: str) -> bool:
        """Say whether some name has exactly this key."""
        return key in self.by_key


def build(names: Iterable[Name]) -> MarkIndex:
    """Return the index of the given names; those without a letter or digit, or longer than any name, are left out."""
    forms = tuple(form for name in in_both_cases(names) if 0 < len((form := form_of(name)).key) <= LONGEST_NAME)
    by_key, by_deletion, by_squeezed, by_word = (defaultdict[str, list[int]](list) for _ in range(4))
    for number, form in enumerate(forms):
        for spelling in _plain_spellings(form):
            by_key[spelling].append(number)
        if form.name.kind != "mark" or not form.key.isalpha():
            continue
        if len(form.key) >= SHORTEST_FOR_ALIKE:
            for shortened in deletions(form.key):
                by_deletion[shortened].append(number)
            by_squeezed[squeezed(form.key)].append(number)
        if 1 < len(form.words) <= MOST_PIECES:
            for word in set(form.words):
                by_word[word].append(number)
    return MarkIndex(
        forms=forms,
        by_key=_frozen(by_key),
        beginnings=frozenset(part for found in by_key for part in accumulate(found)),
        by_deletion=_frozen(by_deletion),
        by_squeezed=_frozen(by_squeezed),
        by_word=_frozen(by_word),
    )


def form_of(name: Name) -> Form:
    """Return a name made ready; its key is empty when it has no letter or digit."""
    folded = fold(name.written)
    parts, breaks, length = [], set[int](), 0
    for token in tokens(folded):
        parts.append(token.text)
        breaks.add(length)
        for character in folded.text[token.start : token.end]:
            if character in APOSTROPHES:
                breaks.add(length)
            else:
                length += 1
    return Form(name, tuple(parts), "".join(parts), frozenset(breaks - {0}))


def _plain_spellings(form: Form) -> set[str]:
    """Return the key, its plural or possessive, and, for a mark that is a possessive itself, the bare name."""
    spellings = {form.key}
    if form.name.kind == "mark" and len(form.key) >= SHORTEST_FOR_ALIKE:
        spellings.add(form.key if form.key.endswith("s") else form.key + "s")
        if form.key.endswith(HISSING):
            spellings.add(form.key + "es")
        if is_possessive(form.name.written):
            spellings.add(form.key[:-1])
    return spellings


def in_both_cases(names: Iterable[Name]) -> list[Name]:
    """Return the names, and besides the capitals and small letters of those where the two look unlike: Νίκη, ΝΙΚΗ."""
    told: list[Name] = []
    for name in names:
        told.append(name)
        if not name.written.isascii():
            folded = {fold_text(name.written)}
            for written in (name.written.upper(), name.written.lower()):
                if fold_text(written) not in folded:
                    folded.add(fold_text(written))
                    told.append(name._replace(written=written))
    return told


def is_possessive(written: str) -> bool:
    """Say whether a name ends in 's, as Levi's does."""
    return written[-2:].lower() in ("'s", "’s")


def _frozen(lists: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {found: tuple(numbers) for found, numbers in lists.items()}
