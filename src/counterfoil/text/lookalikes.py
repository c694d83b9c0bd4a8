"""Which letters and signs are written in place of Latin ones so that the eye reads a mark and a search does not?

Unicode compatibility forms (full-width, mathematical, circled) are undone by NFKC and need no row here. What UTS #39
(https://www.unicode.org/reports/tr39/) calls confusables lies in confusables.txt, by character: a Greek Η looks like H
and its small η like n. The tables here hold what sellers use beside it, small letters for small and large ones, and
the signs that stand for letters in leet spelling.
"""

from pathlib import Path

CYRILLIC = {
    **dict(zip("абвгдеёзийклмнопрстуфхцчшіїјѕԁԛԝһӏѵ", "a6brdee3uuknmhonpctyoxu4wiijsdqwhlv", strict=True)),
    "ь": "b",
    "ы": "bi",
}
GREEK = dict(zip("αβγδεζηικλμνορστυχωϲϳ", "abydeznikauvopotuxwcj", strict=True))
LATIN = {
    **dict(zip("ıȷɑɡɩɪɴʀʏʟɢɛəɔʋ", "ijagiinrylgeeov", strict=True)),
    **dict(zip("øłđħŧƒꞌ", ["o", "l", "d", "h", "t", "f", ""], strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", "abcdefjkmoptuvwz", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "p",
    "ð": "d",
}
# White letters on a black disc or square, which NFKC leaves as they are.
BLACK = {chr(first + place): chr(ord("a") + place) for first in (0x1F150, 0x1F170) for place in range(26)}
LOOKALIKES = {**CYRILLIC, **GREEK, **LATIN, **BLACK}


def _confusables() -> dict[str, str]:
    """Return the letters that characters look like, as UTS #39 has them, less what our tables read otherwise.

    The standard has one form for I, l and 1, so it says nothing of a letter that our own tables read as i.
    """
    table = Path(__file__).with_name("confusables.txt").read_text(encoding="utf-8")
    rows = [row.split() for row in table.splitlines() if not row.startswith("#")]
    seen = {chr(int(code, 16)): meant for meant, *codes in rows for code in codes}
    return {
        character: meant
        for character, meant in seen.items()
        if character not in LOOKALIKES and not (set(meant) & set("0123456789l") and character.lower() in LOOKALIKES)
    }


CONFUSABLES = _confusables()

# Signs read as letters only between letters: "Gu$$i", "Pr@da"; "$50" and "a@b.com" stay as they are.
LEET_SIGNS = {"$": "s", "@": "a", "!": "i", "€": "e", "£": "l", "¡": "i", "§": "s", "¢": "c"}

# The digits 0 to 9 read as letters, in words that mix both: "G00dyear", "Ad1das". 1 stands for i or l, 6 for g or b.
LEET_DIGITS = ("oizeasgtbg", "olzeasbtbg")

# Latin letters that are taken for one another in capitals, small letters or sound: one such swap in a mark of four
# letters is no accident, where any other change of one letter may be.
ALIKE_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        "cg",
        "nm",
        "un",
        "uv",
        "il",
        "lt",
        "oq",
        "oa",
        "ck",
        "bh",
        "vy",
        "ce",
        "pq",
        "ao",
        "rn",
        "sz",
        "iy",
    )
)
