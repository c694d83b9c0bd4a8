"""What is known of a case when somebody acts in it: its tables, its state, and its actions as they stand."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.actions.current import Row, current_actions
from counterfoil.enforcement.states.action_states import OPEN
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.enforcement.states.machine import state_after
from counterfoil.errors import UserError


class KnownCase(NamedTuple):
    """`tables` are the case's by name, `actions` the rows of Action as the events leave them."""

    id: str
    state: str
    tables: Mapping[str, pl.DataFrame]
    actions: list[Row]

    def new_id(self, place: int) -> str:
        """Return the id of the action that is the `place`-th, from 0, to be added; no id is given twice."""
        last = int(self.actions[-1]["id"].rsplit("-", 1)[-1]) if self.actions else 0  # they are in the order of ids
        return f"a-{self.id.removeprefix('case-')}-{last + place + 1}"

    def action(self, name: str) -> Row:
        """Return an action by its id, or by the number that its id ends in. Raises UserError where there is none."""
        wanted = self.new_id(-1).rsplit("-", 1)[0] + f"-{name}" if name.isdigit() else name
        for row in self.actions:
            if row["id"] == wanted:
                return row
        known = ", ".join(row["id"] for row in self.actions[-3:])
        cure = (
            f"It has, among others: {known}." if known else "Propose one first: counterfoil action propose CASE KIND."
        )
        raise UserError(f"The case has no action “{name}”.", cure=cure)

    def open_on(self, kind: str, subject: tuple[str, str]) -> Row | None:
        """Return the action of a kind on a subject that is not over, None where there is none."""
        for row in self.actions:
            is_it = row["subject_id"] == subject[1] and row["kind"] == kind and row["subject_kind"] == subject[0]
            if is_it and row["state"] in OPEN:
                return row
        return None

    def following(self, action_id: str) -> list[Row]:
        """Return the actions that were proposed because of one, and those because of them, in their order."""
        found = [row for row in self.actions if row["follows_from"] == action_id]
        return found + [later for row in found for later in self.following(row["id"])]


def known_case(tables: Mapping[str, pl.DataFrame]) -> KnownCase:
    """Return what is known of the case in these tables. Raises UserError for events that contradict each other."""
    acts = tables["events"].filter(pl.col("subject_kind") == "case")["kind"]
    return KnownCase(str(tables["case"].item(0, "id")), state_after(CASE, acts), tables, current_actions(tables))
