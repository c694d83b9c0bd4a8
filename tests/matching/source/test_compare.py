"""Grades, scores and reasons of sources: do sums, caps and order hold, and does the product never count?"""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.matching.source.compare import CONTRADICTED, POSSIBLE, SAME, default_weights, grade_of, source_matches
from counterfoil.matching.source.sought import sought
from counterfoil.tables.match import SOURCE_GRADES
from matching.tables import BLUE, FAKE, goods, pairs

ITEM = st.fixed_dictionaries(
    {},
    optional={
        "lot": st.sampled_from(["0821", "0822", "HS2608A", "6A", ""]),
        "shipment_id": st.sampled_from(["SHP-0412", "SHP-0391"]),
        "external_seller_id": st.sampled_from(["s-29", "s-01", "s-30"]),
        "supplier": st.sampled_from(["Goldenreed Trading", "Halvorsen Sport AS", "Ostfold AS", "?"]),
        "serial_first": st.sampled_from(["SN0150", "SN0500", "x", ""]),
        "description": st.sampled_from(["care label sewn in upside down", "fine"]),
    },
)
OWN = {"id": "own", "brand": "Halvorsen", "status": "genuine", "supplier": "Halvorsen Sport AS"}


def graded(*items: dict[str, str]) -> pl.DataFrame:
    rows = goods(*({"id": f"i{at}"} | item for at, item in enumerate(items)))
    asked = pairs(*(("g-01", f"i{at}") for at in range(len(items))))
    return source_matches(asked, sought(goods(FAKE, OWN)), rows)


def test_the_three_grades_stand_at_their_weights() -> None:
    weights = pl.DataFrame({"w": [SAME, SAME - 1, POSSIBLE, POSSIBLE - 1, CONTRADICTED + 1, CONTRADICTED]})
    assert weights.select(grade_of(pl.col("w"))).to_series().to_list() == [
        *("same", "possible", "possible", "none", "none", "contradicted")
    ]


def test_the_score_begins_at_the_prior_and_rises_with_the_evidence() -> None:
    scores = graded({"title": "shoes"}, {"supplier": "Golden Reed"}, {"lot": "0821"})["source_score"].to_list()
    assert scores[0] == 0.119203  # the logistic of the prior, -2000 thousandths of a nat
    assert scores == sorted(scores)


def test_reasons_come_heaviest_first_and_what_contradicts_before_all() -> None:
    same, against = graded(
        {"lot": "0821", "external_seller_id": "s-30", "supplier": "Golden Reed"},
        {"lot": "HS2608A", "external_seller_id": "s-30", "supplier": "Halvorsen Sport AS"},
    )["source_reasons"].to_list()
    assert [reason.split(",")[0] for reason in same] == [
        "They bear the lot number 0821",
        "They came from the supplier of the goods g-01",
        "They belong to s-30",
    ]
    assert against[0] == "They came from a supplier that the owner vouches for."


def test_differences_alone_do_not_contradict() -> None:
    other = {"lot": "9999", "shipment_id": "SHP-1", "external_seller_id": "s-9", "supplier": "Ostfold AS"}
    assert graded(other)["source_grade"].item() == "none"
    weights = default_weights()
    groups = {name: least for name, _, least in weights.groups.iter_rows() if not name.startswith("genuine")}
    assert weights.prior + sum(groups.values()) > CONTRADICTED


@given(st.lists(ITEM, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_that_the_product_is_the_same_changes_nothing(items: list[dict[str, str]]) -> None:
    plain = [{"title": "shoes"} | item for item in items]
    alike = [BLUE | {"colour": "blue", "size": "EU 42"} | item for item in items]
    assert graded(*plain).equals(graded(*alike))


@given(st.lists(ITEM, min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_a_pair_is_judged_alone_as_among_others(items: list[dict[str, str]]) -> None:
    items = [{"title": "shoes"} | item for item in items]
    together = graded(*items)
    assert set(together["source_grade"]) <= set(SOURCE_GRADES)
    alone = [graded(item).drop("item_id").row(0) for item in items]
    assert together.drop("item_id").rows() == alone


def test_the_supplier_s_name_stands_in_no_sentence() -> None:
    told = graded({"supplier": "Jane Doe Trading"}, {"supplier": "Golden Reed General Trading"})
    text = str(told.rows())
    assert "Jane" not in text
    assert "Reed" not in text
