"""Which characters does the eye take for a Latin letter? Those of UTS #39, in the scripts that sellers draw on.

The data are Unicode's own (confusables.txt, https://www.unicode.org/reports/tr39/), not the engine's table: what the
engine lacks shows as missed. No source counts how often sellers draw on which script. The shares are an assumption in
the order in which papers on look-alike domain names rank them (Holgers et al. 2006, Cutting through the confusion;
Suzuki et al. 2019, ShamFinder): Cyrillic by far, then Greek and special Latin, the styled alphabets of
mathematics, and little else.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

DATA = "formats/unicode-confusables/confusables.txt"
SCRIPTS = {"CYRILLIC": 50, "GREEK": 17, "LATIN": 13, "MATHEMATICAL": 12, "CHEROKEE": 4, "ARMENIAN": 2, "COPTIC": 2}
Letters = dict[str, dict[str, list[str]]]  # script → Latin letter as written → characters taken for it


def confusable_letters(data: Path) -> Letters:
    """Return the characters of each script of SCRIPTS that have the skeleton of one Latin letter."""
    skeletons = dict(_rows(data / DATA))
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    letters = [chr(code) for case in "Aa" for code in range(ord(case), ord(case) + 26)]
    looks = defaultdict(list)
    for letter in letters:
        looks[skeletons.get(letter, letter)].append(letter)
    for character, skeleton in skeletons.items():
        script = _script(character)
        if script in SCRIPTS:
            for letter in looks.get(skeleton, []):
                if unicodedata.category(character) == unicodedata.category(letter):  # а capital looks like a capital
                    found[script][letter].append(character)
    return {script: dict(found[script]) for script in SCRIPTS}


def _rows(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = [line.split(";")[:2] for line in lines if ";" in line and not line.startswith("#")]
    decoded = [["".join(chr(int(code, 16)) for code in cell.split()) for cell in pair] for pair in cells]
    return [(character, skeleton) for character, skeleton in decoded if len(character) == 1]


def _script(character: str) -> str:
    """Return the first word of the character's name: its script, as names of letters begin with it."""
    return "" if character.isascii() else unicodedata.name(character, "").split(" ")[0]
