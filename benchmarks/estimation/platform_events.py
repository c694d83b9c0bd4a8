"""The log of an invented platform, as many events as wanted: its cases, notices and restrictions, day by day.

All follows from the number of the case and a fixed rule, so that parts that are drawn one by one make one log, and the
numbers of a scorecard over it can be worked out beforehand. Fifty events to a case, as in a log that holds more than
scorecards ask for: a third of them are counted over. Every id is made up.
"""

import datetime as dt
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from counterfoil.tables.event import Event
from counterfoil.tables.notice import Notice
from counterfoil.tables.notice_listing import NoticeListing
from counterfoil.tables.reappearance import Reappearance

PLATFORM = "Quayside Bazaar"
FIRST, DAYS = dt.date(2026, 1, 1), 304  # until the end of October
PER_CASE = 50  # events
CASES_A_PART = 20_000
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
STEPS = (
    "identical-offers-removed",
    "linked-accounts-looked-into",
    "payouts-held",
    "stock-set-apart",
    "buyers-told",
    "owner-told",
    "authority-told",
    "evidence-kept",
    "re-entry-barred",
)
NOTICES, LISTINGS, ACTIONS = 2, 4, 4  # of a case; listings of a notice
RELISTED, OVERTURNED = 4, 5  # one listing, one complaint in so many
SLOTS = (  # kind, kind of subject, hours after the case began; one row to an event of a case
    ("found", "case", 0),
    ("confirmed", "case", 1),
    *((step, "case", 24 * place + 2) for place, step in enumerate(STEPS)),
    *((kind, f"notice-{n}", hours) for n in range(NOTICES) for kind, hours in (("sent", 3), ("acknowledged", 7))),
    *(("acted", f"notice-{n}", 40) for n in range(NOTICES)),
    *(
        (kind, f"action-{n}", hours)
        for n in range(ACTIONS)
        for kind, hours in (("proposed", 5), ("approved", 6), ("executed", 7), ("appealed", 100), ("decided", 200))
    ),
)
EXPECTED = {  # what a scorecard over the log has to say, worked out from the rules above
    "hours-to-takedown-median": 50,  # 1 to 100 hours, each as often as every other
    "hours-to-takedown-p90": 90,
    "hours-to-acknowledgement-median": 4,
    "listings-decided-in-a-week": 1,
    "relists-after-removal": 1 / RELISTED,
    "days-to-reappearance-median": 2,
    "step-payouts-held": 2 / 3,
    "post-discovery-steps-median": 6,
}


def write_platform(folder: Path, events: int) -> list[Path]:
    """Write event, notice, notice_listing and reappearance as Parquet, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[str, pq.ParquetWriter] = {}
    cases = events // PER_CASE
    for first in range(0, cases, CASES_A_PART):
        numbers = np.arange(first, min(first + CASES_A_PART, cases))
        for name, rows in _part(numbers).items():
            table = rows.to_arrow()
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")
            writers[name].write_table(table)
    for writer in writers.values():
        writer.close()
    return [folder / f"{name}.parquet" for name in writers]


def _part(case: np.ndarray) -> dict[str, pl.DataFrame]:
    began = pl.DataFrame({"case": case}).select(
        "case", at=pl.lit(START) + pl.duration(minutes=(pl.col("case") * 7_919) % (DAYS * 24 * 60))
    )
    notices = began.join(pl.DataFrame({"n": range(NOTICES)}), how="cross").with_columns(
        id=pl.format("n-{}-{}", "case", "n"), sent=pl.col("at") + pl.duration(hours=3)
    )
    listings = notices.join(pl.DataFrame({"l": range(LISTINGS)}), how="cross").with_columns(
        offer=pl.format("o-{}-{}-{}", "case", "n", "l"),
        took=takes(pl.col("case"), pl.col("n"), pl.col("l")),
        place=(pl.col("case") * NOTICES + pl.col("n")) * LISTINGS + pl.col("l"),
    )
    return {
        "event": _events(began),
        "notice": _notices(notices),
        "notice_listing": _listings(listings),
        "reappearance": _reappearances(listings.filter(pl.col("place") % RELISTED == 0)),
    }


def takes(case: pl.Expr, notice: pl.Expr, listing: pl.Expr) -> pl.Expr:
    """Return the hours until a listing is taken down: 1 to 100, each as often as every other."""
    return (case * 31 + notice * 17 + listing * 29) % 100 + 1


def _events(began: pl.DataFrame) -> pl.DataFrame:
    slots = list(SLOTS) + [("viewed", "case", 300 + place) for place in range(PER_CASE - len(SLOTS))]
    parts = pl.DataFrame(
        {
            "number": range(1, PER_CASE + 1),
            "kind": [kind for kind, _, _ in slots],
            "of": [of for _, of, _ in slots],
            "hours": [hours for _, _, hours in slots],
        },
        schema_overrides={"number": pl.Int64},
    )
    rows = began.join(parts, how="cross").with_columns(subject_kind=pl.col("of").str.split("-").list.first())
    is_undone = pl.col("case") % OVERTURNED == 0
    decided = pl.when(is_undone).then(pl.lit("undone")).otherwise(pl.lit("upheld"))
    is_left_out = pl.col("kind").is_in(STEPS) & ((pl.col("case") + pl.col("number")) % 3 == 0)
    kind = pl.when(pl.col("kind") == "decided").then(decided).otherwise("kind")
    own = pl.format("{}-{}-{}", pl.col("of").str.slice(0, 1), "case", pl.col("of").str.split("-").list.last())
    made = rows.with_columns(
        case_id=pl.format("case-{}", "case"),
        at=pl.col("at") + pl.duration(hours="hours"),
        actor=pl.lit("system:platform"),
        kind=pl.when(is_left_out).then(pl.lit("viewed")).otherwise(kind),
        subject_id=pl.when(pl.col("subject_kind") == "case").then(pl.format("case-{}", "case")).otherwise(own),
        what=pl.lit("It was done."),
        why=pl.lit("The rule of the house."),
        digests=pl.lit([], dtype=pl.List(pl.String)),
    )
    return Event.cast(made.select(Event.column_names()))


def _notices(notices: pl.DataFrame) -> pl.DataFrame:
    return _cast(
        Notice,
        notices.select(
            "id",
            case_id=pl.format("case-{}", "case"),
            form=pl.lit("dsa-16"),
            recipient=pl.lit(PLATFORM),
            right_id=pl.lit("r-1"),
            ground=pl.lit("counterfeit"),
            drafted_at="at",
            sent_at="sent",
            state=pl.lit("acted"),
        ),
    )


def _listings(listings: pl.DataFrame) -> pl.DataFrame:
    return _cast(
        NoticeListing,
        listings.select(
            notice_id="id",
            offer_id="offer",
            title=pl.lit("Trail shoes"),
            account_id=pl.format("s-{}", pl.col("case") % 40_000),
            outcome=pl.lit("acted"),
            outcome_at=pl.col("sent") + pl.duration(hours="took"),
        ),
    )


def _reappearances(listings: pl.DataFrame) -> pl.DataFrame:
    down = pl.col("sent") + pl.duration(hours="took")
    return _cast(
        Reappearance,
        listings.select(
            notice_id="id",
            offer_id="offer",
            later_offer_id=pl.format("{}-again", "offer"),
            grade=pl.lit("the same seller"),
            taken_down_at=down,
            seen_at=down + pl.duration(hours=48),
            hours=pl.lit(48.0),
        ),
    )


def _cast(contract: type, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with every column of the contract; lists that are not told are empty."""
    types = contract.create_empty().schema
    return rows.select(
        (
            pl.col(name)
            if name in rows.columns
            else pl.lit([], dtype=kind)
            if isinstance(kind, pl.List)
            else pl.lit(None)
        )
        .cast(kind)
        .alias(name)
        for name, kind in types.items()
    )
