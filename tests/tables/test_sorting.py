"""Is every row either kept or explained, whatever stands in it, and is nothing of other columns shown?"""

import io

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.intake.tables import read_sellers
from counterfoil.tables.contract import sort_rows
from counterfoil.tables.offer import Offer
from counterfoil.tables.rate import Rate
from counterfoil.tables.reject import LONGEST_VALUE, Reject, shorten
from counterfoil.tables.seller import Seller

TEXT = st.none() | st.text(max_size=8) | st.sampled_from(["USD", "-4", "129.00", "1e400", "nan", "2026-01-01"])
PERSON = {"name": "Jane Doe", "address": "1 Elm St", "email": "jane@example.org", "phone": "+1 202 555 0100"}


@given(st.lists(st.fixed_dictionaries({"id": TEXT, "title": TEXT, "price": TEXT, "price_currency": TEXT}), max_size=8))
def test_rows_in_are_rows_kept_and_rows_rejected(rows: list[dict[str, str | None]]) -> None:
    schema = dict.fromkeys(("id", "title", "price", "price_currency"), pl.String)
    given_rows = pl.DataFrame(rows, schema=schema).with_row_index("line", offset=2).cast({"line": pl.Int64})
    kept, rejects = sort_rows(given_rows, Offer, file="offers.csv")
    assert sorted([*kept["line"], *rejects["line"]]) == given_rows["line"].to_list()
    assert all(rejects["rule"].str.len_chars() > 0)
    Offer.validate(kept.drop("line"))
    Reject.validate(rejects)


@given(st.lists(st.floats() | st.none(), max_size=8))
def test_numbers_of_every_kind_are_sorted(values: list[float | None]) -> None:
    codes = [f"{chr(65 + n)}AA" for n in range(len(values))]
    rows = pl.DataFrame({"currency": codes, "usd": values}, schema={"currency": pl.String, "usd": pl.Float64})
    kept, rejects = sort_rows(rows.with_columns(line=pl.lit(1, dtype=pl.Int64)), Rate, file="rates.csv")
    assert kept.height + rejects.height == len(values)
    assert all(0 < value < float("inf") for value in kept["usd"])


def test_fifty_thousand_rows_keep_their_lines() -> None:
    count = 50_000
    rows = pl.DataFrame(
        {"id": [str(n) for n in range(count)], "title": ["shoes"] * count, "price": [n % 3 - 1.0 for n in range(count)]}
    ).with_columns(line=pl.int_range(2, count + 2))
    kept, rejects = sort_rows(rows, Offer, file="offers.csv")
    assert kept.height + rejects.height == count
    assert rejects["line"].to_list() == list(range(2, count + 2, 3))


def test_missing_optional_columns_are_added_and_others_dropped() -> None:
    kept, _ = sort_rows(pl.DataFrame({"id": ["s"], "shoe": ["x"], "line": [1]}), Seller, file="f")
    assert kept.columns == [*Seller.column_names(), "line"]
    assert kept["status"].to_list() == [None]


def test_a_reject_shows_the_field_that_broke_the_rule_and_nothing_else_of_the_row() -> None:
    rows = pl.DataFrame(
        {"id": [""], "status": ["gone"], **{key: [value] for key, value in PERSON.items()}, "line": [2]}
    )
    shown = str(sort_rows(rows, Seller, file="sellers.csv").rejects.rows())
    assert not [value for value in PERSON.values() if value in shown]


def test_intake_withholds_a_person_s_data_that_stands_in_the_wrong_column() -> None:
    table = "id,name,status,opened_at\ns-1,ok,active,2024-01-01\ns-2,x,Jane Doe,2024-01-01\ns-3,x,active,Jane Doe\n"
    rejects = read_sellers(io.BytesIO(table.encode()), file="sellers.csv").rejects
    assert rejects["line"].to_list() == [3, 4]
    assert "jane" not in str(rejects.rows()).lower()


@given(st.text(max_size=300))
def test_values_are_shortened_and_steer_no_terminal(text: str) -> None:
    (shown,) = pl.DataFrame({"v": [text]}, schema={"v": pl.String}).select(shorten(pl.col("v"))).to_series()
    assert len(shown) <= LONGEST_VALUE + 1
    assert not set(shown) & {"\x1b", "\x9b", "\u202e", "\n", "\x7f"}
