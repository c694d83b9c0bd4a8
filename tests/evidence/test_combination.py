"""What do findings come to? Drawn tables of caps, groups and rights; then the slow twin, on any findings."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.evidence.combination import assess, score_of, weigh
from counterfoil.evidence.weights import read_model
from counterfoil.tables.assessment import Assessment
from reference import assessing

MODEL = read_model(
    b"""
name = "m"
version = 1
prior = -100
[groups]
a = { most = 30, least = -20 }
b = { most = 50, least = 0 }
[kinds]
a20 = { weight = 20, group = "a" }
a25 = { weight = 25, group = "a", ground = "grey market" }
a_minus = { weight = -40, group = "a" }
b10 = { weight = 10, group = "b", ground = "mark misuse" }
b_minus = { weight = -10, group = "b" }
zero = { weight = 0, group = "b", ground = "design" }
"""
)
TWIN: dict[str, Any] = {
    "prior": MODEL.prior,
    "kinds": {kind: tuple(rest) for kind, *rest in MODEL.kinds.rows()},
    "groups": {group: tuple(rest) for group, *rest in MODEL.groups.rows()},
}
SCHEMA = dict.fromkeys(("subject_id", "right_id", "kind", "detail", "party_detail"), pl.String)


def assessed(findings: list[tuple[str, str | None, str]], uses: list[tuple[str, str]]) -> pl.DataFrame:
    rows = [(*finding, f"{finding[2]} seen", f"{finding[2][0]} told") for finding in findings]
    table = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    touched = pl.DataFrame(uses, schema={"subject_id": pl.String, "right_id": pl.String}, orient="row")
    return assess(weigh(table, MODEL), touched, MODEL, engine_version="1", inputs_digest="d")


# kinds found on one offer and right                 weight   ground           reasons in order
DRAWN: list[tuple[str, int, str, str]] = [
    ("", -100, "counterfeit", ""),
    ("a20", -80, "counterfeit", "a20"),
    ("a20 a25", -70, "grey market", "a25 a20"),
    ("a_minus", -120, "counterfeit", "a_minus"),
    ("a20 a_minus", -120, "counterfeit", "a20 a_minus"),
    ("a25 b10", -65, "grey market", "a25 b10"),
    ("b10 a_minus", -110, "mark misuse", "b10 a_minus"),
    ("b_minus", -100, "counterfeit", "b_minus"),
    ("zero", -100, "counterfeit", ""),
    ("unknown", -100, "counterfeit", ""),
    ("zero b10", -90, "mark misuse", "b10"),
]


@pytest.mark.parametrize(("kinds", "weight", "ground", "reasons"), DRAWN)
def test_groups_are_capped_and_reasons_run_from_heavy_to_light(
    kinds: str, weight: int, ground: str, reasons: str
) -> None:
    (row,) = assessed([("o", "r", kind) for kind in kinds.split()], [("o", "r")]).rows(named=True)
    assert (row["weight"], row["ground"]) == (weight, ground)
    assert row["reasons"] == [f"{kind} seen" for kind in reasons.split()]
    assert row["party_reasons"] == list(
        dict.fromkeys(f"{kind[0]} told" for kind in reasons.split() if not kind.endswith("_minus"))
    )


def test_findings_on_the_offer_count_for_each_of_its_rights() -> None:
    table = assessed([("o", None, "a20"), ("o", "r1", "b10")], [("o", "r1"), ("o", "r2"), ("x", "r1")])
    assert table.select("subject_id", "right_id", "weight").rows() == [
        ("o", "r1", -70),
        ("o", "r2", -80),
        ("x", "r1", -100),
    ]


def test_an_offer_with_findings_and_no_right_is_assessed_once() -> None:
    table = assessed([("o", None, "a20"), ("o", None, "b10")], [])
    assert table.select("subject_id", "right_id", "weight").rows() == [("o", None, -70)]


def test_nothing_found_and_nothing_touched_is_an_empty_table() -> None:
    assert assessed([], []).is_empty()


@pytest.mark.parametrize(
    ("weight", "score"),
    [(0, 0.5), (2303, 0.909125), (-4000, 0.017986), (-(10**9), 0.0), (10**9, 1.0)],
)
def test_a_score_is_the_logistic_of_the_weight(weight: int, score: float) -> None:
    assert pl.select(score_of(pl.lit(weight))).item() == score


PAIRS = st.sampled_from([("o1", "r1"), ("o1", "r2"), ("o2", "r1")])
KIND_NAMES = st.sampled_from([*MODEL.kinds["kind"], "unknown"])
FINDINGS = st.lists(
    st.tuples(PAIRS, KIND_NAMES).map(lambda both: (*both[0], both[1]))
    | st.tuples(st.sampled_from(["o1", "o2", "o3"]), st.none(), KIND_NAMES),
    max_size=10,
    unique=True,
)


@given(FINDINGS, st.sets(PAIRS), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_twin_agrees_in_any_order_of_rows(
    findings: list[tuple[str, str | None, str]], uses: set[tuple[str, str]], shuffle: Any
) -> None:
    touched = sorted(uses | {(offer, right) for offer, right, _ in findings if right is not None})
    table = assessed(findings, touched)
    Assessment.validate(table)
    weights = {kind: weight for kind, weight, *_ in MODEL.kinds.rows()}
    rows = [
        {
            "subject_id": offer,
            "right_id": right,
            "kind": kind,
            "weight": weights.get(kind, 0),
            "detail": f"{kind} seen",
            "party_detail": f"{kind[0]} told",
        }
        for offer, right, kind in findings
    ]
    twin = assessing.assess(rows, touched, TWIN)
    ours = {
        (row["subject_id"], row["right_id"]): {name: row[name] for name in ("weight", "ground", "reasons")}
        for row in table.rows(named=True)
    }
    assert ours == {pair: {name: row[name] for name in ("weight", "ground", "reasons")} for pair, row in twin.items()}
    assert table["party_reasons"].to_list() == [
        twin[pair]["party_reasons"] for pair in table.select("subject_id", "right_id").rows()
    ]
    shuffle.shuffle(findings)
    shuffle.shuffle(touched)
    assert assessed(findings, touched).equals(table)


def test_the_thread_count_changes_nothing() -> None:
    tests = Path(__file__).parents[1]
    program = (
        "from evidence.test_combination import assessed, MODEL\n"
        "kinds = MODEL.kinds['kind'].to_list()\n"
        "found = [(f'o{n % 40}', [None, 'r1', 'r2'][n % 3], kinds[n % 6]) for n in range(3_000)]\n"
        "uses = [(f'o{n}', right) for n in range(40) for right in ('r1', 'r2')]\n"
        "print(assessed(found, uses).write_json())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=tests,
            env={**os.environ, "POLARS_MAX_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for threads in ("1", "2", "5")
    }
    assert len(answers) == 1
    assert len(answers.pop()) > 1_000


def test_the_model_is_named_in_each_finding() -> None:
    weighed = weigh(pl.DataFrame({"kind": ["a20", "unknown"]}), MODEL)
    assert weighed.rows() == [("a20", 20, "m-1"), ("unknown", 0, "m-1")]
