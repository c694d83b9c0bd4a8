"""Which notices are late on a day, and does silence count? A facility that does not answer in time is escalated.

DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), section 7, action 1: non-compliance after
notice counts as a factor in a later counterfeit case (read in a secondary source, V2; no day is named, M-M). So the day
is the sender's own, and whether silence counts is for the user to set: it does not unless asked for.
"""

import datetime as dt
from typing import Any

import polars as pl

from counterfoil.codes.legal_number import TAGS
from counterfoil.enforcement.exposure.mitigation import FACTORS
from counterfoil.enforcement.facility_notices.standing import asked_of, totals

LATE_IN = ("sent", "acknowledged", "held in part")
SILENT, IN_PART = "no answer", "not answered whole"
FACTOR = "ignored-notices"  # of exposure.mitigation
IGNORED = "notice-ignored"  # the act by which silence stands among the facts of a case
SOURCE = "DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), section 7, action 1"
VERIFIED = "V2"


def late(notices: pl.DataFrame, rows: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return the notices (contract FacilityNotice) whose answer was due before `day`, with `days` since, `why` and
    `waits_for`, the units to be held that nobody told of; `rows` are the lines of all (columns of `standing`).

    A notice all of whose units were told of is not late, though some of them may be allocated or picked.
    """
    found: list[dict[str, Any]] = []
    for notice in notices.filter(pl.col("answer_by") < day, pl.col("state").is_in(LATE_IN)).iter_rows(named=True):
        asked = asked_of(rows.filter(notice_id=notice["id"]))
        one = totals(asked).row(0, named=True) if asked.height else {"open": 0, "uncounted": 0}
        is_told = bool(asked["is_told"].any())
        if is_told and one["open"] <= 0 and not one["uncounted"]:
            continue
        days = (day - notice["answer_by"]).days
        found.append(
            {"id": notice["id"], "days": days, "why": IN_PART if is_told else SILENT, "waits_for": one["open"]}
        )
    schema = {"id": pl.String, "days": pl.Int64, "why": pl.String, "waits_for": pl.Int64}
    return notices.join(pl.DataFrame(found, schema=schema), on="id", how="inner", maintain_order="left")


def aggravating() -> str:
    """Return in a sentence that silence counts, as what, and by which source."""
    return f"Silence counts as an aggravating factor, {FACTOR}: {FACTORS[FACTOR]} {SOURCE}; {TAGS[VERIFIED]}."
