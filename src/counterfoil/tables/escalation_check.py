"""Checks of a step: what a platform has to show by which day, as an improvement plan asks for it."""

import datetime as dt

import dataframely as dy
import polars as pl


class EscalationCheck(dy.Schema):
    """One check of one step; `state` is that in which its events leave it."""

    escalation_id = dy.String(nullable=False, min_length=1)
    step_number = dy.Int64(nullable=False, min=1)
    id = dy.String(nullable=False, min_length=1, description="number of the step, a full stop, its own number: 3.1")
    says = dy.String(nullable=False, min_length=1)
    due_on = dy.Date(nullable=False)
    counted = dy.String(nullable=False, description="the arithmetic of that day")
    state = dy.String(nullable=False, description="open, met or missed")


EXAMPLE = pl.DataFrame(
    {
        "escalation_id": ["esc-5b1f0c2d9a3e"],
        "step_number": [3],
        "id": ["3.1"],
        "says": ["Name who answers notices, and the hours in which they do."],
        "due_on": [dt.date(2026, 7, 20)],
        "counted": ["2026-07-06 + 14 days = 2026-07-20"],
        "state": ["open"],
    }
)
