"""Make papers: a record in, a PDF with its number, digest and fonts out."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from counterfoil.documents.fonts import Font, Fonts
from counterfoil.documents.papers.filled import filled
from counterfoil.documents.papers.kinds import kind_of
from counterfoil.documents.papers.parts import Paper
from counterfoil.documents.typesetter import Typesetter

# Where the packages fonts-noto-core and fonts-noto-cjk, and people without root, put Noto.
FONT_FOLDERS = ("/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto", "~/.local/share/fonts/noto")


class Made(NamedTuple):
    """A paper: the bytes of its PDF, its number, the SHA-256 of the bytes, and the fonts that it holds."""

    pdf: bytes
    number: str
    sha256: str
    fonts: tuple[Font, ...]


def paper(record: Paper, *, font_folders: tuple[Path, ...] = ()) -> Made:
    """Return the paper that the record fills; the same record and fonts give the same bytes in every process.

    Raises UserError where no font has a character of it.
    """
    setter = typesetter(font_folders)
    content = filled(record)
    pdf = setter.pdf(kind_of(record), content)
    return Made(pdf, content["meta"]["number"], hashlib.sha256(pdf).hexdigest(), setter.fonts.used(pdf))


@lru_cache(maxsize=4)
def typesetter(font_folders: tuple[Path, ...] = ()) -> Typesetter:
    """Return what sets papers in the fonts of these folders, or of FONT_FOLDERS; made once for a process."""
    usual = tuple(Path(folder).expanduser() for folder in FONT_FOLDERS)
    return Typesetter(Fonts([folder for folder in font_folders or usual if folder.is_dir()]))
