"""Enter a court order into a case: its row and every act on it so far, so that the case's bundle holds them.

An act is entered once: entering again adds what was done since. In the case each is an act on the order, whatever of
the order it was done to, for the state of the order follows from all of them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.states.order_states import ORDER
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, CaseFiles, changing, check, read_case, record, write_case_table
from counterfoil.run.order_files import OrderFiles, read_order
from counterfoil.tables.order import Order


class Entered(NamedTuple):
    """The order, the case, how many acts were entered now, and how many stood there before."""

    order_id: str
    case_id: str
    added: int
    known: int


def enter_order(folder: Path, case_folder: Path) -> Entered:
    """Enter an order into a case. Raises UserError where either is none, or the case knows other acts on the order.

    The row of the order and its state are written before the acts, which alone say that they were entered.
    """
    read_case(case_folder)  # refuse what is no case before the lock makes a folder of it
    with changing(case_folder):
        order, case = read_order(folder), read_case(case_folder)
        acts = list(_acts(order))
        known = case.tables["events"].filter(subject_kind=ORDER.kind, subject_id=order.id)
        _same(known, acts, order)
        new = acts[known.height :]
        check(case, new)
        write_case_table(case_folder, "orders", _with_order(case, order))
        record(case, new)
        return Entered(order.id, case.id, len(new), known.height)


def _acts(order: OrderFiles) -> Iterator[Act]:
    for row in order.tables["events"].sort("number").iter_rows(named=True):
        yield Act(
            row["at"], row["actor"], row["kind"], ORDER.kind, order.id, _what(row), row["why"], tuple(row["digests"])
        )


def _what(row: Mapping[str, Any]) -> str:
    of = "" if row["subject_kind"] == ORDER.kind else f" ({row['subject_kind']} {row['subject_id']})"
    return f"{row['what']}{of}"


def _same(known: pl.DataFrame, acts: list[Act], order: OrderFiles) -> None:
    """Raise UserError where the acts that the case knows are not those that the order begins with."""
    told = known.select("at", "actor", "kind", "what").rows()
    own = [(act.at, act.actor, act.kind, act.what) for act in acts[: known.height]]
    if told != own:
        cure = "Enter the folder that was entered before; an order that was compiled anew elsewhere has other acts."
        raise UserError(f"The case knows other acts on {order.id}.", cure=cure, file=str(order.folder))


def _with_order(case: CaseFiles, order: OrderFiles) -> pl.DataFrame:
    row = Order.cast(order.tables["order"].with_columns(case_id=pl.lit(case.id), state=pl.lit(order.state)))
    return pl.concat([case.tables["orders"].filter(pl.col("id") != order.id), row])
