"""Every sign stands on its side, and none is lost: rows in = rows in the evidence + rows of what is no case."""

import polars as pl
import pytest

from counterfoil.enforcement.cases.build import build
from counterfoil.tables.finding import Finding
from counterfoil.tables.goods import Goods
from counterfoil.tables.link import Link
from counterfoil.tables.match import Match
from counterfoil.tables.re_entry import ReEntry
from enforcement.cases.drawn_runs import finding, item, link, match, runs, table


def of_kind(evidence: pl.DataFrame, kind: str) -> list[tuple[str, str]]:
    return sorted(evidence.filter(kind=kind).select("side", "subject_id").iter_rows())


def test_a_sign_above_nothing_is_for_and_one_below_against() -> None:
    evidence = build(runs()).evidence
    broken = [("for", offer) for offer in ("o-1", "o-2", "o-3", "o-4")]
    assert of_kind(evidence, "mark_broken_up") == broken
    assert of_kind(evidence, "price_as_genuine") == [("against", "o-1")]  # o-6 is of d, who has no case


def test_offers_of_the_same_accounts_that_were_clear_speak_against() -> None:
    row = build(runs()).evidence.filter(kind="offers_found_clear").row(0, named=True)
    assert (row["side"], row["subject_id"], row["weight"]) == ("against", "b", None)
    assert row["detail"] == "1 offer of the account was screened and found clear: o-5."


@pytest.mark.parametrize(("weight", "side"), [(3000, "for"), (-1441, "against"), (0, "against")])
def test_a_link_that_alone_would_not_join_two_accounts_speaks_against(weight: int, side: str) -> None:
    evidence = build(runs(links=table(Link, link("a", "b", weight)))).evidence.filter(kind="linked")
    assert evidence["side"].to_list() == [side]
    assert ("other accounts join them" in evidence["detail"][0]) == (side == "against")


def test_a_link_to_an_account_outside_and_one_judged_apart_are_no_evidence() -> None:
    links = table(Link, link("a", "d", 2000, "possible"), link("a", "b", 100, "not the same"))
    assert build(runs(links=links)).evidence.filter(kind="linked").is_empty()


@pytest.mark.parametrize(
    ("verdict", "side"),
    [("identical offending goods", "for"), ("examine", "for"), ("genuine stock", "against"), ("no action", None)],
)
def test_goods_speak_as_their_verdict_says(verdict: str, side: str | None) -> None:
    given = runs(matches=table(Match, match("i-1", verdict)), items=table(Goods, item("i-1", "a")))
    evidence = build(given).evidence.filter(subject_kind="item")
    assert evidence["side"].to_list() == ([] if side is None else [side])
    if side:
        assert evidence["detail"][0].endswith("They bear the lot number 0821. the same GTIN.")


def test_what_vetting_found_is_of_the_account_on_either_side() -> None:
    found = table(
        Finding, finding("a", 4500, "likely_denied_party", "seller"), finding("a", -1500, "identity", "seller")
    )
    evidence = build(runs(seller_findings=found)).evidence.filter(subject_kind="account", subject_id="a")
    assert evidence.filter(kind="likely_denied_party")["side"].to_list() == ["for"]
    assert evidence.filter(kind="identity")["side"].to_list() == ["against"]


def test_a_re_entry_names_the_account_that_was_closed() -> None:
    back = {"seller_id": "b", "known_seller_id": "a", "known_status": "terminated", "score": 1.0, "weight": 48000}
    given = runs(re_entries=table(ReEntry, back | {"reasons": ["Both give the tax number ••0031."]}))
    made = build(given)
    assert made.evidence.filter(kind="re_entry")["detail"][0].startswith("b seems to be a, which was terminated, come")
    account = made.subjects.filter(subject_kind="account", subject_id="b").row(0, named=True)
    assert "It seems to be the terminated account a come back." in account["why"]


def test_every_case_names_its_accounts_listings_and_goods_each_once() -> None:
    given = runs(
        matches=table(Match, match("i-1", "identical offending goods"), match("i-1", "genuine stock", "g-2")),
        items=table(Goods, item("i-1", "a")),
    )
    subjects = build(given).subjects
    mine = subjects.filter(pl.col("case_id") == subjects.filter(subject_id="o-1")["case_id"][0])
    named = sorted(mine.select("subject_kind", "subject_id").iter_rows())
    assert named == [
        *(("account", "a"), ("account", "b"), ("goods", "g-1"), ("goods", "g-2"), ("item", "i-1")),
        *(("offer", "o-1"), ("offer", "o-2"), ("offer", "o-3"), ("party", "p-1")),
    ]
    assert mine.filter(subject_kind="item")["decision"].to_list() == ["identical offending goods"]


def test_runs_without_anything_make_no_case() -> None:
    nothing = build(
        runs(parties=runs().parties.clear(), offers=runs().offers.clear(), decisions=runs().decisions.clear())
    )
    assert nothing.subjects.is_empty()
    assert nothing.evidence.is_empty()
