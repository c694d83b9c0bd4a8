"""An application that resolves to a closed account is told, with what links the two."""

import datetime as dt

import polars as pl

from counterfoil.linking.link import link_sellers
from counterfoil.linking.re_entry import re_entries
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.side_by_side import EVIDENCE
from counterfoil.linking.weights import built_in, read_weights
from counterfoil.tables.judgement import Judgement
from counterfoil.tables.link import Link
from linking.market import seller, sellers

WEIGHTS = read_weights(built_in(), SELLERS, file="built in")
DAY = dt.date(2026, 11, 9)
GONE = seller(1, name="Golden Reed", status="terminated")
BACK = seller(2, name="Goldn Reed", taxNumber=GONE["taxNumber"], phone=GONE["phone"])
ALONE = seller(3)


def link(one: str, other: str, weight: int, relation: str = "one operator") -> dict[str, object]:
    return {"seller_id": one, "other_seller_id": other, "relation": relation, "score": 0.9, "weight": weight,
            "reasons": [f"{one} {other}"]}  # fmt: skip


def table(*rows: dict[str, object]) -> pl.DataFrame:
    return Link.cast(
        pl.DataFrame(list(rows)).with_columns(judged=pl.lit(None, dtype=pl.String)).select(Link.column_names())
    )


def test_an_operator_who_comes_back_is_told() -> None:
    linked = link_sellers(sellers(GONE, BACK, ALONE), WEIGHTS, day=DAY)
    assert linked.re_entries.select("seller_id", "known_seller_id", "known_status").rows() == [
        ("s-2", "s-1", "terminated")
    ]
    assert linked.re_entries["reasons"].item().to_list()[:2] == [
        "Both give the tax number ••0001.",
        "Both give the telephone number ••0001.",
    ]
    assert linked.evidence.columns == list(EVIDENCE)
    told = {row["what"]: (row["agreement"], row["here"], row["before"]) for row in linked.evidence.to_dicts()}
    assert told["tax"] == ("same", "••0001", "••0001")
    assert told["bank"] == ("differs", "••0002", "••0001")
    assert told["name"] == ("near", None, None)
    assert told["website"] == ("not told by both", None, None)


def test_a_reviewer_who_says_no_is_heard() -> None:
    said = Judgement.cast(
        pl.DataFrame(
            {"seller_id": ["s-2", "s-1"], "other_seller_id": ["s-1", "s-2"], "verdict": ["same", "not same"],
             "judged_at": [dt.datetime(2026, 11, 1, tzinfo=dt.UTC), dt.datetime(2026, 11, 2, tzinfo=dt.UTC)]}
        ).with_columns(reviewer=pl.lit(None, dtype=pl.String)).select(Judgement.column_names())
    )  # fmt: skip
    linked = link_sellers(sellers(GONE, BACK, ALONE), WEIGHTS, day=DAY, judgements=said)
    assert linked.re_entries.is_empty()
    assert linked.links.select("relation", "judged").rows() == [("not the same", "not same")]
    assert linked.parties["party_id"].n_unique() == 3


def test_a_reviewer_who_says_yes_is_heard_where_nothing_speaks_for_it() -> None:
    said = pl.DataFrame({"seller_id": ["s-3"], "other_seller_id": ["s-1"], "verdict": ["same"]})
    said = pl.concat([Judgement.create_empty(), said], how="diagonal_relaxed")
    linked = link_sellers(sellers(GONE, ALONE), WEIGHTS, day=DAY, judgements=said)
    assert linked.re_entries["seller_id"].to_list() == ["s-3"]
    assert linked.links["judged"].to_list() == ["same"]


def test_a_link_through_another_account_is_told_with_that_account() -> None:
    links = table(link("s-1", "s-2", 9000), link("s-2", "s-3", 4000), link("s-3", "s-4", 9000, "possible"))
    found = re_entries(sellers(BACK, ALONE, seller(4)), sellers(GONE), links)
    assert found.select("seller_id", "weight").rows() == [("s-2", 9000), ("s-3", 4000)]
    assert found["reasons"].to_list()[1] == ["Both are linked to account s-2.", "s-2 s-3"]


def test_who_is_closed_does_not_come_back() -> None:
    twice = seller(5, status="debarred")
    found = re_entries(
        sellers(twice, seller(2, status=None)), sellers(GONE), table(link("s-1", "s-5", 9), link("s-1", "s-2", 9))
    )
    assert found["seller_id"].to_list() == ["s-2"]
