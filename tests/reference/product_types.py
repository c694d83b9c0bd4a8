"""The slow and obvious twin of `codes.product_type.product_types`: one text at a time, in plain Python."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from counterfoil.codes.product_vocabulary import ANY_GAP, Head, Phrase, Vocabulary, fold, vocabulary, words_of

END_MARKS = re.compile(r"[,;:|()\[\]•·!]|\s[-–—/+]\s|\bw/")


class Term(NamedTuple):
    """A phrase of the table in a title: the place of its first word in the title's phrase, and its type."""

    phrase: Phrase
    start: int
    name: str | None


def type_of(text: str) -> str | None:
    """Return the name of the product type that a text speaks of, or None."""
    known, waiting, candidate = vocabulary(), list[Head](), None
    for opening, words in phrases(fold(text), known):
        is_use, terms = opening in known.uses, terms_of(words, known)
        made_for = [head.name for head in waiting if is_use and _named(terms, head.of)]  # "case for iPhone"
        if made_for:
            return made_for[0]
        is_decisive = any(term.phrase in known.decisive for term in terms)
        if candidate is None or is_decisive:
            candidate = head_of(terms, known, is_use=is_use)
            waiting = known.heads.get(terms[-1].phrase, []) if terms else []
        else:
            waiting = []
        if is_decisive:
            return candidate
    return candidate


def phrases(text: str, known: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    """Yield each phrase of the text as the word that opened it and its words."""
    for piece in END_MARKS.split(text):
        opening, phrase = "", list[str]()
        for word in words_of(piece):
            if word in known.ends:
                yield opening, phrase
                opening, phrase = word, []
            else:
                phrase.append(word)
        yield opening, phrase


def terms_of(words: Sequence[str], known: Vocabulary) -> list[Term]:
    """Return the phrases of the table in a row of words, the longest first."""
    terms, start = list[Term](), 0
    while start < len(words):
        for length in range(known.longest.get(words[start], 0), 0, -1):
            phrase = tuple(words[start : start + length])
            if len(phrase) == length and (phrase in known.names or phrase in known.heads):
                terms.append(Term(phrase, start, known.names.get(phrase)))
                start += length
                break
        else:
            start += 1
    return terms


def head_of(terms: list[Term], known: Vocabulary, *, is_use: bool) -> str | None:
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


def _led_heads(term: Term, earlier: list[Term], known: Vocabulary) -> list[str]:
    heads = [head for other in earlier for head in known.heads.get(other.phrase, ()) if head.gap == ANY_GAP]
    is_fitted = term.name is not None and known.types[term.name].fitted
    return [head.name for head in heads if is_fitted and term.name in head.of]


def _named(terms: Iterable[Term], names: frozenset[str]) -> list[Term]:
    return [term for term in terms if term.name in names]
