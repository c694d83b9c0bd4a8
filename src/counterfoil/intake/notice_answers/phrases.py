"""What does a platform's answer say? Known phrases of nine languages in, one of our answers out; never a guess.

A phrase that lies inside a longer one of another answer does not count ("has not been removed"). A text that holds
phrases of several answers is understood as none of them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

REFUSED, ACKNOWLEDGED = "refused", "acknowledged"
NOTHING_KNOWN = "no phrase that we know says what was decided; a person must read it"
SEVERAL = "it speaks of several decisions at once; a person must read it"
NO_REASON = "it refuses, and no phrase that we know says why; a person must read it"
SEVERAL_REASONS = "it gives several reasons for the refusal; a person must choose one"
LONGEST = 200_000  # characters that are looked at
_HERE = Path(__file__).parent


class Understood(NamedTuple):
    """`answer` is one of `tables.notice_answer.ANSWERS`, or "" with the `problem`; `phrase` is that of our table."""

    answer: str
    reason: str
    phrase: str
    problem: str


class Refusal(NamedTuple):
    """A coded reason: what it `means`, and its `cure`."""

    means: str
    cure: str


def understood(text: str) -> Understood:
    """Return what a text in whole sentences says."""
    plain = folded(text[:LONGEST])
    found = _found(plain, _phrases())
    if ACKNOWLEDGED in found and len(found) > 1:
        del found[ACKNOWLEDGED]  # a decision thanks for the notice, too
    return _decided(found, plain)


def understood_state(state: str, remark: str) -> Understood:
    """Return what a row of an export says: its `state` as a whole, and the `remark` for the reason."""
    plain = folded(state)
    answer = _states().get(plain, "")
    if not answer:
        return understood(f"{state}. {remark}")
    return _decided({answer: plain}, folded(remark))


def refusals() -> dict[str, Refusal]:
    """Return the coded reasons by their codes."""
    return {code: Refusal(one["means"], one["cure"]) for code, one in _table("refusals").items()}


def folded(text: str) -> str:
    """Return the text in small letters with one blank between words, and straight apostrophes."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


def _decided(found: dict[str, str], plain: str) -> Understood:
    if len(found) != 1:
        return Understood("", "", "", SEVERAL if found else NOTHING_KNOWN)
    answer, phrase = next(iter(found.items()))
    if answer != REFUSED:
        return Understood(answer, "", phrase, "")
    reasons = _found(plain, _reasons())
    if len(reasons) != 1:
        return Understood("", "", phrase, SEVERAL_REASONS if reasons else NO_REASON)
    return Understood(answer, next(iter(reasons)), phrase, "")


def _found(plain: str, phrases: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the groups whose phrases the text holds, with the first; longer phrases take their place from others."""
    taken: list[tuple[int, int]] = []
    found: dict[str, str] = {}
    for phrase, group in phrases:
        for hit in _pattern(phrase).finditer(plain):
            if not any(start < hit.end() and hit.start() < end for start, end in taken):
                taken.append(hit.span())
                found.setdefault(group, phrase)
    return found


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """Return the phrase as whole words; scripts without blanks have none."""
    is_spaced = phrase.isascii() or any("LATIN" in unicodedata.name(letter, "") for letter in phrase)
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)" if is_spaced else re.escape(phrase))


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    groups = _table("words")["answers"]
    return _longest_first(
        (phrase, group) for group, said in groups.items() for some in said.values() for phrase in some
    )


@cache
def _reasons() -> tuple[tuple[str, str], ...]:
    return _longest_first((phrase, code) for code, one in _table("refusals").items() for phrase in one["phrases"])


@cache
def _states() -> dict[str, str]:
    return {folded(word): group for group, words in _table("words")["exports"].items() for word in words}


def _longest_first(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((folded(phrase), group) for phrase, group in pairs), key=lambda pair: (-len(pair[0]), pair)))


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
