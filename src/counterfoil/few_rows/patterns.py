"""What does a pattern of Polars find in an everyday text, by Python's own engine?

Both engines find the same where a text holds nothing but everyday characters: those whose kind, case and place at the
border of a word are the same in both. Any other text is left to Polars (`UnusualError`), and so is a pattern that is
written in a way which Python does not know (`NotPlainError`).
Sources: https://docs.rs/regex/latest/regex/#syntax, https://docs.python.org/3.11/library/re.html.
"""

import re
from functools import cache

# Left out on purpose: the separators that Python alone takes for blanks (U+001C to U+001F, U+0085), digits above the
# line and fractions (digits to Python alone), and letters with a second small or large form (µ, ſ, ı, İ, K).
_EVERYDAY = re.compile("[\t\n\v\f\r\x20-\x7e\xa0À-ÖØ-öø-ÿ‘’“”„–—…®™€£©]*")
_CLASSES = {"L": "A-Za-zÀ-ÖØ-öø-ÿ", "Lu": "A-ZÀ-ÖØ-Þ", "Ll": "a-zß-öø-ÿ", "N": "0-9", "Pd": r"\-–—"}
_UNKNOWN = re.compile(r"\[\[|&&|--|~~|\(\?[a-z]*[mxuUR]|\(\?[a-z-]+:|\\[uUQEz]|\\x\{|\\p[^{]|\[\^?\]")
_CASED = re.compile(r"\\[pP]\{L[ul]\}")  # what is a capital where case does not matter?
_PART = re.compile(r"\\([pP])\{(\w+)\}|\\.|.", re.DOTALL)


class NotPlainError(Exception):
    """This step is not written for plain rows; Polars does it."""


class UnusualError(Exception):
    """This value is not one that plain rows are sure of; Polars does the step."""


# A type that a function did not reckon with is Polars' to judge, too.
CANNOT = (UnusualError, TypeError, AttributeError)


def everyday(text: str) -> str:
    """Return the text where both engines read it alike; raises UnusualError for any other."""
    if (text.isascii() and text.isprintable()) or _EVERYDAY.fullmatch(text):
        return text
    raise UnusualError


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern for everyday texts. Raises NotPlainError where it cannot be written for Python."""
    if _UNKNOWN.search(pattern) or ("(?i" in pattern and _CASED.search(pattern)):
        raise NotPlainError(pattern)
    written, in_class = [], False
    for part in _PART.finditer(pattern):
        text = part.group()
        in_class = (in_class or text == "[") and text != "]"
        written.append(_written(text, part.group(1), part.group(2), in_class=in_class))
    try:
        return re.compile("".join(written))
    except re.error as problem:
        raise NotPlainError(pattern) from problem


def _written(text: str, sign: str | None, name: str | None, *, in_class: bool) -> str:
    if name is None:
        return r"\Z" if text == "$" and not in_class else text
    if name not in _CLASSES or (in_class and sign == "P"):
        raise NotPlainError(text)
    if in_class:
        return _CLASSES[name]
    return f"[{'^' if sign == 'P' else ''}{_CLASSES[name]}]"
