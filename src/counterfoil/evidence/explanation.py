"""How did the findings on one offer come to its decision? The sums and the rules again, one step at a time.

`combination` sums whole columns; this says for one offer and right what that sum was made of.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from counterfoil.evidence.policy import Policy, Rule, decide
from counterfoil.evidence.weights import Model

NO_GROUP = "not in the model"  # findings of kinds that the model does not name; they weigh nothing


class Part(NamedTuple):
    """One finding: its kind, its weight in thousandths of a nat, and its sentence."""

    kind: str
    weight: int
    sentence: str


class Group(NamedTuple):
    """Findings that see the same thing: their sum, and what of it counts after the cap (`least` to `most`)."""

    name: str
    parts: tuple[Part, ...]
    before: int
    after: int
    least: int | None
    most: int | None


class Addition(NamedTuple):
    """From the prior to the total, in thousandths of a nat: prior + what counts of every group = total."""

    prior: int
    groups: tuple[Group, ...]
    total: int


class Answer(NamedTuple):
    """A rule of the policy, and whether it holds; None where it was not asked, an earlier one having held."""

    rule: Rule
    holds: bool | None


def addition(findings: pl.DataFrame, model: Model, *, right_id: str | None) -> Addition:
    """Return how the findings on one offer (contract Finding) add up for one right; None for an offer without right.

    Groups come with those that speak for a counterfeit first, the heaviest of them first; so do their findings.
    """
    own = findings.filter(pl.col("right_id").is_null() | pl.col("right_id").eq_missing(pl.lit(right_id)))
    named = own.join(model.kinds.select("kind", "group"), on="kind", how="left", maintain_order="left")
    parts: dict[str, list[Part]] = {}
    for row in named.sort(["weight", "kind"], descending=[True, False]).iter_rows(named=True):
        parts.setdefault(row["group"] or NO_GROUP, []).append(Part(row["kind"], row["weight"], row["detail"]))
    caps = {name: (least, most) for name, most, least in model.groups.select("group", "most", "least").iter_rows()}
    groups = [_group(name, tuple(found), *caps.get(name, (None, None))) for name, found in parts.items()]
    ordered = tuple(sorted(groups, key=lambda group: (-group.after, group.name)))
    return Addition(model.prior, ordered, model.prior + sum(group.after for group in ordered))


def answers(assessment: Mapping[str, Any], policy: Policy) -> tuple[Answer, ...]:
    """Return what each rule of the policy says of one assessment (columns of Assessment), in the policy's order."""
    given = pl.DataFrame([dict(assessment)], schema_overrides={"right_id": pl.String, "probability": pl.Float64})
    offer = pl.DataFrame({"id": [assessment["subject_id"]]})
    asked: list[Answer] = []
    for rule in policy.rules:
        if any(answer.holds for answer in asked):
            asked.append(Answer(rule, None))
            continue
        alone = Policy(name=policy.name, version=policy.version, rules=(rule,))
        decided = decide(given, offer, alone, prior_score=0.0)
        asked.append(Answer(rule, decided["rule"].item() == rule.when))
    return tuple(asked)


def _group(name: str, parts: tuple[Part, ...], least: int | None, most: int | None) -> Group:
    before = sum(part.weight for part in parts)
    if least is None or most is None:
        return Group(name, parts, before, before, least, most)
    return Group(name, parts, before, min(max(before, least), most), least, most)
