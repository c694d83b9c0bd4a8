"""What kind of goods does a text speak of, and do an owner's goods cover it?

English titles put the thing sold last in its phrase: a "phone case for iPhone" is a case, a "watch box" is no
watch (head-final compounds: Huddleston & Pullum, The Cambridge Grammar of the English Language, chapter 19).
So the last term before "for", "with", "by" or a comma counts. The terms stand in product_types/.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import polars as pl

from counterfoil.codes.product_vocabulary import ANY_GAP, Head, Phrase, Vocabulary, fold, vocabulary, words_of

# Marks that end a phrase; the words that do so stand in the table.
_END_MARKS = re.compile(r"[,;:|()\[\]•·!]|\s[-–—/+]\s|\bw/")
_GOODS_JOINTS = re.compile(r"[,;/&|]|\band\b|\bor\b|\bnamely\b|\bund\b|\bet\b|\by\b")


class _Term(NamedTuple):
    phrase: Phrase
    start: int  # place of its first word in the phrase of the title
    name: str | None


def product_types(texts: pl.Series) -> pl.Series:
    """Return, for each text, the name of the product type it speaks of, or null where it names none.

    Each distinct text is read once in Python: longest match with a look at earlier terms is no expression.
    """
    distinct = texts.drop_nulls().unique()
    names = pl.Series([_type_of(text) for text in distinct], dtype=pl.String)
    return texts.replace_strict(distinct, names, default=None, return_dtype=pl.String)


def covers(goods: str, product_type: str) -> bool:
    """Return whether goods such as "clothing" or "watches and jewellery" include the product type."""
    return product_type in goods_types([goods])


def goods_types(goods: list[str]) -> frozenset[str]:
    """Return the names of all product types that the goods of a right include; unknown goods include none."""
    named = frozenset(name for text in goods for name in _goods_named(text))
    return frozenset(name for name in vocabulary().types if not named.isdisjoint(with_broader(name)))


def nice_class(product_type: str) -> int | None:
    """Return the Nice class of a product type, or None where there is no such type."""
    known = vocabulary().types.get(product_type)
    return known.nice_class if known else None


def _goods_named(text: str) -> Iterator[str]:
    for piece in _GOODS_JOINTS.split(fold(text)):
        name = _type_of(piece)
        if name is not None:
            yield name


@cache
def with_broader(name: str) -> frozenset[str]:
    """Return a product type's name and those of every broader type it belongs to: hoodie → hoodie, clothing."""
    broader = vocabulary().types[name].broader
    return frozenset({name}) | (with_broader(broader) if broader else frozenset())


def _type_of(text: str) -> str | None:
    known, waiting, candidate = vocabulary(), list[Head](), None
    for opening, words in _phrases(fold(text), known):
        is_use, terms = opening in known.uses, _terms(words, known)
        made_for = [head.name for head in waiting if is_use and _named(terms, head.of)]  # "case for iPhone"
        if made_for:
            return made_for[0]
        is_decisive = any(term.phrase in known.decisive for term in terms)
        if candidate is None or is_decisive:
            candidate = _head_of(terms, known, is_use=is_use)
            waiting = known.heads.get(terms[-1].phrase, []) if terms else []
        else:
            waiting = []
        if is_decisive:
            return candidate
    return candidate


def _phrases(text: str, known: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    """Yield each phrase of the text as the word that opened it and its words."""
    for piece in _END_MARKS.split(text):
        opening, phrase = "", list[str]()
        for word in words_of(piece):
            if word in known.ends:
                yield opening, phrase
                opening, phrase = word, []
            else:
                phrase.append(word)
        yield opening, phrase


def _terms(words: Sequence[str], known: Vocabulary) -> list[_Term]:
    terms, start = list[_Term](), 0
    while start < len(words):
        for length in range(known.longest.get(words[start], 0), 0, -1):
            phrase = tuple(words[start : start + length])
            if len(phrase) == length and (phrase in known.names or phrase in known.heads):
                terms.append(_Term(phrase, start, known.names.get(phrase)))
                start += length
                break
        else:
            start += 1
    return terms


def _head_of(terms: list[_Term], known: Vocabulary, *, is_use: bool) -> str | None:
    """Return the type of the last term that counts: "strap" only behind a watch, an iPhone not behind "for"."""
    for place in range(len(terms) - 1, -1, -1):
        term, earlier = terms[place], terms[:place]
        behind = [(head, other) for head in known.heads.get(term.phrase, ()) for other in _named(earlier, head.of)]
        near = [head.name for head, other in behind if term.start - other.start - len(other.phrase) <= head.gap]
        if near or (near := _led_heads(term, earlier, known)):
            return near[0]
        if not behind and term.name and not (is_use and known.types[term.name].fitted):
            return term.name
    return None


def _led_heads(term: _Term, earlier: list[_Term], known: Vocabulary) -> list[str]:
    """Heads that stand before the thing they are made for, as in French and Spanish: "coque iPhone 12"."""
    heads = [head for other in earlier for head in known.heads.get(other.phrase, ()) if head.gap == ANY_GAP]
    is_fitted = term.name is not None and known.types[term.name].fitted
    return [head.name for head in heads if is_fitted and term.name in head.of]


def _named(terms: Iterable[_Term], names: frozenset[str]) -> list[_Term]:
    return [term for term in terms if term.name in names]
