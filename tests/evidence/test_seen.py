"""Kept answers are those that the rows themselves would give, and a kind is asked only where its column is filled."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.evidence.kind import Kind, Sign, evidence
from counterfoil.evidence.seen import seen_in

MANNERS = ["plain", "broken"]
FLAG = st.none() | st.booleans()
ROW = st.fixed_dictionaries(
    {"a": FLAG, "b": FLAG, "manner": st.sampled_from([*MANNERS, None]), "price": st.none() | st.integers(0, 3)}
)
SCHEMA = {"a": pl.Boolean, "b": pl.Boolean, "manner": pl.Enum(MANNERS), "price": pl.Int64}


@evidence(scope="use", party="-", source="-")
def by_flags() -> Sign:
    """Decided by flags."""
    return Sign(when=pl.col("a") & ~pl.col("b"))


@evidence(scope="use", party="-", source="-")
def by_manner() -> Sign:
    """Decided by flags, too."""
    return Sign(when=(pl.col("manner") == "broken") | pl.col("b").is_null())


@evidence(scope="use", party="-", source="-", needs="price")
def by_price() -> Sign:
    """Decided by a number."""
    return Sign(when=(pl.col("price") > 1) & pl.col("a"))


KINDS: tuple[Kind, ...] = (by_price, by_flags, by_manner)


@given(st.lists(ROW, max_size=6))
def test_a_kind_is_seen_where_its_sign_holds(rows: list[dict[str, object]]) -> None:
    table = pl.DataFrame(rows, schema=SCHEMA)
    found = {kind.name: shown.tolist() for kind, shown in seen_in(table, KINDS)}
    for kind in KINDS:
        expected = table.select(kind.sign().when.fill_null(value=False)).to_series().to_list()
        assert found.get(kind.name, [False] * table.height) == expected


def test_a_kind_is_not_asked_where_its_column_is_empty() -> None:
    table = pl.DataFrame({"a": [True], "b": [False], "manner": ["plain"], "price": [None]}, schema=SCHEMA)
    assert [kind.name for kind, _ in seen_in(table, KINDS)] == ["by_flags", "by_manner"]
