"""Are lines that a first look turns away counted, and all others kept or rejected as without it?"""

import io
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.goods import sifting
from counterfoil.intake.goods.goods_files import GoodsFile, read_goods_file, table_of
from counterfoil.intake.goods.sifting import plainly_kept, sifted_inventory

HEADER = "facility,lot,gtin,title,quantity,entry,expires_on,counted_at\n"
CELLS = st.tuples(
    st.sampled_from(["Reno", ""]),
    st.sampled_from(["0821", " L 1 ", ""]),
    st.sampled_from(["9521011001028", " 9521 ", "", "x"]),
    st.sampled_from(["trail shoes", "  ", "", "靴"]),
    st.sampled_from(["12", "12.5", "-3", "1,200", "many", "", " 7", "1234567890123", "0.1234567"]),
    st.sampled_from(["", "count", "adjustment", "Count", "guess"]),
    st.sampled_from(["", "2027-02-28", "2027-02-31", "soon"]),
    st.sampled_from(["", "2026-09-30T08:00:00Z", "2026-09-30", "2026-09-30T25:00:00Z", "2026-09-30 08:00 +02:00"]),
)
FILES = st.lists(CELLS, min_size=1, max_size=12).map(
    lambda rows: HEADER + "".join(",".join(row) + "\n" for row in rows)
)


def given_file(text: str) -> GoodsFile:
    return GoodsFile("stock.csv", lambda: io.BytesIO(text.encode()))


def in_full(text: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    file = given_file(text)
    batches = list(read_goods_file(file, table_of(file)))
    return tuple(pl.concat([batch[place] for batch in batches]) for place in (0, 1))  # type: ignore[return-value]


def lines_in(text: str, look: Callable[[pl.DataFrame, pl.DataFrame], tuple[pl.Series, object]]) -> tuple[object, ...]:
    batches = list(sifted_inventory(given_file(text), look))
    kept, rejects = (pl.concat([batch[place] for batch in batches]) for place in (0, 1))
    return kept, rejects, sum(batch.passed for batch in batches)


def through(rows: pl.DataFrame, _others: pl.DataFrame) -> tuple[pl.Series, object]:
    return pl.repeat(True, rows.height, eager=True, dtype=pl.Boolean), None


def away(rows: pl.DataFrame, _others: pl.DataFrame) -> tuple[pl.Series, object]:
    return pl.repeat(False, rows.height, eager=True, dtype=pl.Boolean), None


@given(FILES)
@settings(max_examples=60, deadline=None)
def test_a_look_that_lets_all_through_changes_nothing(text: str) -> None:
    try:
        kept, rejects = in_full(text)
    except UserError as refused:
        with pytest.raises(UserError, match=str(refused)[:30]):
            lines_in(text, through)
        return
    told = lines_in(text, through)
    assert told[0].equals(kept)
    assert told[1].equals(rejects)
    assert told[2] == 0


@given(FILES)
@settings(max_examples=60, deadline=None)
def test_what_is_turned_away_is_what_every_rule_keeps(text: str) -> None:
    try:
        kept, rejects = in_full(text)
    except UserError:
        return
    left, still, passed = lines_in(text, away)
    assert still.equals(rejects)
    assert left.height + passed == kept.height
    assert set(left["line"]) <= set(kept["line"])


def test_common_stock_is_plain_and_what_a_rule_may_reject_is_not() -> None:
    rows = pl.DataFrame(
        {
            "line": [2, 3, 4, 5, 6, 7],
            "quantity": ["212", "1.5", "-1", "7", "7", "7"],
            "entry": ["", "count", "", "adjustment", None, None],
            "title": ["shoes", None, "shoes", "shoes", " ", "x" * 1_001],
            "gtin": [None, "9521", None, None, "", None],
        }
    )
    assert plainly_kept(rows).to_list() == [True, True, False, False, False, False]
    assert not plainly_kept(rows.with_columns(line=2)).any()  # several to a line: each is named by its place among them


def test_batches_are_joined_until_there_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sifting, "TOGETHER", 15_000)
    text = HEADER + "Reno,0821,,shoes,1,,,\n" * 40_000
    batches = list(sifted_inventory(given_file(text), away))
    assert [batch.passed for batch in batches] == [20_000, 20_000]
