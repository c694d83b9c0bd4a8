"""How risky is a shipment, by what earlier examinations found?"""

import numpy as np
import polars as pl
import pytest
from tests.targeting.learning.examinations_drawn import drawn

from counterfoil.errors import UserError
from counterfoil.targeting.learning import trees
from counterfoil.targeting.learning.risk_model import (
    FEWEST_FINDS,
    FEWEST_LABELS,
    FEWEST_LABELS_FOR_TREES,
    RiskModel,
    by_regression,
    fit,
    risk_of,
    why,
)

LITTLE, MUCH = drawn(600), drawn(FEWEST_LABELS_FOR_TREES)


def fitted(examined: pl.DataFrame, seed: int = 1) -> RiskModel:
    """Return the model, which there is."""
    model = fit(examined, seed=seed)
    assert model is not None
    return model


@pytest.fixture(scope="module", params=["little", "much"])
def model(request: pytest.FixtureRequest) -> RiskModel:
    return fitted({"little": LITTLE, "much": MUCH}[request.param])


def one(origin: str, price: float = 20.0) -> pl.DataFrame:
    return pl.DataFrame({"origin": [origin], "unit_price": [price]})


def test_history_chooses_the_model() -> None:
    assert fit(LITTLE.head(FEWEST_LABELS - 1), seed=1) is None
    assert fit(LITTLE.with_columns(is_found=pl.int_range(pl.len()) < FEWEST_FINDS - 1), seed=1) is None
    assert fit(LITTLE.with_columns(is_found=pl.lit(value=True)), seed=1) is None
    assert fit(LITTLE.clear(), seed=1) is None
    assert fitted(LITTLE).name == "regression-1"
    assert fitted(MUCH).name == "lightgbm-1"
    assert fitted(MUCH.with_columns(is_found=pl.int_range(pl.len()) % 100 == 0)).name == "regression-1"


def test_what_was_found_more_often_is_riskier(model: RiskModel) -> None:
    risks = [risk_of(model, one(origin)).item() for origin in ("AA", "BB", "CC")]
    assert risks == sorted(risks)
    assert risks[2] > 2 * risks[0]
    assert risk_of(model, one("BB", 2.0)).item() > risk_of(model, one("BB", 200.0)).item()


def test_what_was_never_seen_is_no_error(model: RiskModel) -> None:
    unknown = pl.DataFrame({"origin": ["ZZ", None], "unit_price": [None, float("inf")], "more": [1, 2]})
    risks = risk_of(model, unknown)
    assert risks.is_between(0.0, 1.0).all()
    assert risk_of(model, unknown.clear()).len() == 0
    assert why(model, unknown.clear()).height == 0


def test_missing_column_is_told_with_its_cure(model: RiskModel) -> None:
    with pytest.raises(UserError, match=r"'unit_price'.*Learn it anew"):
        risk_of(model, pl.DataFrame({"origin": ["AA"]}))


def test_risk_is_the_share_that_is_found(model: RiskModel) -> None:
    later = drawn(4_000, seed=7)
    assert risk_of(model, later).mean() == pytest.approx(later["is_found"].mean(), abs=0.05)


def test_strict_inspectors_do_not_become_the_target() -> None:
    """The strict inspector alone sees AA, which is the least risky: as found, AA and BB look alike."""
    examined = drawn(3_000, strict_goes_to="AA").with_columns(facility=pl.lit("north"))
    by_origin = dict(examined.group_by("origin").agg(pl.col("is_found").mean()).iter_rows())
    assert by_origin["AA"] > by_origin["BB"]
    blind = fitted(examined.with_columns(inspector=pl.lit(None, dtype=pl.String)))
    assert risk_of(blind, one("AA")).item() > risk_of(blind, one("BB")).item()
    shared = pl.concat([examined, drawn(600, seed=9).with_columns(facility=pl.lit("north"))])
    told = fitted(shared)
    assert risk_of(told, one("AA")).item() < risk_of(told, one("BB")).item()


def test_who_examines_is_no_part_of_what_is_asked(model: RiskModel) -> None:
    asked = one("BB").with_columns(inspector=pl.lit("inspector:3"), facility=pl.lit("north"))
    assert risk_of(model, asked).item() == risk_of(model, one("BB")).item()
    assert not set(model.columns.names) & {"inspector", "facility", "is_found", "sample_weight", "examined_on"}


def test_reasons_are_what_raises_the_risk(model: RiskModel) -> None:
    reasons = why(model, pl.concat([one("CC", 5.0), one("AA", 500.0)]), most=2)
    assert reasons.schema == {"row": pl.UInt32, "feature": pl.String, "contribution": pl.Float64}
    of_first = reasons.filter(pl.col("row") == 0)
    assert of_first["feature"].to_list() == ["origin", "unit_price"]
    assert of_first["contribution"].is_sorted(descending=True)
    assert (reasons["contribution"] > 0).all()
    assert reasons.filter(pl.col("row") == 1).is_empty()


@pytest.mark.parametrize("examined", [LITTLE, MUCH], ids=["little", "much"])
def test_order_of_the_rows_changes_nothing(examined: pl.DataFrame) -> None:
    shuffled = examined.sample(fraction=1.0, shuffle=True, seed=5).select(sorted(examined.columns))
    assert fitted(shuffled) == fitted(examined)


def test_undecided_examinations_teach_nothing() -> None:
    undecided = LITTLE.head(50).with_columns(is_found=pl.lit(None, dtype=pl.Boolean))
    assert fitted(pl.concat([LITTLE, undecided])) == fitted(LITTLE)


def test_weights_bring_back_what_was_drawn_seldom() -> None:
    """Of BB one in four is examined where something is found, all where nothing is: weights set the share right."""
    every = drawn(4_000, seed=3)
    kept = (pl.col("origin") != "BB") | ~pl.col("is_found") | (pl.int_range(pl.len()) % 4 == 0)
    seen = every.filter(kept).with_columns(
        sample_weight=pl.when((pl.col("origin") == "BB") & pl.col("is_found")).then(4.0).otherwise(1.0)
    )
    truth = every.filter(pl.col("origin") == "BB")["is_found"].mean()
    asked = every.filter(pl.col("origin") == "BB")
    assert risk_of(by_regression(seen), asked).mean() == pytest.approx(truth, abs=0.05)
    unweighted = by_regression(seen.with_columns(sample_weight=pl.lit(1.0)))
    assert risk_of(unweighted, asked).mean() < truth - 0.05


def test_shipment_id_is_not_learned() -> None:
    named = LITTLE.with_columns(shipment_id=pl.format("s-{}", pl.int_range(pl.len())))
    assert fitted(named).columns == fitted(LITTLE).columns


def test_missing_library_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lightgbm", None)
    with pytest.raises(UserError, match=r"Install counterfoil\[targeting\]"):
        trees.scores_of(("",), np.zeros((1, 1)))
    assert fitted(LITTLE).name == "regression-1"
