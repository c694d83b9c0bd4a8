"""What is told of a shipment to those who open it? What speaks for a find. And what only today tells counts, too."""

import polars as pl

from counterfoil.targeting.signs.features import features_of, is_told
from counterfoil.targeting.signs.known import CONFIRMED, EXAMINED
from counterfoil.targeting.signs.risk import UNDATED, default_weights, reasons_of, with_undated
from counterfoil.targeting.signs.shipment_rows import shipment_rows
from targeting.signs.drawn_shipments import DAY, known, shipments


def test_what_speaks_against_a_fake_is_told_to_nobody() -> None:
    past = [{"shipment_id": f"OLD-{number}"} for number in range(6)]
    clean = pl.DataFrame(
        [(row["shipment_id"], DAY.replace(day=1), False) for row in past], schema=EXAMINED, orient="row"
    )
    own = shipments({"shipment_id": "SHP-1", "declared_value": None}, *past)
    told = known(examined=clean, businesses=frozenset({shipment_rows(own, known())["consignor_key"][0]}))
    rows = shipment_rows(own, told).filter(shipment_id="SHP-1")
    [found] = reasons_of(rows, default_weights()).rows(named=True)
    assert found["kinds"] == ["no_value"]
    assert found["reasons"] == ["No value is declared, or none above zero."]


def test_a_shipment_of_which_only_good_is_known_has_no_reasons() -> None:
    own = shipments({"shipment_id": "SHP-1"})
    told = known(businesses=frozenset({shipment_rows(own, known())["consignor_key"][0]}))
    [found] = reasons_of(shipment_rows(own, told), default_weights()).rows(named=True)
    assert not found["reasons"]
    assert not found["kinds"]


def test_a_sign_or_a_rate_is_a_reason_only_where_it_is_seen() -> None:
    values = pl.DataFrame(
        {
            "feature": ["sign_no_value", "sign_no_value", "rate_seller", "rate_seller", "log_value", "hs6"],
            "value": [0.0, 1.0, 0.0, 0.2, 0.0, None],
        }
    )
    told = values.with_columns(told=is_told(pl.col("feature"), pl.col("value")))
    assert told["told"].to_list() == [False, True, False, True, True, True]


def test_what_only_files_of_today_tell_is_not_learned_from_and_still_counts() -> None:
    confirmed = pl.DataFrame([("SHP-1", "identical offending goods")], schema=CONFIRMED, orient="row")
    rows = shipment_rows(shipments({}, {}), known(confirmed=confirmed))
    assert not set(UNDATED) & {name.removeprefix("sign_") for name in features_of(rows).columns}
    risks = pl.DataFrame({"shipment_id": ["SHP-1", "SHP-2"], "risk": [0.02, 0.02]})
    raised = dict(with_undated(risks, rows, default_weights()).iter_rows())
    assert raised["SHP-2"] == 0.02
    assert 0.75 < raised["SHP-1"] < 0.76  # log-odds -3.89 + 5
    certain = with_undated(risks.with_columns(risk=pl.Series([1.0, 0.0])), rows, default_weights())
    assert certain["risk"].to_list() == [1.0, 0.0]
