"""Does the page say what vetting found, and harmlessly?"""

import lxml.html
import polars as pl
import pytest

from counterfoil.documents.vetting_report import CARDS, VettingParts, vetting_report
from counterfoil.tables.dossier import STATUSES
from counterfoil.tables.reject import Reject
from documents.report_reading import section, text
from vetting.made import REGIMES, sold, vetted

HOSTILE = "<script>alert(1)</script>\u202egnp"


def parts(sellers: list[dict[str, object]], **tables: object) -> VettingParts:
    result = vetted(sellers, **tables)
    counts = {status: result.dossiers.filter(status=status).height for status in STATUSES}
    record = {
        "day": "2026-11-08", "started_at": "2026-11-08T09:00:00+00:00", "regimes": ["programme-1", "inform-1"],
        "model": "vetting-1", "counts": {"sellers": len(sellers), "rejected": 1} | counts, "sales_not_counted": 3,
        "files": [{"role": "sellers", "name": HOSTILE, "sha256": "0" * 64, "rows": 3}],
        "versions": {"counterfoil": "0.1.0"}, "seconds": 0.4,
    }  # fmt: skip
    rejects = Reject.cast(
        pl.DataFrame(
            {"file": ["s.csv"], "line": [7], "field": ["id"], "value": [HOSTILE], "rule": ["id must be given"]}
        )
    )
    titles = {regime.label: regime.title for regime in REGIMES.values()}
    return VettingParts(
        dossiers=result.dossiers, checks=result.checks, clocks=result.clocks, findings=result.findings, rejects=rejects,
        record=record, regimes=titles,
    )  # fmt: skip


@pytest.fixture(scope="module")
def document() -> lxml.html.HtmlElement:
    apart = {"taxNumber": "99-0000002", "bankAccount": "000123458"}
    sellers: list[dict[str, object]] = [
        {"id": "s-1"},
        {"id": "s-2", "status": "terminated"} | apart,
        {"id": HOSTILE, "status": "suspended", "taxNumber": "99-0000003", "bankAccount": None},
    ]
    sales = sold(250, "20000", first="2026-01-01", last="2026-10-31")
    return lxml.html.document_fromstring(vetting_report(parts(sellers, sales=sales)))


def test_the_summary_and_the_figures_count_every_seller(document: lxml.html.HtmlElement) -> None:
    assert text(document.find_class("lead")[0]) == (
        "Of 3 sellers, 1 refused, 1 suspended and 1 verified. Next is due on 7 January 2027. Vetted on 8 November 2026."
    )
    numbers = [int(figure.findtext("b").replace(",", "")) for figure in document.find_class("figure")]
    assert numbers[0] == sum(numbers[1:]) == 3


def test_those_who_need_a_person_have_a_card_the_gravest_first(document: lxml.html.HtmlElement) -> None:
    cards = document.find_class("card")
    assert [text(card.find_class("badge")[0]) for card in cards] == ["refused", "suspended"]
    assert "The account has been terminated by a platform." in text(cards[0])
    assert "Give a bank account" in text(cards[1])


def test_sellers_of_high_volume_stand_with_what_is_shown(document: lxml.html.HtmlElement) -> None:
    told = text(section(document, "Sellers of high volume"))
    assert "s-1" in told
    assert "20,000.00" in told
    assert "full" in told


def test_the_page_runs_and_loads_nothing(document: lxml.html.HtmlElement) -> None:
    assert document.xpath("//script | //img | //iframe | //link | //@href | //@src | //@onload") == []
    policy = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_very_many_sellers_make_no_endless_page() -> None:
    many: list[dict[str, object]] = [
        {"id": f"s-{n}", "status": "terminated", "taxNumber": None, "bankAccount": None} for n in range(CARDS + 30)
    ]
    page = lxml.html.document_fromstring(vetting_report(parts(many)))
    assert len(page.find_class("card")) == CARDS
    assert f"{CARDS} of {CARDS + 30} shown" in text(section(page, "Sellers that need a person"))


def test_no_seller_at_all_makes_a_page_too() -> None:
    page = lxml.html.document_fromstring(vetting_report(parts([])))
    assert "none could be vetted" in text(page.find_class("lead")[0])
