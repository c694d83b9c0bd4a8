"""Is this an ordinary word? The answer keeps "sail" from being read as a misspelled mark.

Two lists: Webster's Second (words of 1934: it holds apple, coach and polo but no Gucci) for words that are also
marks, and that list together with the commonest words of five languages for what cannot be a misspelling.
Sources: `english-words` (web2) and `wordfreq` (https://github.com/rspeer/wordfreq), pinned by requirements.lock.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
from english_words import get_english_words_set

from counterfoil.text.compiled import kept
from counterfoil.text.folding import fold_text
from counterfoil.text.hashing import Numbers, hash_is_member, hashes_of, members_for

LANGUAGES = ("en", "fr", "de", "es", "it")
# What an inflected word ends in, and how many letters stand before it at least. Of a short word almost any letters are
# some word with -y or -er, so that "fantay" (Fanta) and "seaser" (seas) would be words.
ENDINGS = {"s": 3, "es": 3, "ed": 3, "d": 4, "ing": 3, "er": 5, "ers": 5, "ly": 5, "y": 6}
AFTER_E = "d"  # the ending that only a stem in -e has: baked, and no bejeweld
PLURAL_ENDINGS = ("s", "es")


@cache
def dictionary_words() -> frozenset[str]:
    """Return the common nouns, verbs and adjectives of an English dictionary; names are left out."""
    return frozenset(word for word in get_english_words_set(["web2"]) if word.islower() and len(word) > 1)


@cache
def frequent_words() -> frozenset[str]:
    """Return the words seen at least once in a million words in one of LANGUAGES, folded as texts are."""
    from wordfreq import get_frequency_dict  # takes half a second, and most runs read `known_slots` alone

    return frozenset(
        fold_text(word)
        for language in LANGUAGES
        for word in get_frequency_dict(language, wordlist="small")
        if word.isalpha()
    )


def base_words() -> frozenset[str]:
    """Return both lists together; `is_known_word` knows their inflections besides."""
    return dictionary_words() | frequent_words()


@cache
def known_slots() -> Numbers:
    """Return a lookup of the hashes of both lists, for the compiled scan; it is kept on disk between runs."""
    return kept("known-words", lambda: members_for(hashes_of(sorted(base_words()))))


@cache
def common_slots() -> Numbers:
    """Return such a lookup of the dictionary words alone."""
    return kept("dictionary-words", lambda: members_for(hashes_of(sorted(dictionary_words()))))


def is_listed(word: str) -> bool:
    """Say whether a folded word stands in one of the two lists, without reading the lists themselves."""
    return bool(hash_is_member(letters_of(word), known_slots()))


def letters_of(word: str) -> npt.NDArray[np.uint32]:
    """Return the code points of a word."""
    return np.frombuffer(word.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@cache
def is_common_word(word: str) -> bool:
    """Say whether a folded word is a dictionary word or a plain inflection of one ("essentials")."""
    stems = (word[: -len(ending)] for ending in PLURAL_ENDINGS if word.endswith(ending))
    return any(bool(hash_is_member(letters_of(spelling), common_slots())) for spelling in (word, *stems))


@cache
def is_known_word(word: str) -> bool:
    """Say whether a folded word is so ordinary that it cannot count as a misspelling of something else."""
    if is_listed(word):
        return True
    return any(is_listed(word[: -len(ending)]) for ending in ENDINGS if _ends_in(word, ending))


def _ends_in(word: str, ending: str) -> bool:
    if not word.endswith(ending) or len(word) - len(ending) < ENDINGS[ending]:
        return False
    return ending != AFTER_E or word.endswith("ed")
