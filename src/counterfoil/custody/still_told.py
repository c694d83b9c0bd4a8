"""Does an edition tell in another place what it withholds in one? Each withheld text, looked for in all that is told.

A name that is withheld as a field may stand in a sentence, in the name of a file or in an exhibit. What is found is
told by place, never with the text. Files that are no text (pictures, PDF) are not searched and are counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import polars as pl

from counterfoil.custody.commitments import values_told
from counterfoil.custody.layout import FILES, table_in
from counterfoil.custody.records import known_lines
from counterfoil.custody.zip_reader import Reading, ZipReader

SHORTEST = 4  # letters and digits; what is shorter stands everywhere
MOST = 50_000  # different texts that are looked for
_AT_ONCE = 200_000  # values
_OVERLAP = 1_000  # characters of a file that are looked at with the next piece too
_HEAD = 4_096  # bytes by which a text is told from other files


@dataclass
class StillTold:
    """How often a withheld text stands elsewhere, by the field it was withheld from and the place where it stands."""

    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    not_searched: int = 0


def texts_of(value: object) -> Iterator[str]:
    """Yield the texts of a value that can be looked for: not those that are short, or numbers and days."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and len(text) >= SHORTEST and any(letter.isalpha() for letter in text[:50]):
            yield text


def still_told(edition: BinaryIO, withheld: Mapping[str, str]) -> StillTold:
    """Return where withheld texts still stand in an edition; `withheld` gives the field of each text."""
    told = StillTold()
    if not withheld:
        return told
    edition.seek(0)
    for member in ZipReader(edition):
        table = table_in(member.name)
        if table is not None:
            _in_table(told, table, member.chunks, withheld)
        elif member.name.startswith(FILES):
            _in_file(told, member, withheld)
        for _ in member.chunks:
            pass
    return told


def _in_table(told: StillTold, table: str, chunks: Iterable[bytes], withheld: Mapping[str, str]) -> None:
    waiting: list[tuple[str, str]] = []
    for record, _ in known_lines(chunks):
        waiting += [(f"{table}.{name}", _joined(value)) for name, value in values_told(record).items()]
        if len(waiting) >= _AT_ONCE:
            _note(told, waiting, withheld)
            waiting = []
    _note(told, waiting, withheld)


def _joined(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""


def _in_file(told: StillTold, member: Reading, withheld: Mapping[str, str]) -> None:
    before, place = "", member.name.removeprefix(FILES)
    for number, chunk in enumerate(member.chunks):
        if number == 0 and (b"\0" in chunk[:_HEAD] or chunk.startswith(b"%PDF")):
            told.not_searched += 1
            return
        text = chunk.decode("utf-8", "replace")
        _note(told, [(place, before + text)], withheld)
        before = text[-_OVERLAP:]


def _note(told: StillTold, texts: list[tuple[str, str]], withheld: Mapping[str, str]) -> None:
    found = pl.DataFrame(texts, schema={"place": pl.String, "text": pl.String}, orient="row").filter(
        pl.col("text") != ""
    )
    sought = list(withheld)
    column = pl.col("text").str
    found = found.with_columns(
        which=column.extract_many(sought, overlapping=True), at=column.find_many(sought, overlapping=True)
    ).filter(pl.col("which").list.len() > 0)
    for place, text, which, at in found.iter_rows():
        data = text.encode()
        for one in {one for one, offset in zip(which, at, strict=True) if _stands_alone(data, one, offset)}:
            told.places[withheld[one], place] += 1


def _stands_alone(data: bytes, text: str, offset: int) -> bool:
    """Say whether it is no part of a longer word or number."""
    end = offset + len(text.encode())
    before, after = data[max(0, offset - 4) : offset], data[end : end + 4]
    return not before.decode("utf-8", "ignore")[-1:].isalnum() and not after.decode("utf-8", "ignore")[:1].isalnum()
