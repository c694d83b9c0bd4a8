"""One id on two platforms: are listings and accounts of strangers kept apart, as plain loops keep them?"""

from collections import Counter
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.tracking.asking import Asking
from counterfoil.tracking.network import network
from counterfoil.tracking.network_chart import network_chart
from counterfoil.tracking.network_queries import EDGES
from counterfoil.tracking.offer_queries import asked, sold, suspected
from counterfoil.tracking.query import Query, answer
from reference.tracking_counts import asked_for, platform_key, suspect_accounts
from tracking.drawn_tables import drawn
from tracking.test_queries import DAY, FEW

P1, P2 = "Tidewater Market", "Quayside Bazaar"
Rows = list[dict[str, Any]]


def in_folders(name: str, rows: Rows) -> pl.LazyFrame:
    """Return a gathered table of the rows, each of the file of its `folder`."""
    parts = [
        drawn(
            name, {key: told for key, told in row.items() if key != "folder"}, source=f"{row['folder']}{name}.parquet"
        )
        for row in rows
    ]
    return pl.concat([drawn(name), *parts])


def told(query: Query, **tables: Rows) -> pl.DataFrame:
    frames = {name: in_folders(name, rows) for name, rows in tables.items()}
    return answer(query.on(DAY), frames, names=(*query.needs, *query.also))


def offer(one: str, place: str | None, price: str, currency: str = "USD", **more: Any) -> dict[str, Any]:
    return {
        "id": one, "marketplace": place, "price": Decimal(price), "price_currency": currency,
        "external_seller_id": "1001", "folder": "",
    } | more  # fmt: skip


def decision(one: str, word: str, folder: str = "") -> dict[str, Any]:
    return {"subject_id": one, "decision": word, "right_id": None, "folder": folder}


folders = st.sampled_from(["", "p1/", "p2/"])
offers = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["o-1", "o-2"]),
            "marketplace": st.sampled_from([P1, P2, " tidewater market", None, " "]),
            "price": st.sampled_from([Decimal(10), Decimal(20), Decimal(30)]),
            "price_currency": st.sampled_from(["USD", "EUR"]),
            "external_seller_id": st.sampled_from(["1001", "1002"]),
            "folder": folders,
        }
    ),
    max_size=6,
)
decisions = st.lists(
    st.fixed_dictionaries(
        {
            "subject_id": st.sampled_from(["o-1", "o-2"]),
            "decision": st.sampled_from(["clear", "review", "hold"]),
            "right_id": st.none(),
            "folder": folders,
        }
    ),
    max_size=5,
)


@FEW
@given(decisions, offers)
def test_listings_of_one_id_on_two_platforms_are_two_and_each_asks_its_own_price(words: Rows, listed: Rows) -> None:
    found = told(asked("platform"), decision=words, offer=listed)
    twin = asked_for(words, listed)
    sums: dict[tuple[str | None, str], Decimal] = {}
    for (place, currency, price), cases in twin.items():
        key = (place, currency)
        sums[key] = sums.get(key, Decimal(0)) + price * cases
    shown: dict[tuple[str | None, str], Decimal] = {}
    for label, unit, amount in found.select("label", "unit", "amount").iter_rows():
        key = (platform_key(label), unit)
        shown[key] = shown.get(key, Decimal(0)) + amount
    assert shown == sums


@FEW
@given(decisions, offers)
def test_accounts_of_one_id_on_two_platforms_are_two(words: Rows, listed: Rows) -> None:
    rows = told(EDGES, decision=words, offer=listed)
    found: Counter[tuple[str, str]] = Counter()
    for place, account, weight in rows.select("to_at", "to_id", "weight").iter_rows():
        found[place, account] += weight
    assert found == suspect_accounts(words, listed)


def test_the_price_and_its_currency_are_of_one_row() -> None:
    listed = [offer("o-1", P1, "900", "MXN"), offer("o-1", P1, "50", "USD")]
    found = told(asked("platform"), decision=[decision("o-1", "hold")], offer=listed)
    assert found.select("unit", "amount").rows() == [("MXN", Decimal(900))]


def test_a_decision_is_of_the_listing_that_stands_in_its_own_folder() -> None:
    listed = [offer("o-1", P1, "10", folder="p1/"), offer("o-1", P2, "20", folder="p2/")]
    words = [decision("o-1", "hold", "p1/"), decision("o-1", "clear", "p2/")]
    found = told(suspected("platform"), decision=words, offer=listed)
    assert found.rows() == [(P2, "clear", 1), (P1, "hold", 1)]


def test_a_sale_that_may_be_of_either_platform_is_counted_for_none_of_them() -> None:
    listed = [offer("o-1", P1, "10", folder="p1/"), offer("o-1", P2, "20", folder="p2/")]
    words = [decision("o-1", "hold", "p1/"), decision("o-1", "hold", "p2/")]
    sale = {"offer_id": "o-1", "units": 1, "amount": Decimal(10), "currency": "USD"}
    assert told(sold("platform"), decision=words, offer=listed, sale=[sale | {"folder": ""}]).is_empty()
    near = told(sold("platform"), decision=words, offer=listed, sale=[sale | {"folder": "p2/"}])
    assert near.select("label", "amount").rows() == [(P2, Decimal(10))]


STRANGERS = {
    "offer": [offer("o-1", P1, "10"), offer("o-2", P2, "20")],
    "decision": [decision("o-1", "hold"), decision("o-2", "hold")],
    "case": [{"id": "case-1", "platform": "quayside bazaar", "folder": ""}],
    "case_subject": [{"case_id": "case-1", "subject_kind": "account", "subject_id": "1001", "folder": ""}],
    "link": [{"seller_id": "1001", "other_seller_id": "1002", "relation": "possible", "folder": ""}],
}


def test_strangers_with_one_number_are_two_nodes_and_a_tie_of_which_nobody_knows_whose_is_left_out() -> None:
    found = network(told(EDGES, **STRANGERS))
    accounts = found.nodes.filter(kind="account").select("id", "degree").rows()
    assert accounts == [(f"1001 ({P2})", 2), (f"1001 ({P1})", 1)]
    assert found.edges.select("from_id", "to_id").rows() == [
        (P2, f"1001 ({P2})"),
        (P1, f"1001 ({P1})"),
        ("case-1", f"1001 ({P2})"),
    ]
    assert found.left_out == 1
    asking = Asking({name: in_folders(name, rows) for name, rows in STRANGERS.items()}, DAY)
    assert any(note.startswith("1 tie is left out") for note in network_chart(asking).notes)


def test_a_case_an_order_and_an_account_of_one_id_are_three_nodes() -> None:
    rows = told(
        EDGES,
        case_subject=[{"case_id": "7", "subject_kind": "account", "subject_id": "7", "folder": ""}],
        order_reach=[{"order_id": "7", "subject_kind": "account", "subject_id": "7", "state": "reached", "folder": ""}],
    )
    found = network(rows)
    assert found.nodes.select("id", "kind", "degree").rows() == [
        ("7 (account)", "account", 2), ("7 (case)", "case", 1), ("7 (order)", "order", 1),
    ]  # fmt: skip
    assert found.edges.select("from_id", "to_id").rows() == [("7 (case)", "7 (account)"), ("7 (order)", "7 (account)")]


ends = st.tuples(
    st.sampled_from(["account", "case", "order"]),
    st.sampled_from(["", "p", "case"]),
    st.sampled_from(["1", "1 (p)", "1 (case)"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ends, ends), max_size=8))
def test_no_two_nodes_bear_one_name(ties: list[tuple[tuple[str, str, str], tuple[str, str, str]]]) -> None:
    columns = [f"{end}_{name}" for end in ("from", "to") for name in ("kind", "at", "id")]
    rows = pl.DataFrame(
        [(*one, *other, "in the case", 1) for one, other in ties],
        schema=dict.fromkeys([*columns, "kind"], pl.String) | {"weight": pl.Int64},
        orient="row",
    )
    found = network(rows)
    assert found.nodes["id"].is_unique().all()
    assert found.nodes.height == len({end for tie in ties for end in tie})
    assert found.nodes["degree"].sum() == 2 * len(ties)
    assert found.edges["weight"].sum() == len(ties)
