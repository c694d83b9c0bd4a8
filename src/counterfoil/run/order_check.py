"""Is an order kept? Later offers and payouts in, breaches with their evidence out; each new one is an event."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.orders.blocking import restrained, restraints
from counterfoil.enforcement.orders.breaches import KEY, confirmed_days, listed_after, merged, paid_after
from counterfoil.intake.order_files import read_payouts
from counterfoil.run.inputs import Inputs
from counterfoil.run.lock import locked
from counterfoil.run.order_acts import breach_act, current_terms, done, expiry, in_turn
from counterfoil.run.order_files import OrderFiles, moment_of, read_order, write_order_table
from counterfoil.run.order_inputs import offers_of
from counterfoil.run.order_marks import restrained_marks
from counterfoil.tables.order_breach import OrderBreach
from counterfoil.tables.payout import Payout


@dataclass(frozen=True, kw_only=True)
class CheckRequest:
    """The compiled order, what it is held against, and the day."""

    folder: Path
    day: dt.date
    offers: Path | None = None
    payouts: Path | None = None


class Checked(NamedTuple):
    """The order, all its breaches, and those that this check found for the first time (both contract OrderBreach)."""

    order: OrderFiles
    breaches: pl.DataFrame
    new: pl.DataFrame


def run_check(request: CheckRequest) -> Checked:
    """Hold an order against later offers and payouts; record what is new, and that it expired where it did.

    Raises UserError for a folder without an order, and input that cannot be used.
    """
    inputs = Inputs()
    with locked(request.folder):
        order = read_order(request.folder)
        known = order.tables["breaches"]
        found = pl.concat(
            [OrderBreach.create_empty(), _listings(order, request, inputs), _payouts(order, request, inputs)]
        )
        told = merged(known, found, day=request.day) if request.offers else _with_known(known, found)
        new = found.join(known, on=KEY, how="anti")
        digests = tuple(f"{file['name']} {file['sha256']}" for file in inputs.files)
        over = expiry(order, request.day)
        at = max([moment_of(order.tables["events"], request.day), *(act.at for act in over)])
        broken = [breach_act(row, at, digests) for row in new.sort("account_id", "subject_id").iter_rows(named=True)]
        acts = in_turn(order, [*over, *broken])
        write_order_table(request.folder, "breaches", told)
        return Checked(done(order, acts), told, new)


def _listings(order: OrderFiles, request: CheckRequest, inputs: Inputs) -> pl.DataFrame:
    if request.offers is None:
        return OrderBreach.create_empty()
    terms, reach = current_terms(order), order.tables["reach"]
    rows = restraints(reach, terms)
    marks = restrained_marks([one.mark for one in terms.marks])
    offers = offers_of(rows["account_id"].unique().to_list(), request.offers, marks, inputs)
    bears = offers.filter(pl.col("mark").is_not_null()).select("subject_id", "mark")
    each = offers.unique("subject_id", keep="first", maintain_order=True).select(
        "goods_type", "link", "seen_at", "account_id", id="subject_id", external_seller_id="account_id"
    )
    held = restrained(each, bears, rows).filter(pl.col("state") == "reached")
    seen = each.select("link", "seen_at", "account_id", subject_id="id")
    up, known = held.select("subject_id", "marks").join(seen, on="subject_id"), confirmed_days(order.tables["events"])
    return listed_after(up, reach, terms, day=request.day, confirmed=known)


def _payouts(order: OrderFiles, request: CheckRequest, inputs: Inputs) -> pl.DataFrame:
    payouts = inputs.table("payouts", request.payouts, read_payouts, Payout.create_empty())
    known = confirmed_days(order.tables["events"])
    return paid_after(payouts, order.tables["reach"], current_terms(order), day=request.day, confirmed=known)


def _with_known(known: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return both, each breach once; without later offers nothing can be said to be over."""
    return pl.concat([found, known.join(found, on=KEY, how="anti")]).sort("kind", "account_id", "subject_id", "by")
