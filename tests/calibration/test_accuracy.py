"""Recall and false alarms apart, with intervals that hold."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calibration.small import labels
from counterfoil.calibration.accuracy import accuracy, judged
from counterfoil.tables import accuracy as table
from counterfoil.tables.accuracy import FALSE_ALARMS, RECALL, Accuracy
from counterfoil.tables.contract import LINE, sort_rows
from counterfoil.tables.decision import DECISIONS


def decisions(**taken: str) -> pl.DataFrame:
    """Return decisions by offer, all taken for the right r-1."""
    return pl.DataFrame({"subject_id": list(taken), "decision": list(taken.values()), "right_id": ["r-1"] * len(taken)})


def found(
    rows: pl.DataFrame, measure: str, level: str = "review", by: str = "all", value: str = "all"
) -> dict[str, object]:
    wanted = (pl.col("measure") == measure) & (pl.col("level") == level) & (pl.col("slice") == by)
    return rows.filter(wanted & (pl.col("value") == value)).row(0, named=True)


LABELS = labels(
    ("a", None, "counterfeit", "examination", 1),
    ("b", None, "counterfeit", "examination", 1),
    ("c", "r-2", "grey market", "blind review", 1),
    ("d", None, "genuine", "random audit", 1),
    ("e", None, "genuine", "random audit", 1),
)
TAKEN = decisions(a="remove", b="clear", c="review", d="clear", e="hold", f="remove")


def test_the_example_row_satisfies_the_contract() -> None:
    assert sort_rows(table.EXAMPLE.with_columns(pl.lit(2).alias(LINE)), Accuracy, file="example").kept.height == 1


@pytest.mark.parametrize(
    ("measure", "level", "by", "value", "reached", "of"),
    [
        (RECALL, "review", "all", "all", 2, 3),
        (RECALL, "hold", "all", "all", 1, 3),
        (RECALL, "remove", "all", "all", 1, 3),
        (FALSE_ALARMS, "review", "all", "all", 1, 2),
        (FALSE_ALARMS, "remove", "all", "all", 0, 2),
        (RECALL, "review", "label", "grey market", 1, 1),
        (RECALL, "review", "origin", "examination", 1, 2),
        (RECALL, "review", "mark", "r-1", 1, 2),  # labels without a right count for the decision's
        (RECALL, "review", "mark", "r-2", 1, 1),
        (FALSE_ALARMS, "review", "origin", "random audit", 1, 2),
    ],
)
def test_shares_are_of_the_labels_that_they_speak_of(
    measure: str, level: str, by: str, value: str, reached: int, of: int
) -> None:
    row = found(accuracy(judged(LABELS, TAKEN)), measure, level, by, value)
    assert (row["reached"], row["labels"], row["share"]) == (reached, of, pytest.approx(reached / of, abs=1e-6))


def test_nothing_mixes_infringing_and_genuine_offers() -> None:
    rows = accuracy(judged(LABELS, TAKEN)).filter(pl.col("slice") == "all")
    assert rows.group_by("measure").agg(pl.col("labels").unique()).sort("measure").rows() == [
        (FALSE_ALARMS, [2]),
        (RECALL, [3]),
    ]


def test_equal_probabilities_give_wilsons_interval() -> None:
    drawn = labels(*[(f"o-{n}", None, "counterfeit", "random audit", 0.2) for n in range(10)])
    taken = decisions(**{f"o-{n}": "hold" if n < 8 else "clear" for n in range(10)})
    row = found(accuracy(judged(drawn, taken)), RECALL)
    assert row["effective_labels"] == pytest.approx(10)
    assert (row["low"], row["high"]) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))


def test_a_miss_that_stands_for_many_counts_for_many() -> None:
    reviewed = [(f"o-{n}", None, "counterfeit", "blind review", 1.0) for n in range(60)]
    drawn = labels(*reviewed, ("missed", None, "counterfeit", "random audit", 0.05))
    taken = decisions(missed="clear", **{f"o-{n}": "hold" for n in range(60)})
    row = found(accuracy(judged(drawn, taken)), RECALL)
    assert row["share"] == pytest.approx(60 / 80)
    assert row["effective_labels"] < 15
    assert row["low"] < 0.5


def test_no_miss_among_the_reviewed_proves_little_where_an_audit_could_have_found_many() -> None:
    reviewed = [(f"o-{n}", None, "counterfeit", "blind review", 1.0) for n in range(60)]
    drawn = labels(*reviewed, ("fair", None, "genuine", "random audit", 0.01))
    taken = decisions(fair="clear", **{f"o-{n}": "hold" for n in range(60)})
    rows = accuracy(judged(drawn, taken))
    everywhere, among_reviewed = found(rows, RECALL), found(rows, RECALL, by="origin", value="blind review")
    assert everywhere["share"] == among_reviewed["share"] == 1
    assert everywhere["low"] < 0.2
    assert among_reviewed["low"] > 0.9


DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["genuine", "counterfeit", "grey market"]),
        st.sampled_from(["random audit", "examination"]),
        st.floats(1e-3, 1),
        st.sampled_from(DECISIONS),
    ),
    min_size=1,
    max_size=30,
)


@given(drawn=DRAWN)
@settings(max_examples=25)
def test_shares_lie_in_their_intervals_and_fall_with_the_level(drawn: list[tuple[str, str, float, str]]) -> None:
    given_labels = labels(*[(f"o-{n}", None, label, origin, p) for n, (label, origin, p, _) in enumerate(drawn)])
    rows = accuracy(judged(given_labels, decisions(**{f"o-{n}": row[3] for n, row in enumerate(drawn)})))
    Accuracy.validate(rows)
    assert (rows["low"] <= rows["share"] + 1e-6).all()
    assert (rows["share"] <= rows["high"] + 1e-6).all()
    assert (rows["effective_labels"] <= rows["labels"] + 0.01).all()
    falling = rows.with_columns(pl.col("share").shift(1).over("measure", "slice", "value").alias("milder"))
    assert falling.filter(pl.col("share") > pl.col("milder") + 1e-6).is_empty()
