"""Does a marketplace keep the continuing duties of an injunction that binds it? Each by a measure, on a drawn sample.

A duty covers subjects, each from a day on; it is kept for one where the act that it asks for was done in time. What is
not due yet is left out. Intervals are exact (C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits
illustrated in the case of the binomial", Biometrika 26 (1934), 404-413); where all are looked at there is none.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl
from scipy.stats import beta

from counterfoil.enforcement.orders.record import Duty, OrderRecord
from counterfoil.tables.duty_measure import FAILED, KEPT, NOT_MEASURABLE, NOT_SHOWN, DutyMeasure
from counterfoil.tables.order_breach import OrderBreach

REPORT = "report"
CONFIDENCE = 0.95
DECIMALS = 6
ACTS = {
    "screen": "removed",
    "preserve": "preserved",
    "disclose": "disclosed",
    "terminate": "terminated",
    "report": "reported",
}
MEASURES = {
    "screen": "Offers under the marks that screening holds or removes, taken down within {} days of being seen.",
    "preserve": "Offers taken down, preserved as evidence within {} days.",
    "disclose": "Accounts whose offers were taken down, disclosed to the mark's owner within {} days of the first.",
    "terminate": "Accounts with {1} offers taken down, terminated within {0} days of the last of these.",
    "report": "Reports to the court, each filed within {} days of its day.",
}
SUBJECTS = {"subject_id": pl.String, "since": pl.Date}


class Period(NamedTuple):
    """From when to when a duty is measured, both days counted in, and the seed that draws the sample."""

    since: dt.date
    until: dt.date
    seed: int


def measured(order: OrderRecord, offers: pl.DataFrame, acts: pl.DataFrame | None, period: Period) -> pl.DataFrame:
    """Return how each duty of the order was kept (contract DutyMeasure).

    `offers`: subject_id, account_id and seen, the day, of those under the marks that screening holds or removes; `acts`
    by the contract DutyAct, None where none were given: nothing can then be measured.
    """
    rows = [_measured(duty, order, offers, acts, period) for duty in order.duties]
    return DutyMeasure.cast(pl.DataFrame(rows, schema=DutyMeasure.create_empty().schema))


def breaches_of(measures: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return a breach by the marketplace (contract OrderBreach) for each duty that failed."""
    failed = measures.filter(pl.col("state") == FAILED)
    told = failed.with_columns(
        kind=pl.lit("duty"),
        subject_id="duty",
        by=pl.lit("marketplace"),
        first_seen="missed_since",
        last_seen=pl.lit(day),
        days=(pl.lit(day) - pl.col("missed_since")).dt.total_days() + 1,
        evidence=pl.concat_list("measure", _in_figures()),
        account_id=pl.lit(None),
        ended_on=pl.lit(None),
        withdrawn_on=pl.lit(None),
        amount=pl.lit(None),
        currency=pl.lit(None),
    )
    return OrderBreach.cast(told.select(OrderBreach.column_names()))


def interval(kept: int, sample: int) -> tuple[float, float]:
    """Return the ends of the exact 95 % interval for a share of which `kept` of `sample` were seen."""
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if kept == 0 else float(beta.ppf(tail, kept, sample - kept + 1))
    high = 1.0 if kept == sample else float(beta.ppf(1 - tail, kept + 1, sample - kept))
    return round(low, DECIMALS), round(high, DECIMALS)


def drawn(subjects: pl.DataFrame, size: int, *, seed: int) -> pl.DataFrame:
    """Return a sample of the subjects (column subject_id): the first `size` by the digest of seed and id.

    The same seed draws the same sample wherever and whenever it is drawn.
    """
    digests = [hashlib.sha256(f"{seed}:{one}".encode()).hexdigest() for one in subjects["subject_id"]]
    return subjects.with_columns(pl.Series("drawn", digests, dtype=pl.String)).sort("drawn").head(size).drop("drawn")


def _measured(
    duty: Duty, order: OrderRecord, offers: pl.DataFrame, acts: pl.DataFrame | None, period: Period
) -> dict[str, Any]:
    found = {} if acts is None else _done(acts, ACTS[duty.kind])
    subjects = pl.DataFrame(schema=SUBJECTS) if acts is None else _subjects(duty, order, offers, acts, period)
    due_on = subjects.with_columns(due=pl.col("since") + pl.duration(days=duty.within))
    due = due_on.filter(pl.col("due") <= period.until)
    sample = drawn(due, duty.sample, seed=period.seed) if duty.kind != REPORT else due
    rows = list(sample.select("subject_id", "since", "due").iter_rows())
    missed = [
        (one, due)
        for one, since, due in rows
        if not _in_time(found.get(order.name if duty.kind == REPORT else one, ()), since, due)
    ]
    kept, size = len(rows) - len(missed), len(rows)
    whole = size == due.height
    low, high = (None, None) if not size or whole else interval(kept, size)
    share = round(kept / size, DECIMALS) if size else None
    return {
        "order_id": order.name,
        "duty": duty.kind,
        "measure": MEASURES[duty.kind].format(duty.within, duty.repeat),
        "since": period.since,
        "until": period.until,
        "population": due.height,
        "not_due": subjects.height - due.height,
        "looked_at": size,
        "kept": kept,
        "share": share,
        "low": low,
        "high": high,
        "method": _method(acts, due.height, size, period.seed),
        "at_least": float(duty.at_least),
        "state": _state(share, low, high, float(duty.at_least)),
        "missed": sorted(one for one, _ in missed),
        "missed_since": min((due for _, due in missed), default=None),
        "report_due": _next_report(duty, period),
    }


def _method(acts: pl.DataFrame | None, due: int, looked_at: int, seed: int) -> str:
    if acts is None:
        return "what was done was not given, so nothing can be measured"
    if not due:
        return "nothing was due"
    return "all were looked at" if looked_at == due else f"Clopper-Pearson, 95 %, sample drawn by seed {seed}"


def _state(share: float | None, low: float | None, high: float | None, at_least: float) -> str:
    """Return whether a duty is kept: the whole interval has to lie on one side of the share that is asked for."""
    if share is None:
        return NOT_MEASURABLE
    if (low if low is not None else share) >= at_least:
        return KEPT
    return FAILED if (high if high is not None else share) < at_least else NOT_SHOWN


def _subjects(duty: Duty, order: OrderRecord, offers: pl.DataFrame, acts: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return what a duty covers in the period, each from the day on which its time begins to run (SUBJECTS)."""
    if duty.kind == REPORT:
        return _reports(duty, order, period)
    held = offers.filter(pl.col("seen").is_between(period.since, period.until))
    if duty.kind == "screen":
        told = held.select("subject_id", since="seen")
    else:
        removed = acts.filter(pl.col("kind") == ACTS["screen"], pl.col("subject_kind") == "offer")
        down = removed.filter(pl.col("day") <= period.until).group_by("subject_id").agg(since=pl.col("day").min())
        told = offers.select("subject_id", "account_id").unique().join(down, on="subject_id")
        if duty.kind != "preserve":
            number = 1 if duty.kind == "disclose" else duty.repeat
            of_account = told.sort("since", "subject_id").group_by("account_id", maintain_order=True)
            nth = of_account.agg(pl.col("since").get(number - 1, null_on_oob=True)).drop_nulls("since")
            told = nth.rename({"account_id": "subject_id"})
    in_period = told.filter(pl.col("since").is_between(period.since, period.until)).drop_nulls()
    return in_period.select(list(SUBJECTS)).unique("subject_id").sort("subject_id")


def _reports(duty: Duty, order: OrderRecord, period: Period) -> pl.DataFrame:
    """Return the days on which reports were to be filed, under the order's id and the day."""
    days, at = [], period.since
    while duty.every and (at := at + dt.timedelta(days=duty.every)) <= period.until:
        days.append((f"{order.name} {at}", at))
    return pl.DataFrame(days, schema=SUBJECTS, orient="row")


def _done(acts: pl.DataFrame, kind: str) -> Mapping[str, list[dt.date]]:
    own = acts.filter(pl.col("kind") == kind)
    return dict(own.group_by("subject_id").agg(pl.col("day").sort()).iter_rows())


def _in_time(days: Any, since: dt.date, due: dt.date) -> bool:
    return any(since <= day <= due for day in days)


def _next_report(duty: Duty, period: Period) -> dt.date | None:
    if not duty.every:
        return None
    gone = (period.until - period.since).days // duty.every
    return period.since + dt.timedelta(days=duty.every * (gone + 1))


def _in_figures() -> pl.Expr:
    upper = pl.coalesce("high", "share") * 100
    kept = pl.format("In {} of {} looked at it was kept", "kept", "looked_at")
    asked = (pl.col("at_least") * 100).round(1)
    return pl.format("{}: at most {} %, where {} % are asked for.", kept, upper.round(1), asked)
