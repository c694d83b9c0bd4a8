"""What would simpler searches find? A search for the names in folded text, and a fuzzy search, on the same cases.

Both read text that plain Python has folded first (case, accents, look-alikes), with the engine's own folding.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import polars as pl

from counterfoil.text.folding import fold_text

EXACT = "Python fold + hyperscan"
CLOSE = 90.0  # of 100; below it nearly every title is close to some mark of twenty thousand
SAMPLED = 100  # cases of each kind for the fuzzy search, which reads all marks for each


def exact_hits(texts: Sequence[str], marks: Sequence[str]) -> pl.DataFrame | None:
    """Return `row` and `mark` (its number) of the names that stand as whole words, or None without hyperscan."""
    try:
        engine: Any = import_module("hyperscan")
    except ModuleNotFoundError:
        return None
    database = engine.Database(mode=engine.HS_MODE_BLOCK)
    literals = [(n, rf"\b{_escaped(name)}\b") for n, mark in enumerate(marks) if (name := fold_text(mark)).isascii()]
    numbers, expressions = [n for n, _ in literals], [literal.encode() for _, literal in literals]
    database.compile(expressions=expressions, ids=numbers, elements=len(literals))
    found: list[tuple[int, int]] = []
    for row, text in enumerate(texts):
        database.scan(
            fold_text(text).encode(),
            match_event_handler=lambda mark, _, __, ___, row: found.append((row, mark)),
            context=row,
        )
    return pl.DataFrame(found, schema={"row": pl.Int64, "mark": pl.Int64}, orient="row").unique(maintain_order=True)


def nearest(texts: Sequence[str], marks: Sequence[str]) -> list[int | None] | None:
    """Return for each text the number of the mark nearest to a part of it, None if none is CLOSE; None without
    rapidfuzz."""
    try:
        fuzz, process = import_module("rapidfuzz.fuzz"), import_module("rapidfuzz.process")
    except ModuleNotFoundError:
        return None
    folded = [fold_text(mark) for mark in marks]
    found = (process.extractOne(fold_text(t), folded, scorer=fuzz.partial_ratio, score_cutoff=CLOSE) for t in texts)
    return [None if one is None else int(one[2]) for one in found]


def _escaped(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter == " " else rf"\x{ord(letter):02x}" for letter in name)
