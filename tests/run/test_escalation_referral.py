"""The draft of an order is TOML whatever the platform is called: a name writes no key into a paper for a court."""

import tomllib
from pathlib import Path

import hypothesis.strategies as st
import polars as pl
import pytest
from hypothesis import given
from msgspec.structs import replace

from counterfoil.enforcement.escalation.ladder import default_ladder, read_ladder
from counterfoil.run.escalation_files import EscalationFiles
from counterfoil.run.escalation_referral import order_draft

LADDER = read_ladder(default_ladder(), file="ladder.toml")


def drafted(platform: str, says: str = "Offers stay up.") -> str:
    failure = LADDER.failures[0]
    row = {"id": "esc-1", "platform": platform, "failure": failure.name, "unit": "hours", "threshold": 72.0}
    ladder = replace(LADDER, failures=(replace(failure, says=says),))
    return order_draft(EscalationFiles(Path(), ladder, {"escalation": pl.DataFrame([row])}))


PLAIN = tomllib.loads(drafted("Quayside Bazaar"))


@pytest.mark.parametrize(
    "name",
    [
        'X\ncourt = "District of Nowhere"\ndocket = "1"\nissued_on = 2026-01-01',
        "X\r\n[[marks]]\r\nmark = 'Halvorsen'",
        'X"\n]]\n[court]\n"""',
        "X\rcourt = 1",
        "X\x85court = 1\u2028docket = 2\u2029",
        "X\x00\x01\x1b[31m\x7f",
        "X \u202eevil\u2066",
    ],
)
def test_a_name_writes_nothing_into_the_order(name: str) -> None:
    for text in (drafted(name), drafted("Quayside Bazaar", says=name)):
        assert tomllib.loads(text) == PLAIN
        assert all(one == "\n" or one.isprintable() for one in text)


@given(name=st.text(max_size=60))
def test_whatever_the_name_the_order_is_the_same(name: str) -> None:
    assert tomllib.loads(drafted(name)) == PLAIN


def test_the_name_stands_in_it() -> None:
    assert "against Quayside “Bazaar” [US]. It is no order" in drafted("Quayside\n “Bazaar” [US]")
