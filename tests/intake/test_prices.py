"""Plain prices are read at once; they say what the patterns for any price say."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import money
from counterfoil.intake.prices import AMOUNT, CURRENCY, with_amounts

NUMBERS = st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,5})?", fullmatch=True)
CODES = st.sampled_from(["", " USD", " EUR", " usd", "USD", " XXX", " ABC", " INR", "€", " USD "])


@given(texts=st.lists(st.one_of(st.none(), st.builds(lambda n, c: n + c, NUMBERS, CODES), st.text(max_size=8))))
def test_the_fast_reading_agrees_with_the_patterns(texts: list[str | None]) -> None:
    rows = pl.DataFrame({"price": texts}, schema={"price": pl.String})
    expected = rows.with_columns(
        money.amount(pl.col("price")).alias("price" + AMOUNT), money.currency(pl.col("price")).alias("price" + CURRENCY)
    )
    assert with_amounts(rows, "price").rows() == expected.rows()
