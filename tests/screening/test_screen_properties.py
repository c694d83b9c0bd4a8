"""Screening is the same offer by offer as in any batch and any order, loses no offer, and tells nobody's data."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.few_rows import column
from counterfoil.few_rows.table import FewRows
from counterfoil.screening.population.comparisons import population_of
from counterfoil.screening.references import References
from counterfoil.screening.screen import Screened, screen
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.decision import Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.seller import Seller
from screening.screened import HALVORSEN, OWNER, Row, offers_of, references_of, table

RIGHTS: tuple[Row, ...] = (
    {**HALVORSEN, "price_floor": Decimal(100), "price_floor_currency": "USD", "authorised_sellers": ["Secret Dealer"]},
    {"mark": "Halvorsen", "owner": "Halvorsen Foods Ltd", "goods": ["coffee"]},
    {"mark": "Fjord Runner", "owner": OWNER, "house_mark": "Halvorsen", "goods": ["shoes"]},
    {"mark": "Apple", "owner": "Orchard Devices Inc.", "goods": ["mobile phones"]},
    {"mark": "LV", "owner": "Lund Vesterby SA"},
)
SECRETS: Row = {
    **{"name": "Secret Dealer", "alias": "Secret Alias", "address": "9 Secret Street", "email": "secret@example.com"},
    **{"phone": "+1-555-0100", "registrationNumber": "SECRET-1", "taxNumber": "SECRET-2"},
}
SELLERS = table(
    Seller, [{"id": f"s-{n}", "status": status, **SECRETS} for n, status in enumerate(("active", "debarred"))]
)
PARTS = (
    *("Halvorsen", "H-alv-orsen", "Halvorsan", "Fjord Runner", "apple", "LV", "shoes", "coffee", "phone case", "not"),
    *("for", "inspired by", "replica", "AAA", "1:1", "pre-owned", "[Good Quality]", "by", "é", "\u202e", "高仿", ","),
)
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=7).map(" ".join)
OFFERS = st.fixed_dictionaries(
    {"title": TEXTS},
    optional={
        "brand": st.sampled_from(["Halvorsen", "Generic", "Skarv", "", "Halvorsen Sport AS"]),
        "description": TEXTS,
        "price": st.decimals(0, 300, places=2),
        "sale_price": st.decimals(0, 300, places=2),
        "price_currency": st.sampled_from(["USD", "EUR"]),
        "condition": st.sampled_from(["new", "used", "never used"]),
        "gtin": st.sampled_from(["9521011001028", "9521011001029", "n/a"]),
        "external_seller_id": st.sampled_from(["s-0", "s-1", "s-2"]),
        "item_location": st.sampled_from(["Atlanta, Georgia, Canada", "Hong Kong", "?"]),
    },
)
BATCHES = st.lists(OFFERS, min_size=1, max_size=6).map(lambda rows: offers_of(*rows))


@cache
def base() -> References:
    return references_of(RIGHTS, sellers=SELLERS)


def references_for(offers: pl.DataFrame) -> References:
    return replace(base(), population=population_of(offers))


def fresh(offers: pl.DataFrame) -> References:
    """Return references of which nothing is worked out yet."""
    return replace(references_of(RIGHTS, sellers=SELLERS), population=population_of(offers))


def screened_apart(parts: list[pl.DataFrame], references: References) -> Screened:
    results = [screen(part, references) for part in parts]
    return Screened(*(pl.concat([getattr(result, name) for result in results]) for name in Screened._fields))


def same(one: Screened, other: Screened) -> bool:
    """Say whether two results hold the same rows; assessments are ordered by offer within a batch."""
    by = ["subject_id", "right_id"]
    ordered = one.assessments.sort(by, nulls_last=True).equals(other.assessments.sort(by, nulls_last=True))
    return ordered and one.findings.equals(other.findings) and one.decisions.equals(other.decisions)


@given(BATCHES)
@settings(max_examples=8)
def test_offers_screened_together_and_one_by_one_come_to_the_same(offers: pl.DataFrame) -> None:
    references = references_for(offers)
    alone = screened_apart([offers[n : n + 1] for n in range(offers.height)], references)
    assert same(screen(offers, references), alone)


@given(BATCHES)
@settings(max_examples=30)
def test_few_offers_as_plain_rows_come_to_what_polars_makes_of_them(offers: pl.DataFrame) -> None:
    plain = screen(offers, references_for(offers))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(column, "FEW", -1)
        by_polars = screen(pl.DataFrame(offers), fresh(offers))
    assert not isinstance(by_polars.decisions, FewRows)
    assert isinstance(plain.decisions, FewRows)
    assert same(plain, by_polars)
    assert [told.schema for told in plain] == [told.schema for told in by_polars]


@given(BATCHES, st.randoms(use_true_random=False))
@settings(max_examples=8)
def test_the_order_of_offers_changes_nothing_for_any_of_them(offers: pl.DataFrame, chance: object) -> None:
    references = references_for(offers)
    order = list(range(offers.height))
    chance.shuffle(order)  # type: ignore[attr-defined]
    shuffled = screen(offers[order], references)
    expected = screened_apart([offers[n : n + 1] for n in order], references)
    assert same(shuffled, expected)


@given(BATCHES)
@settings(max_examples=20)
def test_every_offer_is_decided_once_in_order_by_contract_and_tells_no_secret(offers: pl.DataFrame) -> None:
    result = screen(offers, references_for(offers))
    assert result.decisions["subject_id"].to_list() == offers["id"].to_list()
    Finding.validate(Finding.cast(result.findings))
    Assessment.validate(Assessment.cast(result.assessments))
    Decision.validate(Decision.cast(result.decisions))
    told = "".join(frame.write_ndjson() for frame in result)
    assert not any(str(secret) in told for secret in SECRETS.values())


@given(BATCHES)
@settings(max_examples=20)
def test_places_point_at_what_was_seen(offers: pl.DataFrame) -> None:
    texts = {row["id"]: row for row in offers.iter_rows(named=True)}
    placed = screen(offers, references_for(offers)).findings.filter(pl.col("start").is_not_null())
    for row in placed.iter_rows(named=True):
        assert texts[row["subject_id"]][row["field"]][row["start"] : row["end"]] == row["seen"]


def test_no_offers_give_no_rows() -> None:
    result = screen(offers_of(), base())
    assert [frame.height for frame in result] == [0, 0, 0]
