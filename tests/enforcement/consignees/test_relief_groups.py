"""Who brought in how much on one day, and was that within the limit, over it, or not known?"""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.enforcement.consignees.relief_groups import relief_groups
from counterfoil.enforcement.consignees.rule_file import MODES
from counterfoil.enforcement.consignees.sold_before import ROW
from counterfoil.enforcement.consignees.ultimate_consignee import consignees
from counterfoil.tables.relief_group import NO_RELIEF, OVER, UNKNOWN, WITHIN, ReliefGroup
from enforcement.consignees.given import COLUMBUS, DAY, RATES, RENO, RULES, declarations, line, lines, sale, split
from reference.one_person_one_day import totals

D = "2024-03-05"  # a day with the limit of 800 dollars for everybody


def grouped(
    rows: list[dict[str, Any]], *orders: Any, country: str = "US", declared: pl.DataFrame | None = None
) -> pl.DataFrame:
    own = lines(*rows)
    parted = split(own, *orders)
    found = consignees(own, parted.units, RULES.consignee, day=DAY, country=country, sales_given=None not in orders)
    valued = found.with_columns(
        own[ROW], *(own[name] for name in ("origin", "mode", "hs", "declared_value", "currency"))
    )
    return relief_groups(
        valued, RULES.reliefs, country=country, day=DAY, consignee_rules=RULES.consignee, rates=RATES,
        consumers=parted.consumers, declarations=declarations() if declared is None else declared,
    )  # fmt: skip


def told(groups: pl.DataFrame) -> list[tuple[Any, ...]]:
    shown = groups.select(
        "counted_for", "person", pl.col("value").cast(pl.String).str.strip_suffix(".0000"), "standing", "is_split"
    )
    return shown.rows()  # fmt: skip


@pytest.mark.parametrize(
    ("values", "standing", "is_split"),
    [
        (["800.00"], WITHIN, False),
        (["800.01"], OVER, False),
        (["400", "400"], WITHIN, False),
        (["400", "400.01"], OVER, True),
        (["900", "1"], OVER, False),
    ],
)
def test_unsold_goods_of_a_day_are_counted_together_at_the_facility(
    values: list[str], standing: str, is_split: bool
) -> None:
    rows = [line(f"P-{at}", D, declared_value=value) for at, value in enumerate(values)]
    (row,) = grouped(rows).rows(named=True)
    assert (row["counted_for"], row["person"], row["standing"], row["is_split"]) == (
        "facility",
        RENO,
        standing,
        is_split,
    )
    assert row["value"] == sum(map(Decimal, values))
    assert row["shipments"] == [f"P-{at}" for at in range(len(values))]


def test_two_lines_of_one_shipment_are_not_split() -> None:
    rows = [line("P-1", D, declared_value="500", item=at) for at in (1, 2)]
    assert told(grouped(rows)) == [("facility", RENO, "1000", OVER, False)]


def test_another_day_and_another_facility_are_counted_apart() -> None:
    rows = [
        line("P-1", D, declared_value="500"),
        line("P-2", "2024-03-06", declared_value="500"),
        line("P-3", D, declared_value="500", facility_gln=COLUMBUS),
    ]
    assert {row["standing"] for row in grouped(rows).rows(named=True)} == {WITHIN}


def test_what_consumers_had_bought_is_counted_for_each_of_them() -> None:
    orders = [sale("P-1", "2024-03-01", 3, consumer="Astrid Nygaard"), sale("P-1", "2024-03-02", 4, consumer="Lars")]
    groups = grouped([line("P-1", D, declared_value="1000")], *orders)
    assert told(groups) == [
        ("consumer", "consumer 1", "300", WITHIN, False),
        ("consumer", "consumer 2", "400", WITHIN, False),
        ("facility", RENO, "300", WITHIN, False),
    ]
    assert "Astrid" not in groups.write_ndjson()


def test_one_consumer_of_two_shipments_is_one_person() -> None:
    rows = [line("P-1", D, declared_value="600"), line("P-2", D, declared_value="600")]
    orders = [sale(name, "2024-03-01", 10) for name in ("P-1", "P-2")]
    assert told(grouped(rows, *orders)) == [("consumer", "consumer 1", "1200", OVER, True)]


def test_an_owner_whose_identity_was_presented_may_be_the_person() -> None:
    rows = [line("P-1", D, declared_value="700"), line("P-2", D, declared_value="700", external_seller_id="s-2")]
    declared = {"external_seller_id": "s-2", "declared_on": dt.date(2024, 3, 5)}
    assert told(grouped(rows)) == [("facility", RENO, "1400", OVER, True)]
    assert told(grouped(rows, declared=declarations(declared))) == [
        ("facility", RENO, "700", WITHIN, False),
        ("owner", "s-2", "700", WITHIN, False),
    ]


@pytest.mark.parametrize(
    "declared",
    [
        {"external_seller_id": "s-1", "declared_on": dt.date(2024, 3, 6)},  # after it came
        {"external_seller_id": "s-2", "declared_on": dt.date(2024, 3, 1)},
        {"external_seller_id": "s-1", "declared_on": dt.date(2024, 3, 1), "facility_gln": COLUMBUS},
        {"external_seller_id": "s-1", "declared_on": dt.date(2024, 3, 1), "shipment_id": "P-9"},
    ],
)
def test_a_declaration_of_other_goods_makes_nobody_the_person(declared: dict[str, Any]) -> None:
    groups = grouped([line("P-1", D, declared_value="700")], declared=declarations(declared))
    assert groups["counted_for"].to_list() == ["facility"]


def test_before_the_ruling_nobody_is_known_to_be_the_person_of_unsold_goods() -> None:
    (row,) = grouped([line("P-1", "2020-07-27", declared_value="900")]).rows(named=True)
    assert (row["value"], row["value_not_known"], row["standing"]) == (0, 900, UNKNOWN)
    (row,) = grouped([line("P-1", "2020-07-28", declared_value="900")]).rows(named=True)
    assert (row["value"], row["standing"]) == (900, OVER)


def test_what_may_be_the_facility_s_too_leaves_it_open() -> None:
    rows = [line("P-1", D, declared_value="700"), line("P-2", D, declared_value="700")]
    (row,) = grouped(rows, sale("P-2", D, 10)).rows(named=True)
    assert (row["value"], row["value_not_known"], row["standing"], row["is_split"]) == (700, 700, UNKNOWN, False)


def test_a_line_without_value_leaves_it_open() -> None:
    rows = [line("P-1", D, declared_value="700"), line("P-2", D)]
    (row,) = grouped(rows).rows(named=True)
    assert (row["lines_without_value"], row["standing"]) == (1, UNKNOWN)


@pytest.mark.parametrize(
    ("value", "currency", "counted", "standing"),
    [("727.27", "EUR", "799.9970", WITHIN), ("727.28", "EUR", "800.0080", OVER), ("100", "JPY", "0.0000", UNKNOWN)],
)
def test_other_currencies_are_counted_at_the_user_s_rates(
    value: str, currency: str, counted: str, standing: str
) -> None:
    (row,) = grouped([line("P-1", D, declared_value=value, currency=currency)]).rows(named=True)
    assert (str(row["value"]), row["standing"], row["currency"]) == (counted, standing, "USD")


def test_goods_of_china_are_a_group_of_their_own_once_they_are_not_free() -> None:
    rows = [
        line("P-1", "2025-06-09", declared_value="700", origin_country="CN", tracking_number="1Z999AA10123456784"),
        line("P-2", "2025-06-09", declared_value="700"),
    ]
    assert told(grouped(rows)) == [
        ("facility", RENO, "700", NO_RELIEF, False),
        ("facility", RENO, "700", WITHIN, False),
    ]


def test_goods_from_the_country_itself_or_to_come_are_left_out() -> None:
    rows = [line("P-1", D, declared_value="9", origin_country="US"), line("P-2", "2026-11-09", declared_value="9")]
    assert grouped(rows).is_empty()


def test_into_europe_each_consignment_counts_by_itself_for_duty_and_for_vat() -> None:
    rows = [
        line("P-1", "2021-06-30", declared_value="22", currency="EUR"),
        line("P-2", "2021-06-30", declared_value="150", currency="EUR"),
        line("P-3", "2021-07-01", declared_value="20", currency="EUR"),
        line("P-4", "2021-06-30", declared_value="20", currency="EUR", hs="330300"),
    ]
    groups = grouped(rows, country="DE")
    found = {(row["of"], row["person"]): row["standing"] for row in groups.rows(named=True)}
    assert found == {
        ("customs duty", "P-1"): WITHIN, ("customs duty", "P-2"): WITHIN, ("customs duty", "P-3"): WITHIN,
        ("customs duty", "P-4"): NO_RELIEF, ("VAT", "P-1"): WITHIN, ("VAT", "P-2"): OVER, ("VAT", "P-3"): NO_RELIEF,
        ("VAT", "P-4"): NO_RELIEF,
    }  # fmt: skip


def test_a_country_without_a_relief_has_no_groups() -> None:
    assert grouped([line("P-1", D, declared_value="9")], country="BR").is_empty()


CENTS = st.integers(0, 200_000).map(lambda cents: str(Decimal(cents) / 100))
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "shipment": st.sampled_from(["P-1", "P-2", "P-3"]),
            "arrived": st.sampled_from(["2020-07-27", D, "2025-06-09", "2025-08-29"]),
            "pieces": st.none() | st.integers(0, 9),
            "declared_value": CENTS,
            "origin_country": st.sampled_from(["VN", "CN", None]),
            "facility_gln": st.sampled_from([RENO, COLUMBUS]),
            "mode": st.sampled_from([None, *MODES]),
        }
    ),
    max_size=6,
)
ORDERS = st.none() | st.lists(
    st.tuples(
        st.sampled_from(["P-1", "P-2", "P-3"]), st.sampled_from(["2019-01-01", D, "2026-01-01"]), st.integers(0, 7),
        st.sampled_from(["c-1", "c-2", None]),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(LINES, ORDERS)
def test_any_lines_are_counted_as_the_slow_way_does(rows: list[dict[str, Any]], orders: Any) -> None:
    drawn = []
    for at, row in enumerate(rows):
        more = {key: value for key, value in row.items() if key not in ("shipment", "arrived", "mode")}
        number = {"postal": "RB123456785GB", "other": "1Z999AA10123456784", None: None}[row["mode"]]
        drawn.append(line(row["shipment"], row["arrived"], item=at, tracking_number=number, **more))
    asked = [None] if orders is None else [sale(a, b, c, consumer=d, item=0) for a, b, c, d in orders]
    groups = grouped(drawn, *asked)
    assert ReliefGroup.is_valid(groups)
    found = {}
    for row in groups.rows(named=True):
        key = (row["arrived_on"], row["counted_for"], row["person"], row["limit"], row["says"])
        found[key] = (row["value"], row["value_not_known"])
    assert found == totals(drawn, asked, RULES, known_until=DAY)
