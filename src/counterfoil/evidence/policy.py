"""What is to be done with an offer, given its assessments?

A policy is an ordered list of SQL conditions over assessment columns; the first that holds decides. NULL never
matches, and an assessment that nothing matches goes to review. Conditions are parsed and allow-listed before use.
"""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

import polars as pl
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from counterfoil.errors import UserError
from counterfoil.tables.decision import DECISIONS

COLUMNS = ("weight", "score", "probability", "ground", "right_id", "subject_id")
ALLOWED = (
    *(exp.And, exp.Or, exp.Not, exp.Paren, exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Neg),
    *(exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Between, exp.In, exp.Is, exp.Null),
)
NO_MATCH = "no condition matched"
NO_SIGN = "no right touched, no sign seen"
NO_SIGN_REASON = "The offer names no mark on the list of rights and shows no sign of a counterfeit."


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


def default_policy() -> bytes:
    """Return the bytes of the policy that is used when the user names none."""
    return resources.files("counterfoil.evidence").joinpath("policies/default-1.toml").read_bytes()


def read_policy(data: bytes, *, file: str = "policy") -> Policy:
    """Return the policy written in a TOML file. Raises UserError that names every fault with its place."""
    try:
        content = tomllib.loads(data.decode("utf-8"))
        rules = tuple(Rule(decision=str(row["decision"]), when=str(row["when"])) for row in content["rule"])
        policy = Policy(name=str(content["name"]), version=int(content["version"]), rules=rules)
    except (KeyError, TypeError, ValueError) as cause:
        raise _refused(f"this is no policy ({cause})", file) from cause
    faults = [fault for number, rule in enumerate(policy.rules, start=1) for fault in _faults(number, rule)]
    if faults:
        raise _refused("; ".join(faults), file)
    return policy


def decide(assessments: pl.DataFrame, offers: pl.DataFrame, policy: Policy, *, prior_score: float) -> pl.DataFrame:
    """Return one decision per offer (contract Decision): that of its gravest assessment, then its heaviest.

    `offers` gives the `id`s in order; an offer without an assessment is clear, with `prior_score`.
    """
    gravity = {decision: rank for rank, decision in enumerate(DECISIONS)}
    taken = assessments.with_columns(_first_match(policy)).unnest("taken")
    gravest = (
        taken.with_columns(pl.col("decision").replace_strict(gravity, return_dtype=pl.Int64).alias("gravity"))
        .sort(["gravity", "weight", "right_id"], descending=[True, True, False], nulls_last=True)
        .unique("subject_id", keep="first", maintain_order=True)
    )
    plain = pl.lit([NO_SIGN_REASON])
    return offers.join(gravest, left_on="id", right_on="subject_id", how="left", maintain_order="left").select(
        subject_id="id",
        decision=pl.col("decision").fill_null("clear"),
        score=pl.col("score").fill_null(prior_score),
        right_id="right_id",
        ground="ground",
        reasons=pl.when(pl.col("decision").is_null()).then(plain).otherwise("reasons"),
        party_reasons=pl.col("party_reasons").fill_null([]),
        policy=pl.lit(policy.label),
        rule=pl.col("rule").fill_null(NO_SIGN),
    )


def _first_match(policy: Policy) -> pl.Expr:
    taken = pl.struct(decision=pl.lit("review"), rule=pl.lit(NO_MATCH))
    for rule in reversed(policy.rules):
        holds = pl.sql_expr(rule.when).fill_null(value=False)
        outcome = pl.struct(decision=pl.lit(rule.decision), rule=pl.lit(rule.when))
        taken = pl.when(holds).then(outcome).otherwise(taken)
    return taken.alias("taken")


def _faults(number: int, rule: Rule) -> list[str]:
    """Return what is wrong with a rule, in words, with the column of the condition where it stands."""
    place = f"rule {number}"
    faults = [] if rule.decision in DECISIONS else [f"{place}: {rule.decision} is none of {', '.join(DECISIONS)}"]
    try:
        tree: Any = sqlglot.parse_one(rule.when)
    except SqlglotError as cause:
        first = getattr(cause, "errors", [{}])[0]
        column = f" (line {first.get('line')}, column {first.get('col')})" if first.get("col") else ""
        return [*faults, f"{place}: “{rule.when}” cannot be read as a condition{column}"]
    for node in tree.walk():
        if not isinstance(node, ALLOWED):
            faults.append(f"{place}: {node.sql()} is not allowed in a condition")
        elif isinstance(node, exp.Column) and node.name not in COLUMNS:
            faults.append(f"{place}: there is no column {node.name}; there are {', '.join(COLUMNS)}")
    return faults


def _refused(problem: str, file: str) -> UserError:
    return UserError(f"{problem}.", cure="Compare it with src/counterfoil/evidence/policies/default-1.toml.", file=file)
