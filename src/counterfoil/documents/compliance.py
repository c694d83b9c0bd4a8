"""What is the court told? How an order was carried out: what it reached, what was broken, what was released, which
duties were kept. As an HTML page, as JSON, and as the record of the paper (`papers.compliance_report`).

Accounts stand under their ids, defendants under their numbers; names come from the user's file, into the paper alone.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.order_report import WORDS
from counterfoil.documents.page import environment
from counterfoil.documents.papers.compliance_report import Breach, ComplianceReport, Duty, Funds, Reached, Release
from counterfoil.documents.papers.parts import Money, Party, Proceeding, Signer
from counterfoil.documents.words import counted
from counterfoil.tables.order import PER_ORDER
from counterfoil.tables.order_reach import FUNDS, REACHED, RELEASED, SUBJECT_KINDS, WAITING
from counterfoil.tables.record_file import Record

DUTY_STATES = {"kept": "fulfilled", "failed": "breached", "not shown": "not measured", "not measurable": "not measured"}


class Head(Record, frozen=True, kw_only=True):
    """Who is before the court, who reports and who signs: what the user's own file tells, and no other."""

    proceeding: Proceeding
    reported_by: Party
    signer: Signer


class Told(NamedTuple):
    """Tables by the contracts Order, OrderReach, OrderBreach, OrderRelease, DutyMeasure and Event; until which day."""

    order: pl.DataFrame
    reach: pl.DataFrame
    breaches: pl.DataFrame
    releases: pl.DataFrame
    duties: pl.DataFrame
    events: pl.DataFrame
    until: dt.date


def compliance_page(told: Told) -> str:
    """Return the report as one HTML document (UTF-8 text) without script or outside resource."""
    rows = compliance_data(told)
    return environment().get_template("compliance.html.j2").render(
        told=rows, order=told.order.row(0, named=True), words=WORDS, summary=summary(told)
    )  # fmt: skip


def summary(told: Told) -> str:
    """Return in a few sentences how the order stands."""
    held = told.breaches.filter(pl.col("withdrawn_on").is_null())
    taken_back = told.breaches.height - held.height
    lasting = held.filter(pl.col("ended_on").is_null(), pl.col("kind") != "payout").height
    let_go = told.releases["account_id"].n_unique()
    failed = told.duties.filter(pl.col("state") == "failed").height
    said = [
        f"{counted(told.breaches.height, 'breach was', 'breaches were')} found, "
        f"{lasting:,} of them not known to have ended."
    ]
    if taken_back:
        said.append(f"{counted(taken_back, 'breach was', 'breaches were')} withdrawn on release.")
    if told.duties.height:
        said.append(f"{failed:,} of {counted(told.duties.height, 'duty', 'duties')} failed.")
    if let_go:
        said.append(
            f"{counted(let_go, 'account', 'accounts')} had wrongly been caught, in whole or in part, and let go."
        )
    return " ".join(said)


def stands(row: Mapping[str, Any], until: dt.date) -> str:
    """Return until when a breach (a row of OrderBreach) stood, as far as it was seen by a day."""
    if row["withdrawn_on"] is not None:
        return f"withdrawn on release, {row['withdrawn_on']}"
    if row["kind"] == "payout":
        return "–"  # it has a day, and is over with it
    if row["ended_on"] is not None:
        return f"gone by {row['ended_on']}"
    return "lasts" if row["last_seen"] >= until else f"not seen since {row['last_seen']}"


def compliance_data(told: Told) -> dict[str, Any]:
    """Return what the report says, in words and plain numbers."""
    order = told.order.row(0, named=True)
    return {
        "order": order["id"],
        "court": order["court"],
        "docket": order["docket"],
        "state": order["state"],
        "issued_on": order["issued_on"],
        "expires_on": order["expires_on"],
        "until": told.until,
        "reach": [_reached(kind, told.reach) for kind in SUBJECT_KINDS],
        "funds": _funds(told.reach),
        "breaches": [row | {"stands": stands(row, told.until)} for row in told.breaches.drop("order_id").to_dicts()],
        "days_in_breach": _days(told.breaches),
        "duties": told.duties.drop("order_id").to_dicts(),
        "releases": told.releases.drop("order_id").to_dicts(),
        "acts": told.events.select("at", "actor", "kind", "subject_kind", "subject_id", "what", "why").to_dicts(),
    }


def compliance_record(told: Told, head: Head) -> ComplianceReport:
    """Return the record of the paper for the court; a draft, until a person takes it as theirs."""
    order = told.order.row(0, named=True)
    cap = None  # a cap over each defendant is none over the sum of all
    if order["funds_cap"] is not None and order["funds_per"] == PER_ORDER:
        cap = Money(amount=order["funds_cap"], currency=order["funds_currency"])
    found_on = {
        row["subject_id"]: row["at"].date() for row in told.events.filter(kind="breached").iter_rows(named=True)
    }
    return ComplianceReport(
        draft=True,
        proceeding=head.proceeding,
        order_id=order["id"],
        order=order["kind"],
        ordered_on=order["issued_on"],
        reported_by=head.reported_by,
        since=order["effective_on"],
        until=max(told.until, order["effective_on"]),
        reach=tuple(Reached(**_reached(kind, told.reach)) for kind in SUBJECT_KINDS),
        funds=tuple(
            Funds(what=_balances(row, order), held=Money(amount=row["held"], currency=row["currency"]),
                  cap=cap if cap is not None and cap.currency == row["currency"] else None)
            for row in _funds(told.reach)
        ),
        duties=tuple(_duty(row) for row in told.duties.iter_rows(named=True)),
        breaches=tuple(_breach(at, row, found_on) for at, row in enumerate(told.breaches.iter_rows(named=True), 1)),
        releases=tuple(_releases(told)),
        signer=head.signer,
    )  # fmt: skip


def _reached(kind: str, reach: pl.DataFrame) -> dict[str, Any]:
    own = reach.filter(pl.col("subject_kind") == kind)
    states = {state: own.filter(pl.col("state") == state).height for state in (REACHED, WAITING, RELEASED)}
    return {
        "what": WORDS[kind],
        "reached": states[REACHED] + states[RELEASED],
        "restrained": states[REACHED],
        "waiting": states[WAITING],
        "released": states[RELEASED],
    }


def _balances(row: Mapping[str, Any], order: Mapping[str, Any]) -> str:
    """Return what the money is; a cap over each defendant is told in words, since it is none over their sum."""
    told = f"{counted(row['balances'], 'balance')} in {row['currency']}"
    if order["funds_cap"] is None or order["funds_per"] == PER_ORDER:
        return told
    return f"{told} (at most {order['funds_cap']:,.2f} {order['funds_currency']} over each defendant)"


def _funds(reach: pl.DataFrame) -> list[dict[str, Any]]:
    """Return how much is held in each currency."""
    held = reach.filter(pl.col("subject_kind") == FUNDS, pl.col("state") == REACHED)
    return held.group_by("currency").agg(held=pl.col("amount").sum(), balances=pl.len()).sort("currency").to_dicts()


def _days(breaches: pl.DataFrame) -> list[dict[str, Any]]:
    """Return, for each who answers, how many breaches and how many days in all; payouts have none,
    and what was withdrawn is not counted.
    """
    held = breaches.filter(pl.col("withdrawn_on").is_null())
    return held.group_by("by").agg(breaches=pl.len(), days=pl.col("days").sum()).sort("by").to_dicts()


def _duty(row: Mapping[str, Any]) -> Duty:
    interval = ""
    if row["low"] is not None:
        interval = f"{100 - row['high'] * 100:.1f} to {100 - row['low'] * 100:.1f} of 100, {row['method']}"
    return Duty(
        key=row["duty"],
        says=row["measure"],
        measure=row["measure"],
        population=row["population"],
        checked=row["looked_at"],
        failed=row["looked_at"] - row["kept"],
        interval=interval,
        state=DUTY_STATES[row["state"]],  # type: ignore[arg-type]  # one of its four words
        note=f"At least {row['at_least'] * 100:.1f} of 100 are asked for; it is {row['state']}.",
    )


def _breach(at: int, row: Mapping[str, Any], found_on: Mapping[str, dt.date]) -> Breach:
    whose = f" of account {row['account_id']}" if row["account_id"] else ""
    return Breach(
        id=f"B-{at}",
        what=f"{row['kind'].capitalize()} {row['subject_id']}{whose}; the {row['by']} answers{_taken_back(row)}",
        since=row["first_seen"],
        found_on=found_on.get(row["subject_id"], row["last_seen"]),
        cured_on=row["ended_on"] or row["withdrawn_on"],
        days=row["days"] or 1,  # a payout is of one day
        evidence=tuple(row["evidence"]),
    )


def _taken_back(row: Mapping[str, Any]) -> str:
    return f" (withdrawn on release, {row['withdrawn_on']})" if row["withdrawn_on"] is not None else ""


def _releases(told: Told) -> Iterable[Release]:
    why = {row["subject_id"]: row["why"] for row in told.events.filter(kind=RELEASED).iter_rows(named=True)}
    for row in told.releases.iter_rows(named=True):
        cost: Decimal | None = row["sales_lost"]
        money = None if cost is None else Money(amount=cost, currency=row["currency"])
        yield Release(
            what=f"{row['part']} of {row['account_id']}, with {counted(row['listings'], 'listing')}",
            on=row["released_on"],
            why=why.get(row["account_id"], "It was not the defendant's."),
            wrongly_caught=True,
            days=row["days"],
            cost=money,
        )
