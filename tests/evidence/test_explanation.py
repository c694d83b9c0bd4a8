"""How a sum is explained: groups before and after their caps, and the policy's rules in order."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.evidence.combination import assess
from counterfoil.evidence.explanation import NO_GROUP, addition, answers
from counterfoil.evidence.policy import Policy, Rule
from counterfoil.evidence.weights import read_model
from counterfoil.tables.finding import Finding

MODEL = read_model(b"""
name = "drawn"
version = 1
prior = -4000
[groups]
naming = { most = 500, least = -3500 }
price = { most = 4500, least = -200 }
[kinds]
in_title = { weight = 500, group = "naming" }
in_brand = { weight = 300, group = "naming" }
denied = { weight = -2500, group = "naming" }
cheap = { weight = 3200, group = "price" }
usual = { weight = -400, group = "price" }
""")
WEIGHTS = dict(MODEL.kinds.select("kind", "weight").iter_rows()) | {"unheard_of": 0}
POLICY = Policy(
    name="drawn",
    version=1,
    rules=(
        Rule(decision="remove", when="weight >= 3500"),
        Rule(decision="hold", when="probability > 0.5"),
        Rule(decision="review", when="weight >= -1500 AND ground = 'counterfeit'"),
        Rule(decision="clear", when="weight < -1500"),
    ),
)


def findings(*seen: tuple[str, str | None]) -> pl.DataFrame:
    """Return findings on offer o-1 of some kinds, each on a right or on the offer itself."""
    rows = [
        {"subject_kind": "offer", "subject_id": "o-1", "right_id": right, "kind": kind, "weight": WEIGHTS[kind],
         "detail": f"{kind}.", "party_detail": "–", "rule_version": "drawn-1"}
        for kind, right in seen
    ]  # fmt: skip
    empty = Finding.create_empty()
    return pl.DataFrame([{n: row.get(n) for n in empty.columns} for row in rows], schema=empty.schema)


def groups(*seen: tuple[str, str | None], right_id: str | None = "r-1") -> list[tuple[str, int, int]]:
    return [(g.name, g.before, g.after) for g in addition(findings(*seen), MODEL, right_id=right_id).groups]


def test_groups_come_before_and_after_their_caps_for_counterfeits_first() -> None:
    seen = (("in_title", "r-1"), ("in_brand", "r-1"), ("usual", "r-1"))
    assert groups(*seen) == [("naming", 800, 500), ("price", -400, -200)]
    assert addition(findings(*seen), MODEL, right_id="r-1").total == -4000 + 500 - 200


def test_findings_of_other_rights_are_left_out_and_those_on_the_offer_count_for_each() -> None:
    seen = (("in_title", "r-1"), ("in_brand", "r-2"), ("cheap", None))
    assert groups(*seen) == [("price", 3200, 3200), ("naming", 500, 500)]
    assert groups(*seen, right_id="r-2") == [("price", 3200, 3200), ("naming", 300, 300)]
    assert groups(*seen, right_id=None) == [("price", 3200, 3200)]


def test_a_kind_that_the_model_does_not_name_is_shown_and_weighs_nothing() -> None:
    assert groups(("unheard_of", "r-1")) == [(NO_GROUP, 0, 0)]


def test_without_findings_the_prior_is_all() -> None:
    assert addition(findings(), MODEL, right_id=None) == (-4000, (), -4000)


@given(st.sets(st.tuples(st.sampled_from(sorted(WEIGHTS)), st.sampled_from(["r-1", "r-2", None]))))
def test_the_sum_is_that_of_the_assessment(seen: set[tuple[str, str | None]]) -> None:
    found = findings(*sorted(seen, key=str))
    uses = pl.DataFrame({"subject_id": ["o-1", "o-1"], "right_id": ["r-1", "r-2"]})
    for row in assess(found, uses, MODEL, engine_version="1", inputs_digest="0").iter_rows(named=True):
        assert addition(found, MODEL, right_id=row["right_id"]).total == row["weight"]


@pytest.mark.parametrize(
    ("weight", "ground", "held"),
    [
        (3500, "counterfeit", [True, None, None, None]),
        (0, "counterfeit", [False, False, True, None]),
        (0, "grey market", [False, False, False, False]),
        (-1501, "counterfeit", [False, False, False, True]),
    ],
)
def test_rules_are_asked_in_order_until_one_holds(weight: int, ground: str, held: list[bool | None]) -> None:
    assessment: dict[str, Any] = {
        "subject_id": "o-1", "right_id": "r-1", "ground": ground, "weight": weight, "score": 0.5,
        "probability": None, "reasons": ["a"], "party_reasons": [], "engine_version": "1", "inputs_digest": "0",
    }  # fmt: skip
    told = answers(assessment, POLICY)
    assert [answer.holds for answer in told] == held
    assert tuple(answer.rule for answer in told) == POLICY.rules
