"""Are marks built with what is remembered of an earlier list those that are built anew? And which line is meant?"""

from decimal import Decimal

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.screening.marks import Marks, build_marks
from counterfoil.screening.references import of_marks_alone
from counterfoil.screening.right_rows import ANY_OTHER, COVERS, OUTSIDE, UNKNOWN, lines_of
from counterfoil.screening.told import Remembered
from counterfoil.tables.right import Right
from screening.screened import table

WORDS = st.sampled_from(
    ["Halvor", "Skarv", "Orlune", "Paris", "Blue", "Moon", "Apple", "LV", "Games", "Müller", "Ωmega", "bleu", "de"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
RIGHTS = st.fixed_dictionaries(
    {
        "mark": NAMES,
        "owner": st.sampled_from(["Skarv AS", "Orlune SA", "skarv as"]),
        "house_mark": st.none() | NAMES,
        "aliases": st.none() | st.lists(st.none() | NAMES, max_size=2),
        "common_word": st.none() | st.booleans(),
        "goods": st.none() | st.lists(st.sampled_from(["clothing", "jeans", "bags", "watches", "dust"]), max_size=2),
        "price_floor": st.none() | st.sampled_from([Decimal(5), Decimal(9)]),
    }
)
LISTS = st.lists(RIGHTS, max_size=12)


def rights_of(rows: list[dict[str, object]]) -> pl.DataFrame:
    return table(Right, [{"id": f"r-{n:02}", "price_floor_currency": "USD", **row} for n, row in enumerate(rows)])


def assert_alike(one: Marks, other: Marks) -> None:
    assert np.array_equal(one.names.tables, other.names.tables)
    for built, expected in ((one.marks, other.marks), (one.rights, other.rights), (one.goods, other.goods)):
        assert built.schema == expected.schema
        assert built.equals(expected)


EDITS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4), LISTS), max_size=4)  # where, how many go, what comes


@settings(max_examples=40, deadline=None)
@given(rows=LISTS, edits=EDITS)
def test_after_any_edits_the_marks_are_those_that_are_built_anew(
    rows: list[dict[str, object]], edits: list[tuple[int, int, list[dict[str, object]]]]
) -> None:
    remembered = Remembered()
    for place, gone, come in [(0, 0, []), *edits]:
        rows = rows[:place] + come + rows[place + gone :]
        rights = rights_of(rows)
        assert_alike(build_marks(rights, remembered=remembered), build_marks(rights))
        assert remembered.told.height == len(rows)


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(RIGHTS, min_size=1, max_size=12))
def test_of_a_marks_lines_the_best_is_meant(rows: list[dict[str, object]]) -> None:
    marks = build_marks(rights_of(rows))
    lines = lines_of(of_marks_alone(marks))
    kinds = ["jeans", "watch", "handbag", "clothing", ANY_OTHER, None]
    for number in range(marks.marks.height):
        found, fits = lines.of(np.full(len(kinds), number), pl.Series(kinds, dtype=pl.String))
        told = list(zip(lines.table["right_id"][found], fits.tolist(), strict=True))
        assert told == [plainly_best(marks, number, kind) for kind in kinds]


def plainly_best(marks: Marks, number: int, kind: str | None) -> tuple[str, int]:
    """Return the line that is meant and how it fits, said as plainly as can be."""
    weighed = []
    for row in marks.rights.filter(pl.col("mark_number") == number).iter_rows(named=True):
        goods = dict(
            marks.goods.filter(pl.col("goods_number") == row["goods_number"]).select("product_type", "exact").rows()
        )
        covers = goods.get(kind or "")
        fit = COVERS if covers else UNKNOWN if not goods or kind is None or covers is not None else OUTSIDE
        floor = row["price_floor"] if row["price_floor"] is not None else Decimal("inf")
        weighed.append((fit, sum(goods.values()) if covers else 0, floor, row["id"]))
    fit, _, _, right = min(weighed)
    return right, fit
