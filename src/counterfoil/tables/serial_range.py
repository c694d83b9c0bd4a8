"""Serial ranges: which serial numbers an owner made or shipped, by product, lot and consignee.

Source: GS1 General Specifications (GTIN, batch/lot, serial number, GLN). A range runs over the last digits of its ends.
"""

import dataframely as dy
import polars as pl

from counterfoil.codes import gtin as gtins
from counterfoil.codes.serial_coverage import is_range


class SerialRange(dy.Schema):
    """The serial numbers from `serial_first` to `serial_last` of one product, both included."""

    gtin = dy.String(nullable=False, description="as written, any length")
    serial_first = dy.String(nullable=False, min_length=1)
    serial_last = dy.String(nullable=False, min_length=1)
    lot = dy.String(nullable=True)
    consignee = dy.String(nullable=True, description="GLN of the place that they were shipped to")

    @dy.rule()
    def gtin_has_8_12_13_or_14_digits_and_its_check_digit(cls) -> pl.Expr:
        return gtins.normalised(pl.col("gtin")).is_not_null() & ~gtins.has_bad_check_digit(pl.col("gtin"))

    @dy.rule()
    def serial_last_counts_on_from_serial_first(cls) -> pl.Expr:
        return is_range(pl.col("serial_first"), pl.col("serial_last"))


EXAMPLE = pl.DataFrame(
    {
        "gtin": ["9521011001028"],
        "serial_first": ["HS26080001"],
        "serial_last": ["HS26080480"],
        "lot": ["HS2608A"],
        "consignee": ["9529001000013"],
    }
)
