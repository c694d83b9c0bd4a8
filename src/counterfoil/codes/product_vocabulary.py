"""Which words name which kind of goods? Reads the tables in product_types/, beside this file, into look-ups."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_TABLES = Path(__file__).with_name("product_types")
_PHRASES = "phrases.toml"  # the one table that holds no types
_TOKEN = re.compile(r"[^\W_]+")
_HISSING = ("s", "x", "ch", "sh")
ANY_GAP = 1_000  # words; longer than any title

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class ProductType:
    """One kind of goods: its Nice class, the goods word above it, and whether other goods are made for it."""

    name: str
    nice_class: int
    broader: str | None = None
    fitted: bool = False


@dataclass(frozen=True)
class Head:
    """A word that names `name` behind goods of the types `of`, with at most `gap` words between."""

    name: str
    of: frozenset[str]
    gap: int


@dataclass
class Vocabulary:
    """What the table says, by name of the type or by phrase.

    `names`: the type of each phrase, None for phrases that only look like goods; `heads`: what a phrase names
    behind other goods; `decisive`: phrases that outweigh what stands before; `longest`: the number of words of
    the longest phrase that begins with a word; `ends`: words that end a phrase; `uses`: those of them behind
    which stands what the goods are made for.
    """

    types: dict[str, ProductType] = field(default_factory=dict)
    names: dict[Phrase, str | None] = field(default_factory=dict)
    heads: dict[Phrase, list[Head]] = field(default_factory=dict)
    decisive: set[Phrase] = field(default_factory=set)
    longest: dict[str, int] = field(default_factory=dict)
    ends: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()


def fold(text: str) -> str:
    """Return the text in NFKC and lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def words_of(text: str) -> Phrase:
    """Return the words of a folded text; hyphens and apostrophes part words, as blanks do."""
    return tuple(_TOKEN.findall(text))


@cache
def vocabulary() -> Vocabulary:
    """Return the tables of product_types/, read once."""
    files = {file.name: tomllib.loads(file.read_text("utf-8")) for file in sorted(_TABLES.glob("*.toml"))}
    phrases = files.pop(_PHRASES)
    types: dict[str, Any] = {name: entry for table in files.values() for name, entry in table.items()}
    known = Vocabulary(ends=frozenset(phrases["ends"]), uses=frozenset(phrases["uses"]))
    for name, entry in types.items():
        _add_type(known, name, entry)
    for name, entry in types.items():  # a word written down goes before a plural formed here
        for word in entry["words"]:
            known.names.setdefault(_plural(words_of(word)), name)
    known.names.update({words_of(phrase): None for phrase in phrases["not_goods"]})
    for phrase in [*known.names, *known.heads]:
        known.longest[phrase[0]] = max(len(phrase), known.longest.get(phrase[0], 0))
    return known


def _add_type(known: Vocabulary, name: str, entry: dict[str, Any]) -> None:
    broader, fitted = entry.get("broader"), entry.get("fitted", False)
    known.types[name] = ProductType(name, entry["nice_class"], broader, fitted)
    known.names[words_of(name)] = name
    known.names.update({words_of(word): name for word in entry["words"]})
    known.decisive.update(words_of(word) for word in entry.get("decisive", ()))
    head = Head(name, frozenset(entry.get("of", ())), entry.get("gap", ANY_GAP))
    for word in entry.get("heads", ()):
        singular = words_of(word)
        for phrase in {singular, _plural(singular)}:
            known.heads.setdefault(phrase, []).append(head)


def _plural(phrase: Phrase) -> Phrase:
    """Return the regular English plural: watch → watches, battery → batteries, hoodie → hoodies."""
    *front, last = phrase
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "es" if last.endswith(_HISSING) else "s"
    return (*front, last)
