"""What differs is named exactly: one changed cell or setting gives one sentence, none gives none."""

import json
import tomllib
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.evidence.weights import default_model, read_model
from counterfoil.run.differences import LISTED, between_settings, between_tables, between_versions, canonical

MODEL = default_model()
KINDS = read_model(MODEL).kinds["kind"].to_list()
SELLERS = pl.DataFrame({"id": [f"s-{n}" for n in range(30)], "status": ["active"] * 30, "line": range(30)})


@given(st.sampled_from(KINDS), st.integers(-9_999, 9_999))
def test_one_changed_weight_gives_one_sentence(kind: str, weight: int) -> None:
    was = tomllib.loads(MODEL.decode())["kinds"][kind]["weight"]
    now = MODEL.replace(f"{kind} = {{ weight = {was}".encode(), f"{kind} = {{ weight = {weight}".encode())
    told = [] if was == weight else [f"model.toml: kinds.{kind}.weight was {was}, is {weight}"]
    assert between_settings("model.toml", MODEL, now) == told


@given(st.integers(0, 29), st.sampled_from(["suspended", "terminated", None]))
def test_one_changed_cell_gives_one_sentence(place: int, status: str | None) -> None:
    statuses = SELLERS["status"].to_list()
    statuses[place] = status
    now = SELLERS.with_columns(pl.Series("status", statuses), line=pl.lit(0))
    told = f"sellers: s-{place}: status was active, is {status or 'nothing'}"
    assert between_tables("sellers", SELLERS, now) == [told]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (SELLERS, SELLERS, []),
        (SELLERS, SELLERS.with_columns(line=pl.lit(7)), []),
        (SELLERS[:2], SELLERS[:1], ["sellers: s-1 is gone"]),
        (SELLERS[:1], SELLERS[:2], ["sellers: s-1 is new"]),
        (SELLERS[:0], SELLERS[:1], ["sellers: s-0 is new"]),
        (SELLERS[:2], SELLERS[:2].reverse(), ["sellers: the same rows stand in another order or number"]),
        (SELLERS[:2], pl.concat([SELLERS[:2]] * 2), ["sellers: the same rows stand in another order or number"]),
    ],
)
def test_rows_that_are_gone_new_or_moved(was: pl.DataFrame, now: pl.DataFrame, told: list[str]) -> None:
    assert between_tables("sellers", was, now) == told


def test_many_differences_are_counted() -> None:
    told = between_tables("sellers", SELLERS, SELLERS[:0])
    assert len(told) == LISTED + 1
    assert told[-1] == "sellers: 20 more differences"


def test_findings_are_told_with_weight_and_sentence() -> None:
    finding = pl.DataFrame(
        {"kind": ["mark_in_title"], "right_id": ["r-1"], "weight": [500], "detail": ["It names it."]}
    )
    heavier = finding.with_columns(weight=pl.lit(2_500))
    assert between_tables("findings", finding, heavier) == ["finding mark_in_title r-1: weight was +0.50, is +2.50"]
    assert between_tables("findings", finding, finding[:0]) == [
        "finding mark_in_title r-1 is gone (+0.50: It names it.)"
    ]
    assert between_tables("findings", finding[:0], finding) == [
        "finding mark_in_title r-1 is new (+0.50: It names it.)"
    ]


def test_rows_without_a_name_are_compared_whole() -> None:
    sales = pl.DataFrame({"offer_id": ["o-1", "o-1"], "units": [4, 5], "line": [1, 2]})
    assert between_tables("sales", sales, sales[:1]) == ["sales: offer_id o-1 units 5 is gone"]


def test_a_comment_is_said_to_be_no_value() -> None:
    assert between_settings("policy.toml", b"version = 1", b"version = 1 # one") == [
        "policy.toml: written otherwise, with the same values"
    ]


def test_versions_that_appear_and_vanish() -> None:
    assert between_versions({"polars": "2.1", "numba": "1"}, {"polars": "2.1", "wordfreq": "3"}) == [
        "numba was 1, is nothing",
        "wordfreq was nothing, is 3",
    ]


cells: Any = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))


@given(st.lists(st.fixed_dictionaries({"b": cells, "a": cells}), max_size=4))
def test_canonical_json_depends_on_the_values_alone(rows: list[dict[str, str | None]]) -> None:
    schema = {"b": pl.String, "a": pl.String}
    table = pl.DataFrame(rows, schema=schema)
    written = canonical({"t": table})
    assert written == canonical({"t": table.select("a", "b")})
    assert json.loads(written) == {"t": [{"a": row["a"], "b": row["b"]} for row in rows]}


def test_lists_say_what_they_lost_and_gained() -> None:
    was = pl.DataFrame({"right_id": ["r-1"], "reasons": [["a", "b"]]})
    now = pl.DataFrame({"right_id": ["r-1"], "reasons": [["b", "c"]]})
    assert between_tables("assessments", was, now) == ["assessment of r-1: reasons lost “a”, gained “c”"]
    turned = pl.DataFrame({"right_id": ["r-1"], "reasons": [["b", "a"]]})
    assert between_tables("assessments", was, turned) == ["assessment of r-1: reasons stand in another order"]
