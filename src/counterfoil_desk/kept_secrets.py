"""Secrets that the desk draws for itself: made once, kept in a file that only its owner can read."""

from collections.abc import Callable
from pathlib import Path


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """Return what stands in the file; where there is none, what `make` draws, written whole before it has its name."""
    if not path.exists():
        partial = path.with_suffix(".partial")
        partial.touch(mode=0o600)
        partial.write_text(make(), encoding="ascii")
        partial.rename(path)
    return path.read_text(encoding="ascii")
