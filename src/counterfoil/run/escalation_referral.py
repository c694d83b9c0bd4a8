"""Draft an order for counsel from a referral: what is known is filled in, what a court decides is left open."""

import hashlib
import math

from counterfoil.documents.papers.filled import visible
from counterfoil.enforcement.orders.record import MARKETPLACE
from counterfoil.run.escalation_files import DOCUMENTS, EscalationFiles
from counterfoil.run.outputs import write_text
from counterfoil.tables.scorecard_measure import DAYS, HOURS

HOURS_OF_A_DAY = 24
DEFAULT_DAYS = 3


def write_order_draft(files: EscalationFiles, number: int) -> str:
    """Write the draft beside the paper and return its name within the folder with its digest, as events tell it.

    `counterfoil order compile` refuses it until counsel has filled in the court, the docket and the day: a draft is no
    order.
    """
    name = f"{DOCUMENTS}/{number}-order-draft.toml"
    draft = order_draft(files)
    write_text(files.folder / name, draft)
    return f"{name} {hashlib.sha256(draft.encode()).hexdigest()}"


def order_draft(files: EscalationFiles) -> str:
    """Return the draft as TOML, as `counterfoil order` reads an order."""
    row = files.row
    return f"""\
# A draft for counsel, made from {row["id"]} against {_one_line(row["platform"])}. It is no order: no court has
# seen it, and `counterfoil order compile` refuses it until the court, the docket and the day stand here.
# court = "…"
# docket = "…"
# issued_on = …
kind = "{MARKETPLACE}"
restrained = ["offer"]

# Which marks: for counsel, each with its registration.
# [[marks]]
# mark = "…"

[[bound]]
who = "marketplace"

[[duties]] # after: {_one_line(files.failure.says)}
kind = "screen"
says = "take down within the days below what its screening holds or removes under the marks"
within = {_days(files)}

[[duties]]
kind = "preserve"
says = "keep what it takes down, with its pictures, and the records of notices and relists"
within = 1

[[duties]]
kind = "report"
says = "report to the court every 30 days"
within = 2
at_least = 1.0
every = 30
"""


def _days(files: EscalationFiles) -> int:
    """Return the days of the threshold, or three where it counts something else: counsel changes them."""
    unit, threshold = files.row["unit"], files.row["threshold"]
    days: float = {HOURS: threshold / HOURS_OF_A_DAY, DAYS: threshold}.get(unit, DEFAULT_DAYS)
    return max(1, math.ceil(days))


def _one_line(text: str) -> str:
    """Return a text for a comment of TOML: on one line, and no character in it that TOML forbids or that hides."""
    return visible(" ".join(text.split()))
