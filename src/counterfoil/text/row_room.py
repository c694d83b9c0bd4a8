"""Room for one row of text in the compiled scan, and how plain Python puts a row there that only it can fold."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from counterfoil.text.folding import Folded
from counterfoil.text.hashing import Numbers, hashes_of
from counterfoil.text.kernel_words import (
    DIGITS,
    ENDS,
    FIRSTS,
    FOLDED,
    HASHES,
    LEET,
    LENGTHS,
    LETTERS,
    ORIGIN,
    ORIGINAL,
    STARTS,
    room_for,
)
from counterfoil.text.tokens import Token
from counterfoil.text.words import letters_of


class Row(NamedTuple):
    """A row of text in the room made for it, cut into a number of words."""

    room: Numbers
    words: int


def put_row(text: str, folded: Folded, tokens: Sequence[Token]) -> Row:
    """Return a folded text as the scan would have cut it; whether signs were read as letters is not told."""
    room = room_for(max(len(text), len(folded.text)))
    room[ORIGINAL, : len(text)] = letters_of(text)
    size, count = len(folded.text), len(tokens)
    room[FOLDED, :size] = letters_of(folded.text)
    room[ORIGIN, :size] = np.arange(size) if folded.origin is None else folded.origin
    room[LEET, :size] = 1
    texts = [token.text for token in tokens]
    together = letters_of("".join(texts))
    room[LETTERS, : len(together)] = together
    room[STARTS, :count] = [token.start for token in tokens]
    room[ENDS, :count] = [token.end for token in tokens]
    room[LENGTHS, :count] = [len(word) for word in texts]
    room[FIRSTS, :count] = np.cumsum(room[LENGTHS, :count]) - room[LENGTHS, :count]
    room[HASHES, :count] = hashes_of(texts)
    room[DIGITS, :count] = [sum("0" <= letter <= "9" for letter in word) for word in texts]
    return Row(room, count)
