"""Orders of consumers and declarations of sellers: types, rejects, and nobody's name in them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.consumer_sales import read_consumer_sales, read_seller_declarations
from counterfoil.intake.reader import WITHHELD
from intake.samples import stream

HEAD = "sale_id,sold_on,units,consumer,shipment_id,item\n"


def test_orders_are_read_with_days_and_units() -> None:
    result = read_consumer_sales(stream(HEAD + "S-1,2026-09-01,2,c-1,P-1,3\nS-2,,1,,,\n"), file="orders.csv")
    first, second = result.kept.rows(named=True)
    assert (first["sold_on"], first["units"], first["item"]) == (dt.date(2026, 9, 1), 2, 3)
    assert (second["sold_on"], second["consumer"], second["shipment_id"]) == (None, None, None)


@pytest.mark.parametrize(
    ("row", "field", "value", "rule"),
    [
        ("S-1,soon,2,Astrid,P-1,", "sold_on", "soon", "sold_on must be readable as a day such as 2026-11-01"),
        ("S-1,2026-09-01,-2,Astrid,P-1,", "units", "-2", "units must be at least 0"),
        (",2026-09-01,2,Astrid,P-1,", "sale_id", None, "sale_id must be given"),
    ],
)
def test_a_bad_row_is_set_aside_without_the_consumer(row: str, field: str, value: str | None, rule: str) -> None:
    result = read_consumer_sales(stream(HEAD + row + "\nS-2,2026-09-01,1,c-2,P-1,\n"), file="orders.csv")
    assert result.rejects.select("field", "value", "rule").rows() == [(field, value, rule)]
    assert "Astrid" not in result.rejects.write_ndjson()


def test_a_header_alone_says_that_nothing_was_sold() -> None:
    assert read_consumer_sales(stream(HEAD), file="orders.csv").kept.is_empty()


def test_orders_without_the_consumer_s_column_are_refused() -> None:
    with pytest.raises(UserError, match="consumer"):
        read_consumer_sales(stream("sale_id,sold_on,units\nS-1,2026-09-01,2\n"), file="orders.csv")


def test_declarations_are_read() -> None:
    text = "external_seller_id,declared_on,reference\ns-1,2026-08-20,EX-1\ns-2,,EX-2\n"
    result = read_seller_declarations(stream(text), file="declared.csv")
    assert result.kept.select("external_seller_id", "declared_on", "facility_gln").rows() == [
        ("s-1", dt.date(2026, 8, 20), None)
    ]
    assert result.rejects["rule"].to_list() == ["declared_on must be given"]


@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)] * 6)))
def test_any_row_is_kept_or_set_aside_and_no_consumer_is_repeated(rows: list[tuple[str, ...]]) -> None:
    secret = "Zyx-Secret"
    quoted = ["S-0,2026-09-01,1,c,P,1"]
    for row in rows:
        cells = [cell.replace('"', "") for cell in (*row[:3], secret, *row[4:])]
        quoted.append(",".join(f'"{cell}"' for cell in cells))
    result = read_consumer_sales(stream(HEAD + "\n".join(quoted) + "\n"), file="orders.csv")
    assert result.kept.height + result.rejects.height == len(rows) + 1
    assert secret not in result.rejects.write_ndjson().replace(WITHHELD, "")
