"""What was found before is counted up to the day, and nothing of the day or after it is known."""

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.targeting.signs.features import CATEGORIES, features
from counterfoil.targeting.signs.known import EXAMINED
from counterfoil.targeting.signs.shipment_rows import AS_OF, shipment_rows
from reference.past_finds import Opened, past_finds
from targeting.signs.drawn_shipments import DAY, HONEST, known, shipments

PARTIES = st.sampled_from(["Maker North Ltd", "Maker South Ltd", None])
DAYS = st.integers(0, 9).map(lambda days: DAY - dt.timedelta(days=days))
OPENED = st.lists(st.tuples(DAYS, PARTIES, st.booleans()), max_size=12)


@given(OPENED, PARTIES, DAYS)
def test_the_counts_are_those_counted_one_by_one(
    drawn: list[tuple[dt.date, str | None, bool]], party: str | None, as_of: dt.date
) -> None:
    opened = [Opened(*one) for one in drawn]
    lines = [{"shipment_id": f"PAST-{place}", "consignor": one.party} for place, one in enumerate(opened)]
    exams = [(f"PAST-{place}", one.on, one.found) for place, one in enumerate(opened)]
    seen = pl.DataFrame({"shipment_id": ["SHP-0"], AS_OF: [as_of]})
    asked = shipments({"shipment_id": "SHP-0", "consignor": party}, *lines).join(seen, on="shipment_id", how="left")
    rows = shipment_rows(asked, known(examined=pl.DataFrame(exams, schema=EXAMINED, orient="row")))
    own = rows.row(by_predicate=pl.col("shipment_id") == "SHP-0", named=True)
    assert (own["exams_consignor"], own["finds_consignor"]) == past_finds(party, as_of, opened)


def test_what_is_learned_from_holds_no_outcome_of_its_own() -> None:
    table = shipments({"shipment_id": "SHP-1"}, {"shipment_id": "SHP-2"}).with_columns(pl.lit(DAY).alias(AS_OF))
    both = [
        features(table, known(examined=pl.DataFrame([("SHP-1", DAY, found)], schema=EXAMINED, orient="row")))
        for found in (True, False)
    ]
    assert both[0].equals(both[1])


def test_features_are_one_row_for_each_shipment_and_of_two_types() -> None:
    table = shipments(
        {"shipment_id": "A", "item": 1}, {"shipment_id": "A", "item": 2, "pieces": 900}, {"shipment_id": "B"}
    )
    told = features(table, known())
    assert told["shipment_id"].to_list() == ["A", "B"]
    kinds = {name: dtype for name, dtype in told.schema.items() if name != "shipment_id"}
    assert {name for name, dtype in kinds.items() if dtype == pl.String} == set(CATEGORIES)
    assert all(dtype == pl.Float64 for name, dtype in kinds.items() if name not in CATEGORIES)
    assert told["log_pieces"].to_list() == sorted(told["log_pieces"], reverse=True)


@given(st.permutations(range(8)))
def test_the_order_of_the_rows_says_nothing(order: list[int]) -> None:
    drawn = shipments(
        *(
            {"shipment_id": f"S-{place % 5}", "consignor": f"Maker {place % 3}", "declared_value": f"{place}00.00"}
            for place in range(8)
        )
    )
    first = shipment_rows(drawn, known())
    assert shipment_rows(drawn[order], known()).equals(first)
    assert HONEST["currency"] == first["currency"][0]
