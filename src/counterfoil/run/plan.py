"""In which order does a run go, and what does each step need? Pure data: every runner executes the same plan."""

from typing import NamedTuple


class Step(NamedTuple):
    """One step: what it reads, what it gives, and what the user is told while it runs."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    telling: str


SCREENING = (
    Step("intake", ("offers file",), ("staged offers", "rejects"), "Reading offers"),
    Step("population", ("staged offers",), ("population", "repeated rows"), "Comparing offers with each other"),
    Step(
        "screening",
        ("staged offers", "population", "repeated rows"),
        ("offers", "findings", "assessments", "decisions", "rejects"),
        "Screening",
    ),
    Step(
        "report", ("offers", "findings", "assessments", "decisions", "rejects"), ("report.html",), "Writing the report"
    ),
)


def is_sound(plan: tuple[Step, ...], *, given: tuple[str, ...]) -> bool:
    """Say whether every step's needs are given at the start or by an earlier step."""
    known = set(given)
    for step in plan:
        if not known.issuperset(step.needs):
            return False
        known.update(step.gives)
    return True
