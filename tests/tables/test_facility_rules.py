"""Rules of lines and answers, whose own `line` is that of a notice: a row that breaks each, and the sentence."""

from typing import Any

import polars as pl
import pytest

from counterfoil.tables.contract import sort_rows
from tables.contracts import CONTRACTS

ONE_SOURCE = "asked is hold only of one product and one source"
BROKEN: list[tuple[str, dict[str, Any], str | None]] = [
    ("facility_line", {"asked": "destroy"}, "asked is hold examine or leave"),
    ("facility_line", {"source_grade": "possible"}, ONE_SOURCE),
    ("facility_line", {"source_grade": "contradicted"}, ONE_SOURCE),
    ("facility_line", {"product_grade": "other variant of the model"}, ONE_SOURCE),
    ("facility_line", {"source_grade": "possible", "asked": "examine"}, None),
    ("facility_line", {"source_grade": "contradicted", "asked": "leave"}, None),
    ("facility_line", {"found_in": "truck"}, "found in is stock receipt or return"),
    ("facility_line", {"units": -1}, "units must be at least 0"),
    ("hold_answer", {"status": "eaten"}, "status is one of six"),
    ("hold_answer", {"reference": ""}, "reference must not be empty"),
    ("hold_answer", {"units": -1}, "units must be at least 0"),
]


@pytest.mark.parametrize(("name", "changed", "sentence"), BROKEN)
def test_what_breaks_a_rule_is_told(name: str, changed: dict[str, Any], sentence: str | None) -> None:
    contract, example = CONTRACTS[name]
    kept, rejects = sort_rows(
        example.with_columns(pl.lit(value).alias(one) for one, value in changed.items()), contract, file="f"
    )
    assert rejects["rule"].to_list() == ([] if sentence is None else [sentence])
    assert kept.height == (sentence is None)
