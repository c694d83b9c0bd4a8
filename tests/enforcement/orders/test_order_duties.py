"""How the duties of a marketplace are measured, and when one failed."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.orders.duties import Period, breaches_of, drawn, interval, measured
from counterfoil.enforcement.orders.record import Duty
from enforcement.orders.drawn import order

FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 10, 31)
OFFERS = {"subject_id": pl.String, "account_id": pl.String, "seen": pl.Date}
ACTS = {"subject_kind": pl.String, "subject_id": pl.String, "kind": pl.String, "day": pl.Date}


def day(number: int) -> dt.date:
    return dt.date(2026, 10, number)


def told(duty: Duty, offers: list[Any], acts: list[Any] | None) -> dict[str, Any]:
    """Return the measure of one duty. `offers`: (id, account, day seen); `acts`: (kind, subject, day)."""
    rows = None
    if acts is not None:
        named = [("order" if one == "order-1" else "offer", one, kind, day(on)) for kind, one, on in acts]
        rows = pl.DataFrame(named, schema=ACTS, orient="row")
    seen = pl.DataFrame([(one, of, day(on)) for one, of, on in offers], schema=OFFERS, orient="row")
    made = measured(order(id="order-1", duties=(duty,)), seen, rows, Period(FIRST, LAST, 7))
    return made.row(0, named=True)


SCREEN = Duty(kind="screen", says="x", within=2)


@pytest.mark.parametrize(
    ("removed", "state", "kept"),
    [(3, "kept", 1), (5, "failed", 0), (None, "failed", 0)],
)
def test_an_offer_has_to_be_down_in_time(removed: int | None, state: str, kept: int) -> None:
    acts = [("removed", "o-1", removed)] if removed else []
    row = told(SCREEN, [("o-1", "s-1", 2)], acts)
    assert (row["state"], row["kept"], row["looked_at"], row["method"]) == (state, kept, 1, "all were looked at")


def test_what_is_not_due_yet_is_left_out() -> None:
    row = told(SCREEN, [("o-1", "s-1", 30)], [])
    assert (row["state"], row["population"], row["not_due"], row["method"]) == (
        "not measurable",
        0,
        1,
        "nothing was due",
    )


def test_without_what_was_done_nothing_is_measured() -> None:
    row = told(SCREEN, [("o-1", "s-1", 2)], None)
    assert (row["state"], row["share"]) == ("not measurable", None)


def test_a_sample_that_shows_neither_says_so() -> None:
    duty = Duty(kind="screen", says="x", within=2, sample=10, at_least=Decimal("0.9"))
    offers = [(f"o-{at}", "s-1", 2) for at in range(40)]
    row = told(duty, offers, [("removed", f"o-{at}", 3) for at in range(40)])
    assert (row["looked_at"], row["kept"], row["low"], row["state"]) == (10, 10, 0.691503, "not shown")
    assert row["method"] == "Clopper-Pearson, 95 %, sample drawn by seed 7"


def test_what_was_taken_down_has_to_be_preserved() -> None:
    duty = Duty(kind="preserve", says="x", within=1)
    acts = [("removed", "o-1", 3), ("removed", "o-2", 4), ("preserved", "o-1", 4)]
    row = told(duty, [("o-1", "s-1", 2), ("o-2", "s-1", 2)], acts)
    assert (row["population"], row["kept"], row["missed"], row["missed_since"]) == (2, 1, ["o-2"], day(5))


@pytest.mark.parametrize(("down", "population"), [(2, 0), (3, 1)])
def test_an_account_is_terminated_after_the_third_offer(down: int, population: int) -> None:
    duty = Duty(kind="terminate", says="x", within=5)
    offers = [(f"o-{at}", "s-1", 2) for at in range(3)]
    row = told(duty, offers, [("removed", f"o-{at}", 3 + at) for at in range(down)])
    assert row["population"] == population


def test_an_account_is_disclosed_after_the_first() -> None:
    duty = Duty(kind="disclose", says="x", within=5)
    acts = [("removed", "o-1", 3), ("disclosed", "s-1", 7)]
    assert told(duty, [("o-1", "s-1", 2)], acts)["state"] == "kept"


def test_each_report_has_its_day() -> None:
    duty = Duty(kind="report", says="x", within=2, every=10)
    row = told(duty, [], [("reported", "order-1", 12)])  # due on the 11th, the 21st and the 31st, by two days after
    assert (row["population"], row["not_due"], row["kept"]) == (2, 1, 1)
    assert (row["missed"], row["report_due"]) == (["order-1 2026-10-21"], dt.date(2026, 11, 10))


def test_a_failed_duty_is_a_breach_from_the_day_it_was_due() -> None:
    made = measured(
        order(id="order-1", duties=(SCREEN, Duty(kind="preserve", says="x"))),
        pl.DataFrame([("o-1", "s-1", day(2))], schema=OFFERS, orient="row"),
        pl.DataFrame(schema=ACTS),
        Period(FIRST, LAST, 7),
    )
    found = breaches_of(made, day=LAST)
    row = found.row(0, named=True)
    assert found.height == 1
    assert (row["by"], row["subject_id"], row["first_seen"], row["days"]) == ("marketplace", "screen", day(4), 28)
    assert row["evidence"][1] == "In 0 of 1 looked at it was kept: at most 0.0 %, where 95.0 % are asked for."


@pytest.mark.parametrize(
    ("kept", "sample", "low", "high"),
    [(0, 10, 0.0, 0.308497), (5, 10, 0.187086, 0.812914), (10, 10, 0.691503, 1.0)],
)
def test_exact_intervals(kept: int, sample: int, low: float, high: float) -> None:
    assert interval(kept, sample) == (low, high)


@given(st.integers(1, 200), st.data())
def test_an_interval_holds_its_share(sample: int, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, sample))
    low, high = interval(kept, sample)
    assert 0 <= low <= kept / sample <= high <= 1


@given(st.integers(), st.integers(0, 50), st.integers(0, 60))
def test_a_seed_draws_one_sample_in_whatever_order_they_come(seed: int, many: int, size: int) -> None:
    ids = pl.DataFrame({"subject_id": [f"o-{at}" for at in range(many)]}, schema={"subject_id": pl.String})
    one, other = drawn(ids, size, seed=seed), drawn(ids.reverse(), size, seed=seed)
    assert one.equals(other)
    assert one.height == min(many, size)
