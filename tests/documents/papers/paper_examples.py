"""The example records of papers, and what the tests of papers share."""

import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from counterfoil.documents.papers.kinds import KINDS
from counterfoil.documents.papers.parts import Paper
from counterfoil.documents.papers.reading import read_paper
from counterfoil.run.papers import FONT_FOLDERS

EXAMPLES = Path(__file__).parents[3] / "examples"
NOTO = all(Path(folder).is_dir() for folder in FONT_FOLDERS[:2])
needs_noto = pytest.mark.skipif(not NOTO, reason="needs the packages fonts-noto-core and fonts-noto-cjk; CI has them")


def example_file(kind: str) -> Path:
    return EXAMPLES / "papers" / f"{kind}.toml"


def example(kind: str) -> Paper:
    assert kind in KINDS
    path = example_file(kind)
    return read_paper(path.read_bytes(), kind, file=path.name)


def text_of(pdf: Path) -> str:
    """Return the text of a PDF without blanks, in which a line that is broken reads on."""
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    return "".join(unicodedata.normalize("NFKC", "".join(pages)).split())


def shown(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
