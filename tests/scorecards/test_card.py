"""What stands on a scorecard? Every measure of every practice in every period, and why some cannot be measured."""

import datetime as dt

import polars as pl
import pytest

from counterfoil.scorecards.card import counted, evidence_of, hindrance, wanted_of
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.scorecards.practices.reading import read_practices
from counterfoil.scorecards.telling import telling
from counterfoil.tables import notice, notice_listing
from scorecards.invented import Case, a_measure, asked, evidence, wanted

ROWS: list[Case] = [("a", "01-05", True, None), ("b", "01-06", False, None), ("c", "03-09", True, None)]
PRACTICES = b"""
id = "two"
title = "Two practices"
source = "invented"
[[practices]]
id = "t-1"
title = "Takedown"
says = "Quickly."
source = "invented"
verified = "V"
measures = ["hours-to-takedown-median", "listings-taken-down"]
[[practices]]
id = "t-2"
title = "Terms"
says = "Agreed."
source = "invented"
verified = "M-H"
measures = ["terms-agreed", "hours-to-takedown-median"]
"""


def test_each_measure_stands_in_each_period_once() -> None:
    share = a_measure("share", ROWS)
    card = counted(wanted(share), evidence_of(wanted(share), {}, asked()), asked())
    told = card.measures.select(pl.col("period_from").dt.month(), "standing", "cases", "value").rows()
    assert told == [(1, "measured", 2, 0.5), (2, "too few", 0, None), (3, "measured", 1, 1.0)]
    assert card.measures["period_until"].to_list()[-1] == dt.date(2026, 3, 31)
    assert card.trends.select("standing", "cases", "trend", "periods").row(0) == ("measured", 3, "too few periods", 2)


def test_the_first_period_begins_with_the_first_day_and_what_lies_outside_is_left_out() -> None:
    share = a_measure("share", [*ROWS, ("d", "01-02", True, None), ("e", "04-01", True, None)])
    window = asked("01-05", "03-09")
    found = evidence_of(wanted(share), {}, window).collect()
    assert found["subject_id"].sort().to_list() == ["a", "b", "c"]
    assert found["period_from"].min() == dt.date(2026, 1, 5)


def test_of_how_things_stand_the_last_of_a_subject_in_a_period_is_the_evidence() -> None:
    share = a_measure("share", [("a", "01-05", False, None), ("a", "01-20", True, None)], is_stock=True)
    found = evidence_of(wanted(share), {}, asked()).collect()
    assert found.select("subject_id", "is_reached", "row").rows() == [("a", True, 2)]


def test_a_measure_that_two_practices_name_has_its_evidence_once() -> None:
    share = a_measure("share", ROWS)
    twice = (*wanted(share), wanted(share)[0]._replace(practice="p-2"))
    card = counted(twice, evidence_of(twice, {}, asked()), asked())
    assert card.evidence.collect().height == 3
    assert card.measures["practice"].to_list() == ["p-1"] * 3 + ["p-2"] * 3


def test_what_is_not_measurable_says_why() -> None:
    median = MEASURES["hours-to-takedown-median"]
    assert hindrance(median, {}, "inside") == "No tables “notice” and “notice listing” were given."
    assert hindrance(median, {"notice": pl.LazyFrame()}, "inside") == "No table “notice listing” was given."
    assert hindrance(MEASURES["terms-agreed"], {}, "outside") == "Nobody outside the platform can see it."


def test_a_scorecard_from_tables() -> None:
    tables = {name: module.EXAMPLE.lazy() for name, module in (("notice", notice), ("notice_listing", notice_listing))}
    practices = read_practices(PRACTICES, file="two.toml")
    sent = {"sent_at": pl.datetime(2026, 11, 8, 10, time_zone="UTC"), "state": pl.lit("acted")}
    tables["notice"] = notice.Notice.cast(_completed(notice.EXAMPLE, notice.Notice)).lazy().with_columns(**sent)
    tables["notice_listing"] = _completed(notice_listing.EXAMPLE, notice_listing.NoticeListing).lazy()
    tables["notice_listing"] = tables["notice_listing"].with_columns(notice_id=pl.lit("n-1"))
    gathered = {
        name: table.with_columns(source=pl.lit(f"{name}.csv"), row=pl.lit(1, pl.Int64))
        for name, table in tables.items()
    }
    window = asked()._replace(window=asked().window._replace(platform="tidewater market", last=dt.date(2026, 12, 31)))
    all_of_it = wanted_of([practices], gathered, window.edition)
    card = counted(all_of_it, evidence_of(all_of_it, gathered, window), window)
    median = card.measures.filter(measure="hours-to-takedown-median", practice="t-1", period_from=dt.date(2026, 11, 1))
    assert median.select("standing", "cases", "value").row(0) == ("too few", 1, 47.0)
    terms = card.trends.filter(measure="terms-agreed").row(0, named=True)
    assert (terms["standing"], terms["why"]) == (
        "not measurable",
        "No tables “dossier” and “seller event” were given.",
    )
    assert card.evidence.filter(pl.col("measure") == "listings-taken-down").collect()["source"].to_list() == [
        "notice_listing.csv"
    ]


def _completed(rows: pl.DataFrame, contract: type) -> pl.DataFrame:
    types = contract.create_empty().schema  # type: ignore[attr-defined]
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name) for name, kind in types.items()
    )


def test_a_count_of_a_cut_period_is_not_held_against_whole_ones() -> None:
    rows: list[Case] = [(f"l-{day}", f"{month:02}-{day:02}", None, None) for month in (1, 2, 3) for day in range(1, 29)]
    count = a_measure("count", rows, least=0)
    whole = counted(wanted(count), evidence(count, rows), asked())
    cut = counted(wanted(count), evidence(count, rows), asked("01-01", "03-02"))
    assert whole.trends["periods"].item() == 3
    assert cut.trends["periods"].item() == 2


@pytest.mark.parametrize(
    ("day", "last", "periods"),
    [
        ("04-15", "03-31", ["01-01 01-31", "02-01 02-28", "03-01 03-31"]),  # all is over
        ("03-31", "03-31", ["01-01 01-31", "02-01 02-28", "03-01 03-31"]),
        ("03-01", "03-01", ["01-01 01-31", "02-01 02-28", "03-01 03-31"]),  # March has begun, and is no shorter for it
        ("02-28", "02-28", ["01-01 01-31", "02-01 02-28"]),
        ("01-01", "01-01", ["01-01 01-31"]),
    ],
)
def test_nothing_waits_on_days_that_have_not_been(day: str, last: str, periods: list[str]) -> None:
    told = asked().on(dt.date.fromisoformat(f"2026-{day}"))
    assert f"{told.window.last:%m-%d}" == last
    assert told.window.end == dt.datetime.combine(told.window.last, dt.time(), dt.UTC) + dt.timedelta(days=1)
    assert [f"{one.first:%m-%d} {one.last:%m-%d}" for one in told.periods] == periods


def test_a_count_of_a_month_that_is_not_over_is_not_held_against_whole_ones() -> None:
    rows: list[Case] = [(f"l-{day}", f"{month:02}-{day:02}", None, None) for month in (1, 2, 3) for day in range(1, 9)]
    count = a_measure("count", rows, least=0)
    on = asked().on(dt.date(2026, 3, 8))
    assert counted(wanted(count), evidence(count, rows), on).trends["periods"].item() == 2


def test_the_most_telling_cases_come_first() -> None:
    share, median = a_measure("share"), a_measure("median")
    found = telling(evidence(share, ROWS), share, None).collect()
    assert found["subject_id"].to_list() == ["b", "c", "a"]
    times: list[Case] = [("short", "01-05", True, 1.0), ("long", "01-05", True, 90.0), ("open", "01-06", False, 90.0)]
    slow = median._replace(better="less")
    assert telling(evidence(slow, times), slow, None).collect()["subject_id"].to_list() == ["open", "long", "short"]
    assert telling(evidence(slow, times), slow, dt.date(2026, 2, 1)).collect().is_empty()
