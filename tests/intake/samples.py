"""Small inputs and ways to read them, for the tests of the intake."""

import io
from pathlib import Path
from typing import BinaryIO

import polars as pl
import pytest

from counterfoil.intake.mapping import Mapping, read_mapping
from counterfoil.intake.offers import read_offers
from counterfoil.tables.contract import Sorted

SHARED = Path(__file__).parents[3] / "shared" / "data"


def stream(content: str | bytes) -> BinaryIO:
    """Return the content as a stream of bytes."""
    return io.BytesIO(content.encode() if isinstance(content, str) else content)


class Pipe(io.RawIOBase):
    """Bytes that come a few at a time and cannot be sought in, as from a pipe."""

    def __init__(self, content: bytes, *, at_once: int = 1000) -> None:
        self._content, self._at_once = content, at_once

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        data = self._content[: min(len(buffer), self._at_once)]
        self._content = self._content[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def mapped(toml: str) -> Mapping:
    """Return the mapping that the text states."""
    return read_mapping(stream(toml), file="mapping.toml")


def together(batches: list[Sorted]) -> Sorted:
    """Return the batches as one."""
    return Sorted(pl.concat(b.kept for b in batches), pl.concat(b.rejects for b in batches))


def offers(content: str | bytes, mapping: str | None = None, encoding: str | None = None) -> Sorted:
    """Return the offers of the content, all batches as one."""
    given = mapped(mapping) if mapping is not None else None
    return together(list(read_offers(stream(content), file="offers", mapping=given, encoding=encoding)))


def shared_file(name: str) -> Path:
    """Return a real sample; skips the test where the samples are absent."""
    if not SHARED.exists():
        pytest.skip("../shared/data is absent: the real samples are not part of the repository")
    return SHARED / name


def offers_of(path: Path, mapping: str | None = None) -> Sorted:
    """Return the offers of a real file, all batches as one."""
    given = mapped(mapping) if mapping is not None else None
    with path.open("rb") as opened:
        return together(list(read_offers(opened, file=path.name, mapping=given)))
