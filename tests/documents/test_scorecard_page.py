"""What does somebody read on the page of a scorecard? Verdicts, numbers, answers, evidence, and what is missing."""

import datetime as dt
import re
from typing import Any

import polars as pl
import pytest
from lxml import html

from counterfoil.documents.scorecard_page import ScorecardParts, case_in_words, scorecard_page
from counterfoil.documents.scorecard_told import Limit, PracticeShown, RegimeShown, lines_of, told_of
from counterfoil.documents.sparkline import sparkline
from counterfoil.tables.measure_answer import MeasureAnswer
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import ScorecardMeasure
from counterfoil.tables.scorecard_trend import ScorecardTrend

MONTHS = [dt.date(2026, month, 1) for month in (8, 9, 10)]
ENDS = [dt.date(2026, 8, 31), dt.date(2026, 9, 30), dt.date(2026, 10, 31)]
HEAD = {"platform": "Quayside <Bazaar>", "edition": "outside", "practice": "p-1"}
RUN: dict[str, Any] = {
    "engine_version": "0.1.0",
    "started_at": "2026-11-01T08:00:00+00:00",
    "platform": "Quayside <Bazaar>",
    "edition": "outside",
    "periods": "month",
    "from": "2026-08-01",
    "until": "2026-10-31",
    "day": "2026-11-01",
    "trend_periods": 6,
    "counts": {"evidence": 93, "rejected": 1},
    "files": [{"role": "notice", "name": "notices.csv", "sha256": "0" * 64, "rows": 98}],
}


def measures(name: str, values: list[float | None], *, unit: str = "hours", standing: str = "too few") -> pl.DataFrame:
    rows = [
        {
            **HEAD,
            "measure": name,
            "period_from": first,
            "period_until": last,
            "unit": unit,
            "standing": standing if value is None else "measured",
            "cases": 0 if value is None else 31,
            "value": value,
            "low": None if value is None else value * 0.8,
            "high": None if value is None else value * 1.2,
            "why": "No table “page check” was given." if value is None else None,
        }
        for first, last, value in zip(MONTHS, ENDS, values, strict=True)
    ]
    return pl.DataFrame(rows, schema=ScorecardMeasure.create_empty().schema)


def trend(
    name: str, word: str, *, better: str = "less", unit: str = "hours", standing: str = "measured"
) -> pl.DataFrame:
    told = word in ("rising", "falling", "no trend to be told")
    slope = {"rising": 5.0, "falling": -5.0}.get(word, 0.0)
    row = {
        **HEAD,
        "measure": name,
        "unit": unit,
        "better": better,
        "standing": standing,
        "cases": 93 if standing == "measured" else 0,
        "value": 50.0 if standing == "measured" else None,
        "low": 45.0 if standing == "measured" else None,
        "high": 55.0 if standing == "measured" else None,
        "why": None if standing == "measured" else "No table “page check” was given.",
        "periods": 3,
        "since": MONTHS[0],
        "slope": slope if told else None,
        "slope_low": slope - 1 if told else None,
        "slope_high": slope + 1 if told else None,
        "trend": word,
    }
    return pl.DataFrame([row], schema=ScorecardTrend.create_empty().schema)


def practice(number: int, *names: str, verified: bool = True, missing: tuple[str, ...] = ()) -> PracticeShown:
    return PracticeShown(f"p-{number}", f"Practice <{number}>", "Says.", "invented", verified, names, missing)


def parts(**changed: Any) -> ScorecardParts:
    slow, gone = "hours-to-takedown-median", "seller-identity-shown"
    regime = RegimeShown(
        "ten",
        "Ten <practices>",
        "invented",
        (
            practice(1, slow),
            practice(2, gone, verified=False),
            practice(3, missing=("Whether the terms say so: no table holds them.",)),
        ),
    )
    nothing: list[float | None] = [None, None, None]
    made = ScorecardParts(
        pl.concat(
            [measures(slow, [40.0, 60.0, 100.0]), measures(gone, nothing, unit="share", standing="not measurable")]
        ),
        pl.concat([trend(slow, "rising"), trend(gone, "too few periods", unit="share", standing="not measurable")]),
        ScorecardEvidence.create_empty(),
        MeasureAnswer.create_empty(),
        [regime],
        {slow: "Half of the listings were down after so many hours."},
        {},
        RUN,
    )
    return made._replace(**changed)


def seen(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_each_practice_has_its_verdict_and_its_number() -> None:
    text = seen(scorecard_page(parts()))
    assert "Hours to takedown, median: 100 h (80.0 to 120 h) of 31 cases, October 2026" in text
    assert "Rising by 5.0 h a month since August 2026 (95 %: 4.0 to 6.0)" in text
    assert "getting worse" in text
    assert "To look at first: Practice <1>: getting worse." in text


def test_no_mark_is_given_without_a_limit_or_a_trend() -> None:
    still = parts(trends=pl.concat([trend("hours-to-takedown-median", "no trend to be told"), parts().trends[1:]]))
    text = seen(scorecard_page(still))
    assert "Nothing is surely getting worse. No limits were given" in text
    limited = seen(scorecard_page(still._replace(limits={"hours-to-takedown-median": Limit(120, "x-1")})))
    assert "Nothing is beyond a limit that was given, and nothing is surely getting worse." in limited
    assert "no trend told" in text


def test_a_limit_that_somebody_wrote_down_is_held_against_the_number() -> None:
    name = "hours-to-takedown-median"
    beyond = seen(scorecard_page(parts(limits={name: Limit(72, "phase-one-1")})))
    assert "beyond the limit" in beyond
    assert "The limit is 72.0 h (phase-one-1)." in beyond
    within = told_of(parts().measures, parts().trends, says={}, limits={name: Limit(120, "x-1")}, kind="month")
    assert within[name].verdict == "within the limit"


@pytest.mark.parametrize(
    ("limit", "by_sure_end", "verdict"),
    [
        (72, True, "beyond the limit"),  # 100 h, of which 80 is the better end
        (90, True, "beyond the limit, not surely"),
        (80, True, "beyond the limit, not surely"),  # the limit itself is not beyond it
        (90, False, "beyond the limit"),
        (110, True, "within the limit"),
    ],
)
def test_a_ladder_that_asks_for_the_sure_end_is_not_told_otherwise(
    limit: float, by_sure_end: bool, verdict: str
) -> None:
    name = "hours-to-takedown-median"
    limits = {name: Limit(limit, "x-1", by_sure_end)}
    told = told_of(parts().measures, parts().trends, says={}, limits=limits, kind="month")
    assert told[name].verdict == verdict


def test_what_is_not_measurable_is_listed_with_why() -> None:
    text = seen(scorecard_page(parts()))
    assert "Seller identity shown: No table “page check” was given." in text
    assert "Whether the terms say so: no table holds them." in text
    assert "not verified in its text" in text


def test_the_edition_is_said() -> None:
    assert "Outside edition: counted only from what people outside the platform have" in seen(scorecard_page(parts()))
    inside = seen(scorecard_page(parts(run=RUN | {"edition": "inside"})))
    assert "Inside edition: counted from the platform's own events and tables." in inside


def test_the_platforms_answer_stands_beside_its_number() -> None:
    answer = pl.DataFrame(
        {
            "platform": ["Quayside"],
            "measure": ["hours-to-takedown-median"],
            "period_from": [MONTHS[2]],
            "answered_on": [dt.date(2026, 11, 12)],
            "text": ["A mailbox <b>nobody</b> read."],
            "by": ["platform:quayside"],
        }
    )
    text = seen(scorecard_page(parts(answers=answer)))
    said = "The platform, 12 November 2026 (platform:quayside): A mailbox <b>nobody</b> read."
    assert text.count(said) == 2  # among what is to be acted on, and beside the number


def test_the_cases_behind_a_number_are_shown_with_where_they_were_read() -> None:
    case = {
        "measure": "hours-to-takedown-median",
        "period_from": MONTHS[2],
        "subject_kind": "listing",
        "subject_id": "n-1/o-<2>",
        "is_reached": False,
        "amount": 312.0,
        "source": "notices.csv",
        "row": 1204,
    }
    page = scorecard_page(parts(samples=pl.DataFrame([case], schema=ScorecardEvidence.create_empty().schema)))
    text = seen(page)
    cells = [cell.text_content() for cell in html.fromstring(page).xpath("//td")]
    at = cells.index("n-1/o-<2>")
    assert cells[at : at + 3] == ["n-1/o-<2>", "over 312 h, still open", "notices.csv, row 1,204"]
    assert "The 1 most telling of 31 of October 2026." in text


def test_no_text_is_markup_and_nothing_is_loaded_or_run() -> None:
    page = scorecard_page(parts())
    assert "Quayside <Bazaar>" not in page
    assert "<practices>" not in page
    assert not re.search(r"<script|<link|<iframe|\bsrc=|\bon\w+=|url\(", page)
    assert "default-src 'none'" in page


def test_every_link_within_the_page_leads_somewhere() -> None:
    tree = html.fromstring(scorecard_page(parts()))
    ids = set(tree.xpath("//@id"))
    wanted = {link.removeprefix("#") for link in tree.xpath("//a/@href") if link.startswith("#")}
    assert wanted <= ids
    assert wanted


def test_a_case_is_said_as_it_was_counted() -> None:
    assert case_in_words({"amount": 12.0, "is_reached": True}, "hours") == "12.0 h"
    assert case_in_words({"amount": None, "is_reached": True}, "share") == "yes"
    assert case_in_words({"amount": None, "is_reached": False}, "share") == "no"
    assert case_in_words({"amount": None, "is_reached": None}, "count") == "–"


def test_of_several_measures_that_to_act_on_stands_for_the_practice_and_else_the_first_with_a_number() -> None:
    regime = RegimeShown("r", "R", "s", (practice(1, "a", "b"), practice(2, "c", "a")))
    numbers = pl.concat([measures(name, [1.0, 2.0, 3.0]) for name in ("a", "b")] + [measures("c", [None] * 3)])
    trends = pl.concat(
        [
            trend("a", "no trend to be told"),
            trend("b", "rising"),
            trend("c", "too few periods", standing="not measurable"),
        ]
    )
    lines = lines_of(regime, told_of(numbers, trends, says={}, limits={}, kind="month"))
    assert [line.chief.name for line in lines if line.chief] == ["b", "a"]


def test_a_drawing_has_a_dot_for_each_number_and_a_gap_where_there_is_none() -> None:
    drawn = sparkline(measures("a", [40.0, None, 100.0]).rows(named=True), limit=72)
    tree = html.fromstring(f"<div>{drawn}</div>")
    assert len(tree.xpath("//circle")) == 2
    assert len(tree.xpath("//polyline")) == 2
    assert len(tree.xpath("//line")) == 1
    assert "Aug 2026 40.0 h (32.0 to 48.0 h); Oct 2026 100 h" in tree.xpath("//svg/@aria-label")[0]
    assert sparkline(measures("a", [None] * 3).rows(named=True)) == ""


def test_a_single_number_lies_on_a_scale() -> None:
    drawn = sparkline(measures("a", [None, 0.5, None], unit="share").rows(named=True), limit=0.25)
    tree = html.fromstring(f"<div>{drawn}</div>")
    assert tree.xpath("//circle/@cx") == ["84.0"]  # the middle of the scale
    assert tree.xpath("//line[@class='limit']/@x1") == ["44.5"]
    assert tree.xpath("//polygon/@points")[0].startswith("68.2,16.0 99.8,16.0")
    assert not tree.xpath("//polyline")


def test_a_drawing_of_zeros_is_a_line_at_the_foot() -> None:
    heights = html.fromstring(f"<div>{sparkline(measures('a', [0.0] * 3).rows(named=True))}</div>").xpath(
        "//circle/@cy"
    )
    assert heights == ["35.0"] * 3
