"""Reconciliations: whether all units that were found are accounted for. One line, notice, facility or whole to a row.

found + over = destroyed + abandoned + forfeited + released + retained + missing + the open ones (held, allocated,
picked, shipped, refused, unanswered), to the unit. Where `over` is none, every unit stands in exactly one account.
"""

import dataframely as dy
import polars as pl

from counterfoil.tables.given_disposition import KINDS, OPEN

LEVELS = ("line", "notice", "facility", "whole")


def _units(description: str | None = None) -> dy.Int64:
    return dy.Int64(nullable=False, min=0, description=description)


class Reconciliation(dy.Schema):
    """The units of one line, or of all lines of a notice, a facility or the case; goods left alone are not in it."""

    level = dy.String(nullable=False, description="line, notice, facility or whole")
    facility = dy.String(nullable=True)
    notice_id = dy.String(nullable=True)
    line = dy.Int64(nullable=True, min=1)
    told = _units("as the inventories told them")
    found = _units("as told, or as the facility answered where it found more")
    destroyed = _units()
    abandoned = _units("to the government")
    forfeited = _units()
    released = _units()
    retained = _units("as evidence")
    missing = _units("not found by the facility, or recorded as missing")
    held = _units("open: set apart, as the warehouse system confirmed")
    allocated = _units("open")
    picked = _units("open")
    shipped = _units("open: gone to a buyer")
    refused = _units("open: the facility will not hold them")
    unanswered = _units("open: the facility told nothing of them")
    over = _units("more left an account than came to it; the six and the open ones are then too many")
    unproven = _units("of those destroyed, abandoned, forfeited, released and retained")
    is_closed = dy.Bool(nullable=False, description="nothing may be open any more")
    comes_out = dy.Bool(nullable=False)

    @dy.rule()
    def level_is_line_notice_facility_or_whole(cls) -> pl.Expr:
        return pl.col("level").is_in(LEVELS)

    @dy.rule()
    def found_is_all_that_is_accounted_for_or_open(cls) -> pl.Expr:
        return pl.col("found") + pl.col("over") == pl.sum_horizontal(*KINDS, *OPEN)


EXAMPLE = pl.DataFrame(
    {
        "level": ["line"],
        "facility": ["9529001000013"],
        "notice_id": ["fn-5b1f0c2d9a3e-1"],
        "line": [1],
        **{name: [0] for name in ("abandoned", "forfeited", "released", "retained", "allocated", "picked")},
        **{name: [0] for name in ("shipped", "refused", "unanswered", "over", "unproven")},
        **{"told": [388], "found": [388], "destroyed": [380], "missing": [8], "held": [0]},
        "is_closed": [True],
        "comes_out": [True],
    }
)
