"""Whatever a shipment says, it is read, ranked between 0 and 1, and its reasons are told; nothing of it is lost."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.targeting.signs.features import features_of
from counterfoil.targeting.signs.risk import default_weights, reasons_of, risk_by_weights
from counterfoil.targeting.signs.shipment_rows import shipment_rows
from targeting.signs.drawn_shipments import DAY, known, shipments

TEXT = st.none() | st.text(max_size=20) | st.sampled_from(["Plastic sandals, samples", "gifts", "Ltd", "640299", "CN"])
AMOUNT = st.none() | st.decimals(0, 10**9, places=2) | st.just(Decimal(0))
ROW = st.fixed_dictionaries(
    {
        "shipment_id": st.sampled_from(["A", "B", "C"]),
        **dict.fromkeys(("consignor", "consignee", "origin_country", "hs", "description", "gtin", "document"), TEXT),
        "external_seller_id": TEXT,
        "arrived_on": st.none() | st.dates(DAY - dt.timedelta(days=40), DAY),
        "pieces": st.none() | st.integers(0, 2**62),
        "quantity": AMOUNT,
        "quantity_unit": st.none() | st.sampled_from(["C62", "KGM"]),
        "declared_value": AMOUNT,
        "net_mass_kg": AMOUNT,
        "currency": st.sampled_from(["USD", "EUR"]),
    }
)


@settings(max_examples=60)
@given(st.lists(ROW, min_size=1, max_size=8))
def test_any_shipments_are_ranked_and_told(drawn: list[dict[str, Any]]) -> None:
    rows = shipment_rows(shipments(*drawn), known())
    ids = sorted({row["shipment_id"] for row in drawn})
    assert rows.height == len(drawn)
    risks = risk_by_weights(rows, default_weights())
    assert risks["shipment_id"].to_list() == ids
    assert all(0 < risk < 1 for risk in risks["risk"])
    assert reasons_of(rows, default_weights())["shipment_id"].sort().to_list() == ids
    assert features_of(rows)["shipment_id"].to_list() == ids
    numbers = features_of(rows).select(pl.selectors.float())
    assert not numbers.select(pl.any_horizontal(pl.all().is_infinite().any())).item()
