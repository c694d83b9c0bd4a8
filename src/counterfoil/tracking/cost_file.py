"""How does a user tell what acts cost? A file of minutes, hourly rates and fees; none of them is assumed.

```toml
currency = "USD"
[rates]                     # of one hour, by the role that acts
reviewer = "42.00"
[minutes]                   # of one act, by its kind in `event`; KIND of SUBJECT where two kinds have one name
confirmed = "40"
"sent of facility notice" = "15"
[fees]                      # of one act, beside its time
"issued of order" = "405.00"
```
"""

from decimal import Decimal
from typing import Final

import msgspec

from counterfoil.codes import currency as currencies
from counterfoil.errors import UserError
from counterfoil.tables.record_file import Record, read_record

HIGHEST: Final = Decimal(1_000_000)  # of a rate, a fee and minutes; more is a slip of the pen
WHAT, EXAMPLE = "file of costs", "examples/costs.toml"


class Costs(Record, frozen=True, kw_only=True):
    """Amounts in `currency`: `rates` an hour by role, `fees` by act; `minutes` by act."""

    currency: str
    rates: dict[str, Decimal] = msgspec.field(default_factory=dict)
    minutes: dict[str, Decimal] = msgspec.field(default_factory=dict)
    fees: dict[str, Decimal] = msgspec.field(default_factory=dict)


def read_costs(content: bytes, *, file: str) -> Costs:
    """Return the costs written in a TOML file. Raises UserError where it cannot be read, or a number is none."""
    costs = read_record(content, Costs, file=file, what=WHAT, example=EXAMPLE)
    if not currencies.is_valid(costs.currency):
        raise UserError("It names no currency.", cure='Write currency = "USD", or another of ISO 4217.', file=file)
    for name in ("rates", "minutes", "fees"):
        for key, number in getattr(costs, name).items():
            if not number.is_finite() or not 0 <= number < HIGHEST:
                told = f"{name}.{key[:40]} is not between 0 and {HIGHEST:,}."
                raise UserError(told, cure='Write it as "42.00".', file=file)
    return costs
