"""Write src/counterfoil/text/confusables.txt: which characters look like a Latin letter or digit, by Unicode's data.

python tools/confusables_table.py [--check]

Needs `pip install confusable-homoglyphs==3.3.1`, which carries the data of UTS #39; only letters and numbers are
taken, none of scripts written from right to left or without spaces, where a look-alike would stand out or be honest.
"""

import sys
import unicodedata
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from textwrap import wrap

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from counterfoil.text.tokens import LONE, RUN

TABLE = Path(__file__).parent.parent / "src" / "counterfoil" / "text" / "confusables.txt"
HEAD = """\
# Characters that look like a Latin letter or digit: a letter or digit, and the code points of what looks like it.
# Written by tools/confusables_table.py from confusables.txt of Unicode Technical Standard #39 as packaged in
# confusable-homoglyphs 3.3.1. Copyright 1991-2024 Unicode, Inc. All rights reserved. Distributed under the
# Unicode License V3, https://www.unicode.org/license.txt
"""


def main(arguments: list[str]) -> int:
    """Write or check the table; return 1 when a check finds that it differs."""
    text = HEAD + "\n".join(lines()) + "\n"
    if "--check" in arguments:
        return int(TABLE.read_text(encoding="utf-8") != text)
    TABLE.write_text(text, encoding="utf-8")
    return 0


def lines() -> list[str]:
    """Return the rows of the table, each letter's wrapped to lines of 110 characters."""
    looks = defaultdict(list)
    for character, others in import_module("confusable_homoglyphs.confusables").confusables_data.items():
        meant = [other["c"] for other in others if other["c"].isascii() and other["c"].isalnum()]
        if meant and is_taken(character):
            looks[read(character, meant[0])].append(f"{ord(character):04X}")
    return [f"{meant} {row}" for meant in sorted(looks) for row in wrap(" ".join(sorted(looks[meant])), 110)]


def is_taken(character: str) -> bool:
    """Say whether a character is a letter or number that stands between Latin ones unnoticed."""
    return (
        len(character) == 1
        and not character.isascii()
        and unicodedata.category(character)[0] in "LN"
        and unicodedata.bidirectional(character) not in ("R", "AL", "AN")
        and not LONE.match(character)
        and not RUN.match(character)
        and not unicodedata.name(character, "").startswith(("CJK", "IDEOGRAPHIC"))
        and not unicodedata.normalize("NFKC", character).isascii()
    )


def read(character: str, meant: str) -> str:
    """Return the small letters meant; the standard has one prototype, l, for what looks like I, l and 1."""
    is_capital_i = character.isupper() or unicodedata.name(character).split()[-1] in ("I", "IOTA")
    return "i" if meant == "l" and is_capital_i else meant.lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
