"""Schedules, balances, payouts and acts: what is kept, what is set aside, and that no text of a row makes them fail."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.orders.record import OrderRecord
from counterfoil.errors import UserError
from counterfoil.intake.order_files import read_balances, read_duty_acts, read_payouts, read_schedule
from counterfoil.tables.contract import Sorted
from counterfoil.tables.record_file import read_record

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
COLUMNS: dict[Callable[..., Sorted], tuple[str, ...]] = {
    read_schedule: ("number", "name", "aliases", "account", "issued_on", "funds_cap"),
    read_balances: ("seller_id", "amount", "currency"),
    read_payouts: ("seller_id", "paid_on", "amount", "currency"),
    read_duty_acts: ("subject_kind", "subject_id", "kind", "day"),
}


def written(columns: tuple[str, ...], rows: list[list[str]]) -> io.BytesIO:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return io.BytesIO(text.getvalue().encode())


@pytest.mark.parametrize("read", list(COLUMNS), ids=lambda read: read.__name__)
@given(data=st.data())
def test_every_row_is_kept_or_set_aside(read: Callable[..., Sorted], data: st.DataObject) -> None:
    columns = COLUMNS[read]
    cells = st.lists(CELL, min_size=len(columns), max_size=len(columns)).filter(lambda row: any(map(str.strip, row)))
    rows = data.draw(st.lists(cells, max_size=5))
    try:
        found = read(written(columns, rows), file="drawn.csv")
    except UserError:
        return
    assert found.kept.height + found.rejects.height == len(rows)


def test_a_schedule_gives_no_name_away_in_its_rejects() -> None:
    rows = [
        ["first", "Astrid Nygaard", "", "", "", ""],
        ["2", "Value Shop", "Value; Shop Value", "s-1;s-2", "", "1,000"],
    ]
    found = read_schedule(written(COLUMNS[read_schedule], rows), file="schedule_a.csv")
    assert found.kept["aliases"].to_list() == [["Value", "Shop Value"]]
    assert found.kept["account"].to_list() == [["s-1", "s-2"]]
    assert "Nygaard" not in str(found.rejects.to_dicts())


def test_a_balance_below_zero_and_a_payout_without_a_currency_are_set_aside() -> None:
    rows = [["s-1", "-5", "USD"], ["s-1", "5", "dollars"], ["s-1", "5", "usd"]]
    found = read_balances(written(COLUMNS[read_balances], rows), file="balances.csv")
    assert found.kept["currency"].to_list() == ["USD"]
    assert found.rejects.height == 2


@given(st.binary(max_size=200))
def test_no_bytes_make_an_order_fail_in_any_way_but_a_user_error(data: bytes) -> None:
    with pytest.raises(UserError):
        read_record(data, OrderRecord, file="order.toml", what="court order", example="examples/order_ring.toml")
