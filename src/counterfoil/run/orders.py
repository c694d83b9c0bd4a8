"""Compile a court order: the order and what it is held against in, a folder with what it reaches out."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.documents.order_report import OrderParts, order_report
from counterfoil.enforcement.orders.accounts import candidates, judged
from counterfoil.enforcement.orders.checked import checked
from counterfoil.enforcement.orders.instructions import instructions
from counterfoil.enforcement.orders.reach import Things, linked_to, parties_found, reach, with_decisions, with_linked
from counterfoil.enforcement.orders.record import OrderRecord
from counterfoil.enforcement.states.machine import state_after
from counterfoil.enforcement.states.order_states import ORDER
from counterfoil.errors import UserError
from counterfoil.intake.order_files import read_balances
from counterfoil.intake.tables import read_sellers
from counterfoil.run.case_files import Act
from counterfoil.run.inputs import Inputs, digest_of, opened
from counterfoil.run.lock import locked
from counterfoil.run.order_files import (
    TERMS,
    is_compiled,
    moment_of,
    read_order,
    with_acts,
    write_order_table,
    write_terms,
)
from counterfoil.run.order_inputs import as_moment, offers_of, order_in, stock_of
from counterfoil.run.order_marks import restrained_marks
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet, write_table
from counterfoil.run.record import versions
from counterfoil.tables.balance import Balance
from counterfoil.tables.event import Event
from counterfoil.tables.order_reach import STATES, SUBJECT_KINDS
from counterfoil.tables.reject import Reject

SYSTEM = "system:order-compile"
INSTRUCTIONS = "instructions"


@dataclass(frozen=True, kw_only=True)
class CompileRequest:
    """The files of one compilation; only the order, the sellers, the day and the folder must be given."""

    order: Path
    sellers: Path
    out: Path
    day: dt.date
    schedule: Path | None = None
    offers: Path | None = None
    stock: tuple[Path, ...] = ()
    funds: Path | None = None
    parties: Path | None = None
    sold_in: tuple[str, ...] = ()


def run_compile(request: CompileRequest) -> dict[str, Any]:
    """Compile an order into `request.out` and return what run.json says of it.

    An order that is compiled again keeps its events, and what people decided. Raises UserError for input that cannot
    be used; nothing is then left behind.
    """
    started, clock = dt.datetime.now(dt.UTC), perf_counter()
    inputs = Inputs()
    order = order_in(request.order, request.schedule, inputs)
    odd = checked(order, day=request.day, file=request.order.name)
    rows = _reach(request, order, inputs)
    with locked(request.out):
        events = _events(request, order, inputs, now=started)
        rows = with_decisions(rows, events, order, day=request.day)
        parties = parties_found(order, rows)
        with staged(request.out) as work:
            table = _order_table(order, inputs, state_after(ORDER, events["kind"]), _expiry(request, order))
            for name, made in (("order", table), ("parties", parties), ("reach", rows), ("events", events)):
                write_order_table(work, name, made)
            write_terms(work, order)
            rejects = pl.concat([Reject.create_empty(), *inputs.rejects])
            write_parquet(work / "rejects.parquet", rejects)
            write_instructions(work, rows, order)
            record = _record(request, order, odd, inputs, started)
            record["counts"] = counts_of(rows) | {"defendants": parties.height, "rejected": rejects.height}
            record["seconds"] = round(perf_counter() - clock, 3)
            (work / "report.html").write_text(
                order_report(OrderParts(table, parties, rows, events, record)), encoding="utf-8"
            )
            record["outputs"] = {path.name: digest_of(path) for path in sorted(work.iterdir()) if path.is_file()}
            write_json(work / SEAL, record)
    return record


def counts_of(rows: pl.DataFrame) -> dict[str, Any]:
    """Return how many accounts, listings, balances and lots there are in each state; states without any left out."""
    counted = {(kind, state): many for kind, state, many in rows.group_by("subject_kind", "state").len().iter_rows()}
    return {
        kind: {state: counted[kind, state] for state in STATES if (kind, state) in counted} for kind in SUBJECT_KINDS
    }


def write_instructions(folder: Path, rows: pl.DataFrame, order: OrderRecord) -> None:
    """Write what each intermediary has to do, as CSV for people and as JSON for programs."""
    for who, table in instructions(rows, order).items():
        name = who.replace(" ", "_")
        write_table(folder / INSTRUCTIONS / f"{name}.csv", table, for_people=True)
        write_table(folder / INSTRUCTIONS / f"{name}.json", table)


def _reach(request: CompileRequest, order: OrderRecord, inputs: Inputs) -> pl.DataFrame:
    with opened(request.sellers) as stream:
        sellers = read_sellers(stream, file=request.sellers.name)
    inputs.note("sellers", request.sellers, rows=sellers.kept.height)
    inputs.rejects.append(sellers.rejects)
    found = candidates(order.parties, sellers.kept)
    marks = restrained_marks([one.mark for one in order.marks])
    parties = None if request.parties is None else _parties(request.parties, inputs)
    looked_at = found.accounts if parties is None else linked_to(found.accounts, parties)
    offers = None if request.offers is None else offers_of(looked_at, request.offers, marks, inputs)
    accounts = judged(found, None if offers is None else _bearing(offers))
    if parties is not None:
        accounts = with_linked(accounts, parties, order)
    stock = stock_of(looked_at, request.stock, marks, inputs) if request.stock else None
    balances = inputs.table("funds", request.funds, read_balances, Balance.create_empty()) if request.funds else None
    return reach(accounts, Things(offers, stock, balances, request.sold_in), order, day=request.day)


def _bearing(offers: pl.DataFrame) -> pl.DataFrame:
    """Return how many offers of each account bear a restrained mark: seller_id, bearing."""
    bears = offers.filter(pl.col("mark").is_not_null())
    return bears.group_by(seller_id="account_id").agg(bearing=pl.col("subject_id").n_unique())


def _parties(path: Path, inputs: Inputs) -> pl.DataFrame:
    """Return the resolved parties in the folder of a `counterfoil link`, or in its file."""
    table = path / "parties.parquet" if path.is_dir() else path
    try:
        with opened(table) as stream:
            rows = pl.read_parquet(stream)
        told = rows.select("party_id", "seller_id", "until")
    except (OSError, pl.exceptions.PolarsError) as cause:
        cure = "Name the folder that `counterfoil link` wrote, or its parties.parquet."
        raise UserError("These are no resolved parties.", cure=cure, file=str(table)) from cause
    inputs.note("parties", table, rows=rows.height)
    return told


def _events(request: CompileRequest, order: OrderRecord, inputs: Inputs, *, now: dt.datetime) -> pl.DataFrame:
    """Return the order's events: those that are known, and that it was compiled now."""
    digests = tuple(f"{file['name']} {file['sha256']}" for file in inputs.files)
    known = read_order(request.out) if is_compiled(request.out) else None
    before = Event.create_empty() if known is None else known.tables["events"]
    asked = now.replace(microsecond=0) if request.day == now.date() else moment_of(before, request.day)
    compiled = Act(
        asked, SYSTEM, "compiled", "order", order.name,
        "The order was held against the accounts.", f"As it stood on {request.day}.", digests,
    )  # fmt: skip
    if known is not None:
        if known.id != order.name:
            problem = f"Another order, {known.id}, was compiled here."
            raise UserError(problem, cure="Name another folder with -o.", file=str(request.out))
        return with_acts(before, [compiled], of=order.name)
    acts = [_act("issued", order.issued_on, order)]
    if order.notice_on is not None:
        acts.append(_act("served", order.notice_on, order))
    return with_acts(before, [*acts, compiled], of=order.name)


def _act(kind: str, day: dt.date, order: OrderRecord) -> Act:
    said = {"issued": f"{order.court} issued the order, docket {order.docket}.", "served": "The order was served."}
    return Act(as_moment(day), "court:" + order.name, kind, "order", order.name, said[kind], "The order says so.")


def _expiry(request: CompileRequest, order: OrderRecord) -> dt.date | None:
    """Return the order's last day; one that was extended since keeps the later."""
    known = read_order(request.out).expires_on if is_compiled(request.out) else None
    both = [day for day in (known, order.expires_on) if day is not None]
    return max(both, default=None)


def _order_table(order: OrderRecord, inputs: Inputs, state: str, expires_on: dt.date | None) -> pl.DataFrame:
    file = next(file for file in inputs.files if file["role"] in ("order", "schedule"))
    row = {
        "id": order.name,
        "court": order.court,
        "docket": order.docket,
        "kind": order.kind,
        "issued_on": order.issued_on,
        "effective_on": order.starts_on,
        "served_on": order.notice_on,
        "expires_on": expires_on,
        "territory": list(order.territory),
        "bound": [one.who for one in order.bound],
        "restrained": list(order.restrained),
        "marks": [one.mark for one in order.marks],
        "goods": [f"{one.mark}: {', '.join(one.goods)}" for one in order.marks if one.goods],
        "all_listings": order.all_listings,
        "active_concert": order.active_concert,
        "defendants": len(order.parties),
        "funds_cap": order.funds and order.funds.cap,
        "funds_currency": order.funds and order.funds.currency,
        "funds_per": order.funds and order.funds.per,
        "sha256": file["sha256"],
        "state": state,
    }
    lists = dict.fromkeys(("territory", "bound", "restrained", "marks", "goods"), pl.List(pl.String))
    return pl.DataFrame([row], schema_overrides=lists, infer_schema_length=None)


def _record(
    request: CompileRequest, order: OrderRecord, odd: tuple[str, ...], inputs: Inputs, started: dt.datetime
) -> dict[str, Any]:
    return {
        "command": "order compile",
        "engine_version": __version__,
        "order": order.name,
        "court": order.court,
        "docket": order.docket,
        "day": request.day.isoformat(),
        "started_at": started.isoformat(timespec="seconds"),
        "notes": list(odd),
        "given": {
            name: getattr(request, name) is not None and getattr(request, name) != ()
            for name in ("offers", "stock", "funds", "parties")
        },
        "terms": TERMS,
        "files": inputs.files,
        "versions": versions(),
    }
