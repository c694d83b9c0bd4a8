"""Weights of evidence: Splink finds the same from the same levels, and common values are worth little."""

import math

import polars as pl
import pytest
from splink import DuckDBAPI, Linker

from counterfoil.linking.blocking import candidates
from counterfoil.linking.clusters import clusters
from counterfoil.linking.estimation import frequencies, settings
from counterfoil.linking.scoring import database, scored
from counterfoil.linking.seller_comparisons import SAYS, SELLERS
from counterfoil.linking.seller_records import seller_records
from counterfoil.linking.weights import NAT, built_in, read_weights, score_of
from linking.market import seller, sellers

WEIGHTS = read_weights(built_in(), SELLERS, file="built in")


def weights_of(table: pl.DataFrame, signs: list[tuple[str, str, str]] | None = None) -> pl.DataFrame:
    shown = pl.DataFrame(signs or [], schema=["seller_id", "kind", "value"], orient="row").cast(pl.String)
    records = seller_records(table, shown)
    return scored(records, candidates(records, SELLERS), SELLERS, WEIGHTS)


def test_splink_finds_the_same_weights() -> None:
    table = sellers(
        seller(1, name="Golden Reed LLC", phone="+1 775 555 0100", device=["d1"]),
        seller(2, name="Goldn Reed", phone="775-555-0100", device=["d1", "d2"]),
        seller(3, name="Reed Golden GmbH", bankAccount="98001 00000001", beneficialOwner="Mei Tan"),
        seller(4, beneficialOwner="TAN Mei", address="4 Elm St., Reno, 89504", device=["d2"]),
        seller(5, address="4 Elm Street Suite 12, Reno, 89504"),
    )
    records = seller_records(table)
    pairs = candidates(records, SELLERS)
    ours = scored(records, pairs, SELLERS, WEIGHTS)
    assert ours.height >= 4
    with database() as connection:
        api = DuckDBAPI(connection)
        model = Linker(
            api.register(records.with_row_index("place").to_arrow()), settings(SELLERS, WEIGHTS), log_level=None
        )
        for column, held in frequencies(records, SELLERS, WEIGHTS).items():
            model.table_management.register_term_frequency_lookup(api.register(held.to_arrow()), column)
        blocked = pairs.select(match_key=pl.lit("0"), join_key_l="left", join_key_r="right")
        model.table_management.register_blocked_pairs_for_predict(api.register(blocked.to_arrow()))
        found = pl.DataFrame(model.inference.predict(warning_mode="never").as_duckdbpyrelation().to_arrow_table())
    theirs = found.select(
        left=pl.min_horizontal("place_l", "place_r"), right=pl.max_horizontal("place_l", "place_r"),
        nats=pl.col("match_weight") * math.log(2),
    ).sort("left", "right")  # fmt: skip
    assert theirs.select("left", "right").equals(ours.select("left", "right"))
    for mine, nats in zip(ours["weight"], theirs["nats"], strict=True):
        assert mine / NAT == pytest.approx(nats, abs=0.01)  # each of ours is rounded, comparison by comparison


def test_a_thousand_sellers_at_one_warehouse_stay_a_thousand() -> None:
    table = sellers(*(seller(n, address="1 Harbor Logistics Way, Unit 5, Edison, 08837") for n in range(1, 1001)))
    records = seller_records(table)
    found = scored(records, candidates(records, SELLERS), SELLERS, WEIGHTS)
    groups = clusters(records.height, found.with_columns(score=score_of(pl.col("weight"))))
    assert len(set(groups)) == 1000


def test_a_value_is_worth_less_the_more_sellers_have_it() -> None:
    worth = []
    for holders in (2, 8, 30):
        rows = [seller(n, phone="+1-775-555-0199") if n <= holders else seller(n) for n in range(1, 61)]
        worth.append(weights_of(sellers(*rows))["weight_phone"].max())
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > 2 * worth[2]


@pytest.mark.parametrize("placeholder", ["000000000", "N/A", "123456789", "none", "-"])
def test_an_empty_number_shared_by_all_says_nothing(placeholder: str) -> None:
    table = sellers(*(seller(n, taxNumber=placeholder, phone="+1-775-555-0199") for n in range(1, 5)))
    assert weights_of(table)["weight_tax"].to_list() == [0] * 6


def test_what_only_a_marketplace_knows_links_accounts_without_a_common_name() -> None:
    signs = [(f"s-{n}", "template", "box fast shiping from") for n in (1, 2)]
    signs += [(f"s-{n}", "picture", picture) for n in (1, 2) for picture in ("p1", "p2")]
    found = weights_of(sellers(*(seller(n) for n in range(1, 5))), signs)
    assert found.select("left", "right").rows() == [(0, 1)]
    assert found["weight_template"].item() > 0
    assert found["weight_picture"].item() > 0


def test_the_order_of_the_rows_changes_no_weight() -> None:
    rows = [seller(n, phone=f"+1-775-555-01{n % 3:02d}") for n in range(1, 9)]
    one, other = (seller_records(sellers(*order)) for order in (rows, rows[::-1]))

    def told(records: pl.DataFrame) -> set[tuple[frozenset[str], int]]:
        found = scored(records, candidates(records, SELLERS), SELLERS, WEIGHTS)
        ids = records["id"]
        return {(frozenset((ids[left], ids[right])), weight) for left, right, weight in
                found.select("left", "right", "weight").iter_rows()}  # fmt: skip

    assert told(one) == told(other)


def test_each_level_has_its_sentence() -> None:
    named = {f"{one.name}.{level.name}" for one in SELLERS.comparisons for level in one.levels}
    assert named == set(SAYS)
