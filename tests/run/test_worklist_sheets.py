"""The sheet for the dock: what stands on it and what never does; its barcodes read again from the rendered page."""

import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from counterfoil.documents.worklist_sheet import sheets, typeset, worklist_page
from counterfoil.intake.examinations import read_examinations
from counterfoil.run.papers import typesetter
from counterfoil.run.worklist_sheets import KIND, digests_of, write_sheets
from documents.papers.paper_examples import needs_noto, shown, text_of
from targeting.drawn_worklists import LOOK_FOR, REASON, selections, shipments

SSCC = "095290010004120038"
WORKLIST = """
facility       id       how           risk   p
9529001000013  S-0412   drawn         0.9371 0.8137
9529001000013  S-0391   mandatory     0.0213 1
9529001000013  S-0397   drawn         0.0319 0.0517
9529001000013  S-0400   not_drawn     0.8829 0.7903
9529001000020  S-0402   drawn         0.4417 0.2293
Yard/West      S-0409   out_of_window 0.3331 0
"""
GOODS = f"""
id      sscc    what             pieces
S-0412  {SSCC}  Plastic_sandals  640
S-0412  {SSCC}  Sandals_(samples) 12
S-0391  -       Trail_shoes      480
S-0402  -       <b>Eau_de_parfum</b>  400
"""
DPI = 200


@pytest.fixture
def made() -> tuple[pl.DataFrame, pl.DataFrame]:
    return selections(WORKLIST), shipments(GOODS)


@needs_noto
def test_each_facility_with_a_selection_has_its_pdf_and_all_are_on_one_page(
    made: tuple[pl.DataFrame, pl.DataFrame], tmp_path: Path
) -> None:
    names = write_sheets(*made, tmp_path, seed=7)
    assert names == ["worklist.html", "worklist-9529001000013.pdf", "worklist-9529001000020.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    pdf = text_of(tmp_path / "worklist-9529001000013.pdf")
    page = (tmp_path / "worklist.html").read_text("utf-8")
    digest = digests_of(made[0])["9529001000013"]
    for told in (REASON, LOOK_FOR, "MANDATORY", "Plastic sandals", "640 pieces", "USD 1,280.00", digest):
        assert shown(told) in pdf, told
        assert told in page, told
    for told in ("3 selected", "29 September 2026", "Facility 9529001000013", "not opened", "counterfeit", "undecided"):
        assert shown(told) in pdf, told
    assert pdf.count("MANDATORY") == 1
    assert pdf.index("S-0391") < pdf.index("S-0412")  # what is mandatory comes first
    assert "S-0400" not in pdf + page  # not selected
    assert "&lt;b&gt;Eau de parfum&lt;/b&gt;" in page


@needs_noto
def test_no_sheet_shows_score_probability_rank_or_that_chance_chose(
    made: tuple[pl.DataFrame, pl.DataFrame], tmp_path: Path
) -> None:
    write_sheets(*made, tmp_path, seed=7)
    pdf = text_of(tmp_path / "worklist-9529001000013.pdf")
    page = re.sub(r"<(style|svg).*?</\1>", "", (tmp_path / "worklist.html").read_text("utf-8"), flags=re.DOTALL)
    texts = [pdf, shown(page)]
    for row in made[0].iter_rows(named=True):
        for number in (row["risk"], row["probability"]):
            for figure in () if number in (0, 1) else (str(number), f"{number * 100:.2f}"):
                assert not any(figure in text for text in texts), figure
    for word in ("random", "drawn", "chance", "probab", "risk", "score", "rank", "JoMoss", "AdaFen", "targeting-1"):
        assert not any(word.lower() in text.lower() for text in texts), word


def test_of_a_shipment_to_two_facilities_each_sees_its_own_lines() -> None:
    worklist = selections("facility id how risk p\nReno S-1 drawn .5 .5\nOhio S-1 drawn .5 .5")
    goods = shipments("id sscc what pieces\nS-1 - Sandals 1\nS-1 - Perfume 2\nS-1 - Bowls 3")
    placed = goods.with_columns(facility_gln=pl.Series(["Reno", "Ohio", None]))
    made = sheets(worklist, placed, seed=7, digests=digests_of(worklist))
    told = {sheet.facility: {line["what"] for line in sheet.entries[0]["lines"]} for sheet in made}
    assert told == {"Reno": {"Sandals", "Bowls"}, "Ohio": {"Perfume", "Bowls"}}


def test_a_pallet_is_told_once_in_whatever_form_it_is_written() -> None:
    worklist = selections("facility id how risk p\nReno S-1 drawn .5 .5")
    goods = shipments(f"id sscc what pieces\nS-1 {SSCC} Sandals 1\nS-1 (00){SSCC} Bowls 2\nS-1 pallet_7 Bowls 3")
    [sheet] = sheets(worklist, goods, seed=7, digests=digests_of(worklist))
    told = [(pallet["sscc"], pallet["code"] is not None) for pallet in sheet.entries[0]["pallets"]]
    assert told == [(SSCC, True), ("pallet 7", False)]


def test_the_weight_that_a_model_gives_a_reason_does_not_stand_there(made: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    learned = "Learned from 1,204 examinations: declared value a piece speaks for a find (+0.53 nats)."
    page = worklist_page(
        sheets(made[0].with_columns(reasons=pl.lit([learned])), made[1], seed=7, digests=digests_of(made[0]))
    )
    assert learned.replace(" (+0.53 nats)", "") in page
    assert "nats" not in page


def test_the_order_is_by_lot_and_neither_risk_nor_the_order_of_the_rows_changes_it() -> None:
    rows = "\n".join(f"Reno S-{number} drawn 0.{number:03} 0.5" for number in range(1, 200))
    worklist = selections(f"facility id how risk p\n{rows}")

    def order(table: pl.DataFrame, seed: int) -> list[str]:
        [sheet] = sheets(table, shipments(GOODS), seed=seed, digests={"Reno": "0" * 64})
        return [entry["shipment_id"] for entry in sheet.entries]

    assert order(worklist, 1) == order(worklist.reverse(), 1)
    assert order(worklist, 1) == order(worklist.with_columns(risk=1 - pl.col("risk")), 1)
    assert order(worklist, 1) != order(worklist, 2)
    places = pl.Series([int(name[2:]) for name in order(worklist, 1)])
    assert abs(pl.select(pl.corr(places, pl.int_range(199, eager=True))).item()) < 0.2


@needs_noto
def test_the_same_facts_give_the_same_bytes(made: tuple[pl.DataFrame, pl.DataFrame], tmp_path: Path) -> None:
    for name, rows, goods in (("a", *made), ("b", made[0].reverse(), made[1].reverse())):
        (tmp_path / name).mkdir()
        write_sheets(rows, goods, tmp_path / name, seed=7)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@needs_noto
def test_the_barcodes_are_read_from_the_rendered_page_and_type_a_row_of_results(
    made: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    sheet = sheets(*made, seed=7, digests=digests_of(made[0]))[0]
    pages = typesetter().pictures(KIND, typeset(sheet), dots_per_inch=DPI)
    codes = [
        one for page in pages for one in zxingcpp.read_barcodes(np.asarray(Image.open(io.BytesIO(page)).convert("L")))
    ]
    texts = {(one.symbology_identifier[:2], one.text) for one in codes}
    assert {text for kind, text in texts if kind == "]C"} == {"S-0391", "S-0412", "S-0397", f"(00){SSCC}"}
    typed = [one.bytes.decode() for one in codes if one.symbology_identifier.startswith("]Q")]
    assert sorted(typed)[2] == "S-0412\t9529001000013\t2026-09-29\t"
    table = "shipment_id\tfacility\tselected_for\texamined_at\tinspector\tresult\n"
    table += "".join(f"{cells}2026-09-29T14:10Z\tinspector:4\tnothing found\n" for cells in typed)
    read = read_examinations(io.BytesIO(table.encode()), file="typed.tsv")
    assert read.rejects.is_empty()
    selected = made[0].filter("is_selected", facility="9529001000013")
    keys = ["shipment_id", "facility", "selected_for"]
    assert read.kept.select(keys).sort(keys).equals(selected.select(keys).sort(keys))


@needs_noto
def test_a_character_without_a_font_stands_by_its_number(tmp_path: Path) -> None:
    goods = shipments("id sscc what pieces\nS-0412 - 靴\U00012000 640\n")
    write_sheets(selections(WORKLIST), goods, tmp_path, seed=7)
    assert "靴[U+12000]" in text_of(tmp_path / "worklist-9529001000013.pdf")
    assert "\U00012000" in (tmp_path / "worklist.html").read_text("utf-8")


@needs_noto
@pytest.mark.parametrize("facilities", [("Yard/West", "yard west"), ("../../x", ".."), ("靴", "袋")])
def test_no_facility_leads_a_file_out_of_the_folder_or_over_another(
    facilities: tuple[str, str], tmp_path: Path
) -> None:
    first, second = (name.replace(" ", "_") for name in facilities)
    worklist = selections(f"facility id how risk p\n{first} S-1 drawn .5 .5\n{second} S-2 drawn .5 .5\n")
    out = tmp_path / "deep" / "out"
    out.mkdir(parents=True)
    names = write_sheets(worklist, shipments(GOODS), out, seed=7)
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"worklist(-[a-z0-9-]+)?\.(html|pdf)", name) for name in names)
    assert {path.name for path in out.iterdir()} == set(names)
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]


@needs_noto
def test_a_shipment_of_many_lines_goes_on_over_the_page_and_is_tagged(tmp_path: Path) -> None:
    lines = "".join(f"S-0412 {number:018} {'word_' * 60} 640\n" for number in range(40))
    write_sheets(selections(WORKLIST), shipments(f"id sscc what pieces\n{lines}"), tmp_path, seed=7)
    reader = PdfReader(tmp_path / "worklist-9529001000013.pdf")
    assert "and 32 more lines" in "".join(page.extract_text() for page in reader.pages)
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_a_day_without_selections_says_so(tmp_path: Path) -> None:
    none = selections("facility id how risk p\nReno S-1 not_drawn .5 .5\n")
    assert write_sheets(none, shipments(GOODS), tmp_path, seed=7) == ["worklist.html"]
    assert "Nothing is to be opened." in (tmp_path / "worklist.html").read_text("utf-8")


def test_hostile_text_stays_text_and_nothing_is_loaded(made: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    evil = "</svg><script>alert(1)</script>"
    worklist = made[0].with_columns(shipment_id=pl.lit(evil), facility=pl.lit(evil), reasons=pl.lit([evil]))
    page = worklist_page(sheets(worklist, made[1], seed=7, digests={evil: "0" * 64}))
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=\"(?!#)", page)


@needs_noto
@settings(max_examples=25)
@given(st.text(min_size=1, max_size=60), st.text(max_size=300), st.lists(st.text(max_size=200), max_size=4))
def test_any_words_make_a_sheet(name: str, words: str, sentences: list[str]) -> None:
    listed = pl.Series([sentences], dtype=pl.List(pl.String))
    worklist = selections("facility id how risk p\nReno S-1 drawn .5 .5").with_columns(
        pl.lit(name).alias("facility"),
        pl.lit(name).alias("shipment_id"),
        listed.alias("reasons"),
        listed.alias("look_for"),
    )
    columns = ("description", "sscc", "hs", "carrier", "lot", "origin_country")
    told = [pl.lit(words).alias(column) for column in columns]
    goods = shipments(GOODS).head(1).with_columns(pl.lit(name).alias("shipment_id"), *told)
    with TemporaryDirectory() as folder:
        names = write_sheets(worklist, goods, Path(folder), seed=7)
        assert (Path(folder) / names[1]).read_bytes().startswith(b"%PDF")
