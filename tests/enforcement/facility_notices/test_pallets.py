"""A pallet in two notices is told; a mixed pallet, goods without one and what is left alone are not."""

import polars as pl

from counterfoil.enforcement.facility_notices.pallets import told_twice

A, B = "095290010004120038", "095290010004120052"
LINES = [  # notice, asked, sscc, gtin, lot, units
    ("fn-1", "hold", A, "1", "0821", 388),
    ("fn-2", "hold", A, "1", "0821", 380),
    ("fn-1", "hold", B, "1", "0821", 10),
    ("fn-1", "examine", B, "2", "0821", 20),
    ("fn-2", "leave", B, "1", "0821", 10),
    ("fn-1", "hold", None, "1", "0821", 5),
    ("fn-2", "hold", None, "1", "0821", 5),
]


def test_a_pallet_of_two_notices_is_counted_twice_and_nothing_else_is() -> None:
    names = ["notice_id", "asked", "sscc", "gtin", "lot", "units"]
    told = told_twice(pl.DataFrame(LINES, schema=names, orient="row"))
    assert told.select("sscc", "notices", "units").rows() == [(A, ["fn-1", "fn-2"], 380)]
