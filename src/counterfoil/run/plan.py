"""In which order does a run go, and what does each step need? Pure data: every runner executes the same plan.

What a step gives is kept until the run is done. Steps in parts go through the offers some at a time, and each part
stays when the run is interrupted; the others are done as a whole, or again.
"""

from typing import NamedTuple


class Step(NamedTuple):
    """One step: what it reads, what it gives, what the user is told while it runs, and whether it goes in parts."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    telling: str
    in_parts: bool = False


SCREENING = (
    Step("intake", ("offers file",), ("staged offers", "staged rejects", "ids"), "Reading offers", in_parts=True),
    Step("repeated", ("ids",), ("repeated places",), "Looking for ids used twice"),
    Step("pictures", ("staged offers", "repeated places"), ("pictures",), "Looking at pictures", in_parts=True),
    Step(
        "keys",
        ("staged offers", "repeated places", "pictures"),
        ("keys",),
        "Writing down what offers can share",
        in_parts=True,
    ),
    Step("population", ("keys",), ("population",), "Comparing offers with each other"),
    Step(
        "screening",
        ("staged offers", "population", "repeated places", "pictures"),
        ("findings", "assessments", "decisions"),
        "Screening",
        in_parts=True,
    ),
    Step(
        "results",
        (
            *("staged offers", "staged rejects", "repeated places", "pictures", "population"),
            *("findings", "assessments", "decisions"),
        ),
        ("tables", "report.html", "run.json"),
        "Writing the results",
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
