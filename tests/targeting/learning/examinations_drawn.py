"""Examinations drawn for tests: how risky goods are and how strict inspectors are is known."""

import datetime as dt

import numpy as np
import polars as pl

ORIGINS = {"AA": -2.5, "BB": -1.5, "CC": 0.5}  # log-odds of a find
STRICTNESS = {"inspector:1": -1.5, "inspector:2": 0.0, "inspector:3": 1.5}  # nats
FIRST_DAY = dt.date(2026, 1, 5)


def drawn(rows: int, *, seed: int = 1, strict_goes_to: str | None = None, parties: int = 0) -> pl.DataFrame:
    """Return examined shipments: origin, unit_price, party where asked for, and what was found by whom.

    `strict_goes_to`: the origin that the strict inspector alone examines. Of each party half of the risk is its own.
    """
    chance = np.random.default_rng(seed)
    origin = chance.choice(list(ORIGINS), rows)
    inspector = chance.choice(list(STRICTNESS), rows)
    if strict_goes_to is not None:
        inspector = np.where(origin == strict_goes_to, "inspector:3", chance.choice(list(STRICTNESS)[:2], rows))
    price = chance.lognormal(3.0, 1.0, rows)
    of_party = chance.normal(0.0, 2.0, max(1, parties))
    party = chance.integers(0, max(1, parties), rows)
    score = np.array([ORIGINS[one] for one in origin]) + np.array([STRICTNESS[one] for one in inspector])
    score += of_party[party] if parties else 0.0
    found = chance.random(rows) < 1 / (1 + np.exp(-score + 0.5 * np.log(price / 20)))
    columns = {"origin": origin, "unit_price": price}
    columns |= {"party": [f"party-{one}" for one in party]} if parties else {}
    about = {
        "is_found": found,
        "sample_weight": np.ones(rows),
        "inspector": inspector,
        "facility": chance.choice(["north", "south"], rows),
        "examined_on": [FIRST_DAY + dt.timedelta(days=int(day)) for day in np.sort(chance.integers(0, 300, rows))],
    }
    return pl.DataFrame(columns | about)
