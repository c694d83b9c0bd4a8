"""The compiled scan and its twin in plain Python, `mark_search.find`, must give the same answer on every text."""

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counterfoil.text.characters import COVERED, IDENTITY, LENGTH_SHIFT, START_SHIFT, characters
from counterfoil.text.folding import fold_character
from counterfoil.text.mark_index import Name, build
from counterfoil.text.mark_scan import MENTIONS, find_all, find_one, may_hold, scanner_of
from counterfoil.text.mark_search import find

NAMES = [
    Name(0, "Gucci"), Name(1, "Nike"), Name(2, "Levi's"), Name(3, "U.S. Polo Assn."), Name(4, "Polo Ralph Lauren"),
    Name(5, "Ralph Lauren"), Name(6, "LV"), Name(6, "Louis Vuitton"), Name(7, "Viktor & Rolf"), Name(8, "耐克"),
    Name(9, "Off-White"), Name(10, "Bleu de Chanel"), Name(10, "bleu de", "remainder"),
    Name(11, "by christian", "first_name"),
    Name(12, "Christian Dior"), Name(13, "Sp5der"), Name(14, "Hugo Boss"), Name(15, "Balenciaga"), Name(16, "グッチ"),
    Name(17, "Gucci"), Name(18, "Ke$ha"), Name(19, "Crème Simon"), Name(20, "구찌"), 
    Name(21, "O'Neill"), Name(22, "Rolex"), Name(23, "Hope"), Name(24, "Νίκη"),
    Name(25, "PylePro"), Name(26, "Li-Ning"), Name(27, "Guy Laroche"), Name(28, "Hilacos Kids"), Name(29, "Bounce"),
]  # fmt: skip
SCANNER, INDEX = scanner_of(NAMES), build(NAMES)

# Pieces that real listings are made of: names whole, cut, stretched, disguised, and what stands around them.
PIECES = st.sampled_from(
    [name.written for name in NAMES]
    + [
        "gucci",
        "GUCCI",
        "Cucci",
        "guccci",
        "g-u-c-c-i",
        "G U C C I",
        "Gu\u200bcci",
        "Gυcсi",
        "ＧＵＣＣＩ",
        "Gu$$i",
        "nikes",
        "NIKE's",
    ]
    + [
        "lv",
        "U S",
        "U.S",
        "polo",
        "ralph",
        "laurens",
        "victor",
        "rolf",
        "rolph",
        "by",
        "ByGucci",
        "guccishoes",
        "n1ke",
        "levis",
    ]
    + [
        "off white",
        "guccii",
        "cuccis",
        "nikke",
        "niek",
        "nyke",
        "balencaiga",
        "hugo bos",
        "lewis",
        "balenciaaaga",
        "HOGO BOSS",
        "boss",
        "-",
        ".",
        "*",
        " ",
        "  ",
        "'",
        "’",
        "/",
        "\u0301",
        "\ufe0f",
        "🧥",
        "\U000e0041",
    ]
    + [
        "shoes for men",
        "耐",
        "克",
        "グッ",
        "ｸﾞｯﾁ",
        "カ\u3099",
        "구찌가방",
        "ß",
        "ﬁ",
        "²",
        "™",
        "½",
        "İ",
        "K",
        "x",
        "a",
        "t-shirt",
        "one",
        "2024",
        "gucci2024",
        "v1ktor",
        "newviktor",
        "laurenshirt",
        "Chanell",
        "assnn",
        "r0lf",
        "$",
        "!",
        "hu9o",
        "b0$$",
        "lauren5",
        "gucc1",
        "CL10",
        "я1$a1",
        "НОРЕ",
        "норе",
        "нопе",
        "мышь",
        "ΝΙΚΗ",
        "ΝΙΚΕ",
        "ｈｏｐｅ",
        "O Neill",
        "oneill",
        "Rolexes",
        "Pyle-Pro",
        "pyle*pro",
        "pylepro",
        "Unisex",
        "UNISEX",
        "trousers",
        "BALENCIAGA",
        "lining",
        "Guy",
        "Guv",
        "GUY",
        "Laroche",
        "laroche",
        "Shoes",
        "Hilaco",
        "hilacos",
        "Kids",
        "Bounce",
        "é",
    ]
)
TEXTS = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.lists(PIECES, max_size=12).map("".join))


def scanned(texts: list[str | None], *, slips: bool = True) -> list[list[tuple[object, ...]]]:
    """Return the mentions of each text as the scan finds them."""
    rows: list[list[tuple[object, ...]]] = [[] for _ in texts]
    for row, *mention in find_all(pl.Series("text", texts, dtype=pl.String), SCANNER, slips=slips).iter_rows():
        rows[row].append(tuple(mention))
    return rows


@settings(max_examples=400)
@given(st.lists(TEXTS, max_size=6), st.booleans())
@example(["Polo Ralph Lauren and Ralph Lauren, by Gucci"], True)
@example(["by Christian eau de parfum", "Bleu de eau", "LV lv Lv"], True)
@example(["耐克鞋 グッチ 구찌GUCCI가방"], False)
@example(["a" * 70_000 + " Gucci"], True)
def test_scan_equals_plain_python(texts: list[str], slips: bool) -> None:
    assert scanned(texts, slips=slips) == [[tuple(m) for m in find(text, INDEX, slips=slips)] for text in texts]


@settings(max_examples=400)
@given(
    TEXTS | st.text(st.characters(), max_size=20).map(lambda text: f"\ud800 gu*cci {text} Ralph Laurem"), st.booleans()
)
@example("", True)
@example("½gucci3 gucci٣ n1ke gucci5 5gucci", True)
@example("Hug0 Bo$$! R4lph L4ur3n, $p5der 8leu d3 ch@nel g$1ucci я1$n1ke o'ne1ll", True)
def test_one_text_alone_equals_plain_python(text: str, slips: bool) -> None:
    assert find_one(text, SCANNER, slips=slips) == find(text, INDEX, slips=slips)


def test_rows_keep_their_number_past_nulls_and_empty_texts() -> None:
    found = find_all(pl.Series("text", [None, "", "Gucci", None, "by Nike"], dtype=pl.String), SCANNER)
    assert found.select("row", "mark").rows() == [(2, 0), (2, 17), (4, 1)]
    assert dict(found.schema) == MENTIONS


def test_a_slice_of_a_column_is_read_from_its_own_start() -> None:
    column = pl.Series("text", ["Gucci", "no name", "Nike", "Gucci Nike"])
    assert find_all(column[2:], SCANNER)["row"].to_list() == [0, 1, 1, 1]


def test_more_hits_than_rows_have_room_for() -> None:
    """The room for hits grows; no row is lost or told twice when it does."""
    texts = ["Gucci Nike Gucci Nike"] * 500
    assert len(find_all(pl.Series(texts), SCANNER)) == 500 * 6


@pytest.mark.parametrize("length", [900, 3_000])
def test_a_row_with_very_many_names_is_read_by_plain_python(length: int) -> None:
    text = "Nike " * length
    assert len(scanned([text])[0]) == len(find(text, INDEX)) == length


def test_may_hold_misses_no_text_with_a_name() -> None:
    texts = ["Gucci", "g-u-c-c-i", "nothing here", None]
    assert may_hold(pl.Series(texts, dtype=pl.String), SCANNER).to_list() == [True, True, False, False]


def test_every_character_folds_in_the_table_as_in_plain_python() -> None:
    table = characters()
    for code in range(COVERED):
        length = table[code] >> LENGTH_SHIFT & 0xFF
        start = table[code] >> START_SHIFT
        folded = chr(code) if length == IDENTITY else "".join(map(chr, table[start : start + length]))
        assert folded == fold_character(chr(code)), hex(code)
