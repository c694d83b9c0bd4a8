"""The fast sum of the signs and the findings summed one by one agree, whatever is seen and however caps lie."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.evidence.combination import assess, weigh
from counterfoil.evidence.kind import Sign, evidence
from counterfoil.evidence.observation import observe
from counterfoil.evidence.sums import weight_of_each
from counterfoil.evidence.weights import GROUP_COLUMNS, KIND_COLUMNS, Model


@evidence(scope="shipment", party="Low.", source="-")
def low() -> Sign:
    """It is low."""
    return Sign(when=pl.col("number") < 3, field="value")


@evidence(scope="shipment", party="Flagged.", source="-")
def flagged() -> Sign:
    """It is flagged."""
    return Sign(when=pl.col("flag"), field="value")


@evidence(scope="shipment", party="Even.", source="-")
def even() -> Sign:
    """It is even."""
    return Sign(when=pl.col("number") % 2 == 0, field="value")


KINDS = (low, flagged, even)
WHOLE = st.integers(-3000, 3000)


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.integers(0, 9), st.none() | st.booleans()), min_size=1),
    st.tuples(WHOLE, WHOLE, WHOLE),
    st.integers(0, 2000),
)
def test_both_ways_come_to_the_same(
    drawn: list[tuple[str, int | None, bool | None]], weights: tuple[int, int, int], most: int
) -> None:
    rows = pl.DataFrame(
        drawn, schema={"subject_id": pl.String, "number": pl.Int64, "flag": pl.Boolean}, orient="row"
    ).with_columns(right_id=pl.lit(None, dtype=pl.String))
    named = zip(("low", "flagged", "even"), weights, ("one", "one", "two"), strict=True)
    model = Model(
        name="m",
        version=1,
        prior=-100,
        kinds=pl.DataFrame([(*row, "counterfeit") for row in named], schema=KIND_COLUMNS, orient="row"),
        groups=pl.DataFrame([("one", most, -most), ("two", most, 0)], schema=GROUP_COLUMNS, orient="row"),
    )
    fast = weight_of_each(rows, KINDS, model)
    findings = weigh(observe(rows, KINDS, subject_kind="shipment"), model)
    pairs = rows.select("subject_id", "right_id").unique()
    slow = assess(findings, pairs, model, engine_version="", inputs_digest="").select("subject_id", "weight")
    assert fast.sort("subject_id").rows() == slow.sort("subject_id").rows()
    assert fast["subject_id"].to_list() == rows["subject_id"].unique(maintain_order=True).to_list()
