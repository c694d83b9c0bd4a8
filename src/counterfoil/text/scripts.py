"""Is a word that looks Latin an honest word of another script? That of the letters around it decides.

Russian норе ("burrow") looks like Hope, and in a Russian text it is a Russian word; full-width letters are how Latin
names are set in Japanese. One letter of another script among Latin ones is never honest (UTS #39, mixed scripts).
"""

import unicodedata
from functools import lru_cache

LATIN, FULL_WIDTH, EAST_ASIAN = "LATIN", "FULLWIDTH", "EAST ASIAN"
_EAST_ASIAN = frozenset(["CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH", "HANGUL", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"])
_STYLED = frozenset(["MATHEMATICAL", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER", "CIRCLED", "MODIFIER", "SUPERSCRIPT"])


@lru_cache(maxsize=65_536)
def script(character: str) -> str:
    """Return the script of a letter, as its Unicode name begins, or '' for what is no letter or no script's own."""
    if character.isascii():
        return LATIN if character.isalpha() else ""
    name = unicodedata.name(character, "").split(" ")[0] if character.isalpha() else ""
    return EAST_ASIAN if name in _EAST_ASIAN else "" if name in _STYLED else name


def script_of(word: str) -> str:
    """Return the one script that all letters of a word are of, or '' where there are several, or signs or none."""
    scripts = {script(character) for character in word if character.isalpha()}
    hidden = any(unicodedata.category(character) == "Cf" for character in word)
    return scripts.pop() if len(scripts) == 1 and not hidden else ""


def is_foreign(word: str) -> bool:
    """Say whether a word is wholly of a script that is not Latin."""
    return script_of(word) not in ("", LATIN, FULL_WIDTH)
