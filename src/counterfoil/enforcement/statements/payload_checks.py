"""What may one field of a statement hold? Each check says what is wrong with a value, and what cures it, or nothing.

Lengths are counted in characters, as the database counts them.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection
from typing import NamedTuple

import pycountry

from counterfoil.codes import gtin
from counterfoil.enforcement.statements.payload_fields import EAN, PLACES, RENAMED

PUID = re.compile(r"[a-zA-Z0-9_-]+")
KEYWORD = re.compile(r"KEYWORD_[A-Z_]+")
URL = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@.]+(?:[/?#]\S*)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LANGUAGES = frozenset(one.alpha_2.upper() for one in pycountry.languages if hasattr(one, "alpha_2"))
SHOWN = 3  # values named in a cure


class Wrong(NamedTuple):
    """What is wrong with a value, as a sentence without its field, and what cures it."""

    problem: str
    cure: str


Check = Callable[[object], Wrong | None]


def one_of(allowed: Collection[str]) -> Check:
    """Return the check that a value is one of a list."""

    def check(value: object) -> Wrong | None:
        if isinstance(value, str) and value in allowed:
            return None
        return _not_allowed(value, allowed)

    return check


def some_of(allowed: Collection[str]) -> Check:
    """Return the check that a value is a list, and all that it holds is allowed, each once."""

    known = frozenset(allowed)

    def check(value: object) -> Wrong | None:
        if not isinstance(value, list):
            return Wrong("is no list", "Put the values into a list.")
        texts = {one for one in value if isinstance(one, str)}
        if len(texts) == len(value) and texts <= known:
            return None
        foreign = [one for one in value if not isinstance(one, str) or one not in known]
        if foreign:
            return _not_allowed(foreign[0], allowed)
        return Wrong("names a value twice", "Name each value once.")

    return check


def keywords(value: object) -> Wrong | None:
    """Check that a value is a list of keywords."""
    if isinstance(value, list) and all(isinstance(one, str) and KEYWORD.fullmatch(one) for one in value):
        return None
    return Wrong("is no list of keywords", "Use a list of keywords such as KEYWORD_TRADEMARK_INFRINGEMENT.")


def places(value: object) -> Wrong | None:
    """Check that a value is a list of countries of the European Union and the Economic Area."""
    if isinstance(value, list) and "EL" in value:
        return Wrong("calls Greece EL", "Greece is GR here.")
    return some_of(PLACES)(value)


def text(most: int) -> Check:
    """Return the check that a value is a text of one to `most` characters."""

    def check(value: object) -> Wrong | None:
        if not isinstance(value, str) or not value.strip():
            return Wrong("holds no text", "Write it.")
        if len(value) > most:
            return Wrong(f"has {len(value):,} characters", f"Shorten it to {most:,}.")
        return None

    return check


def url(value: object) -> Wrong | None:
    """Check that a value is an address on the web of at most 500 characters."""
    wrong = text(500)(value)
    if wrong is not None:
        return wrong
    return None if URL.fullmatch(str(value)) else Wrong("is no address on the web", "Begin it with https://.")


def day(first: dt.date | None, last: dt.date) -> Check:
    """Return the check that a value is a day, YYYY-MM-DD, from `first` (None: any) to `last`."""

    def check(value: object) -> Wrong | None:
        try:
            found = dt.date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else None
        except ValueError:
            found = None
        if found is None:
            return Wrong("is no day", "Write it as YYYY-MM-DD.")
        if first is not None and found < first:
            return Wrong(f"lies before {first}", "Give the true day; earlier ones are not taken.")
        if found > last:
            return Wrong(
                f"lies after {last}", "Leave it out where no end is set." if first is None else "Mend the day."
            )
        return None

    return check


def language(value: object) -> Wrong | None:
    """Check that a value is an ISO 639-1 code in capital letters."""
    if isinstance(value, str) and value in LANGUAGES:
        return None
    return Wrong("is no language", "Use the two letters of ISO 639-1, in capitals: EN, DE.")


def product_code(value: object) -> Wrong | None:
    """Check that a value is an object whose one key is EAN-13, with 13 digits of which the last is right."""
    if not isinstance(value, dict) or list(value) != [EAN]:
        return Wrong(f"is no object with the key {EAN} alone", f"Give the code as {{“{EAN}”: …}}, or leave it out.")
    code = value[EAN]
    if not isinstance(code, str) or not re.fullmatch(r"[0-9]{13}", code):
        return Wrong("has not 13 digits", "Give the 13 digits of the code, as text, or leave it out.")
    if not gtin.is_valid(code):
        return Wrong("has a wrong check digit", "Copy the code again from the goods, or leave it out.")
    return None


def puid(value: object) -> Wrong | None:
    """Check that a value is an id of the database's form."""
    if isinstance(value, str) and len(value) <= 500 and PUID.fullmatch(value):
        return None
    return Wrong("is no id", "Use up to 500 letters without accents, digits, - and _.")


def _not_allowed(value: object, allowed: Collection[str]) -> Wrong:
    if isinstance(value, str) and value in RENAMED and RENAMED[value] in allowed:
        return Wrong(f"is called {value}, as before July 2025", f"Use {RENAMED[value]}.")
    shown = list(allowed)[:SHOWN]
    more = f" or {len(allowed) - SHOWN} others" if len(allowed) > SHOWN else ""
    return Wrong("holds a value that is not known", f"Use {', '.join(shown)}{more}.")
