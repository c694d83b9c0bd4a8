"""Order breaches: what was done, or left undone, against an order in force, by whom, since when, and what shows it."""

import datetime as dt

import dataframely as dy
import polars as pl

KINDS = ("listing", "payout", "duty")


class OrderBreach(dy.Schema):
    """One breach by one of those bound. Whether it is contempt is for the court."""

    order_id = dy.String(nullable=False, min_length=1)
    kind = dy.String(nullable=False, description="listing, payout or duty")
    subject_id = dy.String(nullable=False, min_length=1)
    account_id = dy.String(nullable=True)
    by = dy.String(nullable=False, description="seller, or the intermediary that is bound: marketplace …")
    first_seen = dy.Date(nullable=False, description="after service on, or notice to, whom it is held against")
    last_seen = dy.Date(nullable=False)
    days = dy.Int64(nullable=True, min=1, description="from first_seen to last_seen, both counted; a payout has none")
    ended_on = dy.Date(nullable=True, description="the day of the check at which it was gone")
    withdrawn_on = dy.Date(
        nullable=True, description="the day on which what it is of was released: withdrawn on release, and kept"
    )
    amount = dy.Decimal(18, 2, nullable=True, description="of a payout, in currency")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$")
    evidence = dy.List(dy.String(nullable=False), nullable=False)

    @dy.rule()
    def kind_is_a_known_one(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)


EXAMPLE = pl.DataFrame(
    {
        "order_id": ["order-1"],
        "kind": ["listing"],
        "subject_id": ["TM-6514935"],
        "account_id": ["s-31"],
        "by": ["marketplace"],
        "first_seen": [dt.date(2026, 11, 8)],
        "last_seen": [dt.date(2026, 11, 10)],
        "days": [3],
        "evidence": [["The offer was up on 10 November 2026, 3 days after the marketplace had notice."]],
    }
)
