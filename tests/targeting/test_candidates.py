"""Which shipments can be opened on the day, which must be, and how many fit into the minutes there are?"""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from counterfoil.tables.capacity import Capacity
from counterfoil.tables.contract import completed
from counterfoil.tables.control import Control
from counterfoil.targeting.candidates import TAKES, candidates, ordered, within_minutes
from counterfoil.targeting.signs.known import EXAMINED
from counterfoil.targeting.signs.shipment_rows import shipment_rows
from targeting.signs.drawn_shipments import DAY, HONEST, known, shipments

HERE = HONEST["facility_gln"]


def capacities(**told: Any) -> pl.DataFrame:
    row = pl.DataFrame([{"facility_gln": HERE, "capacity": 5} | told])
    return Capacity.cast(completed(row, Capacity))


def controls(**told: Any) -> pl.DataFrame:
    row = pl.DataFrame([{"reason": "A seizure.", "ordered_by": "authority:port-director"} | told])
    return Control.cast(completed(row, Control))


@pytest.mark.parametrize(
    ("told", "window", "is_open"),
    [
        ({}, {}, True),
        ({"arrived_on": None}, {}, True),
        ({"arrived_on": None, "document": "856"}, {}, False),  # announced, not arrived
        ({"arrived_on": DAY, "document": "856"}, {}, True),
        ({"arrived_on": DAY + dt.timedelta(days=1)}, {}, False),
        ({}, {"window_from": DAY}, True),
        ({"arrived_on": DAY - dt.timedelta(days=3)}, {"window_from": DAY - dt.timedelta(days=2)}, False),  # it has left
        ({}, {"window_to": DAY - dt.timedelta(days=1)}, False),  # not unloaded yet
        ({"facility_gln": "9529001000020"}, {}, False),  # no capacity is known of it
    ],
)
def test_open_is_what_has_arrived_and_not_left(told: dict[str, Any], window: dict[str, Any], is_open: bool) -> None:
    rows = shipment_rows(shipments(told), known())
    assert candidates(rows, capacities=capacities(**window), day=DAY)["is_open"].to_list() == [is_open]


def test_a_party_is_new_until_one_of_its_shipments_was_examined() -> None:
    table = shipments({}, {"consignor": "X Ltd", "consignee": "Y Ltd", "external_seller_id": None})
    before = pl.DataFrame([("SHP-0", DAY - dt.timedelta(days=2), False)], schema=EXAMINED, orient="row")
    rows = shipment_rows(pl.concat([table, shipments({"shipment_id": "SHP-0"})]), known(examined=before))
    told = candidates(rows, capacities=capacities(), day=DAY)
    assert dict(told.select("shipment_id", "is_new_party").iter_rows()) == {
        "SHP-0": False,
        "SHP-1": False,
        "SHP-2": True,
    }


def test_lines_of_one_shipment_are_one_candidate() -> None:
    rows = shipment_rows(shipments({"shipment_id": "A"}, {"shipment_id": "A"}), known())
    assert candidates(rows, capacities=capacities(), day=DAY).height == 1


@pytest.mark.parametrize(
    ("control", "hit"),
    [
        ({"shipment_id": "SHP-1"}, True),
        ({"shipment_id": "SHP-2"}, False),
        ({"consignor": "HALVORSEN SPORT"}, True),  # in any spelling
        ({"consignor": "Halvorsen Sport AS", "origin_country": "Portugal", "hs": "6404.11"}, True),
        ({"consignor": "Halvorsen Sport AS", "origin_country": "VN"}, False),
        ({"hs": "64"}, True),
        ({"hs": "65"}, False),
        ({"hs": "64", "facility_gln": "9529001000020"}, False),
        ({"hs": "64", "until": DAY}, True),
        ({"hs": "64", "until": DAY - dt.timedelta(days=1)}, False),
    ],
)
def test_a_control_is_for_what_meets_all_that_it_tells(control: dict[str, Any], hit: bool) -> None:
    rows = shipment_rows(shipments({}), known())
    found = ordered(rows, controls(**control), day=DAY)
    assert found["shipment_id"].to_list() == ["SHP-1"] * hit
    if hit:
        assert found["orders"][0][0].startswith("Ordered by authority:port-director")
        assert found["orders"][0][0].endswith("A seizure.")


def test_minutes_of_work_lower_a_capacity_by_what_examinations_took() -> None:
    none = pl.DataFrame(schema={"facility": pl.String, "minutes": pl.Int64})
    timed = pl.DataFrame({"facility": [HERE, HERE, "other"], "minutes": [100, 140, 10]})
    for minutes, work, fits in (
        (none, None, 5),
        (none, 2 * TAKES, 2),
        (timed, 250, 2),
        (timed, 6000, 5),
        (timed, 0, 0),
    ):
        assert within_minutes(capacities(minutes=work), minutes)["capacity"].to_list() == [fits]
