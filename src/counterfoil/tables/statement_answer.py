"""What the DSA Transparency Database answered on statements of reasons. One statement to a row, or one error of it."""

import dataframely as dy
import polars as pl

from counterfoil.tables.used_puid import KEPT, REFUSED, RETURNED


class StatementAnswer(dy.Schema):
    """One statement that is kept, refused for the named field, or returned since another one was refused."""

    batch = dy.String(nullable=False)
    place = dy.Int64(nullable=False, min=0, description="in the batch, counted from 0 as the database does")
    puid = dy.String(nullable=False)
    action_id = dy.String(nullable=True)
    state = dy.String(nullable=False)
    field = dy.String(nullable=True)
    problem = dy.String(nullable=True, description="in the words of the database")
    cure = dy.String(nullable=True)

    @dy.rule()
    def state_is_a_known_one(cls) -> pl.Expr:
        return pl.col("state").is_in((KEPT, REFUSED, RETURNED))


EXAMPLE = pl.DataFrame(
    {
        "batch": ["0001-4f0c2d9a.json"],
        "place": [0],
        "puid": ["cf-5e8e9b1f0c2d9a3e5b1f0c2d9a3e5b1f0c2d9a3e"],
        "action_id": ["a-1"],
        "state": ["refused"],
        "field": ["decision_facts"],
        "problem": ["The decision facts field is required."],
        "cure": ["Mend it in the action and make the statement again; its id stays the same."],
    }
)
