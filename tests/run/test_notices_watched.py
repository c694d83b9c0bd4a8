"""What was taken down and came back, and how the notices of a case stand, by the commands that a person gives."""

import datetime as dt
from pathlib import Path

import pytest
from notice_runs import (
    BY,
    CASE_ID,
    Desk,
    offer,
    write_screening,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


class TestStayDownAndList:
    def down(self, desk: Desk) -> None:
        desk.sent()
        desk.answer(
            "offer_id,state,answered_at\no-2a,Removed,2026-11-13T09:00:00Z\no-2b,Removed,2026-11-13T09:00:00Z\n"
        )

    def test_a_listing_that_came_back_is_told_with_its_time_and_the_notice_is_relisted(self, desk: Desk) -> None:
        self.down(desk)
        back = offer("2a", id="o-77", title="Quite new", seen_at=dt.datetime(2026, 11, 15, 9, 0, tzinfo=dt.UTC))
        write_screening(desk.folder / "later", [back], {"o-77": ("hold", "r-1")})
        watch = ["stay-down", f"cases/{CASE_ID}", "later", *BY, "--at", "2026-11-16"]
        status, shown = desk.run(*watch, "--fail-on-return")
        assert status == 1
        assert "Listing o-77 is there again" in shown
        assert desk.table("reappearances")["grade"].to_list() == ["the same listing"]
        found = desk.table("reappearances")
        assert found.select("offer_id", "later_offer_id", "hours").rows()[0] == ("o-2a", "o-77", 48.0)
        assert desk.table("notices")["state"].to_list() == ["relisted"]
        assert desk.run(*watch, "--fail-on-return")[0] == 0  # nothing new
        assert desk.table("reappearances").equals(found)

    def test_where_nothing_came_back_it_says_how_closely_was_looked(self, desk: Desk) -> None:
        self.down(desk)
        status, shown = desk.run("stay-down", f"cases/{CASE_ID}", "out", *BY, "--at", "2026-11-16")
        assert status == 0
        assert "Nothing came back" in shown
        assert "watched until 2027-02-11, not looked for yet" in shown

    def test_nothing_taken_down_is_nothing_to_watch(self, desk: Desk) -> None:
        desk.sent()
        status, shown = desk.run("stay-down", f"cases/{CASE_ID}", "out", *BY, "--at", "2026-11-16")
        assert (status, "Nothing of this case was taken down" in shown) == (2, True)

    def test_the_list_tells_time_to_takedown_and_accuracy_with_its_interval(self, desk: Desk) -> None:
        desk.sent()
        desk.answer("offer_id,state,remark,answered_at\no-2a,Removed,,2026-11-13T09:00:00Z\no-2b,Rejected,duplicate,\n")
        status, shown = desk.run("list", f"cases/{CASE_ID}")
        assert status == 0
        assert "24 h" in shown
        assert "50.0% of 2 decided listings" in shown
        assert "9.4% to 90.5%" in shown  # Wilson, 1 of 2
        assert "repeated" in shown

    def test_a_case_without_notices_says_how_to_make_one(self, desk: Desk) -> None:
        assert "notice draft" in desk.run("list", f"cases/{CASE_ID}")[1]
