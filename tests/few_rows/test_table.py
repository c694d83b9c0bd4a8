"""A table of few rows answers as Polars' own, step by step; what it does not know itself, Polars answers."""

import pickle
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.few_rows.column import FEW, Column
from counterfoil.few_rows.steps import MOST_KEPT, types_of
from counterfoil.few_rows.table import FewRows, few, few_at, table

TYPES: dict[str, pl.DataType] = {
    "key": pl.String(),
    "n": pl.Int64(),
    "is_new": pl.Boolean(),
    "words": pl.List(pl.String()),
}
KEYS = st.none() | st.sampled_from(["a", "b", "é", "日"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "key": KEYS,
            "n": st.none() | st.integers(-3, 3),
            "is_new": st.none() | st.booleans(),
            "words": st.none() | st.lists(KEYS, max_size=2),
        }
    ),
    max_size=5,
)
OTHER = pl.DataFrame({"key": ["a", "b", "b", None], "n": [1, 2, 2, 1], "price": [1.5, 2.5, None, 9.0]})
STEPS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "with columns": lambda rows: rows.with_columns(pl.col("n") + 1, "key", twice=pl.col("n") * 2),
    "with a literal": lambda rows: rows.with_columns(pl.lit("x").alias("key"), pl.lit(None, pl.Int64).alias("none")),
    "with a column": lambda rows: rows.with_columns(pl.Series("m", range(rows.height), dtype=pl.Int64)),
    "with what needs all rows": lambda rows: rows.with_columns(most=pl.col("n").max()),
    "select": lambda rows: rows.select("n", pl.col("key").str.to_lowercase().alias("small")),
    "select a list": lambda rows: rows.select(name for name in ("is_new", "key")),
    "select literals": lambda rows: rows.select(pl.lit(1).alias("one")),
    "select a sum": lambda rows: rows.select(pl.col("n").sum()),
    "filter": lambda rows: rows.filter(pl.col("is_new"), pl.col("n") > 0),
    "filter by truths": lambda rows: rows.filter(pl.Series([n % 2 == 0 for n in range(rows.height)], dtype=pl.Boolean)),
    "filter by a maximum": lambda rows: rows.filter(pl.col("n") == pl.col("n").max()),
    "drop": lambda rows: rows.drop("n", "words"),
    "hstack": lambda rows: rows.hstack([pl.Series("m", [1] * rows.height, dtype=pl.Int64)]),
    "hstack of nothing": lambda rows: rows.hstack([]),
    "vstack": lambda rows: rows.vstack(rows),
    "vstack of another": lambda rows: rows.vstack(pl.DataFrame(rows)),
    "left join": lambda rows: rows.join(OTHER.select("key", "price"), on="key", how="left", maintain_order="left"),
    "left join of two": lambda rows: rows.join(OTHER, on=["key", "n"], how="left", maintain_order="left"),
    "left join under other names": lambda rows: rows.join(
        OTHER.select(name="key", price="price"), left_on="key", right_on="name", how="left", maintain_order="left"
    ),
    "inner join": lambda rows: rows.join(OTHER, on=["key", "n"], how="inner", maintain_order="left"),
    "join with names that meet": lambda rows: rows.join(OTHER, on="key", how="left", maintain_order="left"),
    "anti join": lambda rows: rows.join(OTHER, on="key", how="anti", maintain_order="left"),
    "sort": lambda rows: rows.sort("key", "n", nulls_last=True, maintain_order=True),
    "sort downwards": lambda rows: rows.sort(
        ["n", "key"], descending=[True, False], nulls_last=True, maintain_order=True
    ),
    "sort truths": lambda rows: rows.sort("is_new", maintain_order=True),
    "unique": lambda rows: rows.unique("key", keep="first", maintain_order=True),
    "grouped": lambda rows: rows.group_by("key", maintain_order=True).agg(pl.col("n").sum()),
    "rows": lambda rows: rows.rows(),
    "dicts": lambda rows: rows.to_dicts(),
    "some of it": lambda rows: rows[0:2],
    "size": lambda rows: (rows.height, rows.width, rows.shape, len(rows), rows.columns, rows.dtypes, rows.schema),
    "columns": lambda rows: [(one.name, one.dtype, one.to_list()) for one in rows],
    "arrow": lambda rows: rows.to_arrow().to_pylist(),
}


@pytest.mark.parametrize("name", STEPS)
@given(rows=ROWS)
def test_a_step_gives_what_polars_gives(name: str, rows: list[dict[str, Any]]) -> None:
    by_polars = pl.DataFrame(rows, schema=TYPES, orient="row")
    told, expected = STEPS[name](few(by_polars)), STEPS[name](by_polars)
    if isinstance(expected, pl.DataFrame):
        assert told.schema == expected.schema
        assert pl.DataFrame(told).equals(expected)
        assert told.to_dicts() == expected.to_dicts()
    else:
        assert told == expected


COLUMN_STEPS: dict[str, Callable[[pl.Series], Any]] = {
    "list": lambda one: one.to_list(),
    "length": lambda one: (len(one), one.len(), one.name, one.dtype),
    "nulls": lambda one: (one.null_count(), one.has_nulls(), one.is_null().to_list(), one.is_not_null().to_list()),
    "other name": lambda one: one.alias("other").name,
    "as text": lambda one: one.cast(pl.String).to_list() if one.dtype != pl.List else None,
    "as it is": lambda one: one.cast(one.dtype).to_list(),
    "and, or, not": lambda one: (
        [(one & one).to_list(), (one | ~one).to_list(), one.any(), one.all(), one.any(ignore_nulls=False)]
        if one.dtype == pl.Boolean
        else None
    ),
    "sum": lambda one: one.sum() if one.dtype == pl.Int64 else None,
    "by places": lambda one: one[[0]].to_list() if len(one) else None,
    "as array": lambda one: one.to_numpy().tolist() if one.dtype == pl.Int64 and not one.has_nulls() else None,
}


@pytest.mark.parametrize("step", COLUMN_STEPS)
@pytest.mark.parametrize("name", TYPES)
@given(rows=ROWS)
def test_a_column_answers_as_polars(name: str, step: str, rows: list[dict[str, Any]]) -> None:
    by_polars = pl.DataFrame(rows, schema=TYPES, orient="row")
    column = few(by_polars)[name]
    assert isinstance(column, Column)
    assert COLUMN_STEPS[step](column) == COLUMN_STEPS[step](by_polars[name])


def test_many_rows_are_polars_own() -> None:
    many = pl.DataFrame({"n": range(FEW + 1)})
    assert few(many) is many
    assert type(table([many["n"]])) is pl.DataFrame
    assert isinstance(table([many["n"][:FEW]]), FewRows)
    doubled = few(many[:FEW]).join(pl.DataFrame({"n": [1, 1], "m": [1, 2]}), on="n", how="left", maintain_order="left")
    assert type(doubled) is pl.DataFrame
    assert doubled.height == FEW + 1


def test_what_is_remembered_of_steps_is_bounded() -> None:
    rows = few(pl.DataFrame({"n": [1]}))
    for number in range(MOST_KEPT + 10):
        assert rows.with_columns(m=pl.lit(number)).row(0) == (1, number)
    assert len(types_of({"n": pl.Int64()}).steps) <= MOST_KEPT


def test_few_rows_are_not_changed_in_place() -> None:
    rows = few(pl.DataFrame({"n": [1]}))
    changes: list[Callable[[], Any]] = [
        lambda: rows.hstack([pl.Series("m", [1])], in_place=True),
        lambda: rows.insert_column(0, pl.Series("m", [1])),
        lambda: rows.drop_in_place("n"),
        lambda: rows["n"].scatter(0, 2),
        lambda: rows["n"].append(pl.Series([2])),
    ]
    for change in changes:
        with pytest.raises(TypeError, match="not changed in place"):
            change()
    assert rows.to_dicts() == [{"n": 1}]


@given(rows=ROWS)
def test_few_rows_travel_to_another_process_as_polars_own(rows: list[dict[str, Any]]) -> None:
    by_polars = pl.DataFrame(rows, schema=TYPES, orient="row")
    told = pickle.loads(pickle.dumps(few(by_polars)))
    assert type(told) is pl.DataFrame
    assert told.equals(by_polars)
    assert told.schema == by_polars.schema
    assert pickle.loads(pickle.dumps(few(by_polars)["n"])).equals(by_polars["n"])


@given(rows=ROWS, places=st.lists(st.integers(0, 3), max_size=4))
def test_columns_at_places_are_those_of_polars(rows: list[dict[str, Any]], places: list[int]) -> None:
    many = pl.DataFrame(rows * (FEW + 1), schema=TYPES, orient="row")
    if many.height == 0:
        return
    for table_of_them in (many, few(many[:4])):
        known = [place % table_of_them.height for place in places]
        told = few_at(table_of_them, TYPES, known)
        assert [one.to_list() for one in told] == [many[name][known].to_list() for name in TYPES]
        assert [one.dtype for one in told] == list(TYPES.values())


def test_tables_that_differ_in_a_part_of_a_type_are_of_two_kinds() -> None:
    kinds = [
        pl.Enum(["a"]),
        pl.Enum(["a", "b"]),
        pl.List(pl.Int64),
        pl.List(pl.Int8),
        pl.Decimal(9, 2),
        pl.Decimal(9, 4),
    ]
    assert len({id(types_of({"n": kind})) for kind in [*kinds, *kinds]}) == len(kinds)


def test_expressions_in_one_tuple_are_read_once_and_others_in_its_place_anew() -> None:
    rows = few(pl.DataFrame({"n": [1]}))
    for number in range(MOST_KEPT + 10):  # tuples that end give their number to another
        assert rows.with_columns((pl.lit(number).alias("m"),)).row(0) == (1, number)
