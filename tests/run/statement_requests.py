"""What the tests of statements ask for: the example's actions, on a day of its story."""

import datetime as dt
from pathlib import Path
from typing import Any

from counterfoil.run.statement_inputs import StatementRequest

EXAMPLES = Path(__file__).parents[2] / "examples"
AT = dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC)


def request(out: Path, **given: Any) -> StatementRequest:
    told = {"actions": EXAMPLES / "actions.jsonl", "platform": "Tidewater Market", "at": AT} | given
    return StatementRequest(out=out, **told)
