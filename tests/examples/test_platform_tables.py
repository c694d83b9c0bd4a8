"""Do the tables of Tidewater Market that only scorecards read hold together, and what do they show?"""

import datetime as dt

import pytest

from counterfoil.run.gathered_tables import Gathered, gathered
from counterfoil.scorecards.measure import Window
from counterfoil.scorecards.measures.all_measures import MEASURES
from examples.files import EXAMPLES, items, table

NAMES = ("page_checks.csv", "seller_terms.csv", "bank_requests.csv", "payouts_october.csv")
AUTUMN = Window("Tidewater Market", dt.date(2026, 1, 1), dt.date(2026, 11, 30))


@pytest.fixture(scope="module")
def tables() -> Gathered:
    return gathered([EXAMPLES / name for name in (*NAMES, "sellers.csv", "payouts.csv", "seller_events.csv")])


def test_no_row_is_rejected(tables: Gathered) -> None:
    assert tables.rejects().height == 0
    assert {"page_check", "seller_event", "bank_request", "payout"} <= set(tables.tables)


def test_they_speak_of_sellers_and_offers_that_exist() -> None:
    sellers = {row["id"] for row in table("sellers.csv")}
    offers = {item.get("id") for item in items()}
    assert {row["seller_id"] for name in NAMES[1::2] for row in table(name)} <= sellers
    assert {row["offer_id"] for row in table("page_checks.csv")} <= offers


@pytest.mark.parametrize(
    ("measure", "reached", "of"),
    [
        ("seller-identity-shown", 20, 30),
        ("offers-with-country-of-origin", 9, 30),
        ("payouts-through-responsive-banks", 26, 32),
        ("bank-requests-answered", 3, 6),
        ("payouts-after-termination", 0, 2),
    ],
)
def test_what_they_show(measure: str, reached: int, of: int, tables: Gathered) -> None:
    found = MEASURES[measure].cases(tables.tables, AUTUMN).collect()
    assert (found["is_reached"].sum(), found.height) == (reached, of)
