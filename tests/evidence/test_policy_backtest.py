"""What a policy would have changed: transitions, whom it touches, and what surprises."""

import polars as pl

from counterfoil.evidence.policy import Policy, decide
from counterfoil.evidence.policy_backtest import Past, backtest
from counterfoil.evidence.policy_surprise import MOST_SHOWN
from evidence.policy_tables import Row, assessments, policy

OLD = policy("remove weight >= 4000", "hold weight >= 1000", "review weight >= 0", "clear weight < 0")
OFFERS: list[tuple[str, str | None]] = [("a", "s-1"), ("b", "s-1"), ("c", "s-2"), ("d", None), ("e", "s-3")]
ROWS: list[Row] = [("a", "r-1", 4500), ("b", "r-1", 1200), ("b", "r-2", -50), ("c", "r-2", 300), ("d", "r-3", -700)]


def past(rows: list[Row], offers: list[tuple[str, str | None]], *, authorised: list[str] | None = None) -> Past:
    assessed = assessments(*rows)
    sold = pl.DataFrame(offers, schema={"id": pl.String, "external_seller_id": pl.String}, orient="row")
    named = pl.DataFrame({"subject_id": authorised or []}, schema={"subject_id": pl.String})
    decided = decide(assessed, sold.select("id"), OLD, prior_score=0.02)
    return Past(assessed, decided, sold, named.with_columns(right_id=pl.lit("r-1")))


def moves(rows: Past, new: Policy) -> list[tuple[str, str, int]]:
    return backtest({"run": rows}, new).transitions.rows()


def test_the_same_policy_touches_nothing() -> None:
    result = backtest({"run": past(ROWS, OFFERS)}, OLD)
    assert result.decided == 5
    assert result.touched.is_empty()
    assert (result.rights.height, result.sellers.height, result.surprises.height) == (0, 0, 0)
    assert result.transitions.rows() == [
        ("clear", "clear", 2),
        ("review", "review", 1),
        ("hold", "hold", 1),
        ("remove", "remove", 1),
    ]


def test_transitions_sellers_and_marks_of_a_stricter_policy() -> None:
    stricter = policy("remove weight >= 1000", "hold weight >= 200", "review weight >= -100", "clear weight < -100")
    result = backtest({"run": past(ROWS, OFFERS)}, stricter)
    assert result.transitions.rows() == [
        ("clear", "clear", 2),
        ("review", "hold", 1),
        ("hold", "remove", 1),
        ("remove", "remove", 1),
    ]
    assert result.sellers.rows() == [("s-1", 1, 1, 0), ("s-2", 1, 1, 0)]
    assert result.rights.rows() == [("r-1", 1, 1, 0), ("r-2", 1, 1, 0)]
    assert (result.sellers_seen, result.rights_seen) == (3, 3)


def test_a_milder_decision_is_counted_for_the_right_that_it_was_taken_for() -> None:
    milder = policy("hold weight >= 4000", "clear weight < 4000")
    result = backtest({"run": past(ROWS, OFFERS)}, milder)
    assert result.rights.rows() == [("r-1", 2, 0, 2), ("r-2", 1, 0, 1)]
    assert result.touched.select("subject_id", "was", "becomes", "weight", "steps").rows() == [
        ("a", "remove", "hold", 4500, -1),
        ("b", "hold", "clear", 1200, -3),
        ("c", "review", "clear", 300, -1),
    ]


def test_an_offer_screened_twice_counts_twice_and_each_run_is_named() -> None:
    one, other = past(ROWS, OFFERS), past([("c", "r-2", 2000)], [("c", "s-2")])
    result = backtest({"monday": one, "tuesday": other}, policy("review weight >= 0", "clear weight < 0"))
    assert result.decided == 6
    assert result.touched.select("run", "subject_id").rows() == [("monday", "a"), ("monday", "b"), ("tuesday", "c")]
    assert result.sellers.rows() == [("s-1", 2, 0, 2), ("s-2", 1, 0, 1)]


def test_authorised_sellers_come_first_then_large_changes_on_a_small_margin() -> None:
    rows: list[Row] = [("far", "r-1", -9000), ("near", "r-1", -10), ("owner", "r-1", -8000), ("step", "r-1", 990)]
    offers: list[tuple[str, str | None]] = [(row[0], f"s-{row[0]}") for row in rows]
    strict = policy("remove weight < 500", "hold weight >= 500")
    result = backtest({"run": past(rows, offers, authorised=["owner"])}, strict)
    assert result.surprises["subject_id"].to_list() == ["owner", "near", "step", "far"]
    assert result.surprises["why"].to_list()[:2] == [
        "an authorised seller's offer goes from clear to remove, though its weight -8000 lies 8000 below the 0 that "
        "a rule asks for",
        "goes from clear to remove, though its weight -10 lies 10 below the 0 that a rule asks for",
    ]


def test_rules_that_do_not_ask_for_a_weight_and_the_most_that_is_shown() -> None:
    rows: list[Row] = [(f"o-{number:02}", "r-1", 5000) for number in range(30)]
    offers: list[tuple[str, str | None]] = [(row[0], None) for row in rows]
    result = backtest({"run": past(rows, offers)}, policy("clear right_id = 'r-1'"))
    assert result.touched.height == 30
    assert result.surprises.height == MOST_SHOWN
    assert result.sellers.is_empty()
    assert result.surprises["why"][0].startswith("goes from remove to clear")


def test_a_past_decision_that_no_condition_took_can_surprise_too() -> None:
    rows, offers = [("a", "r-1", 40)], [("a", "s-1")]
    assessed, sold = assessments(*rows), pl.DataFrame({"id": ["a", "b"], "external_seller_id": ["s-1", "s-2"]})
    decided = decide(assessed, sold.select("id"), policy("hold weight > 99"), prior_score=0.02)
    before = past(rows, offers)._replace(decisions=decided, offers=sold)
    result = backtest({"run": before}, policy("remove weight > 30"))
    assert result.surprises.select("subject_id", "was", "becomes", "bound", "distance").rows() == [
        ("a", "review", "remove", 30, 10)
    ]


def test_an_offer_without_an_assessment_stays_clear() -> None:
    assert moves(past([], [("e", "s-3")]), policy("hold weight >= -99999")) == [("clear", "clear", 1)]
