"""Steps of actions in the case of the ring: proposed, put in force, and how they stand."""

from pathlib import Path

from counterfoil.enforcement.actions.proposal import Asked
from counterfoil.run.action_step import Changed
from counterfoil.run.actions import read_actions, run_approve, run_begin, run_propose
from enforcement.actions.ring_case import CASE_ID, NOON, OFFICER, OTHER, REVIEWER

OFFER = ("offer", "TM-6514935")
A = f"a-{CASE_ID.removeprefix('case-')}-"


def propose(case: Path, kind: str, *on: tuple[str, str], **given: object) -> Changed:
    asked = Asked(kind=kind, on=on, by=REVIEWER.actor, at=NOON)._replace(**given)  # type: ignore[arg-type]
    return run_propose(case, asked, why=REVIEWER.why)[0]


def states(case: Path) -> dict[str, str]:
    return {row["id"].removeprefix(A): row["state"] for row in read_actions(case).actions}


def in_force(case: Path, kind: str, *on: tuple[str, str]) -> str:
    """Propose, approve and begin an action; return its id."""
    name = str(propose(case, kind, *on).added[0]["id"])
    run_approve(case, [name], OFFICER)
    if states(case)[name.removeprefix(A)] == "half approved":
        run_approve(case, [name], OTHER)
    run_begin(case, [name], OFFICER)
    return name
