"""Offers: text into types, and rejects for text that is none."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.tables.contract import LINE
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import Reject
from intake.samples import offers


def test_kept_rows_have_the_contracts_columns_and_the_line() -> None:
    result = offers("id,title,colour\n1,one,red\n,two,red\n")
    assert result.kept.columns == [*Offer.column_names(), LINE]
    Offer.validate(result.kept.drop(LINE))
    Reject.validate(result.rejects)


@pytest.mark.parametrize(
    ("price", "stated", "amount", "currency"),
    [
        ("84.99 USD", "", "84.99", "USD"),
        ("US $84.99/ea", "", "84.99", "USD"),
        ("84.99", "EUR", "84.99", "EUR"),
        ("84.99 USD", "eur", "84.99", "EUR"),
        ("84.99", "US$", "84.99", "USD"),
        ("84.99", "", "84.99", None),
        ("", "", None, None),
        ("0", "", "0", None),
    ],
)
def test_prices_are_an_amount_and_a_currency(price: str, stated: str, amount: str | None, currency: str | None) -> None:
    row = offers(f"id,title,price,price_currency\n1,one,{price},{stated}\n").kept.row(0, named=True)
    assert row["price"] == (None if amount is None else Decimal(amount))
    assert row["price_currency"] == currency


def test_the_sale_price_names_the_currency_where_the_price_is_absent() -> None:
    row = offers("id,title,sale_price\n1,one,5 GBP\n").kept.row(0, named=True)
    assert (row["price"], row["sale_price"], row["price_currency"]) == (None, Decimal(5), "GBP")


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("price", "abc", "price must be readable as an amount"),
        ("sale_price", "free", "sale_price must be readable as an amount"),
        ("seen_at", "yesterday", "seen_at must be readable as a time such as 2026-11-01T08:30:00Z"),
        ("seen_at", "2026-13-01", "seen_at must be readable as a time such as 2026-11-01T08:30:00Z"),
    ],
)
def test_text_that_is_no_value_is_a_reject(field: str, value: str, rule: str) -> None:
    result = offers(f"id,title,{field}\n1,one,\n2,two,{value}\n")
    assert result.kept["id"].to_list() == ["1"]
    assert result.rejects.rows() == [("offers", 3, field, value, rule)]


@pytest.mark.parametrize("price", ["-4", "-0.01 USD", "1000000000", "99999999999999", "1E+30"])
def test_negative_and_absurd_prices_are_rejects(price: str) -> None:
    result = offers(f"id,title,price\n1,one,1\n2,two,{price}\n")
    assert result.kept["id"].to_list() == ["1"]
    assert result.rejects["field"].to_list() == ["price"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("2026-11-01", (2026, 11, 1, 0, 0)),
        ("2026-11-01 08:30", (2026, 11, 1, 8, 30)),
        ("2026-11-01T08:30:00Z", (2026, 11, 1, 8, 30)),
        ("2026-11-01T10:30:00+02:00", (2026, 11, 1, 8, 30)),
        ("2026-11-01 03:30:00 -0500", (2026, 11, 1, 8, 30)),
        ("2026-11-01T08:30:00.250000123Z", (2026, 11, 1, 8, 30, 0, 250000)),
    ],
)
def test_times_become_utc(text: str, seen: tuple[int, ...]) -> None:
    kept = offers(f"id,title,seen_at\n1,one,{text}\n").kept
    assert kept["seen_at"].to_list() == [dt.datetime(*seen, tzinfo=dt.UTC)]  # type: ignore[misc, arg-type]


def test_empty_text_is_none_and_blanks_go_but_for_title_and_description() -> None:
    row = offers("id,title,description,brand,gtin\n 1 , one , ,  Halvorsen ,\n").kept.row(0, named=True)
    assert (row["id"], row["title"], row["brand"], row["gtin"]) == ("1", " one ", "Halvorsen", None)


def test_ids_that_stand_twice_are_left_to_a_later_step() -> None:
    assert offers("id,title\n1,one\n1,again\n").kept.height == 2


def test_one_row_has_one_reject() -> None:
    result = offers("id,title,price,seen_at\n1,one,1,\n,,abc,never\n")
    assert result.rejects.height == 1


def test_rejects_and_rows_of_several_kinds_add_up() -> None:
    result = offers("id,title,price\n1,one,1\n2,two\n3,three,x\n4,four,-1\n,five,1\n6,six,6\n")
    assert result.kept["id"].to_list() == ["1", "6"]
    assert sorted(result.rejects["line"].to_list()) == [3, 4, 5, 6]
    assert result.rejects.schema == pl.Schema(
        {"file": pl.String, "line": pl.Int64, "field": pl.String, "value": pl.String, "rule": pl.String}
    )


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UserError, match="offers: The file is empty"):
        offers("")
