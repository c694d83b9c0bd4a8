"""Make papers: a record in, a PDF with its number, digest and fonts out."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from counterfoil.documents.fonts import Font, Fonts
from counterfoil.documents.papers.filled import digest_of, filled
from counterfoil.documents.papers.kinds import kind_of
from counterfoil.documents.papers.parts import Paper
from counterfoil.documents.papers.reading import read_paper
from counterfoil.documents.typesetter import Typesetter
from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import whole, write_json

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


def paper_in(path: Path, kind: str) -> Paper:
    """Return the record in a file. Raises UserError where there is none."""
    with opened(path) as stream:
        return read_paper(stream.read(), kind, file=path.name)


def write_paper(record: Paper, out: Path, *, font_folders: tuple[Path, ...] = ()) -> Made:
    """Make the paper and write it to `out`, and beside it, in `out`.json, what it was made of.

    Raises UserError where it cannot be made or written.
    """
    made = paper(record, font_folders=font_folders)
    write_made(record, made, out)
    return made


def write_made(record: Paper, made: Made, out: Path) -> None:
    """Write a paper made of the record, as `write_paper` does: so several can be made before any is written."""
    told = {
        "kind": kind_of(record),
        "number": made.number,
        "sha256": made.sha256,
        "facts_sha256": digest_of(record),
        "fonts": {font.name: font.digest for font in made.fonts},
        "typst": version("typst"),
    }
    with whole(out) as partial:
        partial.write_bytes(made.pdf)
    with whole(out.with_name(f"{out.name}.json")) as partial:
        write_json(partial, told)


@lru_cache(maxsize=4)
def typesetter(font_folders: tuple[Path, ...] = ()) -> Typesetter:
    """Return what sets papers in the fonts of these folders, or of FONT_FOLDERS; made once for a process.

    Raises UserError for a folder that is named and not there.
    """
    for folder in font_folders:
        if not folder.is_dir():
            raise UserError("This folder of fonts is not there.", cure="Name another with --fonts.", file=str(folder))
    usual = tuple(Path(folder).expanduser() for folder in FONT_FOLDERS)
    return Typesetter(Fonts([folder for folder in font_folders or usual if folder.is_dir()]))
