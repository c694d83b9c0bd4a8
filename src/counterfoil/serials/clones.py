"""Is one serial number on two things? Made twice, at two places at once, or read after it was destroyed.

A serial number stands on one piece (GS1 General Specifications, application identifier 21). What is found says that
there are two pieces, never which of them is genuine.
"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.serials.steps import CLOCKS
from counterfoil.serials.words import CODE, place, when

AT_ONCE = 60  # seconds between two readings that pass for the same moment; set by judgement
SAME_STAY = 12 * 3600  # seconds between two readings at one place that pass for one stay; set by judgement
NEIGHBOURS = 1.0  # kilometres within which two places pass for one site

_ONE_PIECE = "GS1 General Specifications, serial number (21): with the GTIN it names one single piece."


@evidence(
    scope="serial", party="The serial number {serial} was given to goods more than once.",
    source="GS1 EPCIS 2.0, section 7.4.2: an ObjectEvent with action ADD says that a thing was commissioned; "
    "CBV 2.0, section 7.1: a serial number is commissioned once, and again only after it was decommissioned.",
)  # fmt: skip
def commissioned_twice() -> Sign:
    """The serial number {serial} of GTIN {gtin} was commissioned {times} times, first on {first} at {there}, last on
    {last} at {here}, and was not decommissioned in between: two pieces bear it."""
    again = (pl.col("begun_last_at") - pl.col("begun_first_at")).dt.total_seconds() > CLOCKS
    elsewhere = pl.col("begun_last_place").ne_missing(pl.col("begun_first_place"))
    ended = (pl.col("ended_at") > pl.col("begun_first_at")) & (pl.col("ended_at") <= pl.col("begun_last_at"))
    return Sign(
        when=(pl.col("begun_times") > 1) & (again | elsewhere) & ~ended.fill_null(value=False),
        field="eventTime",
        seen=when("begun_last_at"),
        words=CODE
        | {
            "times": pl.col("begun_times"),
            "first": when("begun_first_at"),
            "last": when("begun_last_at"),
            "there": place("begun_first_place"),
            "here": place("begun_last_place"),
        },
    )


@evidence(
    scope="serial", party="The serial number {serial} was read at two places at the same time.", source=_ONE_PIECE
)
def two_places_at_once() -> Sign:
    """The serial number {serial} of GTIN {gtin} was read at {here} on {second} while it was at {there}, where it was
    read on {first} and, as far as the events tell, had not left: two pieces bear it."""
    return Sign(
        when=pl.col("double_from").is_not_null(),
        field="readPoint",
        seen=place("double_to"),
        words=CODE
        | {
            "there": place("double_from"),
            "here": place("double_to"),
            "first": when("double_left_at"),
            "second": when("double_came_at"),
        },
    )


@evidence(scope="serial", party="The serial number {serial} stands beside more than one lot number.", source=_ONE_PIECE)
def two_lots() -> Sign:
    """The serial number {serial} of GTIN {gtin} was read with the lot number {lot} and with {other}: one piece comes
    from one lot, so two pieces bear it, or one of the codes was misread."""
    return Sign(
        when=pl.col("other_lot").is_not_null(),
        field="epcList",
        seen=pl.col("other_lot"),
        words=CODE | {"lot": pl.col("lot"), "other": pl.col("other_lot")},
    )


@evidence(
    scope="serial", party="The serial number {serial} was read after the goods that bore it were destroyed.",
    source="CBV 2.0, section 7.1, destroying: the thing is gone for good, and with it its serial number.",
)  # fmt: skip
def read_after_destroyed() -> Sign:
    """The serial number {serial} of GTIN {gtin} was destroyed on {first} and read at {here} on {second}: another piece
    bears it, or the piece was not destroyed."""
    return Sign(
        when=pl.col("risen_at").is_not_null(),
        field="eventTime",
        seen=when("risen_at"),
        words=CODE | {"first": when("destroyed_at"), "second": when("risen_at"), "here": place("risen_place")},
    )
