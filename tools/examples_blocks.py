"""How are the hand-written tables of the examples read? Blocks of text: one `@` line, then `key: value` lines.

@ first | second | third
title: words
  that may run on when indented
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Block(NamedTuple):
    """One entry: the cells of its `@` line and its named values."""

    head: tuple[str, ...]
    values: dict[str, str]


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a table in order. Raises ValueError where a line is neither key nor continuation."""
    for chunk in re.split(r"(?m)^@ ", text)[1:]:
        head, _, body = chunk.partition("\n")
        joined = re.sub(r"\n\s+", " ", body.strip())
        values: dict[str, str] = {}
        for line in joined.splitlines():
            key, colon, value = line.partition(":")
            if not colon:
                raise ValueError(f"no key in {line!r} of {head!r}")
            values[key.strip()] = value.strip()
        yield Block(tuple(cell.strip() for cell in head.split("|")), values)


def rows(text: str) -> list[list[str]]:
    """Return the cells of a table of `|`-separated lines, without empty lines."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
