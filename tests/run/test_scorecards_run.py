"""A scorecard made from files: what lies in its folder, what is refused, and what stays after a failure."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run import scorecards
from counterfoil.run.inputs import digest_of
from counterfoil.run.scorecard_cases import cases_behind
from counterfoil.run.scorecard_check import check_scorecard
from counterfoil.run.scorecards import run_scorecard
from counterfoil.run.signatures import make_keys
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import ScorecardMeasure
from integration.scorecard_tables import FILES, LISTINGS, MEDIAN, request, write_tables

REFUSED, DOWN = 3, 24  # by the end of March; one more is refused, and five are taken down, later


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tables(tmp_path)
    return tmp_path


@pytest.fixture
def card(folder: Path) -> Path:
    run_scorecard(request(folder))
    return folder / "card"


def test_all_files_are_there_and_the_numbers_follow_the_contract(card: Path) -> None:
    assert {path.name for path in card.iterdir()} == FILES
    measures = ScorecardMeasure.validate(pl.read_parquet(card / "measures.parquet"))
    evidence = ScorecardEvidence.validate(pl.read_parquet(card / "evidence.parquet"))
    assert measures.height == 4 * 3  # measures by months
    assert evidence.filter(measure="listings-taken-down").height == DOWN
    assert pl.read_csv(card / "measures.csv").height == measures.height
    record = json.loads((card / "run.json").read_text("utf-8"))
    assert record["counts"]["measures"] == {"measured": 3, "too few": 0, "not measurable": 1}
    assert record["outputs"].keys() == FILES - {"run.json"}
    assert all(record["outputs"][name] == digest_of(card / name) for name in record["outputs"])


def test_every_case_leads_to_the_row_that_it_was_read_from(card: Path) -> None:
    lines = (card.parent / "notice_listings.csv").read_text("utf-8").splitlines()
    for row in pl.read_parquet(card / "evidence.parquet").filter(measure=MEDIAN).iter_rows(named=True):
        assert row["source"] == "notice_listings.csv"
        notice, offer = row["subject_id"].split("/")
        assert lines[row["row"] - 1].startswith(f"{notice},{offer},")


def test_the_same_tables_give_the_same_bytes(card: Path, folder: Path) -> None:
    again = run_scorecard(request(folder, out=folder / "again")).record["outputs"]
    first = json.loads((card / "run.json").read_text("utf-8"))["outputs"]
    told = {name for name in first if first[name] != again[name]}
    assert told <= {"scorecard.html"}  # which tells the minute it was made


def test_days_that_have_not_come_are_not_waited_for(folder: Path) -> None:
    """Asked until June on 15 March: listings are open up to the end of that day, and later months have no row."""
    day = dt.date(2026, 3, 15)
    run_scorecard(request(folder, last=dt.date(2026, 6, 30), day=day))
    record = json.loads((folder / "card" / "run.json").read_text("utf-8"))
    assert (record["until"], record["day"]) == ("2026-06-30", "2026-03-15")
    measures = pl.read_parquet(folder / "card" / "measures.parquet")
    assert measures["period_until"].max() == dt.date(2026, 3, 31)
    evidence = pl.read_parquet(folder / "card" / "evidence.parquet")
    so_far = dt.datetime(2026, 3, 16, tzinfo=dt.UTC) - dt.datetime(2026, 1, 23, 8, tzinfo=dt.UTC)  # the first open one
    assert evidence.filter(measure=MEDIAN, is_reached=False)["amount"].max() == so_far.total_seconds() / 3600
    run_scorecard(request(folder, last=day, day=day, out=folder / "then"))
    assert evidence.equals(pl.read_parquet(folder / "then" / "evidence.parquet"))
    assert "as known on 15 March 2026" in (folder / "card" / "scorecard.html").read_text("utf-8")
    assert "as known on" not in (folder / "then" / "scorecard.html").read_text("utf-8")
    assert check_scorecard(folder / "card", request(folder).tables).differences == ()


@pytest.mark.parametrize(
    "days",
    [
        {"first": dt.date.max, "last": dt.date.max, "day": dt.date.max},
        {"last": dt.date.max},
        {"first": dt.date.min},
        {"day": dt.date.max},
    ],
)
def test_days_at_the_ends_of_the_calendar_are_refused(folder: Path, days: dict[str, dt.date]) -> None:
    with pytest.raises(UserError, match="no tables tell of such days"):
        run_scorecard(request(folder, **days))


def test_a_first_day_that_has_not_come_is_refused(folder: Path) -> None:
    with pytest.raises(UserError, match="2026-01-01 has not come yet"):
        run_scorecard(request(folder, day=dt.date(2025, 12, 31)))
    assert not (folder / "card").exists() or not list((folder / "card").iterdir())


def test_the_outside_edition_has_no_number_that_only_the_platform_can_know(folder: Path) -> None:
    record = run_scorecard(request(folder, edition="outside")).record
    assert record["edition"] == "outside"
    trends = pl.read_csv(folder / "card" / "trends.csv")
    assert trends.filter(measure="terms-agreed")["why"].item() == "Nobody outside the platform can see it."


def test_several_regimes_stand_side_by_side(folder: Path) -> None:
    run_scorecard(request(folder, practices=("programme_2020", str(folder / "two.toml"), "dsa_30_32")))
    card = folder / "card"
    assert {path.name for path in card.glob("*.toml")} == {"practices.toml", "practices-2.toml", "practices-3.toml"}
    page = (card / "scorecard.html").read_text("utf-8")
    assert "Two practices" in page
    assert check_scorecard(card, ()).differences == ()


def test_nothing_of_an_earlier_scorecard_stays_behind(folder: Path) -> None:
    make_keys(folder / "key")
    run_scorecard(request(folder, practices=("programme_2020", str(folder / "two.toml")), key=folder / "key"))
    run_scorecard(request(folder))
    assert {path.name for path in (folder / "card").iterdir()} == FILES
    assert check_scorecard(folder / "card", ()).differences == ()


def test_one_practice_in_two_files_is_refused(folder: Path) -> None:
    twice = (str(folder / "two.toml"),) * 2
    with pytest.raises(UserError, match=r"The practice t-1 stands in two\.toml too"):
        run_scorecard(request(folder, practices=twice))
    assert not list((folder / "card").iterdir())


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"platform": " "}, "no name"),
        ({"first": dt.date(2026, 4, 1)}, "is after"),
        ({"first": dt.date(1990, 1, 1), "kind": "week"}, "more than 400 weeks"),
        ({"practices": ("three",)}, "no such file"),
        ({"ladder": "no-ladder.toml"}, "no such file"),
        ({"answers": Path("no-answers.csv")}, "no such file"),
        ({"answers": Path("notices.csv")}, "no such file"),
        ({"key": Path("no-key")}, "no such file"),
        ({"tables": (Path("no-table.csv"),)}, "no such file"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_left(
    folder: Path, changed: dict[str, object], problem: str
) -> None:
    with pytest.raises(UserError, match=problem):
        run_scorecard(request(folder, **changed))
    assert not (folder / "card").exists() or not list((folder / "card").iterdir())


def test_a_run_that_breaks_leaves_the_scorecard_before_it(
    card: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> str:
        raise MemoryError

    before = {path.name: digest_of(path) for path in card.iterdir()}
    monkeypatch.setattr(scorecards, "scorecard_page", broken)
    with pytest.raises(MemoryError):
        run_scorecard(request(folder, edition="outside"))
    assert {path.name: digest_of(path) for path in card.iterdir()} == before


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_limits_of_a_ladder_and_answers_stand_on_the_page(folder: Path, ending: str) -> None:
    answers = folder / "measure_answers.csv"
    answers.write_text(
        "platform,measure,period_from,answered_on,text,by\n"
        f"quayside bazaar,{MEDIAN},2026-03-01,2026-04-12,We were ill.,platform:quayside\n"
        f"Tidewater,{MEDIAN},2026-03-01,2026-04-12,Not ours.,platform:tidewater\n",
        encoding="utf-8",
    )
    rows = pl.read_csv(answers, try_parse_dates=True)
    if ending == "parquet":  # as `counterfoil escalation answer` keeps them
        answers = folder / "measure_answers.parquet"
        rows.write_parquet(answers)
    run_scorecard(request(folder, edition="outside", ladder="phase-one-1", answers=answers))
    page = (folder / "card" / "scorecard.html").read_text("utf-8")
    assert "beyond the limit" in page
    assert "We were ill." in page
    assert "Not ours." not in page
    assert check_scorecard(folder / "card", ()).differences == ()


def test_bad_rows_are_rejects(folder: Path) -> None:
    path = folder / "notice_listings.csv"
    path.write_text(path.read_text("utf-8") + "n-1,,Trail shoes,acted,2026-01-05T00:00:00Z\n", encoding="utf-8")
    record = run_scorecard(request(folder)).record
    assert record["counts"]["rejected"] == 1
    assert pl.read_parquet(folder / "card" / "rejects.parquet")["field"].to_list() == ["offer_id"]


def test_the_cases_behind_a_number(card: Path) -> None:
    march = cases_behind(card, MEDIAN, "2026-03-15", rows=3)
    assert march.numbers.select("period_from").rows() == [(dt.date(2026, 3, 1),)]
    assert march.all == march.numbers["cases"].item()
    assert march.cases.height == 3
    assert march.cases["amount"].is_sorted(descending=True)
    assert cases_behind(card, MEDIAN, None, rows=999).cases.height == LISTINGS - REFUSED
    assert cases_behind(card, MEDIAN, "2026-03", rows=1).all == march.all


@pytest.mark.parametrize(
    ("name", "day", "problem"),
    [
        ("hours-to-takedwn", None, "It has hours-to-takedown-median"),
        (MEDIAN, "2027-01-01", "nothing of 2027-01-01"),
        (MEDIAN, "March", "March is no day"),
    ],
)
def test_a_number_that_there_is_not(card: Path, name: str, day: str | None, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        cases_behind(card, name, day, rows=5)
