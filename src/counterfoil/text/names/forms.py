"""By which forms does a name meet other spellings of itself? Folded, in Latin letters, without legal form, sorted."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from counterfoil.text.names.latin import LONGEST, latin
from counterfoil.text.names.vocabulary import alike, any_of, legal_forms, particles, titles

KEPT = 1 << 17  # names whose forms are remembered
LONGEST_FORM = 6  # words of a legal form
LEADS = 3  # letters: shorter legal forms stand only behind a name …
_LEADING = frozenset(["pt", "ao", "cv", "sc"])  # … but for these
_NAMES = frozenset(["xi", "vi", "us"])  # at the head of a name a name, behind it a numeral
_ABJAD = ("ARABIC", "HEBREW", "SYRIAC", "THAANA")


class NameForm(NamedTuple):
    """`folded` as written in small letters, `latin` in Latin letters, `words` that count, `legal` kinds of company.

    `vowelless` says that vowels are missing: the name is written in Arabic or Hebrew letters.
    """

    folded: str
    latin: str
    words: tuple[str, ...]
    legal: frozenset[str]
    vowelless: bool

    @property
    def key(self) -> str:
        """The words that count, sorted: equal for spellings that differ in order, case, accents and legal form."""
        return " ".join(sorted(self.words))


@lru_cache(maxsize=KEPT)
def name_form(text: str) -> NameForm:
    """Return the forms of one name; any text is accepted."""
    name = unicodedata.normalize("NFKC", text[:LONGEST])
    bare, legal = _without_foreign_form(name)
    written = latin(bare)
    words, more = _without_legal_form(tuple(written.split()))
    words = _in_one_spelling(words)
    vowelless = any(unicodedata.name(letter, "").startswith(_ABJAD) for letter in bare)
    return NameForm(" ".join(name.casefold().split()), written, _that_count(words), legal | more, vowelless)


def name_forms(names: pl.Series) -> pl.DataFrame:
    """Return a row for each name: folded, latin, bare (no legal form, in order), key (bare, sorted), legal (kinds).

    Where there is no name all columns are null. Each different name is read once.
    """
    distinct = names.drop_nulls().unique().sort()
    read = [name_form(name) for name in distinct]
    columns = {
        "folded": [form.folded for form in read],
        "latin": [form.latin for form in read],
        "bare": [" ".join(form.words) for form in read],
        "key": [form.key for form in read],
        "legal": [" ".join(sorted(form.legal)) for form in read],
    }
    known = pl.DataFrame({"name": distinct} | columns, schema=dict.fromkeys(["name", *columns], pl.String))
    return names.rename("name").to_frame().join(known, on="name", how="left", maintain_order="left").drop("name")


def _without_foreign_form(name: str) -> tuple[str, frozenset[str]]:
    """Return the name without legal forms in other letters than Latin, wherever they stand, and their kinds."""
    found = any_of("legal forms").findall(name)
    rest = any_of("legal forms").sub(" ", name) if found else name
    return (rest, frozenset(legal_forms()[form] for form in found)) if rest.strip() else (name, frozenset())


def _without_legal_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words without legal forms at either end, and their kinds; one word is always left."""
    kinds = set()
    while True:
        for length in range(min(LONGEST_FORM, len(words) - 1), 0, -1):
            last, first = " ".join(words[-length:]), " ".join(words[:length])
            if last in legal_forms():
                kinds.add(legal_forms()[last])
                words = words[:-length]
                break
            if first in legal_forms() and (len(first) >= LEADS or first in _LEADING):
                kinds.add(legal_forms()[first])
                words = words[length:]
                break
        else:
            return words, frozenset(kinds)


def _in_one_spelling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words as all write them: short for long, numbers in digits ("forty four", "XLIV" stays)."""
    spelt: list[str] = []
    for place, word in enumerate(words):
        put = word if place == 0 and word in _NAMES else alike().get(word, word)
        tens = spelt[-1] if spelt else ""
        if tens.isdigit() and len(tens) == 2 and tens.endswith("0") and put.isdigit() and len(put) == 1:
            spelt[-1] = tens[0] + put
        else:
            spelt.append(put)
    return tuple(spelt)


def _that_count(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without titles, particles and immediate repetition; all of them where nothing else is left."""
    counted = [word for word in words if word not in titles() and word not in particles()]
    counted = [word for place, word in enumerate(counted) if place == 0 or counted[place - 1] != word]
    return tuple(counted) or words
