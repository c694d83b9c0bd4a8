"""Actions in a case, from proposal to undoing: who may, what follows, what is written, what never is."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from counterfoil.enforcement.actions.party_text import party_text
from counterfoil.enforcement.actions.proposal import Asked
from counterfoil.errors import UserError
from counterfoil.run.action_step import By, Changed
from counterfoil.run.actions import (
    read_actions,
    run_appeal,
    run_approve,
    run_begin,
    run_expire,
    run_propose,
    run_refuse,
    run_undo,
    run_uphold,
)
from counterfoil.run.case_files import Act, changing, read_case, record, write_case_table
from enforcement.actions.ring_case import CASE_ID, METHOD, NOON, OFFICER, OTHER, REVIEWER, SECRET, write_ring_case
from enforcement.actions.ring_steps import OFFER, A, in_force, propose, states


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_ring_case(tmp_path)


@pytest.fixture
def confirmed(tmp_path: Path) -> Path:
    return write_ring_case(tmp_path, confirmed=True)


class TestProposing:
    def test_a_proposal_is_a_row_and_an_event(self, case: Path) -> None:
        (row,) = propose(case, "remove", OFFER, territory=("DE",)).added
        assert (row["id"], row["state"], row["account_id"], row["right_id"]) == (f"{A}1", "proposed", "s-31", "r-02")
        assert (row["legal_ground"], row["detected_automatically"]) == ("illegal content", True)
        assert row["facts"] == [
            "The title uses the name Halvorsen in an altered spelling.",
            "The price is below that of genuine goods.",
        ]
        event = read_case(case).tables["events"].tail(1).row(0, named=True)
        assert (event["kind"], event["subject_kind"], event["subject_id"]) == ("proposed", "action", f"{A}1")
        assert (event["actor"], event["why"], event["number"]) == ("reviewer:7", "Looked at.", 2)

    def test_what_would_follow_is_shown_before_and_not_done(self, confirmed: Path) -> None:
        asked = Asked(kind="terminate", on=(("account", "s-34"),), by="reviewer:7", at=NOON)
        _, (foreseen,) = run_propose(confirmed, asked, why="It is the ring.")
        assert Counter(row["kind"] for row in foreseen.rows) == {
            "terminate": 1,
            "hold-payouts": 1,
            "block-relisting": 2,
        }
        assert len(foreseen.lacking) == 1  # of s-32 nothing is known that it could be told
        assert "s-32 lacks a fact" in foreseen.lacking[0]
        assert states(confirmed) == {"1": "proposed"}

    def test_a_batch_is_one_transaction(self, case: Path) -> None:
        propose(case, "remove", OFFER)
        with pytest.raises(UserError, match=r"TM-6514935 has it already"):
            propose(case, "remove", ("offer", "TM-8280467"), OFFER)
        assert states(case) == {"1": "proposed"}
        both = propose(case, "remove", ("offer", "TM-8280467"), ("offer", "TM-9032957"), ("offer", "TM-9032957"))
        assert [row["id"] for row in both.added] == [f"{A}2", f"{A}3"]

    @pytest.mark.parametrize(
        ("kind", "on", "said"),
        [
            ("remove", ("account", "s-34"), "It is done to: offer"),
            ("remove", ("offer", "TM-1"), "is no part of the case. Name one of it: offer:TM-6514935"),
            ("terminate", ("account", "s-34"), "a person has confirmed"),
            ("suspend", ("account", "s-34"), "an earlier warning"),
            ("warn", ("account", "s-32"), "a fact that the party can be told"),
        ],
    )
    def test_what_cannot_be_proposed_is_refused_with_its_cure(
        self, case: Path, kind: str, on: tuple[str, str], said: str
    ) -> None:
        with pytest.raises(UserError, match=said):
            propose(case, kind, on)
        assert read_case(case).tables["actions"].is_empty()

    def test_a_folder_that_is_no_case_is_left_as_it_is(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="no case"):
            propose(tmp_path / "nothing", "remove", OFFER)
        assert not (tmp_path / "nothing").exists()

    def test_the_party_reads_facts_and_no_method(self, case: Path) -> None:
        (row,) = propose(case, "remove", OFFER).added
        text = party_text(row)
        assert text.startswith("We have taken your offer TM-6514935 off the marketplace.")
        assert "altered spelling" in text
        assert "6 months" in text
        everywhere = text + "".join(map(str, read_case(case).tables["events"].rows()))
        assert METHOD not in everywhere
        assert SECRET not in everywhere
        assert "invoice" not in everywhere  # what speaks for the party is not held against it

    def test_why_an_account_is_closed_comes_before_what_it_offers(self, confirmed: Path) -> None:
        evidence = read_case(confirmed).tables["evidence"]
        returned = "The account seems to be of the same operator as an account that was closed."
        back = evidence.head(1).with_columns(
            subject_kind=pl.lit("account"),
            subject_id=pl.lit("s-34"),
            kind=pl.lit("terminated_party_returns"),
            weight=pl.lit(1),
            party_detail=pl.lit(returned),
        )
        write_case_table(confirmed, "evidence", pl.concat([evidence, back.cast(dict(evidence.schema))]))
        (row,) = propose(confirmed, "terminate", ("account", "s-34")).added
        assert row["facts"][0] == returned
        assert row["facts"][-1] == "A person examined what was found and confirmed it."
        run_approve(confirmed, ["1"], OFFICER)
        linked = next(row for row in run_approve(confirmed, ["1"], OTHER).added if row["kind"] == "terminate")
        assert linked["facts"][0] == "The account seems to be of the same operator as another that is to be closed."

    def test_the_party_of_an_account_reads_nothing_about_another_account(self, confirmed: Path) -> None:
        (row,) = propose(confirmed, "terminate", ("account", "s-34")).added
        assert "s-31" not in party_text(row)
        assert "altered spelling" not in party_text(row)  # that is said of an offer of s-31


class TestApproving:
    @pytest.mark.parametrize(
        ("by", "said"),
        [
            ("reviewer:7", "reviewer:7 proposed"),
            ("case-officer:7", "case-officer:7 proposed"),  # the same person in another role
            ("system:screen", "may not decide"),
            ("archivist:1", "It takes: reviewer, case-officer"),
        ],
    )
    def test_who_may_not_approve(self, case: Path, by: str, said: str) -> None:
        propose(case, "remove", OFFER)
        with pytest.raises(UserError, match=said):
            run_approve(case, ["1"], OFFICER._replace(actor=by))
        assert states(case) == {"1": "proposed"}

    def test_an_approval_brings_what_follows_and_says_that_a_statement_is_due(self, case: Path) -> None:
        propose(case, "remove", OFFER)
        done = run_approve(case, ["1"], OFFICER)
        assert done.rows[0]["approved_by"] == ["case-officer:3"]
        (owner,) = done.added
        assert (owner["kind"], owner["follows_from"], owner["proposed_by"]) == ("notify-owner", f"{A}1", "reviewer:7")
        kinds = read_case(case).tables["events"].filter(pl.col("subject_kind") == "action")["kind"].to_list()
        assert kinds == ["proposed", "approved", "statement-due", "proposed"]
        with pytest.raises(UserError, match="case-officer:7 proposed"):  # nor does he approve what follows from his own
            run_approve(case, ["2"], REVIEWER._replace(actor="case-officer:7"))

    def test_a_termination_needs_two_people(self, confirmed: Path) -> None:
        propose(confirmed, "terminate", ("account", "s-34"))
        first = run_approve(confirmed, ["1"], OFFICER)
        assert (first.rows[0]["state"], first.added) == ("half approved", [])
        with pytest.raises(UserError, match=r"has approved .* already"):
            run_approve(confirmed, ["1"], OFFICER)
        with pytest.raises(UserError, match="cannot be put in force"):
            run_begin(confirmed, ["1"], OFFICER)
        second = run_approve(confirmed, ["1"], OTHER)
        assert second.rows[0]["approved_by"] == ["case-officer:3", "case-officer:4"]
        assert Counter(row["kind"] for row in second.added) == {"terminate": 1, "hold-payouts": 1, "block-relisting": 2}
        linked = next(row for row in second.added if row["kind"] == "terminate")
        assert (linked["subject_id"], linked["state"]) == ("s-31", "proposed")  # proposed, never done by itself

    def test_an_account_that_was_closed_before_is_not_closed_again(self, confirmed: Path) -> None:
        evidence = read_case(confirmed).tables["evidence"]
        closed = evidence.head(1).with_columns(
            subject_kind=pl.lit("account"), subject_id=pl.lit("s-31"), kind=pl.lit("terminated")
        )
        write_case_table(confirmed, "evidence", pl.concat([evidence, closed]))
        propose(confirmed, "terminate", ("account", "s-34"))
        run_approve(confirmed, ["1"], OFFICER)
        assert "terminate" not in [row["kind"] for row in run_approve(confirmed, ["1"], OTHER).added]

    def test_what_was_not_there_before_is_not_approved_with_it(self, case: Path) -> None:
        propose(case, "remove", OFFER)
        with pytest.raises(UserError, match="no action “2”"):
            run_approve(case, ["1", "2"], OFFICER)
        assert states(case) == {"1": "proposed"}

    def test_what_is_needed_first_is_needed_still(self, case: Path) -> None:
        warning = in_force(case, "warn", ("account", "s-34"))
        with changing(case):
            record(read_case(case), [Act(NOON, "reviewer:1", "taken up", "case", CASE_ID, "Taken up.", "It.")])
        propose(case, "suspend", ("account", "s-34"))
        run_undo(case, [warning], OFFICER)
        with pytest.raises(UserError, match="lacks an earlier warning"):
            run_approve(case, ["2"], OFFICER)

    def test_acts_are_recorded_in_their_order(self, case: Path) -> None:
        propose(case, "remove", OFFER)
        with pytest.raises(UserError, match="which is later"):
            run_approve(case, ["1"], OFFICER._replace(at=NOON - dt.timedelta(hours=1)))


class TestWhatBecomesOfIt:
    def test_the_first_action_in_force_moves_a_confirmed_case(self, confirmed: Path) -> None:
        in_force(confirmed, "remove", OFFER)
        in_force(confirmed, "remove", ("offer", "TM-8280467"))
        tables = read_case(confirmed).tables
        (act,) = tables["events"].filter(kind="acted on").iter_rows(named=True)
        assert (act["subject_kind"], act["actor"], act["at"]) == ("case", "system:actions", NOON)
        assert tables["case"]["state"].to_list() == ["acted on"]
        assert read_actions(confirmed).state == "acted on"

    def test_a_case_that_nobody_confirmed_stays_as_it_is(self, case: Path) -> None:
        in_force(case, "remove", OFFER)
        assert read_case(case).tables["events"].filter(kind="acted on").is_empty()

    def test_a_suspension_ends_after_its_usual_time(self, confirmed: Path) -> None:
        in_force(confirmed, "warn", ("account", "s-34"))
        name = in_force(confirmed, "suspend", ("account", "s-34"))
        row = read_actions(confirmed).action(name)
        assert row["until"] == dt.date(2026, 12, 9)
        assert run_expire(confirmed, OFFICER._replace(at=NOON + dt.timedelta(days=30))).rows == []
        (ended,) = run_expire(confirmed, OFFICER._replace(at=NOON + dt.timedelta(days=31))).rows
        assert (ended["id"], ended["state"]) == (name, "expired")

    def test_a_complaint_is_decided_by_somebody_who_had_no_part(self, case: Path) -> None:
        name = in_force(case, "remove", OFFER)
        run_appeal(case, [name], By("seller:s-31", "The goods are genuine.", NOON))
        for had_part in (REVIEWER, OFFICER):
            with pytest.raises(UserError, match="had a part"):
                run_uphold(case, [name], had_part)
        with pytest.raises(UserError, match="machine alone"):
            run_undo(case, [name], OTHER._replace(actor="system:appeals"))
        assert run_uphold(case, [name], OTHER).rows[0]["state"] == "upheld"

    def test_a_complaint_after_six_months_is_taken_and_said_to_be_late(self, case: Path) -> None:
        name = in_force(case, "remove", OFFER)
        seller = By("seller:s-31", "The goods are genuine.", dt.datetime(2027, 5, 10, tzinfo=dt.UTC))
        done = run_appeal(case, [name], seller)
        assert "ended on 2027-05-09" in done.said[0]
        assert done.rows[0]["state"] == "appealed"

    def test_undoing_takes_back_what_was_proposed_and_names_what_stands(self, confirmed: Path) -> None:
        name = in_force(confirmed, "terminate", ("account", "s-34"))
        held = next(row for row in read_actions(confirmed).actions if row["kind"] == "hold-payouts")
        run_approve(confirmed, [held["id"]], OFFICER)
        run_begin(confirmed, [held["id"]], OFFICER)
        done = run_undo(confirmed, [name], OTHER)
        assert "The account is opened again" in done.said[0]
        assert "stock that was destroyed" in done.said[0]  # what cannot be undone
        assert f"{held['id']}, “Hold payouts” on account:s-34, follows from it and is still in force." in done.said
        assert Counter(states(confirmed).values()) == {"undone": 1, "refused": 3, "in force": 1}

    def test_undoing_with_what_follows(self, confirmed: Path) -> None:
        name = in_force(confirmed, "terminate", ("account", "s-34"))
        held = next(row for row in read_actions(confirmed).actions if row["kind"] == "hold-payouts")
        run_approve(confirmed, [held["id"]], OFFICER)
        run_begin(confirmed, [held["id"]], OFFICER)
        run_undo(confirmed, [name], OTHER, with_following=True)
        assert Counter(states(confirmed).values()) == {"undone": 2, "refused": 3}

    def test_one_may_withdraw_what_one_proposed(self, case: Path) -> None:
        propose(case, "block-relisting", OFFER)
        with pytest.raises(UserError, match="may not decide"):
            run_refuse(case, ["1"], REVIEWER._replace(actor="reviewer:8"))
        assert run_refuse(case, ["1"], REVIEWER).rows[0]["state"] == "refused"

    def test_a_command_that_was_cut_off_has_done_nothing(self, case: Path) -> None:
        propose(case, "remove", OFFER)
        before = read_case(case).tables["events"]
        run_approve(case, ["1"], OFFICER)
        write_case_table(case, "events", before)  # as if it had been cut off before its events were written
        assert states(case) == {"1": "proposed"}
        assert read_actions(case).actions[0]["approved_by"] == []
        assert [row["id"] for row in run_approve(case, ["1"], OTHER).added] == [f"{A}2"]


@pytest.mark.parametrize("act", [run_approve, run_refuse, run_begin, run_appeal, run_uphold, run_undo])
def test_an_action_that_there_is_not_is_told_with_those_there_are(
    case: Path, act: Callable[[Path, list[str], By], Changed]
) -> None:
    propose(case, "remove", OFFER)
    with pytest.raises(UserError, match=f"It has, among others: {A}1"):
        act(case, ["9"], OFFICER)
