"""How do sellers write a mark so that the buyer reads it and a search misses it? One function per manner.

Each takes the mark, a drawn chance and the look-alike letters, and returns the altered spelling. Examples seen in real
offers stand beside each (../shared/data/listings/obfuscated_marks.csv); how often each variant of a manner comes is
judged by them. Nothing here is taken from the engine's tables.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from confusable_letters import SCRIPTS, Letters

ACCENTED = dict(zip("aceinosuyz", ["àáâäãå", "ç", "èéêë", "ìíîï", "ñ", "òóôöõø", "š", "ùúûü", "ýÿ", "ž"], strict=True))
COMBINING = "\u0300\u0301\u0302\u0308\u0303"
LEET = {  # letter → what stands for it, the commonest first
    **{"a": "@4", "b": "8", "e": "3", "g": "9", "i": "1!", "l": "1", "o": "0", "s": "$5", "t": "7", "z": "2"}
}
SEPARATORS = {"-": 35, ".": 22, " ": 15, "*": 12, "_": 8, "/": 3, "^": 2, "~": 1, "|": 1, "·": 1}
INVISIBLE = {"\u200b": 50, "\u00ad": 15, "\u200c": 10, "\u200d": 10, "\u2060": 8, "\ufeff": 7}
ALIKE = {  # HOGO, Cucci, Pnma, confrt, Victor
    **{"a": "oe", "c": "gk", "e": "a", "g": "c", "i": "ly", "k": "c", "l": "i", "m": "n", "n": "m", "o": "ua"},
    **{"p": "b", "q": "g", "s": "z", "t": "f", "u": "ov", "v": "u", "w": "v", "y": "i", "z": "s"},
}
SHORTEST_SLIPPED = 4  # letters of the word that has the slip


class Chance(NamedTuple):
    """What an alteration draws on: the random source, UTS #39's letters, and a word that stands beside the mark."""

    draw: random.Random
    letters: Letters
    neighbour: str

    def one_of(self, weights: dict[str, int]) -> str:
        return self.draw.choices(list(weights), list(weights.values()))[0]


Alter = Callable[[str, Chance], str]


def exact(mark: str, _: Chance) -> str:
    return mark


def case(mark: str, chance: Chance) -> str:
    """GUCCI, gucci, gUCCI, gUcCi."""
    mixed = "".join(letter.upper() if chance.draw.random() < 0.5 else letter.lower() for letter in mark)
    ways = [mark.upper(), mark.lower(), mark.swapcase(), mixed]
    return chance.draw.choice([way for way in ways if way != mark] or [mark])


def accents(mark: str, chance: Chance) -> str:
    """Guccí, Pràda: one or two letters, now and then with a mark of their own behind them."""
    return _at(mark, ACCENTED, chance, most=2, of=_accent)


def full_width(mark: str, chance: Chance) -> str:
    """ＧＵＣＣＩ, or a letter or two of it."""
    wide = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
    if chance.draw.random() < 0.8:
        return "".join(wide.get(letter, letter) for letter in mark)
    return _at(mark, {letter: wide[letter] for letter in wide if letter.isalpha()}, chance, most=2)


def confusables(mark: str, chance: Chance) -> str:
    """Guссi with Cyrillic с: each letter that has a double in the script drawn, with even odds, one at least."""
    scripts = {s: n for s, n in SCRIPTS.items() if any(letter in chance.letters[s] for letter in mark)}
    script = chance.one_of(scripts)
    doubles = {letter: "".join(found) for letter, found in chance.letters[script].items()}
    if script == "MATHEMATICAL":
        font = chance.draw.choice(sorted({_font(double) for found in doubles.values() for double in found}))
        styled = {letter: double for letter, found in doubles.items() for double in found if _font(double) == font}
        return "".join(styled.get(letter, letter) for letter in mark)
    return _at(mark, doubles, chance, most=len(mark), share=0.5)


def leet(mark: str, chance: Chance) -> str:
    """G00gle, Pr@da, Ad1das: one letter in most, two or three in some."""
    signs = {**LEET, **{letter.upper(): signs for letter, signs in LEET.items()}}
    return _at(mark, signs, chance, most=chance.draw.choices((1, 2, 3), (60, 30, 10))[0], of=_commonest)


def separators(mark: str, chance: Chance) -> str:
    """A-v-entus, Arm.ani, Col-ogne, Y*S*L, N I K E: cut once, twice, or between all letters; blanks between all."""
    sign = chance.one_of(SEPARATORS)
    cuts = 99 if sign == " " else chance.draw.choices((1, 2, 99), (45, 20, 35))[0]
    return _insert(mark, sign, cuts, chance)


def zero_width(mark: str, chance: Chance) -> str:
    """Characters without width inside the mark: one to three, now and then between all letters."""
    sign = chance.one_of(INVISIBLE)
    return _insert(mark, sign, chance.draw.choices((1, 2, 3, 99), (50, 20, 15, 15))[0], chance)


def joined(mark: str, chance: Chance) -> str:
    """By-Gucci, ByVERSACE, guccibag, guessshoubiao: with the word beside it or one that sellers add."""
    words = "by for shop store official sale new brand original bag shoes watch perfume shirt cap shoubiao xie bao"
    word = chance.neighbour if chance.draw.random() < 0.5 else chance.draw.choice(words.split())
    sign = chance.one_of({"": 75, "-": 20, "_": 5})
    style = chance.draw.choice((str.lower, str.title, str.upper, str))
    first = word in {"by", "for", "shop", "new", "original"} or chance.draw.random() < 0.3
    return sign.join([word.title(), style(mark)] if first else [style(mark), chance.draw.choice((word, word.title()))])


def doubled(mark: str, chance: Chance) -> str:
    """comfrtt: one letter twice."""
    place = chance.draw.choice(_slip_places(mark))
    return mark[:place] + mark[place] + mark[place:]


def dropped(mark: str, chance: Chance) -> str:
    """Moncer: one letter left out, never a word's first, by which the eye knows it."""
    place = chance.draw.choice(_slip_places(mark))
    return mark[:place] + mark[place + 1 :]


def transposed(mark: str, chance: Chance) -> str:
    """Hguo, Addias: two neighbours that differ change places, the word's first letter stays."""
    places = [n for n in _slip_places(mark) if mark[n + 1 : n + 2].isalpha() and mark[n] != mark[n + 1]]
    if not places:
        return mark
    place = chance.draw.choice(places)
    return mark[:place] + mark[place + 1] + mark[place] + mark[place + 2 :]


def alike(mark: str, chance: Chance) -> str:
    """Cucci, HOGO, confrt: one letter replaced by one that looks or sounds like it."""
    return _at(mark, {**ALIKE, **{a.upper(): b.upper() for a, b in ALIKE.items()}}, chance, most=1)


def _font(double: str) -> str:
    """Return the alphabet of a mathematical letter: MATHEMATICAL BOLD SMALL C is of MATHEMATICAL BOLD."""
    return unicodedata.name(double).rsplit(" ", 2)[0]


def _at(mark: str, table: dict[str, str], chance: Chance, *, most: int, share: float = 1, of: "Pick" = None) -> str:
    """Replace up to `most` letters that the table knows, each with odds `share`, one at least."""
    places = [place for place, letter in enumerate(mark) if letter in table]
    chance.draw.shuffle(places)
    chosen = set(places[:1]) | {place for place in places[1:most] if chance.draw.random() < share}
    pick = of or (lambda _, found, chance: chance.draw.choice(found))
    return "".join(pick(x, table[x], chance) if n in chosen else x for n, x in enumerate(mark))


Pick = Callable[[str, str, Chance], str] | None


def _accent(letter: str, found: str, chance: Chance) -> str:
    return letter + chance.draw.choice(COMBINING) if chance.draw.random() < 0.1 else chance.draw.choice(found)


def _commonest(_: str, found: str, chance: Chance) -> str:
    return found[0] if chance.draw.random() < 0.6 else chance.draw.choice(found)


def _insert(mark: str, sign: str, cuts: int, chance: Chance) -> str:
    """Put the sign into up to so many places between two letters of one word."""
    places = [found.end() for found in re.finditer(r"[^\W_](?=[^\W_])", mark)]
    for place in sorted(chance.draw.sample(places, min(cuts, len(places))), reverse=True):
        mark = mark[:place] + sign + mark[place:]
    return mark


def _slip_places(mark: str) -> Sequence[int]:
    """Return the places of letters that may slip: not a word's first, and not in short words if another is long."""
    found = [word for word in re.finditer(r"[^\W\d_]+", mark) if len(word.group()) >= SHORTEST_SLIPPED]
    spans = [word.span() for word in found] or [(0, len(mark))]
    return [place for start, end in spans for place in range(start + 1, end)]


SLIPS = {"doubled letter": doubled, "dropped letter": dropped, "transposed letters": transposed}
SLIPS |= {"letter like another": alike}
LOOKS = {"case": case, "accents": accents, "full-width": full_width, "confusables": confusables, "leet": leet}
BREAKS = {"separators": separators, "zero-width": zero_width, "joined": joined}


def _two(first: dict[str, Alter], second: dict[str, Alter]) -> Alter:
    """Return the alteration that does one of the first and then one of the second."""

    def both(mark: str, chance: Chance) -> str:
        once = chance.draw.choice(list(first.values()))(mark, chance)
        return chance.draw.choice(list(second.values()))(once, chance)

    return both


_DISGUISES = {name: LOOKS[name] for name in ("accents", "confusables", "leet")}
KINDS: dict[str, Alter] = {
    "exact": exact,
    **LOOKS,
    **BREAKS,
    **SLIPS,
    "slip and disguise": _two(SLIPS, _DISGUISES),
    "slip and break": _two(SLIPS, BREAKS),
    "disguise and break": _two(_DISGUISES, BREAKS),
}
