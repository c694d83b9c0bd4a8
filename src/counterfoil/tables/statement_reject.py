"""Actions of which no statement of reasons was made, though one is due: which field, what is wrong, what cures it."""

import dataframely as dy
import polars as pl

from counterfoil.tables.reject import Reject


class StatementReject(Reject):
    """One action that was set aside with the first rule it broke; `value` is empty where it could be personal."""

    action_id = dy.String(nullable=True, description="empty where the row could not be read as an action")
    cure = dy.String(nullable=False)


EXAMPLE = pl.DataFrame(
    {
        "file": ["actions.parquet"],
        "line": [3],
        "field": ["decision_facts"],
        "value": [None],
        "rule": ["decision_facts holds what looks like a telephone number."],
        "action_id": ["a-3"],
        "cure": ["Take it out of the facts: the database is public."],
    },
    schema_overrides={"value": pl.String},
)
