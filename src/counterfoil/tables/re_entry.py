"""Re-entries: applications that come from the operator of an account which was terminated or debarred."""

import dataframely as dy
import polars as pl


class ReEntry(dy.Schema):
    """One application beside one account that it resolves to. Vetting makes it `review`."""

    seller_id = dy.String(nullable=False, min_length=1, primary_key=True, description="who applies, or trades again")
    known_seller_id = dy.String(
        nullable=False, min_length=1, primary_key=True, description="the account that was closed"
    )
    known_status = dy.String(nullable=False, description="terminated or debarred")
    score = dy.Float64(nullable=False, min=0, max=1)
    weight = dy.Int64(nullable=False, description="what speaks for it, in thousandths of a nat")
    reasons = dy.List(dy.String(nullable=False), nullable=False)


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-34"],
        "known_seller_id": ["s-31"],
        "known_status": ["terminated"],
        "score": [0.999],
        "weight": [6907],
        "reasons": [["Both give the telephone number ••0131."]],
    }
)
