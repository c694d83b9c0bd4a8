"""Which words of names are legal forms, titles or particles, and which are one word written in several ways?"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _file(name: str) -> dict[str, Any]:
    text = files("counterfoil.text.names").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def legal_forms() -> dict[str, str]:
    """Return the kind of company (limited, stock, partnership, trader) by each legal form, folded."""
    return {
        " ".join(form.split()): kind
        for kind, forms in _file("legal_forms.toml")["forms"].items()
        for form in re.split(r"[|\n]", forms)
        if form.strip()
    }


@cache
def titles() -> frozenset[str]:
    """Return the titles that stand before or behind names of people and ships."""
    return frozenset(_file("words.toml")["titles"].split())


@cache
def particles() -> frozenset[str]:
    """Return the small words between the parts of a name."""
    return frozenset(_file("words.toml")["particles"].split())


@cache
def general_words() -> frozenset[str]:
    """Return what many businesses call what they do."""
    return frozenset(_file("words.toml")["general"]["words"].split())


@cache
def alike() -> dict[str, str]:
    """Return the one spelling by each other spelling of a word."""
    return dict(_file("words.toml")["alike"])


@cache
def meanings() -> dict[str, str]:
    """Return what a Han, kana or Hangul word of a business's name means, in folded English."""
    return dict(_file("words.toml")["meanings"])


@cache
def any_of(kind: str) -> re.Pattern[str]:
    """Return what finds `meanings`, or the legal forms that are not in Latin letters, the longest first."""
    found = meanings() if kind == "meanings" else [form for form in legal_forms() if not form.isascii()]
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


@cache
def full_forenames() -> dict[str, str]:
    """Return the full form by each short or pet form of a forename."""
    return {short: full for full, forms in _file("diminutives.toml")["full"].items() for short in forms.split()}
