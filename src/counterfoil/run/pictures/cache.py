"""Which words were read on pictures before? Kept in the user's cache folder by digest, for reading takes seconds.

Each entry is bound to the program text that reads pictures. What is kept can be deleted at any time.
"""

import hashlib
import json
import sqlite3
from contextlib import closing, suppress
from functools import cache
from importlib import metadata
from pathlib import Path

import counterfoil.images
from counterfoil.images.words_on_packs import WordsOnPack
from counterfoil.run.inputs import digest_of
from counterfoil.run.mark_index_files import cache_folder

NAME = "words.sqlite"
MOST = 1_000_000  # pictures; beyond, the cache begins anew
READERS = ("rapidocr", "onnxruntime", "opencv-python-headless", "pillow")


class WordsCache:
    """Words by picture. A cache that cannot be opened, or is damaged, holds nothing and keeps nothing."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or picture_cache() / NAME

    def get(self, sha256: str) -> tuple[WordsOnPack, ...] | None:
        """Return the words of the picture with these bytes, or None where they were not read yet."""
        with suppress(sqlite3.Error, OSError, ValueError, TypeError), closing(self._opened()) as held:
            row = held.execute("SELECT words FROM words WHERE picture = ?", (_key(sha256),)).fetchone()
            if row is not None:
                return tuple(WordsOnPack(str(text), float(sure)) for text, sure in json.loads(row[0]))
        return None

    def put(self, sha256: str, words: tuple[WordsOnPack, ...]) -> None:
        """Keep the words of a picture."""
        with suppress(sqlite3.Error, OSError), closing(self._opened()) as held, held:
            if held.execute("SELECT count(*) FROM words").fetchone()[0] >= MOST:
                held.execute("DELETE FROM words")
            held.execute("INSERT OR REPLACE INTO words VALUES (?, ?)", (_key(sha256), json.dumps(words)))

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        held = sqlite3.connect(self._path, timeout=5)
        held.execute("CREATE TABLE IF NOT EXISTS words (picture TEXT PRIMARY KEY, words TEXT NOT NULL)")
        return held


def picture_cache() -> Path:
    """Return the folder of what is kept of pictures: counterfoil/pictures of the user's cache folder."""
    return cache_folder().parent / "pictures"


@cache
def digest_of_reading() -> str:
    """Return the SHA-256 of the program text that looks at pictures, and of the versions of what it uses."""
    folder, digest = Path(counterfoil.images.__file__).parent, hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(f"{path.name} {digest_of(path)}\n".encode())
    for package in READERS:
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"{package} {metadata.version(package)}\n".encode())
    return digest.hexdigest()


def _key(sha256: str) -> str:
    return f"{digest_of_reading()[:16]}/{sha256}"
