"""A notice to a facility tells the stock that `match` found there, and that which must be left alone."""

from decimal import Decimal
from pathlib import Path

import msgspec
import polars as pl
import pytest

from counterfoil.documents.papers.facility_notice import FacilityNotice
from counterfoil.documents.papers.filled import filled
from counterfoil.documents.papers.reading import read_paper
from counterfoil.errors import UserError
from counterfoil.run.facility_stock import with_stock
from counterfoil.run.papers import write_paper
from counterfoil.tables.contract import completed
from counterfoil.tables.goods import Goods
from counterfoil.tables.match import Match
from documents.papers.paper_examples import example, example_file, needs_noto, shown, text_of
from integration.commands import called

ROWS = """
item goods product                     source        verdict                     facility kind      quantity unit
i-1  g-1   identical                   same          identical-offending-goods   Reno     stock     388      -
i-2  g-1   other-variant-of-the-model  same          examine                     Reno     stock     171      -
i-3  g-1   identical                   contradicted  genuine-stock               Reno     stock     212      -
i-4  g-1   identical                   same          identical-offending-goods   Columbus stock     203      -
i-5  g-2   identical                   same          identical-offending-goods   Reno     stock     1046     -
i-6  g-1   identical                   same          identical-offending-goods   Reno     shipment  9        -
i-7  g-1   identical                   none          no-action                   Reno     stock     41       -
i-8  g-1   identical                   same          examine                     Reno     stock     1.5      KGM
i-1  g-2   identical                   contradicted  genuine-stock               Reno     stock     388      -
"""


@pytest.fixture
def matching(tmp_path: Path) -> Path:
    head, *lines = [line.split() for line in ROWS.strip().splitlines()]
    rows = [
        dict(zip(head, [word.replace("-", " ") if "-" in word[2:] else word for word in line], strict=True))
        for line in lines
    ]
    matches = pl.DataFrame(
        [
            {
                "goods_id": row["goods"],
                "item_id": row["item"],
                "product_grade": row["product"],
                "product_score": 1.0,
                "source_grade": row["source"],
                "source_score": 0.9,
                "verdict": row["verdict"],
                "reasons": ["They bear the lot 0821."],
                "party_reasons": [] if row["verdict"] == "genuine stock" else ["The goods bear the lot 0821."],
            }
            for row in rows
        ],
        schema=Match.create_empty().schema,
    )
    items = pl.DataFrame(
        [
            {
                "id": row["item"],
                "title": f"shoes {row['item']}",
                "facility": row["facility"],
                "kind": row["kind"],
                "quantity": Decimal(row["quantity"]),
                "quantity_unit": None if row["unit"] == "-" else row["unit"],
                "lot": "0821",
            }
            for row in rows
        ]
    ).unique("id", maintain_order=True)
    matches.write_parquet(tmp_path / "matches.parquet")
    completed(items, Goods).write_parquet(tmp_path / "items.parquet")
    return tmp_path


def notice() -> FacilityNotice:
    record = example("facility-notice")
    assert isinstance(record, FacilityNotice)
    return record


def test_stock_is_told_by_facility_goods_and_verdict(matching: Path) -> None:
    filled_in = with_stock(notice(), matching, facility="Reno", goods=("g-1",))
    assert [(one.item, one.units, one.grade) for one in filled_in.stock] == [("i-1", 388, "identical offending goods")]
    assert [(one.item, one.units) for one in filled_in.examine] == [("i-2", 171), ("i-8", None)]
    assert [(one.item, one.why) for one in filled_in.leave] == [("i-3", "They bear the lot 0821.")]
    assert filled_in.examine[1].codes == ("lot 0821", "1.5 KGM")
    facts = filled(filled_in)["facts"]
    assert (facts["stock_units"], facts["examine_units"], facts["leave_units"]) == ("388", "at least 171", "212")


def test_an_item_of_two_goods_stands_under_its_gravest_verdict(matching: Path) -> None:
    filled_in = with_stock(notice(), matching, facility="Reno", goods=())
    assert [one.item for one in filled_in.stock] == ["i-1", "i-5"]
    assert [one.item for one in filled_in.examine] == ["i-2", "i-8"]
    assert [one.item for one in filled_in.leave] == ["i-3"]


@pytest.mark.parametrize(
    ("facility", "goods", "cure"),
    [("Renoo", ("g-1",), "Columbus, Reno"), ("Columbus", ("g-2",), "Reno"), ("Reno", ("g-9",), "no facility")],
)
def test_a_facility_where_none_lies_is_said(facility: str, goods: tuple[str, ...], cure: str, matching: Path) -> None:
    with pytest.raises(UserError) as raised:
        with_stock(notice(), matching, facility=facility, goods=goods)
    assert cure in raised.value.cure


def test_a_folder_without_matches_and_a_notice_without_stock(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="counterfoil match"):
        with_stock(notice(), tmp_path, facility="Reno", goods=())
    text = example_file("facility-notice").read_text("utf-8")
    bare = text[: text.index("[[stock]]")] + text[text.index("[answer_by]") :]
    (tmp_path / "bare.toml").write_text(bare, encoding="utf-8")
    told = called("document", "facility-notice", str(tmp_path / "bare.toml"), "-o", str(tmp_path / "f.pdf"))
    assert isinstance(told.exception, UserError)
    assert "names no stock" in str(told.exception)


def test_the_command_takes_the_stock_of_a_match(matching: Path, tmp_path: Path) -> None:
    out = tmp_path / "f.pdf"
    arguments = ["--stock", str(matching), "--facility", "Columbus", "-o", str(out)]
    told = called("document", "facility-notice", str(example_file("facility-notice")), *arguments)
    assert told.exit_code == 0, told.output
    assert out.exists()


def section(text: str, begins: str, ends: str) -> str:
    return text[text.index(shown(begins)) : text.index(shown(ends))]


@needs_noto
def test_only_identical_goods_are_urged_to_be_destroyed(tmp_path: Path) -> None:
    write_paper(notice(), tmp_path / "f.pdf")
    text = text_of(tmp_path / "f.pdf")
    identical = section(text, "Identical to the goods seized: 552 units", "To be examined: 289 units")
    to_examine = section(text, "To be examined: 289 units", "Genuine, though alike: 360 units")
    genuine = section(text, "Genuine, though alike: 360 units", "Until when")
    assert shown("or have them destroyed under witness") in identical
    assert shown("Nothing of them is to be held, abandoned or destroyed") in to_examine
    assert shown("Leave these units where they are") in genuine
    assert "apart" not in genuine


@needs_noto
def test_where_all_must_be_examined_nothing_is_called_identical(tmp_path: Path) -> None:
    write_paper(msgspec.structs.replace(notice(), stock=(), leave=()), tmp_path / "f.pdf")
    text = text_of(tmp_path / "f.pdf")
    assert shown("may be identical to those seized and must be examined") in text
    assert shown("under witness") not in text
    assert "Genuine" not in text


def test_what_must_be_examined_is_refused_among_the_identical(tmp_path: Path) -> None:
    text = example_file("facility-notice").read_text("utf-8").replace("[[examine]]", "[[stock]]")
    with pytest.raises(UserError) as raised:
        read_paper(text.encode(), "facility-notice", file="r.toml")
    assert "cannot stand under [[stock]]" in raised.value.problem
