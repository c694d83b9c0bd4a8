"""What does an office's status mean for the right?"""

import tomllib
from pathlib import Path

import polars as pl
import pytest

from counterfoil.codes import mark_status
from counterfoil.codes.mark_status import OVER, STATUSES, of_uspto, of_word, statuses

TABLES = Path(mark_status.__file__).with_name("mark_statuses")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("700", "live"), ("702", "live"), ("800", "live"), ("790", "live"), ("680", "pending"), ("715", "pending"),
        ("710", "cancelled"), ("712", "cancelled"), ("900", "expired"), ("602", "dead"), ("626", "dead"),
        ("000", "unclear"), ("625", "unclear"), ("999", "unclear"), ("", "unclear"), (" 700 ", "live"),
    ],
)  # fmt: skip
def test_codes_of_the_uspto(code: str, status: str) -> None:
    assert of_uspto(code) == status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("LIVE", "live"), ("Registered", "live"), ("CANCELLATION_PENDING", "live"), ("UNDER_EXAMINATION", "pending"),
        ("Application published", "pending"), ("EXPIRED", "expired"), ("SURRENDERED", "cancelled"),
        ("Ended", "dead"), ("DEAD", "dead"), ("withdrawn", "dead"), ("beschützt", "unclear"), ("", "unclear"),
    ],
)  # fmt: skip
def test_words(word: str, status: str) -> None:
    assert of_word(word) == status
    assert pl.select(statuses(pl.lit(word))).item() == status


def test_our_own_words_mean_themselves_and_null_stays_null() -> None:
    read = pl.DataFrame({"text": [*STATUSES, None]}).select(statuses(pl.col("text"))).to_series()
    assert read.to_list() == [*STATUSES, None]


@pytest.mark.parametrize("name", ["uspto", "words"])
def test_tables_have_no_other_status_and_tell_nothing_twice(name: str) -> None:
    table = tomllib.loads((TABLES / f"{name}.toml").read_text("utf-8"))
    assert tuple(table) == STATUSES
    told = [entry for entries in table.values() for entry in entries]
    assert len(told) == len(set(told))
    assert set(OVER) < set(STATUSES)


def test_every_code_of_the_uspto_has_three_digits() -> None:
    codes = [code for entries in tomllib.loads((TABLES / "uspto.toml").read_text("utf-8")).values() for code in entries]
    assert len(codes) > 150
    assert all(len(code) == 3 and code.isdigit() for code in codes)
