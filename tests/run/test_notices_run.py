"""Notices from the first look to the listing that came back, by the commands that a person gives."""

import datetime as dt
from pathlib import Path

import pytest
from notice_runs import ASKED, BY, CASE_ID, DRAFTED, FIRST, READ, RIGHTS, SENT, Desk, offer, write_case, write_screening

from counterfoil.cli.notice import KINDS
from counterfoil.enforcement.notices.notifier import read_notifier
from counterfoil.intake.notice_answers.mail import NO_MAIL
from counterfoil.intake.notice_answers.phrases import refusals
from counterfoil.run.case_acts import Doing, act_in_case
from counterfoil.run.case_files import read_case
from counterfoil.run.clock import run_clock


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


class TestCheck:
    def test_shows_what_stands_in_the_way_and_ends_in_1_where_it_stops(self, desk: Desk) -> None:
        assert desk.asked("check", "--day", DRAFTED)[0] == 0
        status, shown = desk.asked("check", "--day", DRAFTED, form="dmca")
        assert status == 1
        assert "ground-not-for-form" in shown
        assert "Use dsa-16" in shown

    def test_looks_at_a_screening_too_where_no_case_is_confirmed_or_not(self, desk: Desk) -> None:
        files = ["--notifier", "notifier.toml", "--rights", "rights.csv", "--day", DRAFTED]
        status, shown = desk.run("check", "out", "--form", "trademark-mail", "--to", "Tidewater Market", *files)
        assert (status, "case-not-confirmed" in shown, "3 listings" in shown) == (0, False, True)

    def test_the_case_alone_does_not_say_where_listings_stand(self, desk: Desk) -> None:
        files = ["--notifier", "notifier.toml", "--rights", "rights.csv"]
        status, shown = desk.run("check", f"cases/{CASE_ID}", "--form", "dmca", "--to", "X", *files)
        assert status == 2
        assert "--screening" in shown

    @pytest.mark.parametrize("named", ["s-34", "Blue Skye Valueshop"])
    def test_an_authorised_seller_by_its_account_or_its_name_stops_it(self, desk: Desk, named: str) -> None:
        accounts = "id,name\ns-34,Blue Skye Valueshop\n"
        (desk.folder / "sellers.csv").write_text(accounts, encoding="utf-8")
        rows = f"seller,right_id,valid_from,valid_until\n{named},r-1,2026-11-01,2026-11-30\n"
        (desk.folder / "authorisations.csv").write_text(rows, encoding="utf-8")
        more = ["--day", DRAFTED, "--authorisations", "authorisations.csv", "--sellers", "sellers.csv"]
        status, shown = desk.asked("check", *more)
        assert status == 1
        assert "seller-authorised" in shown

    def test_leave_of_another_day_asks(self, desk: Desk) -> None:
        rows = "seller,right_id,valid_from,valid_until\ns-34,r-1,2025-01-01,2025-12-31\n"
        (desk.folder / "authorisations.csv").write_text(rows, encoding="utf-8")
        status, shown = desk.asked("check", "--day", DRAFTED, "--authorisations", "authorisations.csv")
        assert (status, "seller-named" in shown) == (0, True)

    def test_a_mark_applied_for_stops_it(self, desk: Desk) -> None:
        write_screening(desk.folder / "o2", [offer("9", goods_type="perfume")], {"o-9": ("hold", "r-2")})
        files = ["--notifier", "notifier.toml", "--rights", "rights.csv", "--day", DRAFTED]
        status, shown = desk.run("check", "o2", "--form", "trademark-mail", "--to", "Tidewater Market", *files)
        assert status == 1
        assert "mark-pending" in shown
        assert "power-missing" in shown


class TestDraft:
    def test_writes_the_notice_its_listings_and_the_act(self, desk: Desk) -> None:
        status, shown = desk.draft()
        assert status == 0, shown
        row = desk.table("notices").row(0, named=True)
        assert (row["id"], row["state"], row["offer_ids"]) == (FIRST, "drafted", ["o-2a", "o-2b"])
        assert (desk.case / row["file"]).read_bytes().startswith(b"From: ")
        listings = desk.table("notice_listings")
        assert listings["title"].to_list() == ["Halvorsen trail shoes 2a", "Halvorsen trail shoes 2b"]
        last = desk.table("events").row(-1, named=True)
        assert (last["kind"], last["subject_id"]) == ("drafted", FIRST)
        assert last["digests"] == [f"{row['file']} {row['sha256']}"]
        assert "Accepted: case-not-confirmed" in last["why"]

    def test_the_same_request_gives_the_same_bytes(self, desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
        desk.draft()
        first = (desk.case / "notices" / f"{FIRST}.eml").read_bytes()
        for name in ("notices", "notice_listings"):
            (desk.case / f"{name}.parquet").unlink()
        desk.draft()
        assert (desk.case / "notices" / f"{FIRST}.eml").read_bytes() == first

    def test_splits_at_the_limit(self, desk: Desk) -> None:
        (desk.folder / "forms.toml").write_text("[forms.walmart]\nlimit = 1\n", encoding="utf-8")
        assert desk.draft("--settings", "forms.toml", form="walmart")[0] == 0
        assert desk.table("notices")["offer_ids"].to_list() == [["o-2a"], ["o-2b"]]
        assert len(list((desk.case / "notices").iterdir())) == 2

    def test_refuses_on_what_stops_and_writes_nothing(self, desk: Desk) -> None:
        status, shown = desk.draft(form="dmca")
        assert status == 2
        assert "[ground-not-for-form]" in shown
        assert not (desk.case / "notices").exists()

    def test_asks_until_a_person_accepts(self, desk: Desk) -> None:
        status, shown = desk.asked("draft", *BY, "--at", DRAFTED)
        assert status == 2
        assert "--accept case-not-confirmed" in shown

    def test_does_not_repeat_an_open_notice(self, desk: Desk) -> None:
        desk.draft()
        status, shown = desk.draft()
        assert status == 2
        assert "repeats-open-notice" in shown
        assert FIRST in shown

    def test_each_problem_is_told_with_its_own_cure(self, desk: Desk) -> None:
        known = (desk.folder / "notifier.toml").read_text(encoding="utf-8")
        ended = known.replace("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_until = 2026-02-01")
        (desk.folder / "notifier.toml").write_text(ended, encoding="utf-8")
        status, shown = desk.draft(form="dsa-16")
        said = " ".join(shown.split())
        assert status == 2
        expired, other = said.index("[power-expired]"), said.index("[form-other-territory]")
        assert expired < said.index("→ Ask Halvorsen Sport AS for one that covers it.") < other
        assert other < said.index("→ Use another form, or give a territory that it is for: --territory.")

    def test_a_problem_of_many_listings_is_told_once_with_a_listing(self, desk: Desk) -> None:
        bare = [offer("2a", link=""), offer("2b", link="")]
        write_screening(desk.folder / "o4", bare, {"o-2a": ("hold", "r-1"), "o-2b": ("hold", "r-1")})
        files = ["--notifier", "notifier.toml", "--rights", "rights.csv", "--screening", "o4"]
        form = ["--form", "trademark-mail", "--to", "Tidewater Market", *files]
        status, shown = desk.run("draft", f"cases/{CASE_ID}", *form, *BY, "--at", DRAFTED, *ASKED)
        assert (status, shown.count("[link-missing]"), "o-2a: It has no link" in shown) == (2, 1, True)

    def test_nothing_of_the_notifier_stands_but_in_the_notice(self, desk: Desk) -> None:
        shown = desk.draft()[1]
        assert "Secret" in (desk.case / "notices" / f"{FIRST}.eml").read_text("utf-8")
        tables = " ".join(str(table.to_dicts()) for table in read_case(desk.case).tables.values())
        assert "secret" not in (tables + shown).lower()

    def test_a_cell_that_a_spreadsheet_would_run_is_defused(self, desk: Desk) -> None:
        formula = offer("8", title="x", link='https://market.example/"=cmd', external_seller_id="=HYPERLINK(1)")
        write_screening(desk.folder / "o3", [formula], {"o-8": ("hold", "r-1")})
        write_case(desk.case, ["o-8"])
        files = ["--notifier", "notifier.toml", "--rights", "rights.csv", "--screening", "o3"]
        at = [*BY, "--at", DRAFTED, *ASKED]
        status, shown = desk.run(
            "draft", f"cases/{CASE_ID}", "--form", "walmart", "--to", "Tidewater Market", *files, *at
        )
        assert status == 0, shown
        assert "'=HYPERLINK(1)" in (desk.case / "notices" / f"{FIRST}.csv").read_text("utf-8")


class TestSentAndAnswered:
    def test_the_first_notice_of_a_confirmed_case_makes_it_one_that_is_acted_on(self, desk: Desk) -> None:
        for kind in ("taken up", "confirmed"):
            act_in_case(
                desk.case, Doing(kind, "reviewer:7", "Bought as a test.", dt.datetime(2026, 11, 12, tzinfo=dt.UTC))
            )
        desk.sent()
        assert read_case(desk.case).tables["case"]["state"].to_list() == ["acted on"]
        own = read_case(desk.case).tables["events"].filter(kind="acted on")
        assert own.select("actor", "why").rows() == [("counsel:4", f"{FIRST} was sent.")]

    def test_a_case_that_nobody_confirmed_stays_as_it_is(self, desk: Desk) -> None:
        desk.sent()
        assert read_case(desk.case).tables["case"]["state"].to_list() == ["found"]

    def test_an_answer_by_listing_then_by_mail(self, desk: Desk) -> None:
        desk.sent()
        rows = "offer_id,state,remark,answered_at\no-2a,Removed,,2026-11-13T10:00:00Z\no-2b,Rejected,who knows,\n"
        status, shown = desk.answer(rows)
        assert status == 0
        assert "1 answer waits for a person" in shown
        assert desk.table("notices")["state"].to_list() == ["acted in part"]
        mail = f"From: a@tidewater.example.com\nIn-Reply-To: <{FIRST}@northlight.example.com>\n\n"
        status, shown = desk.answer(mail + "It was not removed: the seller has provided invoices.", name="answer.eml")
        assert status == 0, shown
        listings = desk.table("notice_listings")
        assert listings["outcome"].to_list() == ["refused", "refused"]
        assert listings["refusal"].to_list() == ["seller-authorised"] * 2

    def test_what_waits_is_written_without_any_text_of_the_answer(self, desk: Desk) -> None:
        desk.sent()
        desk.answer("offer_id,state,remark\no-2a,Dear Ingrid Secret,call me\n")
        waiting = (desk.case / "notices" / "waiting.csv").read_text("utf-8")
        assert "Secret" not in waiting
        assert "a person must read it" in waiting
        assert desk.table("notices")["state"].to_list() == ["sent"]

    def test_what_waits_is_added_to_what_waited_before(self, desk: Desk) -> None:
        desk.sent()
        for state in ("Perhaps", "Who knows", "Perhaps"):
            desk.answer(f"offer_id,state\no-2a,{state}\n", name=f"{state[0]}.csv")
        waiting = (desk.case / "notices" / "waiting.csv").read_text("utf-8").splitlines()
        assert [line.split(",")[0] for line in waiting] == ["file", "P.csv", "W.csv"]

    def test_a_mail_that_cannot_be_read_waits_and_the_others_are_taken(self, desk: Desk) -> None:
        desk.sent()
        (desk.folder / "bad.eml").write_bytes(b"\xff\xfe\x00 no mail at all")
        (desk.folder / "portal.csv").write_text("offer_id,state\no-2a,Removed\n", encoding="utf-8")
        status, shown = desk.run("answer", f"cases/{CASE_ID}", "bad.eml", "portal.csv", *BY, "--at", READ)
        assert (status, NO_MAIL in " ".join(shown.split())) == (0, True), shown
        assert desk.table("notice_listings")["outcome"].to_list() == ["acted", None]
        waiting = (desk.case / "notices" / "waiting.csv").read_text("utf-8").splitlines()
        assert [line.split(",")[0] for line in waiting] == ["file", "bad.eml"]

    def test_a_file_is_taken_once(self, desk: Desk) -> None:
        desk.sent()
        desk.answer("offer_id,state\no-2a,Removed\n")
        before = desk.table("events")
        status, shown = desk.answer("offer_id,state\no-2a,Removed\n")
        assert (status, "this file was taken already" in shown) == (0, True)
        assert desk.table("events").equals(before)

    def test_a_notice_changed_after_it_was_drafted_is_said_to_be(self, desk: Desk) -> None:
        desk.draft()
        with (desk.case / "notices" / f"{FIRST}.eml").open("a", encoding="utf-8") as file:
            file.write("One more line.")
        status, shown = desk.run("sent", f"cases/{CASE_ID}", FIRST, *BY, "--at", SENT, "--reference", "T-1")
        assert (status, "changed since it was drafted" in shown) == (0, True)
        assert desk.table("notices")["reference"].to_list() == ["T-1"]

    def test_it_cannot_be_sent_twice_nor_answered_before(self, desk: Desk) -> None:
        desk.draft()
        assert "is “drafted” cannot be acted" in desk.answer("offer_id,state\no-2a,Removed\n")[1]
        desk.run("sent", f"cases/{CASE_ID}", FIRST, *BY, "--at", SENT)
        status, shown = desk.run("sent", f"cases/{CASE_ID}", FIRST, *BY, "--at", SENT)
        assert (status, "cannot be sent" in shown) == (2, True)

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["n-9", "acted"], "no notice “n-9”"),
            ([FIRST, "refused"], "coded reason"),
            ([FIRST, "acted", "--reason", "not-shown"], "Only a refusal"),
            ([FIRST, "acted", "--listing", "o-9"], "names no listing"),
            ([FIRST, "withdrawn", "--listing", "o-2a"], "whole notice"),
            ([FIRST, "restored"], "cannot be restored"),
            ([FIRST, "dmca-counter-notice"], "copyright alone"),
        ],
    )
    def test_a_slip_in_an_act_by_hand_is_told(self, desk: Desk, arguments: list[str], says: str) -> None:
        desk.sent()
        status, shown = desk.run("act", f"cases/{CASE_ID}", *arguments, *BY, "--at", READ)
        assert (status, says in shown) == (2, True), shown

    def test_a_counter_notice_is_an_act_that_clocks_run_from(self, desk: Desk) -> None:
        desk.sent()
        for kind in ("acted", "phase-one-counter-notice"):
            assert desk.run("act", f"cases/{CASE_ID}", FIRST, kind, *BY, "--at", READ)[0] == 0
        assert desk.table("events")["kind"].to_list()[-2:] == ["acted", "phase-one-counter-notice"]
        assert desk.table("notices")["state"].to_list() == ["countered"]


def test_a_refused_dsa_notice_sets_the_clock_of_a_complaint_going(desk: Desk) -> None:
    rights = RIGHTS.replace("US,USPTO", "EM,EM")
    (desk.folder / "rights.csv").write_text(rights, encoding="utf-8")
    assert desk.draft("--territory", "DE", form="dsa-16")[0] == 0
    desk.run("sent", f"cases/{CASE_ID}", FIRST, *BY, "--at", SENT)
    desk.answer(
        "offer_id,state,remark,answered_at\no-2a,Rejected,duplicate,2026-11-13\no-2b,Rejected,duplicate,2026-11-13\n"
    )
    assert desk.table("events")["kind"].to_list()[-2:] == ["refused", "dsa-notice-refused"]
    found, _ = run_clock(desk.case, day=dt.date(2026, 11, 20), out=None)
    assert [(one.rule.name, one.due) for one in found] == [
        ("complain against the refusal of a notice", dt.date(2027, 5, 13))
    ]


def test_the_help_names_every_act_and_every_reason(desk: Desk) -> None:
    shown = " ".join(desk.run("act", "--help")[1].replace("phase-one- ", "phase-one-").split())
    assert [one for one in (*KINDS, *refusals()) if one not in shown.replace("- ", "-")] == []


def test_a_file_that_is_no_notifier_is_told_with_an_example(desk: Desk) -> None:
    (desk.folder / "notifier.toml").write_text('name = "x"\nrole = "friend"\n', encoding="utf-8")
    status, shown = desk.asked("check", "--day", DRAFTED)
    assert (status, "examples/notifier.toml" in shown) == (2, True)


def test_the_shipped_example_is_read() -> None:
    example = Path(__file__).parents[2] / "examples" / "notifier.toml"
    found = read_notifier(example.read_bytes(), file=example.name)
    assert found.recipient("tidewater market").account == "NBC-2041"
    assert found.recipient("unknown").email == ""
