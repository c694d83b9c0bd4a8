"""Is this word a common English word with a slip of the keyboard in it: Seald, Shiping, Werehouse?

Names are one letter from some word, too (Hawas and hawks, Layton and Dayton), so the rule is narrow: the word that
was meant is an ordinary one, begins with the same letter, and a replaced letter counts only in a longer word.
Sources: `wordfreq` for how common a word is; symmetric deletion (https://github.com/wolfgarbe/SymSpell) to find it.
"""

from functools import cache, lru_cache

import polars as pl

from counterfoil.text.edits import deletions, slip
from counterfoil.text.words import is_common_word, is_listed

COMMON = 5e-6  # of running English text, five in a million: "sealed" has 13, "warehouse" 12, "hawks" 4
SHORTEST = 5  # letters: shorter words are codes and names (edp, ysl)
SHORTEST_REPLACED = 7  # letters of a word in which one was replaced, not dropped, added or swapped
WORDS_KEPT = 1 << 18  # whose answer is remembered from batch to batch
SHORTEST_STEM = 3  # letters before an ending
_INFLECTIONS = ("s", "es", "d", "ed", "r", "er", "ers", "y", "ly", "ing", "ings")


def slips(words: pl.Series) -> pl.Series:
    """Return the distinct folded words among these that are slips of common ones, sorted."""
    distinct = words.drop_nulls().unique()
    candidates = distinct.filter(distinct.str.contains(rf"^[a-z]{{{SHORTEST},}}$"))
    return candidates.filter(pl.Series([is_slip(word) for word in candidates], dtype=pl.Boolean)).sort()


@lru_cache(maxsize=WORDS_KEPT)
def is_slip(word: str) -> bool:
    """Return whether a folded word is none of its own and a single slip away from a common English one."""
    if is_listed(word) or _is_inflected(word):
        return False
    near = _near()
    return any(_is_slip_of(word, meant) for form in deletions(word) for meant in near.get(form, ()))


def _is_slip_of(word: str, meant: str) -> bool:
    how = slip(word, meant) if word[0] == meant[0] else ""
    if how in ("replaced", "alike"):
        return len(word) >= SHORTEST_REPLACED
    return how != ""


def _is_inflected(word: str) -> bool:
    """Say whether a known word and an ending make this one, by the spelling rules: baked, not seald."""
    for ending in _INFLECTIONS:
        stem = word.removesuffix(ending)
        after_e = ending in ("d", "r")
        if stem == word or len(stem) < SHORTEST_STEM:
            continue
        if is_listed(stem) and (stem.endswith("e") if after_e else not _doubles(stem, ending)):
            return True
        if stem[-1] == stem[-2] and is_listed(stem[:-1]) and _doubles(stem[:-1], ending):
            return True
    return False


def _doubles(stem: str, ending: str) -> bool:
    """Say whether the stem's last letter is doubled before an ending with a vowel: ship, shipping."""
    vowels = "aeiouy"
    short = (
        SHORTEST_STEM <= len(stem) <= 4
        and stem[-1] not in vowels + "wx"
        and stem[-2] in vowels
        and stem[-3] not in vowels
    )
    return short and ending[0] in vowels and ending != "es"


@cache
def _near() -> dict[str, tuple[str, ...]]:
    """Return the common words by each of their deletions."""
    from wordfreq import get_frequency_dict  # takes half a second to import; see text/words.py

    near: dict[str, tuple[str, ...]] = {}
    for word, frequency in sorted(get_frequency_dict("en", wordlist="small").items()):
        if frequency >= COMMON and len(word) >= SHORTEST and word.isascii() and word.isalpha() and is_common_word(word):
            for form in deletions(word):
                near[form] = (*near.get(form, ()), word)
    return near
