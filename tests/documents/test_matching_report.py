"""What does a warehouse read on the page: what to hold, to look at and to leave, and is text only text?"""

from decimal import Decimal
from typing import Any

import lxml.html
import polars as pl
import pytest

from counterfoil.documents.matching_report import SECTIONS, MatchingParts, matching_report, quantity_in_words, summary
from counterfoil.run.matching_gathered import FOUND_BY, NOWHERE
from counterfoil.tables.goods import Goods
from counterfoil.tables.match import VERDICTS, Match

HOSTILE = '<script>alert(1)</script>\N{RIGHT-TO-LEFT OVERRIDE}"&'
RUN: dict[str, Any] = {
    "engine_version": "0",
    "models": {"product": "p", "source": "s"},
    "started_at": "2026-11-20T08:30:00+00:00",
    "seconds": 1.5,
    "files": [{"name": HOSTILE, "rows": None, "sha256": "0"}],
}


def parts(*rows: dict[str, Any], **counts: int) -> MatchingParts:
    """Return what the page is made of; each row is an item, all else of it is filled in."""
    usual: dict[str, Any] = {
        **{"goods_id": "g-01", "item_id": "f:2", "id": "f:2", "file": "f", "line": 2, "title": "shoes"},
        **{"product_grade": "identical", "product_score": 1.0, "source_grade": "same", "source_score": 0.9},
        **{"reasons": ["one.", "two.", "three."], "party_reasons": []},
    }
    items = {name: dtype for name, dtype in Goods.create_empty().schema.items() if name in FOUND_BY}
    schema = Match.create_empty().schema | items | {"line": pl.Int64(), "file": pl.String()}
    shown = pl.DataFrame([usual | row for row in rows], schema=schema)
    places = shown.group_by("facility", "verdict", "quantity_unit", maintain_order=True).agg(
        entries=pl.len(), quantity=pl.col("quantity").sum()
    )
    told = dict.fromkeys(VERDICTS, 0) | dict(shown.group_by("verdict").len().iter_rows()) | counts
    run = RUN | {"counts": told | {"items_read": 10, "items_kept": 9, "rejected": 1, "goods": 1}}
    goods = pl.DataFrame([{"id": HOSTILE}], schema=dict.fromkeys(Goods.column_names(), pl.String))
    return MatchingParts(goods, shown, places.select(NOWHERE.columns) if rows else NOWHERE, run)


OFFENDING, EXAMINE, GENUINE, _ = VERDICTS
RENO = {"verdict": OFFENDING, "facility": "Reno", "lot": "0821", "quantity": Decimal(388)}


def page(given: MatchingParts) -> Any:
    return lxml.html.document_fromstring(matching_report(given))


def section(document: Any, heading: str) -> str:
    found = next(one for one in document.iter("section") if (one.findtext("h2") or "").startswith(heading))
    return " ".join(found.text_content().split())


def test_the_page_has_the_verdicts_of_the_table() -> None:
    assert SECTIONS == VERDICTS


def test_each_item_stands_under_what_is_to_be_done_with_it() -> None:
    document = page(parts(RENO, {"verdict": EXAMINE, "lot": "B1"}, {"verdict": GENUINE, "lot": "HS2608A"}))
    assert "Reno" in section(document, "Hold")
    assert "388 pieces" in section(document, "Hold")
    assert "B1" in section(document, "Look at")
    assert "HS2608A" in section(document, "Leave these")
    assert "three." in section(document, "Hold")  # folded away, and there


def test_where_nothing_is_found_the_page_says_so() -> None:
    document = page(parts())
    assert section(document, "Hold").endswith("None.")
    assert summary(parts()) == "No identical offending goods among 9 items."


def test_the_summary_counts_entries_pieces_and_facilities() -> None:
    columbus = RENO | {"facility": "Columbus", "quantity": Decimal("1.5"), "quantity_unit": "KGM"}
    told = summary(parts(RENO, RENO | {"quantity_unit": "EA"}, columbus, {"verdict": GENUINE}))
    assert told == (
        "3 entries are identical offending goods in 2 facilities: 776 pieces and 1.5 KGM."
        " Of the others, 1 genuine and to be left where they are."
    )


def test_what_is_more_than_the_page_shows_is_counted() -> None:
    text = section(page(parts(RENO, **{OFFENDING: 1_204})), "Hold")
    assert "The first 1 of 1,204" in text


def test_what_is_looked_at_comes_likeliest_first_and_what_is_held_by_place() -> None:
    likely = [
        {"verdict": EXAMINE, "title": name, "source_score": score} for name, score in (("low", 0.1), ("high", 0.4))
    ]
    by_place = [RENO | {"facility": name} for name in ("Reno", "Columbus")]
    document = page(parts(*likely, *by_place))
    looked_at, held = section(document, "Look at"), section(document, "Hold")
    assert looked_at.index("high") < looked_at.index("low")
    assert held.index("Columbus") < held.index("Reno")


def test_hostile_text_stays_text_and_the_page_loads_nothing() -> None:
    html = matching_report(parts(RENO | {"title": HOSTILE, "lot": HOSTILE, "facility": HOSTILE, "reasons": [HOSTILE]}))
    assert "<script" not in html
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in html
    assert "default-src 'none'" in html
    document = lxml.html.document_fromstring(html)
    assert not [one for one in document.iter() if {"src", "href", "onclick"} & set(one.attrib)]


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        ("388.000000", None, "388 pieces"),
        ("1", "EA", "1 piece"),
        ("1200", "C62", "1,200 pieces"),
        ("2.50", "KGM", "2.5 KGM"),
    ],
)
def test_quantities_are_said_as_people_say_them(quantity: str, unit: str | None, words: str) -> None:
    assert quantity_in_words(Decimal(quantity), unit) == words


def test_no_quantity_is_no_words() -> None:
    assert quantity_in_words(None, "EA") == ""
