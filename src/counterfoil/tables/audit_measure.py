"""Measures of an audit of worklists: how much of what was selected was opened, in all, by facility and by inspector."""

import dataframely as dy
import polars as pl

GROUPS = ("all", "facility", "inspector")


class AuditMeasure(dy.Schema):
    """One row for all, for each facility, and for each inspector who answered for a selected shipment."""

    group = dy.String(nullable=False, description="all, facility or inspector")
    name = dy.String(nullable=False, description="GLN or name of the facility; role:id, or (not told)")
    selected = dy.Int64(nullable=False, min=0)
    opened_as_drawn = dy.Int64(nullable=False, min=0)
    opened_on_another_day = dy.Int64(nullable=False, min=0)
    opened_twice = dy.Int64(nullable=False, min=0)
    substituted = dy.Int64(nullable=False, min=0)
    not_opened = dy.Int64(nullable=False, min=0)
    no_answer = dy.Int64(nullable=False, min=0)
    opened = dy.Int64(nullable=False, min=0, description="of the selected, on whatever day")
    share = dy.Float64(nullable=True, min=0, max=1, description="opened of selected")
    low = dy.Float64(nullable=True, min=0, max=1, description="lower end of its 95 % interval (Wilson)")
    high = dy.Float64(nullable=True, min=0, max=1)
    unselected = dy.Int64(nullable=False, min=0, description="opened though nobody drew them")

    @dy.rule()
    def group_is_all_facility_or_inspector(cls) -> pl.Expr:
        return pl.col("group").is_in(GROUPS)

    @dy.rule()
    def selected_are_as_many_as_the_classes_hold(cls) -> pl.Expr:
        classes = ("substituted", "not_opened", "no_answer")
        ways = ("opened_as_drawn", "opened_on_another_day", "opened_twice")
        return (pl.col("selected") == pl.sum_horizontal(*ways, *classes)) & (
            pl.col("opened") == pl.sum_horizontal(ways)
        )


EXAMPLE = pl.DataFrame(
    {
        "group": ["inspector"],
        "name": ["inspector:4"],
        "selected": [12],
        "opened_as_drawn": [9],
        "opened_on_another_day": [1],
        "opened_twice": [0],
        "substituted": [1],
        "not_opened": [1],
        "no_answer": [0],
        "opened": [10],
        "share": [0.833333],
        "low": [0.551965],
        "high": [0.95304],
        "unselected": [1],
    }
)
