"""What the facts say is shown and never run; what no font has is said; no other font changes a page."""

import re
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from counterfoil.documents.fonts import Fonts
from counterfoil.documents.papers.facility_notice import FacilityNotice
from counterfoil.documents.typesetter import TEMPLATES
from counterfoil.errors import UserError
from counterfoil.run.papers import paper
from documents.papers.paper_examples import example, needs_noto, shown, text_of

HOSTILE = (
    '#read("/etc/passwd")', "]", "[", "$ x^2 $", "*bold*", "_it_", "`raw`", "\\", "@label", "<label>", "// no", "/* no",
    "#{panic()}", "= heading", "#import \"@preview/x:1.0.0\"", "https://e.example", "--- ~ ...", "\"quoted\" 'so'",
)  # fmt: skip


def facility(**changed: object) -> FacilityNotice:
    record = example("facility-notice")
    assert isinstance(record, FacilityNotice)
    return msgspec.structs.replace(record, **changed)


@needs_noto
def test_hostile_text_stands_as_it_is_written(tmp_path: Path) -> None:
    stock = tuple(msgspec.structs.replace(facility().stock[0], goods=text, why=text) for text in HOSTILE)
    record = facility(stock=stock, urged=HOSTILE, mark=HOSTILE[0], remarks=HOSTILE)
    (tmp_path / "h.pdf").write_bytes(paper(record).pdf)
    text = text_of(tmp_path / "h.pdf")
    for one in HOSTILE:
        assert text.count(shown(one)) >= 4, one
    assert "root:" not in text


@needs_noto
@pytest.mark.parametrize("word", ["a" * 400, "0" * 64, "https://e.example/" + "x/?=" * 200, "ш" * 300, "深" * 300])
def test_a_long_word_is_broken_and_copied_whole(word: str, tmp_path: Path) -> None:
    stock = (msgspec.structs.replace(facility().stock[0], why=word),)
    (tmp_path / "w.pdf").write_bytes(paper(facility(stock=stock, goods=word)).pdf)
    assert text_of(tmp_path / "w.pdf").count(word) == 2
    for page in PdfReader(tmp_path / "w.pdf").pages:
        page.extract_text(visitor_text=_inside(float(page.mediabox.width)))


def _inside(width: float):  # type: ignore[no-untyped-def]
    def visit(text: str, _user: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            assert 0 <= matrix[4] < width

    return visit


@needs_noto
def test_a_text_longer_than_a_page_goes_on_over_the_next(tmp_path: Path) -> None:
    words = " ".join(f"w{number}" for number in range(3_000))
    stock = (msgspec.structs.replace(facility().stock[0], why=words), *facility().stock[1:])
    (tmp_path / "l.pdf").write_bytes(paper(facility(stock=stock)).pdf)
    text = text_of(tmp_path / "l.pdf")
    assert all(f"w{number}" in text for number in range(3_000))


@needs_noto
def test_the_header_of_a_long_table_comes_again(tmp_path: Path) -> None:
    stock = tuple(msgspec.structs.replace(facility().stock[0], item=f"{number:018}") for number in range(300))
    (tmp_path / "t.pdf").write_bytes(paper(facility(stock=stock)).pdf)
    pages = PdfReader(tmp_path / "t.pdf").pages
    assert len(pages) > 10
    tables = [text for page in pages[:10] if "Aisle" in (text := page.extract_text())]
    assert all("Location and item" in text for text in tables)
    assert all(f"Page {number} of {len(pages)}" in page.extract_text() for number, page in enumerate(pages, start=1))


@needs_noto
@pytest.mark.parametrize(
    ("text", "named", "package"),
    [
        ("\U0001f600 sale \U00012000", "“\U0001f600” (U+1F600)", "fonts-noto-color-emoji fonts-noto-core"),
        ("\U0002fa1d\U00031350", "(U+31350)", "fonts-noto-cjk"),
        ("x" + "".join(map(chr, range(0x1F910, 0x1F930))), "and 22 more", "fonts-noto-color-emoji"),
    ],
)
def test_a_character_that_no_font_has_is_said(text: str, named: str, package: str) -> None:
    with pytest.raises(UserError) as raised:
        paper(facility(goods=text))
    assert named in raised.value.problem
    assert package in raised.value.cure


def test_without_noto_latin_and_cyrillic_are_set_and_chinese_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    folder.mkdir()
    made = paper(facility(goods="Ботинки, shoes, Østervind"), font_folders=(folder,))
    assert {font.name for font in made.fonts} >= {"LibertinusSerif-Regular"}
    assert all(re.fullmatch(r"in typst [0-9.]+", font.digest) for font in made.fonts)
    with pytest.raises(UserError, match="fonts-noto-cjk"):
        paper(facility(goods="金芦苇"), font_folders=(folder,))


def test_templates_take_nothing_from_outside() -> None:
    sources = [path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.typ"))]
    assert len(sources) >= 15
    for source in sources:
        assert "@preview" not in source
        assert not re.search(r"\b(eval|read|plugin|datetime\.today|csv|yaml|toml|xml|cbor)\(", source)


@needs_noto
def test_the_fonts_that_are_told_are_those_in_the_pdf(tmp_path: Path) -> None:
    made = paper(example("cease-and-desist"))
    (tmp_path / "c.pdf").write_bytes(made.pdf)
    inside = set()
    for page in PdfReader(tmp_path / "c.pdf").pages:
        for font in page["/Resources"]["/Font"].values():
            inside.add(str(font.get_object()["/BaseFont"]).split("+")[1].removesuffix("-Identity-H"))
    assert {font.name for font in made.fonts} == inside
    assert {"NotoNaskhArabic-Regular", "NotoSansCJKsc-Regular", "NotoSerif-Regular"} <= inside
    assert all(re.fullmatch("[0-9a-f]{64}", font.digest) for font in made.fonts)


def test_a_family_that_is_not_listed_is_never_used(tmp_path: Path) -> None:
    listed = {family for stack in Fonts([tmp_path]).stacks.values() for family in stack}
    assert listed == {"Libertinus Serif", "DejaVu Sans Mono"}
