"""Examinations: which shipment was opened, by whom, and what was found. One shipment to a row.

A selected shipment that was not opened has its row, too, with the reason: who examines another one in its place changes
what the results say of the rest (GAO found that inspectors did not follow the selection).
"""

import datetime as dt

import dataframely as dy
import polars as pl

RESULTS = ("counterfeit", "other finding", "nothing found", "undecided", "not opened")
COUNTERFEIT, NOT_OPENED = RESULTS[0], RESULTS[-1]
LONGEST_REASON = 500  # characters


class Examination(dy.Schema):
    """One shipment that was examined, or should have been."""

    shipment_id = dy.String(nullable=False, min_length=1)
    facility = dy.String(nullable=False, description="as in the selection: GLN, or its own name")
    selected_for = dy.Date(nullable=True, description="day of the worklist; empty where none asked for it")
    examined_at = dy.Datetime(nullable=True, time_zone="UTC", description="empty where it was not opened")
    inspector = dy.String(nullable=True, description="role:id, never a name")
    result = dy.String(nullable=False, description="counterfeit, other finding, nothing found, undecided or not opened")
    units_examined = dy.Int64(nullable=True, min=0)
    units_found = dy.Int64(nullable=True, min=0, description="counterfeit ones")
    right_id = dy.String(nullable=True, description="the mark that was counterfeited")
    minutes = dy.Int64(nullable=True, min=0, description="how long it took")
    instead_of = dy.String(nullable=True, description="the selected shipment in whose place it was opened")
    reason = dy.String(nullable=True, description="why it was not opened, or another was")

    @dy.rule()
    def result_is_one_of_five(cls) -> pl.Expr:
        return pl.col("result").is_in(RESULTS)

    @dy.rule()
    def examined_at_is_told_of_what_was_opened_and_of_nothing_else(cls) -> pl.Expr:
        return (pl.col("result") == NOT_OPENED) == pl.col("examined_at").is_null()

    @dy.rule()
    def inspector_is_a_role_and_an_id_such_as_inspector_4(cls) -> pl.Expr:
        return pl.col("inspector").str.contains(r"^[a-z-]+:\S+$")

    @dy.rule()
    def units_examined_are_none_where_it_was_not_opened(cls) -> pl.Expr:
        return (pl.col("result") != NOT_OPENED) | (pl.col("units_examined").fill_null(0) == 0)

    @dy.rule()
    def units_found_are_no_more_than_examined(cls) -> pl.Expr:
        return pl.col("units_found") <= pl.col("units_examined")

    @dy.rule()
    def units_found_are_counterfeit_units_and_the_result_says_so(cls) -> pl.Expr:
        """Without a number of units either result may stand; with one, both say the same."""
        return (pl.col("units_found") > 0) == (pl.col("result") == COUNTERFEIT)

    @dy.rule()
    def instead_of_names_another_shipment(cls) -> pl.Expr:
        return pl.col("instead_of") != pl.col("shipment_id")

    @dy.rule()
    def instead_of_is_told_of_what_was_opened(cls) -> pl.Expr:
        return pl.col("instead_of").is_null() | (pl.col("result") != NOT_OPENED)

    @dy.rule()
    def reason_has_at_most_500_characters(cls) -> pl.Expr:
        return pl.col("reason").str.len_chars() <= LONGEST_REASON


EXAMPLE = pl.DataFrame(
    {
        "shipment_id": ["SHP-0412"],
        "facility": ["9529001000013"],
        "selected_for": [dt.date(2026, 9, 29)],
        "examined_at": [dt.datetime(2026, 9, 29, 14, 10, tzinfo=dt.UTC)],
        "inspector": ["inspector:4"],
        "result": ["counterfeit"],
        "units_examined": [12],
        "units_found": [12],
        "right_id": ["r-02"],
    }
)
