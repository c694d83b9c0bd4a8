"""What is to be done with an offer, given its assessments?

A policy is an ordered list of SQL conditions over assessment columns; the first that holds decides. NULL never
matches, and an assessment that nothing matches goes to review. The offer gets the gravest of its decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar

import polars as pl

from counterfoil.evidence.condition import expression
from counterfoil.few_rows.table import table
from counterfoil.tables.decision import DECISIONS

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)
NO_MATCH = "no condition matched"
NO_SIGN = "no right touched, no sign seen"
NO_SIGN_REASON = "The offer names no mark on the list of rights and shows no sign of a counterfeit."
GRAVITY = {decision: rank for rank, decision in enumerate(DECISIONS)}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A decision, and the SQL condition under which it is taken."""

    decision: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Rules in the order in which they are asked."""

    name: str
    version: int
    rules: tuple[Rule, ...]

    @property
    def label(self) -> str:
        """The name and version as decisions cite them: `default-1`."""
        return f"{self.name}-{self.version}"

    def next_version(self, rules: Sequence[Rule] | None = None) -> "Policy":
        """Return the version after this one, with other rules where some are given."""
        return Policy(name=self.name, version=self.version + 1, rules=tuple(rules or self.rules))


def default_policy() -> bytes:
    """Return the bytes of the policy that is used when the user names none."""
    return resources.files("counterfoil.evidence").joinpath("policies/default-1.toml").read_bytes()


def decide(assessments: pl.DataFrame, offers: pl.DataFrame, policy: Policy, *, prior_score: float) -> pl.DataFrame:
    """Return one decision per offer (contract Decision): that of its gravest assessment, then its heaviest.

    `offers` gives the `id`s in order; an offer without an assessment is clear, with `prior_score`.
    """
    if assessments.is_empty():  # an offer screened alone, most often
        return _all_clear(offers, policy, prior_score=prior_score)
    gravest = gravest_of(judged(assessments, policy))
    decided = offers.join(gravest, left_on="id", right_on="subject_id", how="left", maintain_order="left")
    return decided.select(_decided(policy.label, prior_score))


@cache
def _decided(label: str, prior_score: float) -> tuple[pl.Expr, ...]:
    """Return the columns of a decision, of the offers beside their gravest assessment, where they have one."""
    plain = pl.lit([NO_SIGN_REASON])
    return (
        pl.col("id").alias("subject_id"),
        pl.col("decision").fill_null("clear"),
        pl.col("score").fill_null(prior_score),
        pl.col("right_id"),
        pl.col("ground"),
        pl.when(pl.col("decision").is_null()).then(plain).otherwise("reasons").alias("reasons"),
        pl.col("party_reasons").fill_null([]),
        pl.lit(label).alias("policy"),
        pl.col("rule").fill_null(NO_SIGN),
    )


def _all_clear(offers: pl.DataFrame, policy: Policy, *, prior_score: float) -> pl.DataFrame:
    """Return the decisions on offers that have no assessment."""
    told = _clear(policy.label, prior_score)
    if offers.height != 1:
        told = [one.new_from_index(0, offers.height) for one in told]
    return table([offers["id"].alias("subject_id"), *told])


@cache
def _clear(label: str, prior_score: float) -> list[pl.Series]:
    """Return what a decision says of an offer without an assessment, a column of one value each."""
    none = pl.Series([None], dtype=pl.String)
    return [
        pl.Series("decision", ["clear"]),
        pl.Series("score", [prior_score]),
        none.alias("right_id"),
        none.alias("ground"),
        pl.Series("reasons", [[NO_SIGN_REASON]]),
        pl.Series("party_reasons", [[]], dtype=pl.List(pl.String)),
        pl.Series("policy", [label]),
        pl.Series("rule", [NO_SIGN]),
    ]


def judged(assessments: Frame, policy: Policy) -> Frame:
    """Return the assessments with `decision`, `rule` (its condition) and `rule_number`, from 1; 0: none matched."""
    return assessments.with_columns(rule_number=_first_that_holds(policy.rules)).with_columns(_told(policy.rules))


@cache
def _told(rules: tuple[Rule, ...]) -> tuple[pl.Expr, ...]:
    """Return the decision and the condition of the rule of each number."""
    number = pl.col("rule_number")
    return (
        number.replace_strict(_by_number(rules, "decision"), return_dtype=pl.String).alias("decision"),
        number.replace_strict(_by_number(rules, "when"), return_dtype=pl.String).alias("rule"),
    )


@cache
def _first_that_holds(rules: tuple[Rule, ...]) -> pl.Expr:
    """Return the number of the first rule whose condition holds, from 1; 0 where none does."""
    taken = pl.lit(0, dtype=pl.Int64)
    for number, rule in reversed(list(enumerate(rules, start=1))):
        taken = pl.when(expression(rule.when)).then(pl.lit(number, dtype=pl.Int64)).otherwise(taken)
    return taken


def _by_number(rules: tuple[Rule, ...], part: str) -> dict[int, str]:
    return {0: NO_MATCH if part == "when" else "review"} | {n: getattr(rule, part) for n, rule in enumerate(rules, 1)}


def gravest_of(judged_assessments: Frame) -> Frame:
    """Return one row per offer, with `gravity`: its gravest assessment, then its heaviest, then its first right."""
    told = judged_assessments.with_columns(_gravity())
    ordered = told.sort(["gravity", "weight", "right_id"], descending=[True, True, False], nulls_last=True)
    return ordered.unique("subject_id", keep="first", maintain_order=True)


@cache
def _gravity() -> pl.Expr:
    return gravity_of("decision").alias("gravity")


@cache
def gravity_of(column: str) -> pl.Expr:
    """Return how grave a decision is, 0 for clear; a step is 1."""
    return pl.col(column).replace_strict(GRAVITY, return_dtype=pl.Int64)
