"""What came back after a takedown, by what it is known, and what must not be taken for it."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.notices.stay_down import DOWN, LATER, first_back, reappearances, watched_until

DOWN_AT = dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)
PICTURE, NEAR, OTHER = "00" * 32, "00" * 28 + "7fffffff", "ff" * 32  # NEAR differs from PICTURE in 31 bits
TITLE = "H-alv-orsen trail running shoes blue 42"


def down(**changed: Any) -> pl.DataFrame:
    row = {
        "notice_id": "n-1-1", "right_id": "r-1", "offer_id": "o-2", "link": "https://x.example/2", "title": TITLE,
        "account_id": "s-34", "pictures": [PICTURE], "outcome_at": DOWN_AT,
    }  # fmt: skip
    return pl.DataFrame([row | changed], schema=DOWN)


def later(**changed: Any) -> pl.DataFrame:
    """Return an offer that has nothing in common with the one that was taken down, with changes."""
    row = {
        "later_offer_id": "o-9", "later_link": "https://x.example/9", "later_title": "A lamp",
        "later_account_id": "s-2", "later_right_id": "r-1", "is_clear": False, "later_pictures": [OTHER],
        "seen_at": DOWN_AT + dt.timedelta(days=10),
    }  # fmt: skip
    return pl.DataFrame([row | changed], schema=LATER)


@pytest.mark.parametrize(
    ("changed", "grade"),
    [
        ({"later_offer_id": "o-2", "later_right_id": None, "is_clear": True}, "the same listing"),
        ({"later_link": "https://x.example/2", "is_clear": True}, "the same listing"),
        ({"later_account_id": "s-34"}, "the same seller"),
        ({"later_pictures": [OTHER, PICTURE]}, "the same picture"),
        ({"later_pictures": [NEAR], "later_right_id": "r-7"}, "the same picture"),
        ({"later_title": "Blue 42 H-ALV-ORSEN trail running shoes"}, "the same words"),
    ],
)
def test_it_is_known_by(changed: dict[str, Any], grade: str) -> None:
    found = reappearances(down(), later(**changed))
    assert found["grade"].to_list() == [grade]
    assert found["hours"].to_list() == [240.0]
    assert len(found["reasons"][0]) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"later_account_id": "s-34", "is_clear": True},  # the seller sells something else now
        {"later_account_id": "s-34", "later_right_id": "r-7"},
        {"later_pictures": [PICTURE], "is_clear": True},  # a dealer shows the owner's photograph
        {"later_pictures": ["00" * 28 + "ffffffff"]},  # 32 bits
        {"later_title": "H-alv-orsen trail shoes", "later_right_id": "r-7"},
        {"later_title": "H-alv-orsen shoes"},
        {"later_offer_id": "o-2", "seen_at": DOWN_AT},  # it was seen before it was down
        {"later_offer_id": "o-2", "seen_at": DOWN_AT - dt.timedelta(hours=1)},
        {"later_offer_id": "o-2", "seen_at": DOWN_AT + dt.timedelta(days=90, seconds=1)},
        {"later_account_id": None, "later_right_id": None, "later_link": None, "later_pictures": []},
    ],
)
def test_it_is_not_taken_for(changed: dict[str, Any]) -> None:
    assert reappearances(down(), later(**changed)).is_empty()


def test_the_ninetieth_day_is_within_the_window() -> None:
    last = DOWN_AT + dt.timedelta(days=90)
    assert reappearances(down(), later(later_offer_id="o-2", seen_at=last))["hours"].to_list() == [2160.0]
    assert watched_until(DOWN_AT) == dt.date(2027, 2, 8)


def test_the_surest_reason_names_it_and_all_are_told() -> None:
    both = later(later_account_id="s-34", later_pictures=[PICTURE], later_title=TITLE)
    row = reappearances(down(), both).row(0, named=True)
    assert row["grade"] == "the same seller"
    assert row["reasons"] == [
        "Account s-34 offers goods under right r-1 again.",
        "It shows a picture of listing o-2 (0 of 256 bits differ).",
        "100 % of the words of its title are those of listing o-2.",
    ]


def test_of_several_screenings_the_first_counts() -> None:
    runs = [later(later_offer_id="o-2", seen_at=DOWN_AT + dt.timedelta(days=days)) for days in (30, 7, 14)]
    assert reappearances(down(), pl.concat(runs))["hours"].to_list() == [168.0]


def test_a_listing_without_link_seller_or_picture_is_known_by_nothing_that_is_missing() -> None:
    bare = down(link=None, account_id=None, pictures=[])
    nobody = later(later_link=None, later_account_id=None, later_pictures=[])
    assert reappearances(bare, nobody).is_empty()


def test_the_same_words_alone_move_no_notice() -> None:
    found = reappearances(down(), later(later_title=TITLE))
    assert found.height == 1
    assert first_back(found) == {}
    assert set(first_back(reappearances(down(), later(later_offer_id="o-2")))) == {"n-1-1"}


def test_nothing_down_and_nothing_later() -> None:
    assert reappearances(down().clear(), later()).is_empty()
    assert reappearances(down(), later().clear()).is_empty()
