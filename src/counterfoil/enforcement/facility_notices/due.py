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
from counterfoil.enforcement.facility_notices.standing import asked_of

LATE_IN = ("sent", "acknowledged", "held in part")
SILENT, IN_PART = "no answer", "not answered whole"
FACTOR = "ignored-notices"  # of exposure.mitigation
IGNORED = "notice-ignored"  # the act by which silence stands among the facts of a case
SOURCE = "DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), section 7, action 1"
VERIFIED = "V2"


def late(notices: pl.DataFrame, rows: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return the notices (contract FacilityNotice) with a line whose answer was due before `day`.

    With `due`, the first such day, `days` since, `why`, `waits_for`, the units of those lines that nobody told of, and
    `uncounted`, how many of the lines have none; `rows` are the lines of all (columns of `standing`). A line of
    which all units were told of is not late, though some of them may be allocated or picked.
    """
    found: list[dict[str, Any]] = []
    for notice_id in notices.filter(pl.col("state").is_in(LATE_IN))["id"]:
        asked = asked_of(rows.filter(notice_id=notice_id))
        open_now = pl.when(pl.col("open").is_null()).then(~pl.col("is_told")).otherwise(pl.col("open") > 0)
        waiting = asked.filter(open_now & (pl.col("answer_by") < day))
        if waiting.is_empty():
            continue
        due = min(waiting["answer_by"])
        told = {"why": IN_PART if asked["is_told"].any() else SILENT, "waits_for": int(waiting["open"].sum())}
        uncounted = waiting["open"].null_count()
        found.append({"id": notice_id, "due": due, "days": (day - due).days, **told, "uncounted": uncounted})
    schema = {"id": pl.String, "due": pl.Date, "days": pl.Int64, "why": pl.String}
    late_ones = pl.DataFrame(found, schema=schema | {"waits_for": pl.Int64, "uncounted": pl.Int64})
    return notices.join(late_ones, on="id", how="inner", maintain_order="left")


def aggravating() -> str:
    """Return in a sentence that silence counts, as what, and by which source."""
    return f"Silence counts as an aggravating factor, {FACTOR}: {FACTORS[FACTOR]} {SOURCE}; {TAGS[VERIFIED]}."
