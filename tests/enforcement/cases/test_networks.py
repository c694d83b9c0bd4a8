"""Which accounts become cases, and that the same network has the same case in every run."""

import polars as pl
import pytest

from counterfoil.enforcement.cases.build import build
from counterfoil.enforcement.cases.networks import cases_among, networks, overtaken, with_case_ids
from counterfoil.tables.decision import Decision
from counterfoil.tables.goods import Goods
from counterfoil.tables.match import Match
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.resolved_party import ResolvedParty
from enforcement.cases.drawn_runs import decision, item, match, party, runs, table

BACK = {
    "seller_id": "d",
    "known_seller_id": "z",
    "known_status": "terminated",
    "score": 1.0,
    "weight": 9,
    "reasons": ["x"],
}


def in_cases(given: object, least: str = "hold") -> set[str]:
    made = runs() if given is None else given
    return set(cases_among(networks(made), made, least=least)["account_id"])


def test_a_network_with_any_offer_in_question_and_a_lone_account_with_one_held() -> None:
    assert in_cases(None) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("least", "accounts"), [("review", "abcd"), ("request-documents", "abc"), ("hold", "abc"), ("remove", "ab")]
)
def test_from_which_decision_on_a_lone_account_is_a_case_is_for_the_user_to_say(least: str, accounts: str) -> None:
    assert in_cases(None, least) == set(accounts)


def test_an_account_that_came_back_is_a_case_with_no_offer_in_question() -> None:
    assert in_cases(runs(re_entries=table(ReEntry, BACK))) == {"a", "b", "c", "d"}


@pytest.mark.parametrize(("verdict", "is_case"), [("identical offending goods", True), ("examine", False)])
def test_identical_goods_make_a_case_and_those_to_examine_do_not(verdict: str, is_case: bool) -> None:
    given = runs(matches=table(Match, match("i-1", verdict)), items=table(Goods, item("i-1", "d")))
    assert ("d" in in_cases(given)) == is_case


def test_a_network_of_clear_offers_alone_is_none() -> None:
    clear = table(Decision, *(decision(f"o-{number}", "clear", None) for number in range(1, 8)))
    assert in_cases(runs(decisions=clear)) == set()


def test_a_party_that_an_account_left_does_not_count() -> None:
    left = party("c", "p-1", until=party("c", "p-2")["since"], replaced_by="p-2")
    moved = table(ResolvedParty, party("a", "p-1"), party("b", "p-1"), left, party("c", "p-2"), party("d", "p-3"))
    accounts = networks(runs(parties=moved))
    assert accounts.filter(account_id="c")["party_id"].to_list() == ["p-2"]


def test_ids_are_the_same_in_every_run_and_differ_by_network() -> None:
    first, again = build(runs()), build(runs())
    assert first.accounts.equals(again.accounts)
    assert first.accounts["case_id"].n_unique() == 2


def test_without_linking_each_account_is_a_network_of_its_own() -> None:
    alone = build(runs(parties=table(ResolvedParty)))
    assert (
        dict(alone.accounts.group_by("case_id").len().iter_rows()).values().__len__() == 2
    )  # a and c; b's is a review


def known(*pairs: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(pairs), schema=["case_id", "account_id"], orient="row")


@pytest.mark.parametrize(
    ("before", "of_a"),
    [
        ((), "case-"),
        ((("case-x", "a"),), "case-x"),
        ((("case-x", "b"), ("case-y", "z")), "case-x"),
        ((("case-y", "a"), ("case-x", "b")), "case-x"),  # as many each: the first by id
    ],
)
def test_a_network_goes_on_in_the_case_that_shares_most_of_its_accounts(
    before: tuple[tuple[str, str], ...], of_a: str
) -> None:
    accounts = networks(runs()).filter(pl.col("account_id").is_in(["a", "b"]))
    known_cases = known(*before) if before else pl.DataFrame(schema={"case_id": pl.String, "account_id": pl.String})
    named = with_case_ids(accounts, known_cases)
    assert named["case_id"].n_unique() == 1
    assert named["case_id"][0].startswith(of_a)


def test_a_case_whose_accounts_all_went_into_another_is_overtaken() -> None:
    before = known(("case-x", "a"), ("case-y", "b"))
    named = with_case_ids(networks(runs()).filter(pl.col("account_id").is_in(["a", "b"])), before)
    assert overtaken(named, before).rows() == [("case-y", "case-x")]


def test_two_networks_never_share_a_case() -> None:
    before = known(("case-x", "a"), ("case-x", "c"))
    named = with_case_ids(networks(runs()), before)
    assert named.group_by("case_id").agg(pl.col("network").n_unique())["network"].max() == 1
