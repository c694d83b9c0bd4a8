"""The manual of money: what each way of writing a price is read as."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import money

# as written                    amount          currency
TABLE = """
32.00 USD                     | 32            | USD
USD 32                        | 32            | USD
usd 32                        | 32            | USD
32USD                         | 32            | USD
USD: 32                       | 32            | USD
32 (USD)                      | 32            | USD
US $84.99/ea                  | 84.99         | USD
$32 USD                       | 32            | USD
$26.37                        | 26.37         |
A$5                           | 5             | AUD
AU $5.00                      | 5             | AUD
C $12.00                      | 12            | CAD
C$12                          | 12            | CAD
HK$ 5                         | 5             | HKD
R$ 5,50                       | 5.50          | BRL
€5                            | 5             | EUR
5 €                           | 5             | EUR
£3.20                         | 3.20          | GBP
¥300                          | 300           |
JP¥300                        | 300           | JPY
500円                         | 500           | JPY
₹ 839                         | 839           | INR
Rs. 839                       | 839           |
₩1,000                        | 1000          | KRW
10 zł                         | 10            | PLN
Kč 12                         | 12            | CZK
12 kr                         | 12            |
CHF 1'299.50                  | 1299.50       | CHF
＄５.００                       | 5             |
1,299.00                      | 1299          |
1.299,00 EUR                  | 1299          | EUR
1 299,00                      | 1299          |
1 299,00EUR                   | 1299          | EUR
1'299.50                      | 1299.50       |
1’299,50                      | 1299.50       |
1,29,999                      | 129999        |
1.299.000                     | 1299000       |
84.99                         | 84.99         |
1,299                         | 1299          |
12,5                          | 12.5          |
0,125                         | 0.125         |
1.299                         | 1.299         |
1.299,-                       | 1299          |
.99                           | 0.99          |
1.3E+03                       | 1300          |
-4                            | -4            |
−4                            | -4            |
-$4                           | -4            |
$-4                           | -4            |
Price - 20                    | 20            |
2 x US $5.00                  | 5             | USD
$10.00 to $20.00              | 10            |
20% off 5.00                  | 5             |
€32 USD                       | 32            |
5 XYZ                         | 5             |
XXX 5                         | 5             |
1.299.00                      |               |
99999999999999999999          |               |
abc                           |               |
                              |               |
USD                           |               | USD
US $                          |               | USD
$                             |               |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines()]


@pytest.mark.parametrize(("text", "amount", "currency"), ROWS)
def test_table(text: str, amount: str, currency: str) -> None:
    read = _read(text)
    assert read == (Decimal(amount) if amount else None, currency or None)


def test_no_break_blanks_group_as_blanks_do() -> None:
    assert _read("1\u00a0299,00\u202f€") == (Decimal("1299.00"), "EUR")


def test_columns_keep_their_type_with_nulls_and_without_rows() -> None:
    for texts in ([None], []):
        column = pl.DataFrame({"text": pl.Series(texts, dtype=pl.String)})
        read = column.select(amount=money.amount(pl.col("text")), currency=money.currency(pl.col("text")))
        assert read.schema == {"amount": pl.Decimal(18, 4), "currency": pl.String}
        assert read.null_count().row(0) == (len(texts), len(texts))


@given(cents=st.integers(-(10**12), 10**12), code=st.sampled_from(["USD", "EUR", "JPY", "PLN"]))
def test_every_grouping_reads_back(cents: int, code: str) -> None:
    amount = Decimal(cents) / 100
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (f"{code} {english}", f"{german} {code}", english.replace(",", "'") + code, f"{amount} {code}"):
        assert _read(text) == (amount, code), text


@given(st.text(max_size=40))
def test_any_text_is_read_or_null(text: str) -> None:
    amount, currency = _read(text)
    assert amount is None or any(character.isdigit() or character.isnumeric() for character in text)
    assert currency is None or len(currency) == 3


def _read(text: str) -> tuple[Decimal | None, str | None]:
    column = pl.DataFrame({"text": [text]}, schema={"text": pl.String})
    return column.select(money.amount(pl.col("text")), money.currency(pl.col("text")).alias("currency")).row(0)
