"""Rules in words, rules that can never decide, and how the first match and the gravest right decide."""

import polars as pl
import pytest

from counterfoil.evidence.policy import NO_MATCH, NO_SIGN, Policy, Rule, decide
from counterfoil.evidence.policy_reach import bounds_of, warnings_of
from counterfoil.evidence.policy_words import in_words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            "weight >= 3500 AND ground = 'counterfeit'",
            "the weight is at least 3,500 and the ground is “counterfeit”",
        ),
        ("weight < -1500", "the weight is below −1,500"),
        ("weight BETWEEN 1 AND 9", "the weight is from 1 to 9"),
        ("(score > 0.9 OR weight <= 3)", "(the score is above 0.9 or the weight is at most 3)"),
        ("ground IN ('design', 'copyright')", "the ground is one of “design”, “copyright”"),
        ("right_id IS NULL", "the right is missing"),
        ("probability IS NOT NULL", "the probability is given"),
        ("NOT ground <> 'design'", "it is not so that the ground is not “design”"),
        ("TRUE", "true"),
    ],
)
def test_a_condition_in_words(condition: str, words: str) -> None:
    assert in_words(condition) == words


@pytest.mark.parametrize(
    ("rules", "warning"),
    [
        (["hold weight >= 1", "review weight >= 5"], "rule 2 (review) can never be reached: rule 1 before it"),
        (["hold weight > 4", "review weight >= 5"], "rule 2 (review) can never be reached"),
        (["hold weight >= 5", "review weight > 3"], None),
        (["hold weight >= 5", "review weight < 5", "clear weight = 0"], "rule 3 (clear) can never be reached: rule 2"),
        (["hold 5 <= weight", "clear weight <= 9 AND weight >= 7"], "rule 2 (clear) can never be reached"),
        (["hold weight > 8", "review weight < 3", "clear weight BETWEEN 3 AND 8"], None),
        (
            ["hold weight > 7", "review weight < 3", "remove weight BETWEEN 4 AND 7", "clear weight = 5 OR weight = 6"],
            None,
        ),
        (
            ["hold weight > 4", "review weight <= 4", "clear ground = 'design'"],
            "rule 3 (clear) can never be reached: the rules before it already decide",
        ),
        (["hold weight >= 1 AND ground = 'design'", "review weight >= 5"], None),
        (["hold weight >= 1", "review weight >= 5 AND right_id = 'r-1'"], "rule 2 (review) can never be reached"),
        (["hold weight >= 1 AND right_id = 'r-1'", "review weight >= 5"], None),
        (["hold score > .5", "clear score > 0.50 "], None),
        (["hold score > .5", "clear score>.5"], "rule 2 (clear) contradicts rule 1"),
        (["hold weight > 5", "hold weight > 5"], "rule 2 (hold) repeats rule 1"),
        (["hold weight > 5 AND weight < 3"], "rule 1 (hold) can never hold"),
        (["hold ground = 'design' AND ground = 'copyright'"], "rule 1 (hold) can never hold"),
        (["hold ground = 'typo'"], "rule 1 (hold) can never hold"),
    ],
)
def test_rules_that_can_never_decide(rules: list[str], warning: str | None) -> None:
    split = [Rule(decision=rule.split(" ", 1)[0], when=rule.split(" ", 1)[1]) for rule in rules]
    found = warnings_of(split)
    assert len(found) == (warning is not None)
    assert not warning or found[0].startswith(warning)


def test_the_numbers_that_a_condition_compares_the_weight_with() -> None:
    assert bounds_of("weight >= -1500 OR (3 > weight AND weight BETWEEN 7 AND 9 AND score > 2)") == [-1500, 3, 7, 9]
    assert bounds_of("weight > 99999999999999999999 OR weight = 1") == [1]


@pytest.mark.parametrize(
    ("condition", "decision"),
    [
        ("probability > 0.5", "review"),  # NULL never matches
        ("NOT probability > 0.5", "review"),
        ("probability IS NULL", "hold"),
        ("probability IS NULL AND right_id = 'r-1'", "hold"),
        ("weight = 600 -- a note", "hold"),
        ("weight >= 99999999999999999999", "review"),
    ],
)
def test_null_never_matches_and_no_match_is_review(condition: str, decision: str) -> None:
    policy = Policy(name="x", version=1, rules=(Rule(decision="hold", when=condition),))
    nothing: list[list[str]] = [[]]
    assessment = {
        "subject_id": ["o-1"],
        "right_id": ["r-1"],
        "ground": ["design"],
        "weight": [600],
        "score": [0.6],
        "probability": pl.Series([None], dtype=pl.Float64),
        "reasons": nothing,
        "party_reasons": nothing,
    }
    decided = decide(pl.DataFrame(assessment), pl.DataFrame({"id": ["o-1", "o-2"]}), policy, prior_score=0.01)
    assert decided["decision"].to_list() == [decision, "clear"]
    assert decided["rule"].to_list() == [condition if decision == "hold" else NO_MATCH, NO_SIGN]
