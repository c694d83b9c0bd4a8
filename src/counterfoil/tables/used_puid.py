"""Ids of statements of reasons in the DSA Transparency Database: each is used once, for ever. One to a row."""

import dataframely as dy
import polars as pl

WRITTEN, KEPT, REFUSED, RETURNED = "written", "kept", "refused", "returned"
STATES = (WRITTEN, KEPT, REFUSED, RETURNED)


class UsedPuid(dy.Schema):
    """One id: written into a batch, then kept by the database, refused, or returned since another one was refused."""

    puid = dy.String(nullable=False, primary_key=True, min_length=1)
    state = dy.String(nullable=False)
    action_id = dy.String(nullable=True)
    batch = dy.String(nullable=True, description="name of the file that it was last written into")
    place = dy.Int64(nullable=True, min=0, description="in that batch, counted from 0 as the database does")
    sha256 = dy.String(nullable=True, description="of what was sent, so that it is not sent again unmended")
    field = dy.String(nullable=True, description="which the database refused")
    problem = dy.String(nullable=True, description="in the words of the database")

    @dy.rule()
    def state_is_a_known_one(cls) -> pl.Expr:
        return pl.col("state").is_in(STATES)


EXAMPLE = pl.DataFrame(
    {
        "puid": ["cf-5e8e9b1f0c2d9a3e5b1f0c2d9a3e5b1f0c2d9a3e"],
        "state": ["written"],
        "action_id": ["a-1"],
        "batch": ["0001-4f0c2d9a.json"],
        "place": [0],
    }
)
