"""Slow and obvious twins of the compiled comparisons: plain Python over words and pieces."""

import math
import re
from collections import Counter

WORD = re.compile(r"[^\W_]+")


def grams(text: str) -> Counter[bytes]:
    """Return the pieces of three bytes, a blank before and behind the text."""
    padded = b" " + text.encode() + b" "
    return Counter(padded[place : place + 3] for place in range(len(padded) - 2)) if text else Counter()


def rarities(texts: list[str]) -> dict[bytes, float]:
    """Return the weight of each piece among the texts."""
    counts = Counter(piece for text in texts for piece in grams(text))
    return {piece: math.log((1 + len(texts)) / (1 + count)) + 1 for piece, count in counts.items()}


def cosine(one: str, other: str, weights: dict[bytes, float]) -> float:
    """Return the cosine of two texts."""
    sides = [
        {piece: (1 + math.log(count)) * weights[piece] for piece, count in grams(text).items()} for text in (one, other)
    ]
    lengths = [math.sqrt(sum(weight**2 for weight in side.values())) for side in sides]
    products = sum(weight * sides[1].get(piece, 0.0) for piece, weight in sides[0].items())
    return products / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def words(text: str) -> set[str]:
    """Return the words of a folded text."""
    return set(WORD.findall(text))


def stands_in(word: str, text: str, other_words: set[str]) -> bool:
    """Say whether the other text holds the word, as one or within its letters run together."""
    if word in other_words:
        return True
    if len(word.encode()) < 3:
        return False
    run = "".join(WORD.findall(text))
    pattern = re.escape(word)
    if word.isascii() and word.isdigit():
        pattern = rf"(?<![0-9]){pattern}(?![0-9])"
    return re.search(pattern, run) is not None
