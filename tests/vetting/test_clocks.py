"""When is what due? The vectors of law.md §3, §4.2 and §5.1, and what stops a clock."""

import datetime as dt

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.vetting.clocks import COMPLETE, DAYS, clocks
from counterfoil.vetting.regime import NAMES, built_in, read_regime
from vetting.made import DAY, INFORM, REGIMES

NOBODY = pl.DataFrame(schema=COMPLETE)


def clock(name: str, events: dict[str, str], *, day: str = "2026-11-08", regime: str = "inform") -> dict[str, object]:
    """Return one seller's clock of that name, {} where it has not begun."""
    rows = [("s-1", kind, dt.date.fromisoformat(on)) for kind, on in events.items()]
    days = pl.DataFrame(rows, schema=DAYS, orient="row")
    found = clocks(days, regime=REGIMES[regime], complete=NOBODY, day=dt.date.fromisoformat(day))
    return next(iter(found.filter(pl.col("clock") == name).rows(named=True)), {})


def test_executive_order_13904_gives_sixty_days_from_the_listing() -> None:
    found = clock("debarment alert", {"debarred": "2026-09-10"}, regime="programme")
    assert (found["due_on"], found["state"]) == (dt.date(2026, 11, 9), "running")


def test_the_dsa_gave_earlier_traders_twelve_months_and_keeps_data_for_six() -> None:
    found = clock("transition", {"in force for an earlier trader": "2024-02-17"}, regime="dsa-30", day="2025-02-18")
    assert (found["due_on"], found["state"]) == (dt.date(2025, 2, 17), "overdue")
    found = clock("delete", {"contract ended": "2026-05-09"}, regime="dsa-30")
    assert (found["due_on"], found["state"]) == (dt.date(2026, 11, 9), "running")


def test_a_clock_that_has_not_begun_is_not_told() -> None:
    assert clock("collect", {"received": "2026-03-09"}) == {}
    assert clock("collect", {"qualified": "2026-12-01"}) == {}


def test_who_has_given_all_before_it_qualified_owes_nothing() -> None:
    days = pl.DataFrame([("s-1", "qualified", dt.date(2026, 3, 2))], schema=DAYS, orient="row")
    complete = pl.DataFrame([("s-1", "inform-1")], schema=COMPLETE, orient="row")
    found = clocks(days, regime=INFORM, complete=complete, day=DAY)
    assert found.select("clock", "state", "met_on").rows() == [("collect", "met", None)]


def test_numbers_of_low_confidence_are_off_until_an_operator_sets_them() -> None:
    assert "correct" not in [one.name for one in REGIMES["dsa-30"].clocks]
    assert REGIMES["programme"].number("high_risk_offers") is None
    text = built_in("dsa-30").decode().replace('verified = "M-L" }', 'verified = "M-L", on = true }')
    own = read_regime(text.encode(), file="own.toml")
    assert "correct" in [one.name for one in own.clocks]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_regime_cites_its_source_and_tag(name: str) -> None:
    regime = REGIMES[name]
    assert regime.label == NAMES[name]
    assert all(number.source and number.verified for number in regime.numbers.values())
    assert all(need.source and need.verified for need in regime.needs)
    assert len({need.name for need in regime.needs}) == len(regime.needs)


@pytest.mark.parametrize(
    ("found", "put", "told"),
    [
        (b'name = "inform"\n', b"", "lacks 'name'"),
        (b"value = 200", b'value = "200"', "no whole number"),
        (b'verified = "V2"', b'verified = "sure"', "none of V, V2"),
        (b'unit = "business days"', b'unit = "fortnights"', "no time"),
        (b"[numbers]", b"[numbers", "no regime"),
        (b'within = "collect"', b'within = "collcet"', "collcet"),
    ],
)
def test_a_spoiled_regime_is_told_with_its_fault(found: bytes, put: bytes, told: str) -> None:
    with pytest.raises(UserError, match=r"own\.toml") as caught:
        read_regime(built_in("inform").replace(found, put, 1), file="own.toml")
    assert told in str(caught.value)
