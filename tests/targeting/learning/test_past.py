"""What is known of a party from its own past?"""

import datetime as dt

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.targeting.learning.examinations_drawn import drawn

from counterfoil.targeting.learning.examined import in_order
from counterfoil.targeting.learning.past import Surplus, effects_of, is_of_parties, past_of
from counterfoil.targeting.learning.risk_model import by_regression, by_trees, fit, risk_of, why

DAY = dt.date(2026, 3, 2)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]),
        st.integers(0, 4),
        st.floats(-2, 2) | st.just(float("nan")),
        st.floats(0.01, 1),
    ),
    max_size=30,
)


def slow_effects(rows: list[tuple[str | None, int, float, float]], variance: float) -> list[float | None]:
    """Return what the days before each row's own teach of its party: row by row."""
    effects: list[float | None] = []
    for party, day, _, _ in rows:
        before = [
            (above, said)
            for other, other_day, above, said in rows
            if party is not None and other == party and other_day < day and not np.isnan(above)
        ]
        total, information = sum(above for above, _ in before), sum(said for _, said in before)
        effects.append(total / (information + 1 / variance) if before and variance > 0 else 0.0 if before else None)
    return effects


@given(ROWS)
def test_only_earlier_days_teach(rows: list[tuple[str | None, int, float, float]]) -> None:
    parties = pl.Series("party", [row[0] for row in rows], dtype=pl.String)
    days = pl.Series("day", [DAY + dt.timedelta(days=row[1]) for row in rows], dtype=pl.Date)
    above, said = (np.array([row[place] for row in rows], dtype=np.float64) for place in (2, 3))
    past, earlier = past_of(parties, days, Surplus(above, said))
    slow = [np.nan if one is None else one for one in slow_effects(rows, past.variance)]
    np.testing.assert_allclose(earlier, np.array(slow, dtype=np.float64), atol=1e-9)
    assert past.variance >= 0


def test_effect_is_drawn_toward_none() -> None:
    parties = pl.Series("party", ["a", "a", "b", "b"])
    days = pl.Series("day", [DAY] * 4)
    past, earlier = past_of(parties, days, Surplus(np.array([1.0, 1.0, -1.0, -1.0]), np.ones(4)))
    assert past.variance == pytest.approx(1.0)  # 4 of products, 4 of information
    assert past.effects == {"a": pytest.approx(2 / 3), "b": pytest.approx(-2 / 3)}
    assert np.isnan(earlier).all()
    asked = effects_of(pl.Series("party", ["b", "z", None]), past)
    assert asked[0] == pytest.approx(-2 / 3)
    assert np.isnan(asked[1:]).all()


def test_parties_are_many_values_examined_seldom() -> None:
    assert is_of_parties(pl.Series([str(number // 2) for number in range(40)]))
    assert not is_of_parties(pl.Series([str(number // 8) for number in range(40)]))


@pytest.mark.parametrize("learned", ["regression", "trees"])
def test_past_of_a_party_tells_its_risk(learned: str) -> None:
    rows = in_order(drawn(2_500, parties=700))
    model = by_regression(rows) if learned == "regression" else by_trees(rows, seed=1)
    past = model.pasts["past finds of party"]
    assert past.variance > 0.5
    ranked = sorted(past.effects, key=past.effects.__getitem__)
    asked = pl.DataFrame(
        {"origin": ["CC"] * 3, "unit_price": [20.0] * 3, "party": [ranked[0], "party-new", ranked[-1]]}
    )
    risks = risk_of(model, asked).to_list()
    assert risks == sorted(risks)
    assert risks[2] > 1.3 * risks[0]
    assert "past finds of party" in why(model, asked).filter(pl.col("row") == 2)["feature"].to_list()


def test_parties_that_do_not_differ_are_left_out() -> None:
    rows = drawn(1_500).with_columns(party=pl.format("party-{}", pl.int_range(pl.len()) % 500))
    model = fit(rows.with_columns(is_found=pl.int_range(pl.len()) // 500 == 1), seed=1)
    assert model is not None
    assert model.pasts == {}


def test_severity_is_measured_against_who_examined() -> None:
    """One inspector writes down twice as much of everything; a party's past is told in units of the inspector's."""
    rows = in_order(drawn(2_000, parties=500))
    strict = pl.when(pl.col("inspector") == "inspector:3").then(5.0).otherwise(0.0)
    rows = rows.with_columns(severity=pl.col("is_found").cast(pl.Float64) + strict)
    model = by_regression(rows)
    plain = by_regression(rows.with_columns(severity=pl.col("severity") - strict))
    shifted = model.pasts["past severity of party"].effects
    usual = plain.pasts["past severity of party"].effects
    assert np.corrcoef(list(shifted.values()), list(usual.values()))[0, 1] > 0.99
