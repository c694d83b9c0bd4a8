"""Does the report show what the tables hold, and harmlessly?"""

import re

import lxml.html
import polars as pl
import pytest

from counterfoil.documents.report_tables import ReportTables
from counterfoil.documents.screening_report import CARDS, screening_report, worst_offers
from counterfoil.tables.decision import DECISIONS
from documents.report_factory import MARKS, report_tables
from documents.report_reading import Page, figures, page, section, text

MEGABYTE = 1_000_000
HOSTILE = '<script>alert(1)</script><img src="http://evil.example/x">"\'&\u202egnp.exe' + "W" * 4_800


@pytest.fixture(scope="module")
def tables() -> ReportTables:
    return report_tables(1312, set_aside=16)


@pytest.fixture(scope="module")
def document(tables: ReportTables) -> Page:
    return page(tables)


def test_the_figures_equal_the_tables_and_add_up(tables: ReportTables, document: Page) -> None:
    read, decided = figures(document)
    counts = dict(tables.decisions["decision"].value_counts().iter_rows())
    assert read == [("offers read", 1328), ("set aside", 16), ("kept", 1312)]
    assert [number for _, number in decided] == [1312, *(counts[name] for name in DECISIONS)]
    for whole, *parts in (read, decided):
        assert whole[1] == sum(number for _, number in parts)


def test_the_summary_names_the_decisions_and_the_marks_most_concerned(document: Page) -> None:
    assert text(document.find_class("lead")[0]) == (
        "1,312 offers screened against 8 rights: 22 to remove, 309 to hold, 79 to ask documents for, 254 to review "
        "and 648 clear; the marks most concerned are Brightwell (100), Halvorsen (96) and Norvik (95)."
    )


def test_the_table_behind_the_chart_counts_every_decision_by_mark(tables: ReportTables, document: Page) -> None:
    rows = section(document, "Decisions by mark").xpath(".//tbody/tr")
    shown = {row.findtext("th/bdi"): [int(cell.text) for cell in row.iter("td")] for row in rows}
    expected = {
        mark: [tables.decisions.filter(right_id=f"r-{number}", decision=decision).height for decision in DECISIONS]
        for number, (mark, *_) in enumerate(MARKS)
    }
    assert shown == expected


def test_the_chart_draws_every_mark_in_both_widths(document: Page) -> None:
    for width in ("wide", "narrow"):
        (drawing,) = document.find_class(width)
        assert drawing.get("role") == "img"
        words = {node.text for node in drawing.iter("text")}
        assert {mark for mark, *_ in MARKS} <= words


def test_signs_are_counted_with_their_weight_in_words(tables: ReportTables, document: Page) -> None:
    rows = section(document, "The commonest signs").xpath(".//tbody/tr")
    found = {row.findtext("th/bdi"): [text(cell) for cell in row.iter("td")] for row in rows}
    seen = tables.findings.filter(kind="mark_broken_up")
    assert found["Mark broken up"] == [
        str(seen["subject_id"].n_unique()),
        str(seen.height),
        "moderate sign of infringement",
    ]
    assert found["Mark named"][2] == "slight sign of genuine goods"
    assert len(rows) == tables.findings["kind"].n_unique()


def test_the_gravest_offers_come_first_and_the_rest_are_counted(tables: ReportTables, document: Page) -> None:
    shown = document.find_class("card")
    above = tables.decisions.filter(pl.col("decision") != "clear").height
    assert len(shown) == CARDS
    assert f"{CARDS} of {above} shown" in text(section(document, "The gravest offers"))
    gravity = [DECISIONS.index(card.get("class").split()[1]) for card in shown]
    assert gravity == sorted(gravity, reverse=True)
    ids = [card.xpath("string(.//p[@class='facts']//span[starts-with(., 'offer')]/b)") for card in shown]
    assert ids == worst_offers(tables.decisions, tables.assessments)["subject_id"].to_list()


def test_worst_offers_are_sorted_by_gravity_then_weight(tables: ReportTables) -> None:
    worst = worst_offers(tables.decisions, tables.assessments)
    keys = [(DECISIONS.index(name), weight) for name, weight in worst.select("decision", "weight").iter_rows()]
    assert keys == sorted(keys, reverse=True)
    assert worst.columns == [*tables.decisions.columns, "weight"]


def test_a_card_shows_what_was_seen_where_and_how_heavily(tables: ReportTables, document: Page) -> None:
    card = document.find_class("card")[0]
    assert text(card.find_class("badge")[0]) == "remove"
    assert [mark.text for mark in card.find("h3").iter("mark")] == ["N-orv-ik", "New In Seald Box"]
    assert [text(quote) for quote in card.find_class("quote")] == [
        "brand As Show",
        "item location Atlanta, Georgia, Canada",
    ]
    assert [text(nats) for nats in card.find_class("nats")] == ["+2.60", "+1.62", "+1.50", "+1.20", "+0.90"]
    assert "Norvik Outdoor AB" in text(card)
    assert "USD 40.88" in text(card)
    assert "altered spelling" in text(card.find("details"))


def test_bars_point_right_for_infringement_and_left_for_genuine(document: Page) -> None:
    card = document.find_class("card")[1]
    (against,) = card.find_class("against")
    assert (against.get("x"), against.get("width")) == ("-27", "27")  # −0.70 of the heaviest, 2.60
    assert {bar.get("x") for bar in card.find_class("for")} == {"0"}


def test_the_score_is_never_a_percentage_or_a_probability(document: Page) -> None:
    body = text(document.find("body"))
    assert "%" not in body
    assert "probab" not in body.lower()
    assert "it is not calibrated" in body


def test_rejects_are_grouped_by_cause_with_places_and_without_values(document: Page) -> None:
    rows = section(document, "Rows set aside").xpath(".//tbody/tr")
    assert [[text(cell) for cell in row.iter("td")] for row in rows] == [
        ["11", "price is not negative", "price", "offers.csv, line 17offers.csv, line 46offers.csv, line 104"],
        ["5", "id must be given", "id", "offers.csv, line 75offers.csv, line 162offers.csv, line 249"],
    ]


def test_how_it_was_made_names_versions_and_digests(tables: ReportTables, document: Page) -> None:
    made = text(section(document, "How this was made"))
    for said in ("Counterfoil 0.1.0", "default-1", "screening-1", "1 November 2026, 08:30 UTC", "12.4 seconds"):
        assert said in made
    assert all(file["sha256"] in made for file in tables.run["files"])


def test_hostile_titles_stay_text() -> None:
    tables = report_tables(300, titles=dict.fromkeys(range(300), HOSTILE))
    written = screening_report(tables.parts())
    document = lxml.html.document_fromstring(written)
    assert not list(document.iter("script", "img", "link", "iframe", "object", "embed", "base", "form"))
    assert "&lt;script&gt;alert" in written
    assert "\u202e" not in written
    assert max(len(text(heading)) for heading in document.iter("h3")) < 250
    assert len(written.encode()) < MEGABYTE


def test_hostile_marks_stay_text_in_the_chart_too() -> None:
    tables = report_tables(40)
    rights = tables.rights.with_columns(mark=pl.lit("</svg><script>\u202e1</script>" + "M" * 400))
    written = screening_report(tables._replace(rights=rights).parts())
    assert "<script" not in written
    assert "\u202e" not in written


def test_nothing_is_loaded_from_anywhere(tables: ReportTables) -> None:
    written = screening_report(tables.parts())
    document = lxml.html.document_fromstring(written)
    assert not document.xpath("//@src | //@href | //@srcset | //@data | //@action | //@background | //@poster")
    assert not re.search(r"url\(|@import|<script|\son\w+=", written)
    assert set(re.findall(r"https?://[^\"'\s<]+", written)) == set()
    assert "default-src 'none'" in document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_sixty_cards_stay_under_a_megabyte(tables: ReportTables) -> None:
    assert len(screening_report(tables.parts()).encode()) < MEGABYTE


def test_the_same_tables_give_the_same_page(tables: ReportTables) -> None:
    assert screening_report(tables.parts()) == screening_report(tables.parts())


def test_only_the_shown_offers_are_needed(tables: ReportTables) -> None:
    shown = worst_offers(tables.decisions, tables.assessments)["subject_id"].implode()
    few = tables._replace(offers=tables.offers.filter(pl.col("id").is_in(shown)))
    assert screening_report(few.parts()) == screening_report(tables.parts())


def test_an_offer_that_was_not_handed_over_is_shown_by_its_id(tables: ReportTables) -> None:
    card = page(tables._replace(offers=tables.offers.clear())).find_class("card")[0]
    assert "o-000924" in text(card)
    assert "own words were not handed to this report" in text(card)


def test_positions_beyond_the_title_do_no_harm() -> None:
    card = page(report_tables(1, titles={0: "H"})).find_class("card")[0]
    assert [mark.text for mark in card.find("h3").iter("mark")] == ["H"]
