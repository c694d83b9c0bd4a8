"""What is done with a compiled order: checked, confirmed, released whole and in part, extended, dissolved, reported."""

import datetime as dt
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from order_folders import DAY, EXAMPLES, by, compiled_order

from counterfoil.errors import UserError
from counterfoil.run.order_acts import By, confirm, dissolve, extend, release
from counterfoil.run.order_check import CheckRequest, run_check
from counterfoil.run.order_files import read_order
from counterfoil.run.order_report import run_report
from counterfoil.run.orders import CompileRequest, run_compile


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled_order(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def order(compiled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(compiled, tmp_path / "order")


def states(folder: Path, account: str) -> set[tuple[str, str]]:
    rows = read_order(folder).tables["reach"].filter(pl.col("account_id") == account)
    return set(rows.select("subject_kind", "state").iter_rows())


def held(folder: Path, subject: str) -> Decimal:
    rows = read_order(folder).tables["reach"]
    return rows.row(by_predicate=(pl.col("subject_kind") == "funds") & (pl.col("subject_id") == subject), named=True)[
        "amount"
    ]


def check(
    folder: Path, day: int, *, offers: Path | None = EXAMPLES / "offers.xml", payouts: bool = False
) -> pl.DataFrame:
    paid = EXAMPLES / "payouts.csv" if payouts else None
    return run_check(CheckRequest(folder=folder, day=dt.date(2026, 11, day), offers=offers, payouts=paid)).breaches


class TestCheck:
    def test_a_listing_that_stands_after_notice_breaks_the_order_and_each_who_has_notice_answers(
        self, order: Path
    ) -> None:
        told = {(row["subject_id"], row["by"]): row for row in check(order, 10).iter_rows(named=True)}
        assert set(told) == {("TM-6813175", "seller"), ("TM-6813175", "marketplace"), ("TM-7923188", "seller")}
        seller = told["TM-6813175", "seller"]
        assert (seller["first_seen"], seller["last_seen"]) == (dt.date(2026, 11, 6), dt.date(2026, 11, 6))
        assert {row["days"] for row in told.values()} == {1}  # each was seen on one day, whatever the day of the check
        assert seller["evidence"] == [
            "The listing was up on 2026-11-06; the seller was served on 2026-11-03.",
            "It bears the restrained marks Fjord Runner and Halvorsen.",
        ]

    def test_reach_and_breach_name_the_same_marks(self, order: Path) -> None:
        check(order, 10)
        told = read_order(order)
        reach = told.tables["reach"].row(by_predicate=pl.col("subject_id") == "TM-6813175", named=True)
        assert reach["mark"] == "Fjord Runner, Halvorsen"
        marks = ("Fjord Runner", "Halvorsen")
        assert {f"It bears the restrained mark {mark}." for mark in marks} <= set(reach["reasons"])

    def test_only_what_was_paid_beyond_what_is_free_breaks_the_order(self, order: Path) -> None:
        told = check(order, 10, offers=None, payouts=True)
        paid = {row["subject_id"]: (row["by"], row["amount"], row["currency"]) for row in told.iter_rows(named=True)}
        assert paid == {  # po-1 was paid before notice, and s-01 is nobody's concern
            "po-2": ("payment processor", Decimal("1389.80"), "USD"),  # 5,000 less the 3,610.20 that were free
            "po-3": ("marketplace", Decimal("900.00"), "USD"),
        }
        assert told["days"].to_list() == [None, None]  # a payout has a day, and no days

    def test_a_later_check_counts_on_and_says_what_is_over(self, order: Path, tmp_path: Path) -> None:
        check(order, 10)
        again = check(order, 12)
        assert set(again["days"]) == {1}  # nobody saw more of them
        seen = tmp_path / "seen.xml"
        text = (EXAMPLES / "offers.xml").read_text("utf-8")
        seen.write_text(text.replace("2026-11-06T", "2026-11-11T"), "utf-8")
        told = check(order, 12, offers=seen).filter(subject_id="TM-6813175")
        assert set(told["days"]) == {6}  # 6 to 11 November
        later = tmp_path / "later.csv"
        later.write_text("id,title,external_seller_id,seen_at\no-9,A lamp,s-29,2026-11-13T08:00:00Z\n", "utf-8")
        over = check(order, 13, offers=later)
        assert over["ended_on"].to_list() == [dt.date(2026, 11, 13)] * 3
        kinds = read_order(order).tables["events"]["kind"].to_list()
        assert kinds.count("breached") == 3  # each once, however often it is checked

    def test_an_intermediary_answers_for_an_account_that_waited_from_its_confirmation(
        self, order: Path, tmp_path: Path
    ) -> None:
        confirm(order, "s-30", by(12))
        own = check(order, 20).filter(account_id="s-30")
        assert set(own["by"]) <= {"seller"}  # its listings were last seen before
        seen = tmp_path / "seen.xml"
        text = (EXAMPLES / "offers.xml").read_text("utf-8")
        seen.write_text(re.sub(r"2026-1[01]-\d\dT", "2026-11-18T", text), "utf-8")
        own = check(order, 20, offers=seen).filter(account_id="s-30", by="marketplace")
        assert set(own["first_seen"]) == {dt.date(2026, 11, 18)}
        assert "the account was confirmed on 2026-11-12" in own["evidence"][0][0]

    def test_an_order_that_is_over_is_said_to_be(self, order: Path) -> None:
        told = run_check(CheckRequest(folder=order, day=dt.date(2026, 12, 5)))
        assert told.order.state == "expired"
        assert read_order(order).tables["order"]["state"].item() == "expired"


class TestRelease:
    def test_all_that_is_the_accounts_is_let_go_and_nothing_else(self, order: Path) -> None:
        before = {account: states(order, account) for account in ("s-29", "s-30", "s-31", "s-34")}
        _, cost = release(order, "s-16", by(12), sales=EXAMPLES / "sales.csv")
        assert {state for _, state in states(order, "s-16")} == {"released", "not restrained"}
        assert {account: states(order, account) for account in before} == before
        row = cost.row(0, named=True)
        assert (row["days"], row["blocked_since"], row["listings"]) == (4, DAY, 9)
        # 1,224.00 USD in the 20 days from 19 October, by its sales
        assert (row["sales_a_day"], row["sales_lost"]) == (Decimal("61.20"), Decimal("244.80"))
        assert (row["funds_held"], row["funds_days"]) == (Decimal("2140.55"), Decimal("8562.20"))

    def test_the_instructions_no_longer_name_it(self, order: Path) -> None:
        release(order, "s-16", by(12))
        for path in (order / "instructions").glob("*.json"):
            assert all(row["account_id"] != "s-16" for row in json.loads(path.read_text("utf-8")))

    def test_its_listings_are_no_breach_any_more(self, order: Path) -> None:
        before = check(order, 10, payouts=True)
        release(order, "s-16", by(12))
        told = check(order, 12)
        assert told.height == before.height  # nothing that was found is taken out
        own = pl.col("account_id") == "s-16"
        assert set(told.filter(own)["withdrawn_on"]) == {dt.date(2026, 11, 12)}
        assert set(told.filter(~own)["withdrawn_on"]) == {None}
        events = read_order(order).tables["events"].filter(kind="breach-withdrawn")
        assert set(events["subject_id"]) == set(told.filter(own)["subject_id"])
        assert "withdrawn on release" in events["what"][0]

    def test_an_order_whose_last_breach_is_withdrawn_is_in_force_again(self, order: Path) -> None:
        accounts = check(order, 10, payouts=True)["account_id"].unique().sort().to_list()
        assert len(accounts) > 1
        told = []
        for account in accounts:
            assert read_order(order).state == "breached"
            told.append(release(order, account, by(12))[0].state)
        assert told == ["breached"] * (len(accounts) - 1) + ["in force"]
        assert read_order(order).tables["order"]["state"].item() == "in force"

    def test_a_part_is_let_go_and_the_rest_held(self, order: Path) -> None:
        _, cost = release(order, "s-29", by(12), part="funds")
        told = states(order, "s-29")
        assert ("funds", "released") in told
        assert ("account", "reached") in told
        assert ("stock", "reached") in told
        assert cost["funds_held"].to_list() == [Decimal("15000.00")]
        assert cost["sales_lost"].to_list() == [None]

    def test_what_is_not_held_cannot_be_let_go(self, order: Path) -> None:
        with pytest.raises(UserError, match=r"s-01 is not among those it was held against"):
            release(order, "s-01", by(12))
        release(order, "s-16", by(12))
        with pytest.raises(UserError, match="s-16 is “released”"):
            release(order, "s-16", by(12))


def test_a_cap_is_filled_anew_once_a_wrong_account_is_out(compiled: Path, tmp_path: Path) -> None:
    low = tmp_path / "low.toml"
    text = (EXAMPLES / "order_ring.toml").read_text("utf-8").replace("cap = 15000.00", "cap = 3000.00")
    low.write_text(text, "utf-8")
    out = tmp_path / "out"
    run_compile(
        CompileRequest(order=low, sellers=EXAMPLES / "sellers.csv", offers=EXAMPLES / "offers.xml",
                       funds=EXAMPLES / "balances.csv", day=DAY, out=out)
    )  # fmt: skip
    assert (held(out, "s-16 USD"), held(out, "s-31 USD")) == (Decimal("2140.55"), Decimal("859.45"))
    release(out, "s-16", by(12))
    assert held(out, "s-31 USD") == Decimal("3000.00")


@pytest.mark.parametrize("day", [1, 7])
def test_nothing_is_done_before_the_order_or_before_the_last_act(order: Path, day: int) -> None:
    before = read_order(order).tables["events"]
    for act in (confirm, release):
        with pytest.raises(UserError, match="The act before it was on 2026-11-08"):
            act(order, "s-30", by(day))
    if day == 7:  # on the first nobody had notice: nothing is found, and nothing recorded
        with pytest.raises(UserError, match="The act before it was on"):
            check(order, day)
    assert read_order(order).tables["events"].equals(before)
    assert read_order(order).tables["releases"].is_empty()


@pytest.mark.parametrize("actor", ["seller:1", "clerk:1", "officer:3"])
def test_only_a_compliance_officer_changes_what_is_held(order: Path, actor: str) -> None:
    who, before = by(12)._replace(by=actor), read_order(order).tables["events"]
    for act in (lambda: confirm(order, "s-30", who), lambda: release(order, "s-16", who),
                lambda: extend(order, dt.date(2026, 12, 31), who), lambda: dissolve(order, who)):  # fmt: skip
        with pytest.raises(UserError, match="is for a compliance officer to do"):
            act()
    assert read_order(order).tables["events"].equals(before)


def test_what_a_check_finds_after_the_end_follows_the_end(order: Path) -> None:
    release(order, "s-16", by(12))
    told = run_check(CheckRequest(folder=order, day=dt.date(2026, 12, 20), offers=EXAMPLES / "offers.xml"))
    events = told.order.tables["events"]
    assert events["at"].is_sorted()
    assert events["kind"].to_list()[-3:] == ["expired", "breached", "breached"]
    assert told.order.state == "expired"


def test_what_a_person_confirms_is_reached_with_its_funds(order: Path) -> None:
    assert ("account", "waiting") in states(order, "s-30")
    confirm(order, "s-30", by(9))
    assert {("account", "reached"), ("listing", "reached"), ("funds", "reached")} <= states(order, "s-30")
    assert held(order, "s-30 USD") == Decimal("9875.40")
    with pytest.raises(UserError, match="s-30 is “reached”"):
        confirm(order, "s-30", by(9))


def test_what_was_decided_stays_when_the_order_is_compiled_again(order: Path) -> None:
    release(order, "s-16", by(12))
    confirm(order, "s-30", by(12))
    run_compile(
        CompileRequest(order=EXAMPLES / "order_ring.toml", sellers=EXAMPLES / "sellers.csv",
                       offers=EXAMPLES / "offers.xml", day=dt.date(2026, 11, 14), out=order)
    )  # fmt: skip
    assert ("account", "released") in states(order, "s-16")
    assert ("account", "reached") in states(order, "s-30")
    assert ("listing", "reached") not in states(order, "s-16")


def test_an_order_is_extended_only_forward_and_lives_again(order: Path) -> None:
    with pytest.raises(UserError, match="The order runs until 2026-11-30"):
        extend(order, dt.date(2026, 11, 20), by(9))
    late = By("compliance-officer:1", "Docket entry 31.", dt.datetime(2026, 12, 3, tzinfo=dt.UTC))
    with pytest.raises(UserError, match="The order ended with 2026-11-30"):
        confirm(order, "s-30", late)
    told = extend(order, dt.date(2026, 12, 31), late)
    assert (told.state, told.expires_on) == ("in force", dt.date(2026, 12, 31))
    assert told.tables["events"]["kind"].to_list()[-2:] == ["expired", "extended"]


def test_a_dissolved_order_does_nothing_more(order: Path) -> None:
    assert dissolve(order, by(9)).state == "dissolved"
    with pytest.raises(UserError, match="cannot be dissolved"):
        dissolve(order, by(9))


def test_the_report_says_what_was_found_in_every_form(order: Path, tmp_path: Path) -> None:
    check(order, 10, payouts=True)
    release(order, "s-16", by(12), sales=EXAMPLES / "sales.csv")
    day = dt.date(2026, 11, 13)
    said = run_report(order, tmp_path / "report.html", day=day)
    assert "withdrawn on release" in said
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "244.80 USD" in page
    assert "<script" not in page
    assert "Lakeside" not in page
    run_report(order, tmp_path / "report.json", day=day)
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert {row["by"] for row in told["days_in_breach"]} == {"seller", "marketplace", "payment processor"}
    run_report(order, tmp_path / "report.pdf", day=day, head=EXAMPLES / "order_head.toml")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(UserError, match="A PDF names the parties"):
        run_report(order, tmp_path / "report.pdf", day=day)
    with pytest.raises(UserError, match="does not end in"):
        run_report(order, tmp_path / "report.docx", day=day)
