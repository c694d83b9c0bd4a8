"""Court orders: what a court restrains, whom it binds, where, and for how long. One order to a row.

Whom it names stands in `order_party`, what it reaches in `order_reach`.
"""

from decimal import Decimal

import dataframely as dy
import polars as pl


class Order(dy.Schema):
    """One order; its state is that in which its events leave it (`enforcement.states.order_states`)."""

    id = dy.String(nullable=False, min_length=1)
    case_id = dy.String(nullable=True)
    court = dy.String(nullable=False)
    docket = dy.String(nullable=False)
    kind = dy.String(nullable=False, description="restraining order, preliminary, permanent, against a marketplace")
    issued_on = dy.Date(nullable=False)
    expires_on = dy.Date(nullable=True, description="empty: until further order")
    territory = dy.List(dy.String(nullable=False), nullable=False, description="ISO 3166-1 alpha-2; none: not said")
    bound = dy.List(dy.String(nullable=False), nullable=False, description="marketplace, payment processor …")
    restrained = dy.List(dy.String(nullable=False), nullable=False, description="the acts that it forbids or demands")
    marks = dy.List(dy.String(nullable=False), nullable=False)
    goods = dy.List(dy.String(nullable=False), nullable=False, description="none: all goods that bear the marks")
    funds_cap = dy.Decimal(18, 2, nullable=True, description="in funds_currency; empty: none, or no funds restrained")
    funds_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    sha256 = dy.String(nullable=False, regex="^[0-9a-f]{64}$", description="of the file that it was read from")
    state = dy.String(nullable=False)


EXAMPLE = pl.DataFrame(
    {
        "id": ["order-1"],
        "court": ["N.D. Ill."],
        "docket": ["26-cv-00821"],
        "kind": ["restraining order"],
        "issued_on": ["2026-11-06"],
        "expires_on": ["2026-11-20"],
        "territory": [["US"]],
        "bound": [["marketplace"]],
        "restrained": [["sell", "transfer funds"]],
        "marks": [["Halvorsen"]],
        "goods": [[]],
        "funds_cap": [Decimal("50000.00")],
        "funds_currency": ["USD"],
        "sha256": ["0" * 64],
        "state": ["issued"],
    },
    schema_overrides={"goods": pl.List(pl.String)},
).with_columns(pl.col("issued_on", "expires_on").str.to_date())
