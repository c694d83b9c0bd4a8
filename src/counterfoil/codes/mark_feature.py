"""What is a mark made of: words, a drawing, both? Only words can be looked for in text.

Names: WIPO ST.96, MarkFeatureCategory, in lower case, https://www.wipo.int/standards/en/st96.html. First digit of the
USPTO's mark drawing code: Trademark Applications Daily XML, DTD element documentation v2.0,
https://www.uspto.gov/learning-and-resources/xml-resources. A typed drawing (1) counts as standard characters:
37 CFR 2.52(a), https://www.ecfr.gov/current/title-37/section-2.52.
"""

import polars as pl

WORD = "word"  # standard characters: protected in any lettering
OTHER = "other"
WITH_WORDS = (WORD, "stylized characters", "combined")
WITHOUT_WORDS = (
    "figurative", "three dimensional", "colour", "sound", "hologram", "olfactory", "motion", "multimedia", "position",
    "pattern", OTHER,
)  # fmt: skip
FEATURES = (*WITH_WORDS, *WITHOUT_WORDS)

_USPTO = {
    "1": WORD,
    "2": "figurative",
    "3": "combined",
    "4": WORD,
    "5": "stylized characters",
    "6": OTHER,  # no drawing possible, as of a sound
}
_STYLIZED = WITH_WORDS[1]
_ALIASES = {
    "standard character mark": WORD, "standard characters": WORD, "word mark": WORD, "stylised characters": _STYLIZED,
    "stylized": _STYLIZED, "stylised": _STYLIZED, "3 d": "three dimensional", "3d": "three dimensional",
    "shape 3d": "three dimensional", "three d": "three dimensional", "color": "colour",
}  # fmt: skip


def of_uspto(code: str) -> str:
    """Return which of FEATURES a mark drawing code of the USPTO means ("4000" → word), or "" where it is empty."""
    return _USPTO.get(code.strip()[:1], OTHER) if code.strip() else ""


def features(text: pl.Expr) -> pl.Expr:
    """Return which of FEATURES each text names, `other` for a name not known here; null stays null."""
    plain = text.str.to_lowercase().str.replace_all(r"[\s_-]+", " ").str.strip_chars()
    known = {name: name for name in FEATURES} | _ALIASES
    return plain.replace_strict(known, default=pl.when(text.is_not_null()).then(pl.lit(OTHER)))
