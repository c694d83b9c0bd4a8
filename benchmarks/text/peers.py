"""Other ways to find many names in many texts, each as `prepare(names) → find(texts) → number of places found`.

All of them read text that plain Python has folded first (case, accents, look-alikes), as ours does within its pass;
none of them finds misspelled, broken up or joined names. What is not installed is left out, and said so.
"""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import polars as pl

from counterfoil.text.folding import fold_text

MOST_BOUNDED = 50_000  # names
Find = Callable[[Sequence[str]], int]


def hyperscan(names: Sequence[str]) -> Find:
    """Intel's regular expression engine, names as literals between word boundaries.

    Of very many names without boundaries: with them it compiled 200,000 for over five minutes and was stopped.
    """
    boundary = r"\b" if len(names) <= MOST_BOUNDED else ""
    engine: Any = import_module("hyperscan")
    database = engine.Database(mode=engine.HS_MODE_BLOCK)
    literals = [f"{boundary}{re.escape(name)}{boundary}".encode() for name in names]
    database.compile(expressions=literals, ids=list(range(len(names))), elements=len(names))
    found: list[tuple[int, int, int]] = []

    def find(texts: Sequence[str]) -> int:
        found.clear()
        for row, text in enumerate(texts):
            database.scan(
                fold_text(text).encode(),
                match_event_handler=lambda name, _, end, __, row: found.append((row, name, end)),
                context=row,
            )
        return len(found)

    return find


def daachorse(names: Sequence[str]) -> Find:
    """A double-array Aho–Corasick automaton in Rust."""
    automaton = import_module("daachorse").CharwiseDoubleArrayAhoCorasick(list(names))
    return lambda texts: sum(len(automaton.find_overlapping(fold_text(text))) for text in texts)


def ahocorasick_rs(names: Sequence[str]) -> Find:
    """The Aho–Corasick automaton of Rust's regex authors."""
    automaton = import_module("ahocorasick_rs").AhoCorasick(list(names))
    return lambda texts: sum(len(automaton.find_matches_as_indexes(fold_text(t), overlapping=True)) for t in texts)


def pyahocorasick(names: Sequence[str]) -> Find:
    """The Aho–Corasick automaton in C that is used most from Python."""
    automaton: Any = import_module("ahocorasick").Automaton()
    for number, name in enumerate(names):
        automaton.add_word(name, number)
    automaton.make_automaton()
    return lambda texts: sum(1 for text in texts for _ in automaton.iter(fold_text(text)))


def flashtext(names: Sequence[str]) -> Find:
    """A trie over words in plain Python."""
    processor: Any = import_module("flashtext").KeywordProcessor()
    for name in names:
        processor.add_keyword(name)
    return lambda texts: sum(len(processor.extract_keywords(fold_text(text))) for text in texts)


def polars_extract_many(names: Sequence[str]) -> Find:
    """Polars' own Aho–Corasick expression; it builds its automaton at each call."""
    patterns = pl.Series(list(names))

    def find(texts: Sequence[str]) -> int:
        folded = pl.Series([fold_text(text) for text in texts])
        return int(folded.str.extract_many(patterns.implode(), overlapping=True).list.len().sum())

    return find


PEERS = {
    "Python fold + hyperscan": hyperscan,
    "Python fold + daachorse": daachorse,
    "Python fold + ahocorasick_rs": ahocorasick_rs,
    "Python fold + pyahocorasick": pyahocorasick,
    "Python fold + Polars extract_many": polars_extract_many,
    "Python fold + flashtext": flashtext,
}
