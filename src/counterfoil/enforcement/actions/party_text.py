"""What does the party read? What was done, the facts, the ground, until when, and how to complain; never a method.

Regulation (EU) 2022/2065, articles 17(3) and 20; the whole statement of reasons is made by `enforcement.statements`.
"""

from counterfoil.enforcement.actions.current import Row
from counterfoil.enforcement.actions.grounds import ILLEGAL
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.clocks.platforms import COMPLAINT

YOURS = {"offer": "your offer {}", "account": "your account {}", "goods": "the goods {}", "item": "the stock {}"}


def done_to(action: Row) -> str:
    """Return what an action is done to, as its party is told: “your offer o-2”."""
    return YOURS[action["subject_kind"]].format(action["subject_id"])


def party_text(action: Row) -> str:
    """Return what the party of an action reads, in lines."""
    kind, what = ACTIONS[action["kind"]], done_to(action)
    lines = [kind.says.format(what=what, What=what[0].upper() + what[1:])]
    lines += [f"- {fact}" for fact in action["facts"]]
    lines.append(f"{_breach(action)} {action['provision']}.")
    if action["until"] is not None:
        lines.append(f"It lasts until {action['until']}.")
    if kind.statement_is_due:
        months = COMPLAINT.within.value
        lines.append(f"If you think that this is wrong, you can complain free of charge within {months} months.")
    return "\n".join(lines)


def _breach(action: Row) -> str:
    return "It breaks the law:" if action["legal_ground"] == ILLEGAL else "It breaks our terms:"
