"""The order of the ring, compiled against the example market, and who acts on it."""

import datetime as dt
from pathlib import Path

from counterfoil.run.order_acts import By
from counterfoil.run.orders import CompileRequest, run_compile

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = dt.date(2026, 11, 8)


def by(day: int, why: str = "Its papers show it.") -> By:
    """Return a compliance officer who acts on a day of November."""
    return By("compliance-officer:3", why, dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC))


def compiled_order(out: Path) -> Path:
    """Compile the order into a folder and return it."""
    run_compile(
        CompileRequest(
            order=EXAMPLES / "order_ring.toml",
            sellers=EXAMPLES / "sellers.csv",
            offers=EXAMPLES / "offers.xml",
            stock=(EXAMPLES / "inventory.csv",),
            funds=EXAMPLES / "balances.csv",
            day=DAY,
            out=out,
        )
    )
    return out
