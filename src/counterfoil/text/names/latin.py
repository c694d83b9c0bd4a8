"""How is a name of any script written in small Latin letters?

Han, kana and Hangul are spaced as names are: the family name first, then the given name in one word. Arabic and Hebrew
are written without most vowels, so theirs is a skeleton; words with the article are cut from it. A Latin word with
letters of another script in it is disguised, and folded as marks are. Source of the letters: `anyascii`.
"""

import re
import unicodedata

from anyascii import anyascii

from counterfoil.text.folding import fold_text
from counterfoil.text.names.vocabulary import any_of, meanings
from counterfoil.text.scripts import LATIN, script

LONGEST = 200  # characters of a name that are read; longer ones are no names
PERSON = range(2, 5)  # Han or Hangul letters of a person's name
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_HANGUL = re.compile("[\uac00-\ud7af]+")
_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{3})")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?\.?")
_WORD = re.compile(r"[^\W_]+")
_DROPPED = re.compile("['’‘`´ʼʹʺ]")
# How Koreans write the commonest family names, which differs from how the syllable is spelt elsewhere.
_FAMILIES = dict(zip("김이박최정강조윤장임", "kim lee park choi jung kang cho yoon jang lim".split(), strict=True))


def latin(text: str) -> str:
    """Return the name in small Latin letters and digits, one blank between words; any text is accepted."""
    return _of_ascii(text[:LONGEST]) if text.isascii() else of_any_script(text)


def _of_ascii(name: str) -> str:
    """Return the same of a name in plain letters, for which most of the work falls away."""
    bare = _DOTTED.sub(lambda found: found.group().replace(".", ""), name.lower())
    return " ".join(_WORD.findall(_DROPPED.sub("", bare.replace("&", " and ").replace("+", " and "))))


def of_any_script(text: str) -> str:
    """Return the name in small Latin letters, whatever letters it is written in; `latin` is the quick way."""
    name = unicodedata.normalize("NFKC", text[:LONGEST])
    name = any_of("meanings").sub(lambda found: f" {meanings()[found.group()]} ", name)
    name = _ARTICLE.sub(" al ", name)
    name = _DOTTED.sub(lambda found: found.group().replace(".", ""), name).replace("&", " and ").replace("+", " and ")
    alone = len(_WORD.findall(name)) == 1
    name = _HAN.sub(lambda found: _spaced(found.group(), alone=alone), name)
    name = _HANGUL.sub(lambda found: _spaced(found.group(), alone=alone), name)
    words = (_read(word) for word in _WORD.findall(_DROPPED.sub("", name)))
    return " ".join(" ".join(words).split())


def _spaced(run: str, *, alone: bool) -> str:
    """Return a run of Han or Hangul in Latin letters, a person's name in two words."""
    syllables = [anyascii(letter).lower() for letter in run]
    if alone and len(run) in PERSON:
        family = _FAMILIES.get(run[0], syllables[0])
        return f" {family} {''.join(syllables[1:])} "
    return f" {''.join(syllables)} "


def _read(word: str) -> str:
    scripts = {script(letter) for letter in word} - {""}
    if LATIN in scripts and len(scripts) > 1:
        word = fold_text(word)
    return "".join(letter for letter in anyascii(word).lower() if letter.isalnum() or letter == " ")
