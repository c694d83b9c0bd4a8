"""What a plain row comes to is what Polars makes of it, or is left to Polars; every step below is read."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.few_rows.expressions import Row, function_of, written
from counterfoil.few_rows.patterns import CANNOT, NotPlainError
from counterfoil.few_rows.table import few

TYPES: dict[str, pl.DataType] = {
    "a": pl.Int64(), "b": pl.Float64(), "s": pl.String(), "u": pl.String(), "t": pl.Boolean(), "v": pl.Boolean(),
    "words": pl.List(pl.String()), "price": pl.Decimal(18, 4), "at": pl.Datetime("us", "UTC"),
}  # fmt: skip
LETTERS = "abkoszAKSZ09 .,-+_/:'\"\t\n éßÜøÿ’–—®™µſKİıŸẞ²½\u00a0\u2028\x1c\u0301日مΣς"
TEXTS = st.none() | st.sampled_from(["for you ", "by Kaos ", "12.5", "0012", "a1 ", "KAOS", "n/a"]) | st.text(LETTERS)
NUMBERS = st.none() | st.integers(-1_000, 1_000)
FLOATS = st.none() | st.floats(-1e3, 1e3) | st.sampled_from([0.0, float("nan"), float("inf")])
TRUTHS = st.none() | st.booleans()
ROWS = st.fixed_dictionaries(
    {
        "a": NUMBERS, "b": FLOATS, "s": TEXTS, "u": TEXTS, "t": TRUTHS, "v": TRUTHS,
        "words": st.none() | st.lists(TEXTS, max_size=3),
        "price": st.none() | st.decimals(-99, 9_999, places=4),
        "at": st.none() | st.datetimes(timezones=st.just(dt.UTC)),
    }
)  # fmt: skip
A, B, S, U, T, V = (pl.col(name) for name in "absutv")
STEPS: dict[str, pl.Expr] = {
    "and": T & V,
    "or": T | V,
    "not": ~T,
    "bits": (A & 12) | 3,
    "all and any": pl.all_horizontal(T, V) | pl.any_horizontal(T, V),
    "equal": S == U,
    "equal, nulls too": S.eq_missing(U) | A.ne_missing(3),
    "unequal": A != 3,
    "less": (B < 2.5) | (S < U),
    "more": (A >= 0) & (B > A),
    "plus": A + 1,
    "minus": A - B,
    "times": B * 3,
    "divided": A / B,
    "negative": -A,
    "logistic": (1 / (1 + (-A / 1000).exp())).round(6),
    "rounded": B.round(2),
    "least": pl.min_horizontal("a", "b"),
    "least price": pl.min_horizontal("price", pl.when(T).then("price")),
    "sum": pl.sum_horizontal(pl.when(T).then(2).otherwise(0), pl.when(V).then(-5).otherwise(0)),
    "first": pl.coalesce("s", "u", pl.lit("–")),
    "filled": A.fill_null(0),
    "null": T.is_null() | S.is_not_null(),
    "in": S.is_in(["KAOS", "a", "12.5"]),
    "chosen": pl.when(T).then(pl.lit("x")).when(V).then(S).otherwise(pl.lit("y")),
    "chosen of a few": pl.when(T).then(pl.lit("x")).otherwise(pl.lit("y")).cast(pl.Enum(["x", "y"])),
    "replaced": S.replace_strict({"KAOS": 1, "a": 2}, default=None, return_dtype=pl.Int64),
    "to text": pl.concat_str(A.cast(pl.String), T.cast(pl.String), separator="/"),
    "to float": A.cast(pl.Float64),
    "price to float": pl.col("price").cast(pl.Float64),
    "to whole": T.cast(pl.Int64),
    "to decimal": S.str.extract(r"^([0-9]{1,9}(?:\.[0-9]{1,4})?)$", 1).cast(pl.Decimal(18, 4)),
    "bits counted": A.bitwise_count_ones(),
    "joined": pl.concat_str("s", "u", separator=" "),
    "joined, nulls passed over": pl.concat_str("s", "u", separator=" ", ignore_nulls=True),
    "contains": S.str.contains(r"(?i)\b(for|by|für)\s+|^\s?[®™]|\d{2,}$"),
    "contains a capital": S.str.contains(r"\p{Lu}[\p{Ll}'’]*\b") | U.str.contains(r"^\P{Ll}{3,}$"),
    "contains as it stands": S.str.contains(".", literal=True) | S.str.contains(U, literal=True),
    "extracted": S.str.extract(r"([\p{L}\p{N}][\p{L}\p{N}'’]*)[\s\-‑]*$", 1),
    "all extracted": S.str.extract_all(r"\p{L}[\p{L}'’]{1,}"),
    "groups": S.str.extract_groups(r"^([0-9.]+)(?: ([A-Z]{3}))?$").struct.field("1"),
    "replaced within": S.str.replace_all("['’]", ""),
    "replaced once": pl.concat_str(S.str.replace(r"(?s)^.*o", ""), S.str.replace(".", "", literal=True)),
    "part": S.str.slice(1, 3),
    "part from": S.str.slice(2),
    "stripped": S.str.strip_chars(),
    "small": S.str.to_lowercase(),
    "large": S.str.to_uppercase(),
    "normal": S.str.normalize("NFKC"),
    "noughts": S.str.zfill(6),
    "length": S.str.len_chars() + S.str.len_bytes(),
    "words counted": pl.col("words").list.len(),
    "words, but the first": pl.concat_list(pl.col("words").list.slice(1), pl.col("words")),
    "share of words": pl.col("words").list.eval(pl.element().str.contains("a")).list.mean(),
    "day": pl.col("at").dt.date(),
}  # fmt: skip


def plain(expression: pl.Expr) -> Callable[[Row], Any]:
    _, told = written(expression)
    return function_of(told.text, [told])


@pytest.mark.parametrize("name", STEPS)
@given(rows=st.lists(ROWS, min_size=1, max_size=4))
@settings(max_examples=60)
def test_a_plain_row_comes_to_what_polars_makes_of_it(name: str, rows: list[dict[str, Any]]) -> None:
    function = plain(STEPS[name].alias("told"))
    table = pl.DataFrame(rows, schema=TYPES, orient="row")
    expected = table.select(told=STEPS[name]).to_series()
    for row, value in zip(table.to_dicts(), expected.to_list(), strict=True):
        try:
            told = function(row)
        except CANNOT:
            continue
        assert pl.Series([told], dtype=expected.dtype).to_list() == [value] or value != value


@given(
    st.text("abkoszAKSZ09 .,-+_/:'’–éßÜø™"), st.sampled_from(["contains", "extracted", "small", "large", "stripped"])
)
def test_an_everyday_text_is_read_here(text: str, name: str) -> None:
    """So that the first test holds something: these are not left to Polars."""
    function = plain(STEPS[name])
    table = pl.DataFrame({"s": [text], "u": [text]})
    assert [function({"s": text, "u": text})] == table.select(STEPS[name]).to_series().to_list()


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_read_for_an_everyday_row(name: str) -> None:
    at = dt.datetime(2026, 11, 1, 8, 30, tzinfo=dt.UTC)
    row = {"a": 7, "b": 2.5, "s": "12.50 USD", "u": "by Kaos", "t": True, "v": False, "words": ["a"], "at": at}
    function = plain(STEPS[name].alias("told"))
    expected = pl.DataFrame([row | {"price": Decimal("9.9900")}], schema=TYPES, orient="row").select(told=STEPS[name])
    value = function(row | {"price": Decimal("9.9900")})
    assert pl.Series([value], dtype=expected["told"].dtype).to_list() == expected["told"].to_list()


@pytest.mark.parametrize(
    "expression",
    [A.sum(), A.max() + 1, pl.col("a", "b"), pl.all(), S.str.contains(U), A.rank(), S.cast(pl.Date), pl.len(),
     S.str.contains(r"(?m)^a"), S.str.contains(r"[[:alpha:]]"), S.str.contains(r"(?i)\p{Lu}"),
     pl.lit(pl.Series([1])) == A],
    ids=str,
)  # fmt: skip
def test_what_is_not_of_one_row_alone_is_left_to_polars(expression: pl.Expr) -> None:
    with pytest.raises(NotPlainError):
        plain(expression)


def test_a_price_beyond_what_a_float_holds_is_left_to_polars() -> None:
    function = plain(pl.col("price").cast(pl.Float64))
    with pytest.raises(CANNOT):
        function({"price": Decimal("99999999999999.1234")})


def test_what_is_nested_too_deeply_for_python_is_left_to_polars() -> None:
    steps = [pl.when(number == A).then(pl.lit(f"n{number}")) for number in range(400)]
    deep = reduce(lambda told, step: step.otherwise(told), steps, pl.lit("none"))
    with pytest.raises(NotPlainError):
        plain(deep)
    table = pl.DataFrame({"a": [7, 900]})
    assert few(table).select(told=deep).to_dict(as_series=False) == {"told": ["n7", "none"]}
    assert few(table).filter(deep == "n7").rows() == [(7,)]


def test_names_of_columns_are_quoted_and_values_of_a_step_are_its_own() -> None:
    table = pl.DataFrame({'it\'s "a" \\ {b}': ["x1"], "__import__('os')": ["y2"]})
    told = [pl.col(name).str.extract(rf"^{sign}(\d)", 1) for name, sign in zip(table.columns, "xy", strict=True)]
    assert few(table).select(told).rows() == table.select(told).rows() == [("1", "2")]
    assert few(table).with_columns(*told).columns == table.columns
