"""Which fonts is a paper set in, and which of them did it use? Noto, by family, from folders that are named.

No other font of the machine changes a page: a family that is not listed here is never used. Where Noto is not installed
the fonts inside Typst stand in: Latin, Greek and Cyrillic, and nothing else.
"""

import hashlib
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import typst

_SCRIPTS = (
    *("Hebrew", "Armenian", "Georgian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Telugu"),
    *("Kannada", "Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic", "Tibetan"),
)
_LAST = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Emoji", "Noto Color Emoji")
_SERIF_SCRIPTS = tuple(f"Noto Serif {script}" for script in _SCRIPTS)
_SANS_SCRIPTS = tuple(f"Noto Sans {script}" for script in _SCRIPTS)
IN_TYPST = ("Libertinus Serif", "DejaVu Sans Mono")
STACKS = {  # in each, the first family that has a character shows it
    "serif": ("Noto Serif", "Noto Naskh Arabic", *_SERIF_SCRIPTS, "Noto Serif CJK SC", *_LAST, *IN_TYPST),
    "sans": ("Noto Sans", "Noto Sans Arabic", *_SANS_SCRIPTS, "Noto Sans CJK SC", *_LAST, *IN_TYPST),
    "mono": ("Noto Sans Mono CJK SC", "DejaVu Sans Mono", "Noto Sans", "Noto Sans Arabic", *_LAST),
}
_NAMED = re.compile(rb"/FontName/[A-Z]{6}\+([A-Za-z0-9-]+)")
_FACE = re.compile(r"(?P<family>.+?)-(?P<style>[A-Za-z]+)")
BOLD = 600  # the weight from which a face is called bold


class Font(NamedTuple):
    """A face that a paper was set in: its name, and the SHA-256 of its file, or of which Typst it is a part."""

    name: str
    digest: str


class Fonts:
    """The fonts in some folders, looked through once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.found = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])
        families = set(self.found.families())
        self.stacks = {name: [one for one in stack if one in families] for name, stack in STACKS.items()}
        self._files = {_key(one.family, one.weight >= BOLD, one.style): one.path for one in self.found.fonts()}
        self._digests: dict[str, str] = {}

    def used(self, pdf: bytes) -> tuple[Font, ...]:
        """Return the fonts that a PDF of ours holds, by name."""
        names = {name.decode() for name in _NAMED.findall(pdf)}
        return tuple(Font(name, self._digest(name)) for name in sorted(names))

    def _digest(self, name: str) -> str:
        face = _FACE.fullmatch(name)
        family, style = (face["family"], face["style"]) if face else (name, "Regular")
        path = self._files[_key(family, "Bold" in style, "italic" if "Italic" in style else "normal")]
        if path is None:
            return f"in typst {version('typst')}"
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        return self._digests[path]


def _key(family: str, bold: bool, style: str) -> tuple[str, bool, str]:
    return "".join(filter(str.isalnum, family)).lower(), bold, style
