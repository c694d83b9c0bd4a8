"""What people do with a compiled order: confirm what waits, release what was caught wrongly, extend, dissolve.

Each act is one event more; reach, instructions and report are made anew from the events.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import polars as pl

from counterfoil.documents.order_report import OrderParts, order_report
from counterfoil.enforcement.orders.breaches import withdrawn
from counterfoil.enforcement.orders.reach import with_decisions
from counterfoil.enforcement.orders.record import OrderRecord
from counterfoil.enforcement.orders.release import Let, cost_of
from counterfoil.enforcement.states.machine import for_its_role, state_after
from counterfoil.enforcement.states.order_states import ORDER
from counterfoil.errors import UserError
from counterfoil.intake.tables import read_sales
from counterfoil.run.case_files import Act
from counterfoil.run.inputs import Inputs
from counterfoil.run.lock import locked
from counterfoil.run.order_files import OrderFiles, last_act, read_order, with_acts, write_order_table, write_terms
from counterfoil.run.order_inputs import as_moment
from counterfoil.run.orders import counts_of, write_instructions
from counterfoil.run.outputs import SEAL, write_text
from counterfoil.tables.order_reach import ACCOUNT, REACHED, RELEASED, SUBJECT_KINDS, WAITING
from counterfoil.tables.sale import Sale

CLOCK, CHECK = "system:clock", "system:order-check"


class By(NamedTuple):
    """Who acts (role:id), why, and when (UTC)."""

    by: str
    why: str
    at: dt.datetime


def confirm(folder: Path, account: str, who: By) -> OrderFiles:
    """Confirm an account that waits, with what waits with it. Raises UserError where it does not wait."""
    with locked(folder):
        order = _in_force(folder, who.at.date())
        _may(order, who, "confirmed")
        _one_of(order, account, (WAITING,))
        act = _act(who, "confirmed", ACCOUNT, account, f"A person found that the order reaches the account {account}.")
        return _done(order, [act])


def release(
    folder: Path, account: str, who: By, *, part: str = ACCOUNT, sales: Path | None = None
) -> tuple[OrderFiles, pl.DataFrame]:
    """Let go an account, or of it the listings, funds or stock; return the order and the cost (OrderRelease).

    `sales` (contract Sale) tells what the account sold a day. Raises UserError for an account that the order does not
    hold, and where nothing of the part is held.
    """
    if part not in SUBJECT_KINDS:
        raise UserError(f"“{part}” is no part of an account.", cure=f"Use one of: {', '.join(SUBJECT_KINDS)}.")
    with locked(folder):
        order = read_order(folder)
        _may(order, who, RELEASED)
        rows = _one_of(order, account, (REACHED, WAITING))
        own = rows.filter(
            pl.col("account_id") == account, pl.col("subject_kind") == part, pl.col("state").is_in([REACHED, WAITING])
        )
        if own.is_empty():
            raise UserError(f"The order holds no {part} of {account}.", cure="Look into its report.html.")
        given = Inputs().table("sales", sales, read_sales, Sale.create_empty()) if sales else None
        cost = cost_of(Let(account, part, who.at.date()), rows, given, since=_blocked_since(order))
        let_go = [_act(who, RELEASED, part, one, f"The {part} {one} was let go.") for one in own["subject_id"]]
        told, gone = withdrawn(order.tables["breaches"], Let(account, part, who.at.date()), own["subject_id"].to_list())
        over = [*let_go, *(_withdrawal(row, who) for row in gone), *_remedied(order, told, gone, who)]
        acts = in_turn(order, [*expiry(order, who.at.date()), *over])
        write_order_table(folder, "releases", pl.concat([order.tables["releases"], cost]))
        write_order_table(folder, "breaches", told)
        return _done(order, acts), cost


def extend(folder: Path, until: dt.date, who: By) -> OrderFiles:
    """Move an order's last day. Raises UserError for a day that is not after the one it has."""
    with locked(folder):
        order = read_order(folder)
        _may(order, who, "extended")
        if order.expires_on is None or until <= order.expires_on:
            has = f"until {order.expires_on}" if order.expires_on else "until further order"
            raise UserError(f"The order runs {has}.", cure="Give a later day, as the court's own order says it.")
        what = f"The order was extended from {order.expires_on} to {until}."
        acts = in_turn(order, [*expiry(order, who.at.date()), _act(who, "extended", "order", order.id, what)])
        return _done(order, acts, expires_on=until)


def dissolve(folder: Path, who: By) -> OrderFiles:
    """Record that the court took the order back: it restrains nothing any more."""
    with locked(folder):
        order = read_order(folder)
        _may(order, who, "dissolved")
        return _done(order, [_act(who, "dissolved", "order", order.id, "The court dissolved the order.")])


def expiry(order: OrderFiles, day: dt.date) -> list[Act]:
    """Return the act by which an order expired that is over on the day and not yet said to be; else none."""
    last = order.expires_on
    if last is None or day <= last or order.state not in ("in force", "breached"):
        return []
    known = last_act(order.tables["events"])
    over = as_moment(last + dt.timedelta(days=1))
    at = over if known is None else max(over, known)  # what was done since stands before it
    return [Act(at, CLOCK, "expired", "order", order.id, f"The order ended with {last}.", "Its last day is over.")]


def breach_act(row: Mapping[str, Any], at: dt.datetime, digests: tuple[str, ...] = ()) -> Act:
    """Return the act by which a breach (a row of OrderBreach) was found; the digests of the files that show it."""
    whose = f" of {row['account_id']}" if row["account_id"] else ""
    what = f"The {row['kind']} {row['subject_id']}{whose} breaks the order; the {row['by']} answers."
    return Act(at, CHECK, "breached", row["kind"], row["subject_id"], what, " ".join(row["evidence"]), digests)


def in_turn(order: OrderFiles, acts: Sequence[Act]) -> Sequence[Act]:
    """Return the acts, once each is in its turn: before anything is written. Raises UserError as `with_acts`."""
    with_acts(order.tables["events"], acts, of=order.id)
    return acts


def current_terms(order: OrderFiles) -> OrderRecord:
    """Return the order's terms, with the last day that it has by now."""
    return msgspec.structs.replace(order.terms, expires_on=order.expires_on)


def done(order: OrderFiles, acts: Sequence[Act]) -> OrderFiles:
    """Add acts to an order and make anew what follows from them. Hold its folder meanwhile."""
    return _done(order, acts)


def _done(order: OrderFiles, acts: Sequence[Act], *, expires_on: dt.date | None = None) -> OrderFiles:
    folder, tables = order.folder, order.tables
    events = with_acts(tables["events"], acts, of=order.id)
    new = events.tail(len(acts)) if acts else events.clear()
    day = max((act.at.date() for act in acts), default=order.terms.starts_on)
    rows = with_decisions(tables["reach"], new, order.terms, day=day)
    table = tables["order"].with_columns(state=pl.lit(state_after(ORDER, events["kind"])))
    if expires_on is not None:
        table = table.with_columns(expires_on=pl.lit(expires_on))
    write_order_table(folder, "reach", rows)
    write_order_table(folder, "order", table)
    write_terms(folder, msgspec.structs.replace(order.terms, expires_on=table.item(0, "expires_on")))
    write_instructions(folder, rows, order.terms)
    record = _record(folder)
    record["counts"] |= counts_of(rows)
    parts = OrderParts(table, tables["parties"], rows, events, record)
    write_text(folder / "report.html", order_report(parts))
    write_order_table(folder, "events", events)  # last: an act is done once its event stands
    return read_order(folder)


def _record(folder: Path) -> dict[str, dict[str, object]]:
    try:
        record: dict[str, dict[str, object]] = msgspec.json.decode((folder / SEAL).read_bytes())
    except (OSError, msgspec.MsgspecError) as cause:
        raise UserError("run.json is missing or damaged.", cure="Compile the order again.", file=str(folder)) from cause
    return record


def _act(who: By, kind: str, subject_kind: str, subject_id: str, what: str) -> Act:
    return Act(who.at, who.by, kind, subject_kind, subject_id, what, who.why)


def _withdrawal(row: Mapping[str, Any], who: By) -> Act:
    what = f"The {row['kind']} {row['subject_id']}, held against the {row['by']} as a breach, is withdrawn on release."
    return _act(who, "breach-withdrawn", row["kind"], row["subject_id"], what)


def _remedied(order: OrderFiles, breaches: pl.DataFrame, gone: list[dict[str, Any]], who: By) -> list[Act]:
    """Return the act by which an order is no longer breached: its last breach was withdrawn with what was let go."""
    if not gone or order.state != "breached" or breaches["withdrawn_on"].null_count():
        return []
    return [_act(who, "remedied", "order", order.id, "Each breach that was found is withdrawn; none is left.")]


def _may(order: OrderFiles, who: By, act: str) -> None:
    """Raise UserError where the act is not for that role to do, or not to be done in the order's state."""
    for_its_role(ORDER, order.state, act, who.by)


def _in_force(folder: Path, day: dt.date) -> OrderFiles:
    order = read_order(folder)
    if expiry(order, day):
        cure = "Record the court's extension first: counterfoil order extend."
        raise UserError(f"The order ended with {order.expires_on}.", cure=cure, file=str(folder))
    return order


def _one_of(order: OrderFiles, account: str, states: tuple[str, ...]) -> pl.DataFrame:
    """Return the reach of an order. Raises UserError where the account is not in one of the states there."""
    rows = order.tables["reach"]
    own = rows.filter(pl.col("subject_kind") == ACCOUNT, pl.col("account_id") == account)
    held = rows.filter(pl.col("account_id") == account, pl.col("state").is_in(list(states)))
    if own.is_empty() or held.is_empty():
        state = "not among those it was held against" if own.is_empty() else f"“{own['state'].item()}”"
        able = rows.filter(pl.col("subject_kind") == ACCOUNT, pl.col("state").is_in(list(states)))["account_id"]
        cure = f"It can be one of: {', '.join(able.head(8))}." if able.len() else "There is none."
        raise UserError(f"Under this order the account {account} is {state}.", cure=cure)
    return rows


def _blocked_since(order: OrderFiles) -> dt.date:
    """Return the day from which accounts were blocked: when the order was first compiled, or took effect later."""
    compiled = order.tables["events"].filter(pl.col("kind") == "compiled")["at"].min()
    assert isinstance(compiled, dt.datetime)
    return max(compiled.date(), order.terms.starts_on)
