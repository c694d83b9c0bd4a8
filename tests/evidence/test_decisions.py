"""Which decision does a policy take? The first match, the gravest assessment, and nothing smuggled into a condition."""

from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.evidence.policy import NO_MATCH, NO_SIGN, NO_SIGN_REASON, Policy, Rule, decide, default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.decision import Decision

COLUMNS = ("subject_id", "right_id", "ground", "weight")


def decided(rows: list[tuple[str, str | None, str, int]], offers: list[str], *rules: tuple[str, str]) -> pl.DataFrame:
    table = pl.DataFrame(
        rows, schema=dict(zip(COLUMNS, (pl.String, pl.String, pl.String, pl.Int64), strict=True)), orient="row"
    )
    assessments = Assessment.cast(
        table.with_columns(
            score=pl.lit(0.25),
            probability=pl.lit(None, dtype=pl.Float64),
            reasons=pl.concat_list(pl.col("ground")),
            party_reasons=pl.concat_list(pl.col("ground")),
            engine_version=pl.lit("1"),
            inputs_digest=pl.lit("d"),
        )
    )
    policy = Policy(name="p", version=2, rules=tuple(Rule(decision=decision, when=when) for decision, when in rules))
    decisions = decide(assessments, pl.DataFrame({"id": offers}, schema={"id": pl.String}), policy, prior_score=0.125)
    return Decision.validate(decisions)


# condition                                       decision of an offer of weight 5, ground counterfeit, right r
CONDITIONS = [
    ("weight = 5", "hold"),
    ("weight <> 5", "review"),
    ("weight BETWEEN 4 AND 6", "hold"),
    ("weight IN (4, 5)", "hold"),
    ("NOT weight > 4", "review"),
    ("weight > -1 AND ground = 'counterfeit'", "hold"),
    ("weight > 9 OR (right_id = 'r' AND score < 0.5)", "hold"),
    ("right_id IS NOT NULL", "hold"),
    ("TRUE", "hold"),
    ("probability > 0.5", "review"),
    ("NOT probability > 0.5", "review"),
    ("probability <> 0.5", "review"),
    ("probability NOT IN (0.5)", "review"),
    ("probability = NULL", "review"),
    ("NULL", "review"),
    ("probability IS NULL", "hold"),
    ("ground = 'it''s'", "review"),
]


@pytest.mark.parametrize(("condition", "decision"), CONDITIONS)
def test_a_condition_holds_or_not_and_null_never_matches(condition: str, decision: str) -> None:
    table = decided([("o", "r", "counterfeit", 5)], ["o"], ("hold", condition))
    assert table.select("decision", "rule").row(0) == (decision, condition if decision == "hold" else NO_MATCH)


def test_the_first_match_wins() -> None:
    rules = (("clear", "weight > 9"), ("request-documents", "weight > 3"), ("remove", "weight > 1"))
    assert decided([("o", "r", "design", 5)], ["o"], *rules)["decision"].to_list() == ["request-documents"]


def test_the_gravest_assessment_decides_then_the_heaviest_then_the_first_right() -> None:
    rules = (("remove", "ground = 'counterfeit'"), ("clear", "weight < 100"))
    rows = [
        ("a", "r1", "design", 90),
        ("a", "r2", "counterfeit", 1),
        ("b", "r2", "design", 7),
        ("b", "r1", "design", 7),
        ("b", "r3", "design", 6),
        ("b", None, "design", 7),
    ]
    table = decided(rows, ["b", "c", "a"], *rules)
    assert table.select("subject_id", "decision", "right_id").rows() == [
        ("b", "clear", "r1"),
        ("c", "clear", None),
        ("a", "remove", "r2"),
    ]


def test_an_offer_without_an_assessment_is_clear_and_says_why() -> None:
    (row,) = decided([], ["o"], ("remove", "TRUE")).rows(named=True)
    assert (row["decision"], row["score"], row["rule"], row["policy"]) == ("clear", 0.125, NO_SIGN, "p-2")
    assert (row["reasons"], row["party_reasons"], row["ground"]) == ([NO_SIGN_REASON], [], None)


HOSTILE = [
    "read_csv('{file}') IS NOT NULL",
    "weight > (SELECT 1)",
    "weight IN (SELECT weight FROM read_csv('{file}'))",
    "EXISTS (SELECT * FROM self)",
    "upper(ground) = 'X'",
    "ground LIKE 'c%'",
    "ground ~ '.*'",
    "ground || 'x' = 'x'",
    "weight + 1 > 2",
    "CAST(weight AS VARCHAR) = '5'",
    "CASE WHEN TRUE THEN TRUE END",
    "weight > 1; DROP TABLE self",
    "weight > 1 UNION SELECT 1",
    "reasons IS NULL",
    "o.weight > 1",
    "ground = 1",
    "weight > 'x'",
    "weight",
    "1",
    "weight >",
    "",
    " -- nothing",
    "*",
    "ground IN ()",
    "(" * 4_000 + "TRUE" + ")" * 4_000,
]


@pytest.mark.parametrize("condition", HOSTILE, ids=range(len(HOSTILE)))
def test_a_condition_that_does_more_than_compare_is_refused(condition: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("weight\nsesame\n", encoding="utf-8")
    quoted = condition.replace("{file}", str(secret)).replace("\\", "\\\\").replace('"', '\\"')
    file = f'name = "p"\nversion = 1\n[[rule]]\ndecision = "hold"\nwhen = "{quoted}"\n'
    with pytest.raises(UserError) as raised:
        read_policy(file.encode(), file="mine.toml")
    assert "rule 1" in raised.value.problem
    assert "sesame" not in str(raised.value)


def test_the_default_policy_is_read_and_decides() -> None:
    policy = read_policy(default_policy())
    rules = [(rule.decision, rule.when) for rule in policy.rules]
    rows = [
        (str(weight), "r", ground, weight)
        for weight, ground in ((3_500, "counterfeit"), (500, "counterfeit"), (4_000, "mark misuse"), (-1_501, "design"))
    ]
    assert policy.label == "default-1"
    assert decided(rows, [row[0] for row in rows], *rules)["decision"].to_list() == [
        "remove",
        "hold",
        "review",
        "clear",
    ]
