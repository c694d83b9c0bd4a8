"""How does a compiled order lie on disk? A folder of its own; what was decided since is only ever added to its events.

DIR/: order, parties, reach, events, breaches, releases, duties (Parquet), terms.json (the order, no defendants),
instructions/ (a list for each intermediary), report.html, run.json. The state of everything follows from the events.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import msgspec
import polars as pl

from counterfoil.enforcement.orders.record import OrderRecord
from counterfoil.enforcement.states.machine import state_after
from counterfoil.enforcement.states.order_states import ORDER
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, numbered_on
from counterfoil.run.kept_tables import read_kept_tables, write_kept_table
from counterfoil.run.outputs import write_text
from counterfoil.tables.duty_measure import DutyMeasure
from counterfoil.tables.event import Event
from counterfoil.tables.order import Order
from counterfoil.tables.order_breach import OrderBreach
from counterfoil.tables.order_party import OrderParty
from counterfoil.tables.order_reach import OrderReach
from counterfoil.tables.order_release import OrderRelease

TERMS = "terms.json"
TABLES: dict[str, type[dy.Schema]] = {
    "order": Order,
    "parties": OrderParty,
    "reach": OrderReach,
    "events": Event,
    "breaches": OrderBreach,
    "releases": OrderRelease,
    "duties": DutyMeasure,
}
NEEDED = ("order", "parties", "reach", "events")


class OrderFiles(NamedTuple):
    """One compiled order as it lies on disk; `terms` holds no defendants; `tables` has all of TABLES."""

    folder: Path
    terms: OrderRecord
    tables: dict[str, pl.DataFrame]

    @property
    def id(self) -> str:
        """The order's id."""
        return str(self.tables["order"].item(0, "id"))

    @property
    def expires_on(self) -> dt.date | None:
        """Its last day, extensions counted in."""
        last: dt.date | None = self.tables["order"].item(0, "expires_on")
        return last

    @property
    def state(self) -> str:
        """The state in which its events leave it."""
        return state_after(ORDER, self.tables["events"]["kind"])


def read_order(folder: Path) -> OrderFiles:
    """Return the compiled order in a folder. Raises UserError where there is none, or a file of it is damaged."""
    if not (folder / "order.parquet").is_file():
        cure = "Name a folder that `counterfoil order compile` wrote."
        raise UserError("There is no compiled order here.", cure=cure, file=str(folder))
    tables = read_kept_tables(folder, TABLES, needed=NEEDED, of="order")
    return OrderFiles(folder, _terms(folder / TERMS), tables)


def is_compiled(folder: Path) -> bool:
    """Say whether a folder holds a compiled order."""
    return (folder / "order.parquet").is_file()


def write_order_table(folder: Path, name: str, table: pl.DataFrame) -> None:
    """Write one of TABLES, whole or not at all."""
    write_kept_table(folder / f"{name}.parquet", table, TABLES[name])


def write_terms(folder: Path, order: OrderRecord) -> None:
    """Write what the order says, without its defendants: their names stay in the order itself."""
    nameless = msgspec.structs.replace(order, parties=())
    write_text(folder / TERMS, msgspec.json.format(msgspec.json.encode(nameless), indent=2).decode() + "\n")


def with_acts(events: pl.DataFrame, acts: Iterable[Act], *, of: str) -> pl.DataFrame:
    """Return the events of an order with new acts after them, numbered on.

    Raises UserError for an act out of turn, and for one before the act that it follows, the issue of the order first.
    """
    acts, last = list(acts), last_act(events)
    for act in acts:
        if last is not None and act.at < last:
            problem = f"The act before it was on {last:%Y-%m-%d %H:%M}, after {act.at:%Y-%m-%d %H:%M}."
            raise UserError(problem, cure="Give the time at which it was done, as 2026-11-09T14:30:00, or a later day.")
        last = act.at
    told = numbered_on(events, acts, of=of)
    state_after(ORDER, told["kind"])
    return told


def last_act(events: pl.DataFrame) -> dt.datetime | None:
    """Return when the last act was done; None of an order without any."""
    last = events["at"].max()
    return last if isinstance(last, dt.datetime) else None


def moment_of(events: pl.DataFrame, day: dt.date) -> dt.datetime:
    """Return the moment at which a program acts on a day: its beginning, or right with the last act of that day."""
    begins = dt.datetime.combine(day, dt.time(), dt.UTC)
    last = last_act(events)
    return last if last is not None and last.date() == day and last > begins else begins


def _terms(path: Path) -> OrderRecord:
    try:
        return msgspec.json.decode(path.read_bytes(), type=OrderRecord)
    except (OSError, msgspec.MsgspecError) as cause:
        cure = "Take the folder from a copy, or compile the order again."
        raise UserError("This file of the order is missing or damaged.", cure=cure, file=str(path)) from cause
