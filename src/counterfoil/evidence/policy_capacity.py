"""From which weight on should people review, so that they keep up?

The threshold is solved on the integer weight: the lowest at which at most so many offers a day go to review. What a
policy holds, removes or asks documents for is left as it is, and so is what it clears for another reason than weight.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.evidence.condition import columns_of
from counterfoil.evidence.policy import Policy, Rule, gravest_of, judged

MINUTES_PER_REVIEW = (
    2.0  # to read one offer with its reasons and decide: a planning figure, to be replaced by one's own
)
HOURS_A_DAY = 6.5  # of eight, what breaks, talks and training leave


class Pace(NamedTuple):
    """Minutes that one review takes, and hours a day that one person has for reviews."""

    minutes: float = MINUTES_PER_REVIEW
    hours: float = HOURS_A_DAY

    def reviewers(self, reviews: float) -> float:
        """Return how many people it takes to do so many reviews in one day."""
        return reviews * self.minutes / 60 / self.hours


class Workload(NamedTuple):
    """`offers`: one row per offer that the threshold may move, with its heaviest movable `weight` and its `decision`
    today. `untouched`: offers decided more gravely."""

    offers: pl.DataFrame
    untouched: int

    @property
    def reviewed(self) -> int:
        """How many offers the policy sends to review today."""
        return self.offers.filter(pl.col("decision") == "review").height


class Solved(NamedTuple):
    """`threshold`: lowest weight reviewed. `reviewed`: offers from there on. `tied`: offers of the next lower weight,
    which would not fit and stay out together; `tied_weight`: theirs. `slack`: whether all fit down to the lowest."""

    threshold: int
    reviewed: int
    tied: int
    tied_weight: int | None
    slack: bool
    policy: Policy


def workload(assessments: pl.DataFrame, policy: Policy) -> Workload:
    """Return the offers that a threshold may move between clear and review.

    `assessments` has at least what a policy reads (`CONDITION_COLUMNS` of the back-test).
    """
    decided = judged(assessments, policy)
    final = gravest_of(decided).select("subject_id", "decision")
    grave = final.filter(~pl.col("decision").is_in(["clear", "review"]))
    movable = (
        decided.filter(pl.col("rule_number").is_in(_movable(policy)))
        .join(grave, on="subject_id", how="anti")
        .group_by("subject_id")
        .agg(pl.col("weight").max())
        .join(final, on="subject_id")
        .sort("subject_id")
    )
    return Workload(movable, grave.height)


def solve(work: Workload, policy: Policy, *, reviews: int, lowest: int) -> Solved:
    """Return the lowest threshold at which at most `reviews` offers are reviewed, and the policy that says so.

    It never falls below `lowest`. Offers of one weight go together: where not all of them fit, none of them does.
    """
    counts = (
        work.offers.filter(pl.col("weight") >= lowest)
        .group_by("weight")
        .agg(pl.len().cast(pl.Int64).alias("offers"))
        .sort("weight", descending=True)
        .with_columns(total=pl.col("offers").cum_sum())
    )
    fitting, over = counts.filter(pl.col("total") <= reviews), counts.filter(pl.col("total") > reviews)
    tied_weight = over["weight"].item(0) if over.height else None
    threshold = lowest if tied_weight is None else tied_weight + 1
    return Solved(
        threshold=threshold,
        reviewed=int(fitting["offers"].sum()),
        tied=over["offers"].item(0) if over.height else 0,
        tied_weight=tied_weight,
        slack=tied_weight is None,
        policy=with_threshold(policy, threshold),
    )


def with_threshold(policy: Policy, threshold: int) -> Policy:
    """Return the next version of the policy, in which the weight alone parts review from clear, at `threshold`.

    Rules of any other decision, and rules that clear for another reason than the weight, stay where they stand.
    """
    keep = [number for number, _ in enumerate(policy.rules, start=1) if number not in _movable(policy)]
    last = max(keep, default=0)
    rules: list[Rule] = []
    for number, rule in enumerate(policy.rules[:last], start=1):
        rules += [rule] if number in keep else _parted(rule, threshold)
    end = [
        Rule(decision="review", when=f"weight >= {threshold}"),
        Rule(decision="clear", when=f"weight < {threshold}"),
    ]
    return policy.next_version([*rules, *end])


def _parted(rule: Rule, threshold: int) -> list[Rule]:
    review = Rule(decision="review", when=f"({rule.when}) AND weight >= {threshold}")
    return [review, Rule(decision="clear", when=rule.when)]


def _movable(policy: Policy) -> list[int]:
    """Return the numbers of the rules that the threshold stands in for; 0 is what no rule matches."""
    moved = [
        number
        for number, rule in enumerate(policy.rules, start=1)
        if rule.decision == "review" or (rule.decision == "clear" and columns_of(rule.when) <= {"weight"})
    ]
    return [0, *moved]
