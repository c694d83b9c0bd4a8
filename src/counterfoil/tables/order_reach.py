"""Order reach: the accounts, listings, funds and stock that an order was held against, and whether it reaches them."""

import dataframely as dy
import polars as pl

ACCOUNT, LISTING, FUNDS, STOCK = SUBJECT_KINDS = ("account", "listing", "funds", "stock")
REACHED, WAITING, NOT_NAMED, NOT_RESTRAINED, CARVED_OUT, RELEASED = STATES = (
    "reached",
    "waiting",
    "not named",
    "not restrained",
    "carved out",
    "released",
)
AMOUNT = (18, 2)


class OrderReach(dy.Schema):
    """One thing and one order. `waiting` and `not named` restrain nothing until a person, or the court, has said so."""

    order_id = dy.String(nullable=False, min_length=1)
    subject_kind = dy.String(nullable=False, description="account, listing, funds or stock")
    subject_id = dy.String(nullable=False, min_length=1)
    account_id = dy.String(nullable=False, min_length=1, description="whose it is")
    number = dy.Int64(nullable=True, description="of the defendant; empty for accounts that the order does not name")
    state = dy.String(nullable=False)
    score = dy.Float64(nullable=False, min=0, max=1, description="of the account's match; no probability")
    weight = dy.Int64(nullable=False, description="thousandths of a nat that the account is the defendant's")
    reasons = dy.List(dy.String(nullable=False), nullable=False, description="sentences without names")
    with_account = dy.Bool(nullable=False, description="what a person decides on its account decides on it too")
    mark = dy.String(nullable=True, description="of listings and stock: the restrained mark that it bears")
    link = dy.String(nullable=True, description="of a listing: where it stands")
    facility = dy.String(nullable=True)
    quantity = dy.Decimal(24, 6, nullable=True, description="of stock, in quantity_unit")
    quantity_unit = dy.String(nullable=True)
    balance = dy.Decimal(*AMOUNT, nullable=True, description="of funds, in currency")
    amount = dy.Decimal(*AMOUNT, nullable=True, description="of the balance, what is restrained")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$")
    until = dy.Date(nullable=True, description="when the order ends for it; empty: with the order")

    @dy.rule()
    def subject_kind_is_a_known_one(cls) -> pl.Expr:
        return pl.col("subject_kind").is_in(SUBJECT_KINDS)

    @dy.rule()
    def state_is_a_known_one(cls) -> pl.Expr:
        return pl.col("state").is_in(STATES)

    @dy.rule()
    def amount_is_not_above_the_balance(cls) -> pl.Expr:
        return pl.col("amount") <= pl.col("balance")


EXAMPLE = pl.DataFrame(
    {
        "order_id": ["order-1"],
        "subject_kind": [ACCOUNT],
        "subject_id": ["s-31"],
        "account_id": ["s-31"],
        "number": [1],
        "state": [REACHED],
        "score": [0.999],
        "weight": [9000],
        "reasons": [["Its id is the account id that the order gives for defendant 1."]],
        "with_account": [True],
    }
)
