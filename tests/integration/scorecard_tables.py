"""Notices to an invented platform and what became of their listings, as files; for tests of whole scorecards."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.run.scorecard_inputs import ScorecardRequest

PRACTICES = """
id = "two"
title = "Two practices"
source = "invented"
[[practices]]
id = "t-1"
title = "Takedown"
says = "Quickly."
source = "invented"
verified = "V"
measures = ["hours-to-takedown-median", "notices-refused", "listings-taken-down"]
[[practices]]
id = "t-2"
title = "Terms"
says = "Agreed."
source = "invented"
verified = "M-H"
measures = ["terms-agreed"]
not_measurable = ["Whether the terms are read: no table shows it."]
"""
START = dt.datetime(2026, 1, 3, 8, tzinfo=dt.UTC)
LISTINGS = 36  # one every two and a half days from January to March
MEDIAN = "hours-to-takedown-median"
FILES = {
    "answers.parquet",
    "evidence.parquet",
    "measures.csv",
    "measures.parquet",
    "practices.toml",
    "rejects.parquet",
    "run.json",
    "scorecard.html",
    "trends.csv",
}


def write_tables(folder: Path) -> tuple[Path, Path]:
    """Write notices.csv and notice_listings.csv: each takes 10 hours longer than the last, every ninth is open."""
    notices, listings = [], []
    for place in range(LISTINGS):
        sent = START + place * dt.timedelta(hours=60)
        done = sent + dt.timedelta(hours=10 * (place + 1))
        is_open = place % 9 == 8
        notices.append(
            {
                "id": f"n-{place}",
                "form": "dsa-16",
                "recipient": "Quayside Bazaar",
                "right_id": "r-1",
                "ground": "counterfeit",
                "drafted_at": sent.isoformat(),
                "sent_at": sent.isoformat(),
                "state": "sent" if is_open else "acted",
            }
        )
        listings.append(
            {
                "notice_id": f"n-{place}",
                "offer_id": f"o-{place}",
                "title": "Trail shoes",
                "outcome": None if is_open else "refused" if place % 9 == 7 else "acted",
                "outcome_at": None if is_open else done.isoformat(),
            }
        )
    paths = (folder / "notices.csv", folder / "notice_listings.csv")
    for path, rows in zip(paths, (notices, listings), strict=True):
        pl.DataFrame(rows).write_csv(path)
    (folder / "two.toml").write_text(PRACTICES, encoding="utf-8")
    return paths


def request(folder: Path, **changed: Any) -> ScorecardRequest:
    """Return what is asked of the tables in the folder; results go to its folder `card`."""
    given: dict[str, Any] = {
        "tables": (folder / "notices.csv", folder / "notice_listings.csv"),
        "platform": "Quayside Bazaar",
        "first": dt.date(2026, 1, 1),
        "last": dt.date(2026, 3, 31),
        "day": dt.date(2026, 4, 2),
        "out": folder / "card",
        "practices": (str(folder / "two.toml"),),
    }
    return ScorecardRequest(**given | changed)
