"""How do the actions of a case stand, as its events say? Where the table held anything else, the events are right.

A row without its event “proposed” is of a command that was cut off: it was not done, and is left out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.states.action_states import ACTION, EXPIRED, FIRST_APPROVAL, REFUSED, UNDONE
from counterfoil.enforcement.states.machine import state_after

BEGINNINGS = ("proposed", "proposed again")
OVER = (REFUSED, UNDONE, EXPIRED)
Row = dict[str, Any]


def current_actions(tables: Mapping[str, pl.DataFrame]) -> list[Row]:
    """Return the actions of a case (columns of Action, and `last_at`, their last act), as its events leave them.

    Raises UserError for events that no command could have written.
    """
    acts: dict[str, list[Row]] = defaultdict(list)
    for act in tables["events"].filter(pl.col("subject_kind") == "action").iter_rows(named=True):
        acts[act["subject_id"]].append(act)
    rows = tables["actions"].unique("id", keep="last", maintain_order=True).iter_rows(named=True)
    return [_as_events_say(row, acts[row["id"]]) for row in rows if acts[row["id"]]]


def _as_events_say(row: Row, acts: list[Row]) -> Row:
    state = state_after(ACTION, [act["kind"] for act in acts])
    begun = max(at for at, act in enumerate(acts) if act["kind"] in BEGINNINGS)
    last = acts[begun:]  # what was done before it was proposed again no longer counts
    again = last[0]["kind"] == BEGINNINGS[1]
    since = _moment(last, "put in force")
    return row | {
        "state": state,
        "proposed_by": last[0]["actor"] if again else row["proposed_by"],
        "proposed_at": last[0]["at"],
        "approved_by": [act["actor"] for act in last if act["kind"] in (FIRST_APPROVAL, "approved")],
        "in_force_since": since,
        "until": _last_day(row, since),
        "ended_at": last[-1]["at"] if state in OVER else None,
        "last_at": last[-1]["at"],
    }


def _moment(acts: list[Row], kind: str) -> dt.datetime | None:
    return next((act["at"] for act in acts if act["kind"] == kind), None)


def _last_day(row: Row, since: dt.datetime | None) -> dt.date | None:
    """Return the day that was asked for, or the usual one once the action is in force."""
    if row["until"] is not None or since is None or row["kind"] not in ACTIONS:
        until: dt.date | None = row["until"]
        return until
    return ACTIONS[row["kind"]].ends(since=since.date(), until=None)
