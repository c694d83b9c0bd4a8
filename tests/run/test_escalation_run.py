"""A platform fails, is reminded, told, held to a plan, fined, referred; recovers step by step; and what is refused."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from counterfoil.enforcement.escalation.ladder import default_ladder
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.escalation_acts import Asked
from counterfoil.run.escalation_answering import run_escalation_answer
from counterfoil.run.escalation_assess import Assessment, run_assess
from counterfoil.run.escalation_files import read_escalation
from counterfoil.run.escalation_standing import run_escalation_due
from counterfoil.run.orders import CompileRequest, run_compile
from enforcement.escalation.periods import measures
from integration.escalations import (
    APPROVER,
    COUNSEL,
    FINED,
    HEAD,
    OFFICER,
    PLATFORM,
    SLOW,
    after,
    assess,
    do,
    scorecard,
    take,
)
from integration.escalations import plain_papers as _plain_papers  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("_plain_papers")


def state(folder: Path) -> str:
    return str(read_escalation(folder / "escalations" / SLOW).row["state"])


def held(folder: Path, *cards: Path, months: int = 3) -> Assessment:
    """Assess these scorecards after so many months."""
    at = after(months)
    return run_assess(folder / "escalations", cards, ladder=None, day=at.date(), at=at)


class TestAssess:
    def test_what_does_not_fail_opens_nothing(self, tmp_path: Path) -> None:
        found = assess(tmp_path, "gfg")
        assert [one.state for one in found.found] == [""]
        assert [one.name for one in found.unmeasured] == ["relists"]
        assert not list((tmp_path / "escalations").iterdir())

    def test_k_of_n_opens_one_and_the_same_again_changes_nothing(self, tmp_path: Path) -> None:
        assert [one.is_new for one in assess(tmp_path, "gff").found] == [True]
        files = read_escalation(tmp_path / "escalations" / SLOW)
        assert files.tables["periods"]["verdict"].to_list() == ["good", "failing", "failing"]
        assert files.tables["events"].select("kind", "actor").rows() == [("found", "system:escalation-assess")]
        again = assess(tmp_path, "gff")
        assert [(one.is_new, one.added, one.state) for one in again.found] == [(False, 0, "found")]
        assert read_escalation(tmp_path / "escalations" / SLOW).tables["events"].height == 1

    def test_a_platform_whose_name_is_written_otherwise_is_the_same(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        card = scorecard(tmp_path / "cards", "f", first=4) / "measures.parquet"
        measures("f", first=4, platform=" quayside BAZAAR").write_parquet(card)
        cards = (scorecard(tmp_path / "cards", "gff"), card)
        at = after(4, hour=1)
        found = run_assess(tmp_path / "escalations", cards, ladder=None, day=at.date(), at=at)
        assert [(one.id, one.is_new, one.added) for one in found.found] == [(SLOW, False, 1)]
        assert read_escalation(tmp_path / "escalations" / SLOW).row["platform"] == "Quayside Bazaar"
        head = tmp_path / "head.toml"
        head.write_text(HEAD.read_text("utf-8").replace('"Quayside Bazaar"', '"QUAYSIDE BAZAAR"'), "utf-8")
        assert do(tmp_path, "reminder", OFFICER, after(4), Asked(head=head))

    def test_a_month_told_anew_is_another_row_and_counts(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        found = assess(tmp_path, "ggf")
        files = read_escalation(tmp_path / "escalations" / SLOW)
        assert [one.verdict for one in files.verdicts] == ["good", "good", "failing"]
        assert files.tables["periods"].height == 4
        assert found.found[0].ways.up is not None
        assert not found.found[0].ways.up.is_open
        with pytest.raises(UserError, match="cannot be proposed yet"):
            do(tmp_path, "reminder", OFFICER, after(3))

    def test_a_period_that_is_not_over_is_left_out(self, tmp_path: Path) -> None:
        card = scorecard(tmp_path, "gff")
        day = dt.date(2026, 3, 31)
        at = dt.datetime(2026, 3, 31, tzinfo=dt.UTC)
        found = run_assess(tmp_path / "escalations", (card,), ladder=None, day=day, at=at)
        assert found.not_over == [(dt.date(2026, 3, 1), day)]
        assert [one.state for one in found.found] == [""]

    def test_two_scorecards_that_contradict_each_other_are_refused(self, tmp_path: Path) -> None:
        cards = (scorecard(tmp_path, "gff"), scorecard(tmp_path, "gfg"))
        with pytest.raises(UserError, match="tell hours-to-takedown-median from 2026-03-01"):
            run_assess(tmp_path / "e", cards, ladder=None, day=after(3).date(), at=after(3))
        assert not (tmp_path / "e").exists()

    def test_a_table_of_another_kind_is_no_scorecard(self, tmp_path: Path) -> None:
        pl.DataFrame({"currency": ["EUR"], "usd": ["1.10"]}).write_csv(tmp_path / "rates.csv")
        with pytest.raises(UserError):
            run_assess(tmp_path / "e", (tmp_path / "rates.csv",), ladder=None, day=after(3).date(), at=after(3))

    def test_bad_rows_of_a_text_table_are_set_aside(self, tmp_path: Path) -> None:
        card = scorecard(tmp_path, "gff") / "measures.parquet"
        rows = pl.read_parquet(card).with_columns(pl.col("cases").cast(pl.String))
        rows = pl.concat([rows, rows.tail(1).with_columns(cases=pl.lit("many"))])
        rows.write_csv(tmp_path / "measures.csv")
        found = run_assess(tmp_path / "e", (tmp_path / "measures.csv",), ladder=None, day=after(3).date(), at=after(3))
        assert found.rejects.select("line", "field", "value").rows() == [(5, "cases", "many")]
        assert [one.is_new for one in found.found] == [True]

    def test_measures_without_a_run_json_are_unchecked_and_the_act_says_so(self, tmp_path: Path) -> None:
        assert held(tmp_path, scorecard(tmp_path, "gff")).unchecked == ["card-1-gff/measures.parquet"]
        held(tmp_path, scorecard(tmp_path, "gfgf"), months=4)
        told = read_escalation(tmp_path / "escalations" / SLOW).tables["events"]["what"].to_list()
        assert told[0].endswith("Unchecked, for no run.json stands beside it: card-1-gff/measures.parquet.")
        assert told[1].endswith("Unchecked, for no run.json stands beside it: card-1-gfgf/measures.parquet.")

    def test_a_run_json_of_something_else_is_told(self, tmp_path: Path) -> None:
        card = scorecard(tmp_path, "gff")
        (card / "run.json").write_text("[]")
        with pytest.raises(UserError, match="no run"):
            held(tmp_path, card)

    def test_a_platform_written_otherwise_is_the_same_one(self, tmp_path: Path) -> None:
        held(tmp_path, scorecard(tmp_path, "gff"))
        other = tmp_path / "other"
        other.mkdir()
        measures("f", first=4, platform=" quayside BAZAAR ").write_parquet(other / "measures.parquet")
        found = held(tmp_path, other, months=4).found
        assert [(one.id, one.is_new, one.added) for one in found] == [(SLOW, False, 1)]
        both = held(tmp_path, scorecard(tmp_path, "gff"), other, months=4).found
        assert [(one.id, one.platform, one.added) for one in both] == [(SLOW, "Quayside Bazaar", 0)]

    def test_an_open_one_keeps_its_ladder(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        lax = tmp_path / "lax.toml"
        lax.write_bytes(default_ladder().replace(b"threshold = 72", b"threshold = 500"))
        found = assess(tmp_path, "gfff", ladder=lax)
        assert [one.verdict for one in found.found[0].verdicts] == ["good", "failing", "failing", "failing"]
        (tmp_path / "escalations" / SLOW / "ladder.toml").write_bytes(lax.read_bytes())
        with pytest.raises(UserError, match="not the one it was opened under"):
            assess(tmp_path, "gffff")


class TestUpAndDown:
    def test_the_whole_way_up_and_its_papers(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        for drawn, step, two in (
            ("gff", "reminder", False),
            ("gffff", "formal notice", False),
            ("gfffff", "improvement plan", False),
            ("gfffffff", "fine", True),
            ("gfffffffff", "referral for injunction", True),
        ):
            assess(tmp_path, drawn)
            done = take(tmp_path, step, len(drawn), FINED if step == "fine" else None, two=two)
            assert (done.files.row["state"], state(tmp_path)) == (step, step)
            assert all((done.files.folder / name).is_file() for name in done.written)
        files = read_escalation(tmp_path / "escalations" / SLOW)
        steps = files.tables["steps"]
        assert steps["state"].to_list() == [*["ended"] * 4, "issued"]
        assert steps.filter(step="fine").select("amount", "currency", "ground").rows() == [
            (Decimal("25000.00"), "USD", "19 USC 1526(f)")
        ]
        assert steps["counted"].to_list()[0] == "2026-04-03 + 10 US business days = 2026-04-17, weekends not counted"
        assert files.tables["checks"]["id"].to_list() == ["3.1", "3.2"]
        assert files.tables["events"]["number"].to_list() == list(range(1, files.tables["events"].height + 1))
        with pytest.raises(UserError, match="cannot go to: reminder"):
            do(tmp_path, "reminder", OFFICER, after(12))

    def test_the_draft_of_an_order_is_refused_until_a_court_has_spoken(self, tmp_path: Path) -> None:
        self.test_the_whole_way_up_and_its_papers(tmp_path)
        draft = tmp_path / "escalations" / SLOW / "documents" / "5-order-draft.toml"
        request = CompileRequest(order=draft, sellers=draft, out=tmp_path / "o", day=dt.date(2026, 11, 1))
        with pytest.raises(UserError, match="court"):
            run_compile(request)

    def test_it_recovers_one_step_at_a_time_and_is_closed(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        take(tmp_path, "reminder", 3)
        assess(tmp_path, "gffff")
        take(tmp_path, "formal notice", 5)
        with pytest.raises(UserError, match="0 periods in a row"):
            do(tmp_path, "step down", OFFICER, after(5, hour=13))
        for months, to in ((6, "reminder"), (7, "closed")):
            assess(tmp_path, "gffff" + "g" * (months - 5))
            assert take(tmp_path, "step down", months).files.row["state"] == to
        assert run_escalation_due(tmp_path / "escalations", day=after(7).date()) == []

    def test_it_fails_again_after_it_was_closed_by_new_periods_alone(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        take(tmp_path, "reminder", 3)
        assess(tmp_path, "gffg")
        take(tmp_path, "step down", 4)
        assert [one.is_new for one in assess(tmp_path, "gffgf").found] == [False]
        assert [one.is_new for one in assess(tmp_path, "gffgff").found] == [True]
        assert state(tmp_path) == "found"
        assert take(tmp_path, "reminder", 6).files.row["state"] == "reminder"

    def test_a_plan_is_left_once_its_checks_are_met(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        for drawn, step in (("gff", "reminder"), ("gffff", "formal notice"), ("gfffff", "improvement plan")):
            assess(tmp_path, drawn)
            take(tmp_path, step, len(drawn))
        assess(tmp_path, "gfffffg")
        with pytest.raises(UserError, match="2 checks are not met"):
            do(tmp_path, "step down", OFFICER, after(7))
        with pytest.raises(UserError, match="may be met until"):
            do(tmp_path, "check missed", OFFICER, after(6, hour=20), Asked(check="3.1"))
        with pytest.raises(UserError, match=r"No check 9 stands"):
            do(tmp_path, "check met", OFFICER, after(7), Asked(check="9"))
        do(tmp_path, "check missed", OFFICER, after(7), Asked(check="3.1"))
        for check in ("3.1", "3.2"):
            do(tmp_path, "check met", OFFICER, after(7), Asked(check=check))
        assert take(tmp_path, "step down", 7).files.row["state"] == "formal notice"

    def test_what_has_recovered_meanwhile_is_not_issued(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        do(tmp_path, "reminder", OFFICER, after(3))
        do(tmp_path, "approved", APPROVER, after(3))
        assess(tmp_path, "gffgg")
        with pytest.raises(UserError, match="cannot be proposed yet"):
            do(tmp_path, "issued", OFFICER, after(5))
        do(tmp_path, "refused", APPROVER, after(5))
        assert do(tmp_path, "dropped", OFFICER, after(5)).files.row["state"] == "closed"
        assert [one.is_new for one in assess(tmp_path, "gffggf").found] == [False]
        assert [one.is_new for one in assess(tmp_path, "gffggff").found] == [True]


class TestAnswers:
    def test_an_answer_to_the_step_and_one_to_a_number(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        place = tmp_path / "escalations"
        with pytest.raises(UserError, match="No step stands"):
            run_escalation_answer(place, SLOW, "No.", Acting(PLATFORM, "Its mail.", after(3)), period=None)
        take(tmp_path, "reminder", 3)
        late = dt.date(2026, 4, 18)
        assert [one.days for one in run_escalation_due(place, day=late) if one.who == "platform"] == [1]
        told = Acting(PLATFORM, "Its mail.", after(3, hour=15))
        run_escalation_answer(place, SLOW, "A mailbox was not read.", told, period=dt.date(2026, 3, 1))
        with pytest.raises(UserError, match="No period that begins on 2026-03-02"):
            run_escalation_answer(place, SLOW, "No.", told, period=dt.date(2026, 3, 2))
        run_escalation_answer(place, SLOW, "We look into it.", told, period=None)
        files = read_escalation(place / SLOW)
        assert files.tables["measure_answers"].select("measure", "period_from", "text").rows() == [
            ("hours-to-takedown-median", dt.date(2026, 3, 1), "A mailbox was not read.")
        ]
        assert files.tables["steps"]["state"].to_list() == ["answered"]
        assert [one.what for one in run_escalation_due(place, day=late)] == [
            "say whether the answer to the reminder is enough"
        ]
        do(tmp_path, "not accepted", OFFICER, after(3, hour=16))
        assert run_escalation_due(place, day=late) == []

    def test_silence_lapses_after_its_day_and_may_lead_on(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        take(tmp_path, "reminder", 3)
        with pytest.raises(UserError, match="until 2026-04-17"):
            do(tmp_path, "lapsed", OFFICER, dt.datetime(2026, 4, 17, tzinfo=dt.UTC).replace(hour=23))
        do(tmp_path, "lapsed", OFFICER, dt.datetime(2026, 4, 18, tzinfo=dt.UTC))
        assert take(tmp_path, "formal notice", 4).files.row["state"] == "formal notice"

    def test_who_did_what_stands_in_the_events(self, tmp_path: Path) -> None:
        assess(tmp_path, "gff")
        take(tmp_path, "reminder", 3)
        events = read_escalation(tmp_path / "escalations" / SLOW).tables["events"]
        assert events.select("actor", "kind", "subject_kind").rows()[1:] == [
            (OFFICER, "proposed", "escalation step"),
            (APPROVER, "approved", "escalation step"),
            (OFFICER, "issued", "escalation step"),
            (OFFICER, "raised to reminder", "escalation"),
        ]
        assert COUNSEL not in events["actor"]
