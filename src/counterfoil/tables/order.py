"""Court orders: what a court restrains, whom it binds, where, and for how long. One order to a row.

Whom it names stands in `order_party`, what it reaches in `order_reach`.
"""

from decimal import Decimal

import dataframely as dy
import polars as pl

PER_DEFENDANT, PER_ORDER = "defendant", "order"


class Order(dy.Schema):
    """One order; its state is that in which its events leave it (`enforcement.states.order_states`)."""

    id = dy.String(nullable=False, min_length=1)
    case_id = dy.String(nullable=True)
    court = dy.String(nullable=False)
    docket = dy.String(nullable=False)
    kind = dy.String(nullable=False, description="restraining order, preliminary, permanent, against a marketplace")
    issued_on = dy.Date(nullable=False)
    effective_on = dy.Date(nullable=False, description="from when it restrains; the day of issue where none is said")
    served_on = dy.Date(nullable=True, description="when the first of those bound had notice; empty: not known")
    expires_on = dy.Date(nullable=True, description="the last day of its force; empty: until further order")
    territory = dy.List(dy.String(nullable=False), nullable=False, description="ISO 3166-1 alpha-2; none: not said")
    bound = dy.List(dy.String(nullable=False), nullable=False, description="marketplace, payment processor …")
    restrained = dy.List(dy.String(nullable=False), nullable=False, description="the acts that it forbids or demands")
    marks = dy.List(dy.String(nullable=False), nullable=False)
    goods = dy.List(
        dy.String(nullable=False), nullable=False, description="“MARK: goods”; of marks not among them all goods"
    )
    all_listings = dy.Bool(nullable=False, description="it restrains all listings of an account, whatever they bear")
    active_concert = dy.Bool(nullable=False, description="it binds all who act in concert with those named")
    defendants = dy.Int64(nullable=False, min=0)
    funds_cap = dy.Decimal(18, 2, nullable=True, description="in funds_currency; empty: none, or no funds restrained")
    funds_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    funds_per = dy.String(nullable=True, description="defendant or order: what the cap is counted over")
    sha256 = dy.String(nullable=False, regex="^[0-9a-f]{64}$", description="of the file that it was read from")
    state = dy.String(nullable=False)


EXAMPLE = pl.DataFrame(
    {
        "id": ["order-1"],
        "court": ["N.D. Ill."],
        "docket": ["26-cv-00821"],
        "kind": ["restraining order"],
        "issued_on": ["2026-11-06"],
        "effective_on": ["2026-11-06"],
        "served_on": ["2026-11-07"],
        "expires_on": ["2026-11-20"],
        "territory": [["US"]],
        "bound": [["marketplace"]],
        "restrained": [["offer", "transfer funds"]],
        "marks": [["Halvorsen"]],
        "goods": [[]],
        "all_listings": [False],
        "active_concert": [False],
        "defendants": [3],
        "funds_cap": [Decimal("50000.00")],
        "funds_currency": ["USD"],
        "funds_per": ["defendant"],
        "sha256": ["0" * 64],
        "state": ["issued"],
    },
    schema_overrides={"goods": pl.List(pl.String)},
).with_columns(pl.col("issued_on", "effective_on", "served_on", "expires_on").str.to_date())
