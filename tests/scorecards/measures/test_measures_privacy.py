"""Does personal data stay out of the cases of every measure, whatever the tables hold?"""

import datetime as dt

import polars as pl
import pytest

import measure_cases
from counterfoil.scorecards.measure import Tables, Window
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.tables.table_names import CONTRACTS

EVER = Window("Tidewater Market", dt.date(2020, 1, 1), dt.date(2030, 1, 1))
SECRET = "PRIVATE"
KEPT = {  # columns whose values a case may repeat, or by which rows are told apart: none of them is about a person
    *("id", "seller_id", "account_id", "external_seller_id", "notice_id", "offer_id", "subject_id", "action_id"),
    *("case_id", "shipment_id", "order_id", "disposition_id", "known_seller_id", "party_id"),
    *("kind", "subject_kind", "status", "state", "outcome", "grade", "label", "origin", "asked", "how", "by", "regime"),
    *("clock", "type", "result", "check", "answer", "recipient", "platform", "marketplace", "country", "title"),
    *("product_type", "cause", "decision", "form", "source"),
}


@pytest.mark.parametrize("name", MEASURES)
def test_no_personal_data_stands_in_a_case(name: str) -> None:
    drawn = [case for case in measure_cases.cases() if case.measure == name]
    for case in drawn:
        found = MEASURES[name].cases(_marked(case.tables()), EVER).collect()
        assert SECRET not in found.write_csv()


def test_the_marks_are_there() -> None:
    sellers = _marked({"seller": measure_cases.table("seller", [{"id": "s-1"}])})["seller"].collect()
    assert sellers.select("name", "address", "phone", "bankAccount", "taxNumber").row(0) == (SECRET,) * 5
    assert _marked({"event": measure_cases.table("event", [{}])})["event"].collect()["what"].item() == SECRET


def _marked(tables: Tables) -> dict[str, pl.LazyFrame]:
    """Write SECRET into every text column that may hold words of people."""
    marked = {}
    for name, frame in tables.items():
        texts = [one for one, kind in CONTRACTS[name].create_empty().schema.items() if kind == pl.String]
        marked[name] = frame.with_columns(pl.lit(SECRET).alias(one) for one in texts if one not in KEPT)
    return marked
