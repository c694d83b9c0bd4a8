"""The threshold for the reviewers at hand: at most so many, ties together, everything graver untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.evidence.policy_capacity import Pace, solve, with_threshold, workload
from evidence.policy_tables import Row, assessments, decisions, policy

LIVE = policy("hold weight >= 500", "review weight >= -1500", "clear weight < -1500")
LOWEST = -3999
ROWS: list[Row] = [
    ("held", "r-1", 900),
    ("a", "r-1", 400),
    ("b", "r-1", -200),
    ("c", "r-1", -200),
    ("d", "r-1", -900),
    ("e", "r-1", -2000),
    ("low", "r-1", -9000),
]


@pytest.mark.parametrize(
    ("reviews", "threshold", "reviewed", "tied", "slack"),
    [
        (0, 401, 0, 1, False),
        (1, -199, 1, 2, False),
        (2, -199, 1, 2, False),  # b and c weigh the same: both or none
        (3, -899, 3, 1, False),
        (4, -1999, 4, 1, False),
        (5, LOWEST, 5, 0, True),  # and never the one that weighs less than nothing known
        (99, LOWEST, 5, 0, True),
    ],
)
def test_the_threshold(reviews: int, threshold: int, reviewed: int, tied: int, *, slack: bool) -> None:
    assessed = assessments(*ROWS)
    solved = solve(workload(assessed, LIVE), LIVE, reviews=reviews, lowest=LOWEST)
    assert (solved.threshold, solved.reviewed, solved.tied, solved.slack) == (threshold, reviewed, tied, slack)
    then = decisions(assessed, solved.policy)
    assert list(then.values()).count("review") == reviewed
    assert then["held"] == "hold"


def test_the_work_today() -> None:
    work = workload(assessments(*ROWS), LIVE)
    assert (work.reviewed, work.untouched) == (4, 1)


def test_the_solved_policy_reads_as_one_would_write_it() -> None:
    solved = with_threshold(LIVE, -800)
    assert solved.label == "p-2"
    assert [(rule.decision, rule.when) for rule in solved.rules] == [
        ("hold", "weight >= 500"),
        ("review", "weight >= -800"),
        ("clear", "weight < -800"),
    ]


def test_what_is_cleared_for_another_reason_stays_clear_and_rules_between_keep_their_place() -> None:
    live = policy("clear right_id = 'r-2'", "review weight >= 100", "hold weight >= 0", "review weight < 0")
    solved = with_threshold(live, 150)
    assert [(rule.decision, rule.when) for rule in solved.rules] == [
        ("clear", "right_id = 'r-2'"),
        ("review", "(weight >= 100) AND weight >= 150"),
        ("clear", "weight >= 100"),
        ("hold", "weight >= 0"),
        ("review", "weight >= 150"),
        ("clear", "weight < 150"),
    ]


def test_people_needed() -> None:
    assert Pace(minutes=2, hours=6.5).reviewers(250_000) == pytest.approx(1282.05, abs=0.01)


WEIGHTS = st.integers(-12, 12)
ASSESSED = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["r-1", "r-2", None]), WEIGHTS), min_size=1)
RULES = st.lists(
    st.builds(
        "{} {}".format,
        st.sampled_from(["clear", "review", "request-documents", "hold"]),
        st.one_of(
            st.builds("weight >= {}".format, WEIGHTS),
            st.builds("weight < {}".format, WEIGHTS),
            st.just("right_id = 'r-1'"),
        ),
    ),
    max_size=5,
)


@given(ASSESSED, RULES, st.integers(0, 9), st.integers(-12, 0))
def test_never_more_than_the_capacity_and_graver_decisions_untouched(
    rows: list[Row], rules: list[str], reviews: int, lowest: int
) -> None:
    live, assessed = policy(*rules), assessments(*rows)
    work = workload(assessed, live)
    solved = solve(work, live, reviews=reviews, lowest=lowest)
    now, then = decisions(assessed, live), decisions(assessed, solved.policy)
    assert list(then.values()).count("review") == solved.reviewed <= reviews
    grave = {offer: decision for offer, decision in now.items() if decision not in ("clear", "review")}
    assert grave == {offer: decision for offer, decision in then.items() if decision not in ("clear", "review")}
    assert len(grave) == work.untouched
    if not solved.slack:
        lower = solve(work, live, reviews=solved.reviewed + solved.tied, lowest=lowest)
        assert lower.reviewed == solved.reviewed + solved.tied > reviews
