"""How does a paper become a PDF? Its template, its facts as JSON and nothing else: no network, no file but templates.

The PDF is tagged (PDF/UA-1, ISO 14289-1), holds no date, and is the same bytes for the same facts and fonts. What is
written in the facts is shown as it stands, and never run. PDF/UA allows no character without a glyph, so Typst refuses
one that no font has; PDF/A would ask for a date, which none of these has.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from counterfoil.documents.fonts import Fonts
from counterfoil.errors import UserError

TEMPLATES = Path(__file__).parent / "typst"
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_NUMBERED = re.compile(r"\\u\{([0-9a-f]+)\}")
_CURES = (  # the characters from and to, and the package of Debian and Ubuntu that has their font
    ("\u1100", "\u11ff", "fonts-noto-cjk"),
    ("\u2e80", "\u9fff", "fonts-noto-cjk"),
    ("\uac00", "\ud7ff", "fonts-noto-cjk"),
    ("\uf900", "\ufaff", "fonts-noto-cjk"),
    ("\U0001f000", "\U0001faff", "fonts-noto-color-emoji"),
    ("\U00020000", "\U0003ffff", "fonts-noto-cjk"),
)
SHOWN = 10  # missing characters that a message names


class NoFontError(UserError):
    """No font has some characters of a paper: `missing`."""

    missing: tuple[str, ...] = ()


class Typesetter:
    """Sets papers, one after another; the fonts are looked through and the templates read once."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self._compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts.found, ignore_system_fonts=True)

    def pdf(self, kind: str, content: Mapping[str, Any]) -> bytes:
        """Return the PDF of a paper of the kind, from `facts` and `meta` as `papers.filled` gives them.

        Raises NoFontError, a UserError, where no font has a character, with the package that has it.
        """
        try:
            made = self._compiler.compile(
                _source(kind), format="pdf", sys_inputs=self._given(content), pdf_standards="ua-1"
            )
        except typst.TypstError as cause:
            if missing := _missing(cause.diagnostic):
                raise _no_font(missing) from cause
            raise
        assert isinstance(made, bytes)
        return made

    def pictures(self, kind: str, content: Mapping[str, Any], *, dots_per_inch: float) -> list[bytes]:
        """Return each page as a PNG, for those who look at the paper rather than keep it."""
        given = self._given(content)
        made = self._compiler.compile(_source(kind), format="png", ppi=dots_per_inch, sys_inputs=given)
        return made if isinstance(made, list) else [made or b""]

    def _given(self, content: Mapping[str, Any]) -> dict[str, str]:
        return {"paper": json.dumps(content, ensure_ascii=False), "fonts": json.dumps(self.fonts.stacks)}


def _source(kind: str) -> Path:
    return TEMPLATES / "kinds" / f"{kind}.typ"


def _missing(diagnostic: str) -> list[str]:
    texts = (_NUMBERED.sub(lambda found: chr(int(found[1], 16)), text) for text in _MISSING.findall(diagnostic))
    return sorted({one for text in texts for one in text})


def _no_font(missing: list[str]) -> NoFontError:
    named = ", ".join(f"“{one}” (U+{ord(one):04X})" for one in missing[:SHOWN])
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    packages = sorted({_package(one) for one in missing})
    cure = f"Install them (Debian, Ubuntu: apt-get install {' '.join(packages)}), or write the text without them."
    made = NoFontError(f"No font that is installed has {named}{more}.", cure=cure)
    made.missing = tuple(missing)
    return made


def _package(character: str) -> str:
    return next((name for first, last, name in _CURES if first <= character <= last), "fonts-noto-core")
