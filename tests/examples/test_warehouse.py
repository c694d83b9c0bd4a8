"""Does the warehouse end of the story hold? Shipments, stock, and one GTIN from two sources in two places."""

from collections import defaultdict

from examples.files import table

SHIPMENTS = {row["shipment_id"]: row for row in table("shipments.csv")}
STOCK = table("inventory.csv")
BLUE_42 = "Halvorsen Fjord Runner trail running shoes, blue, EU 42"


def test_stock_came_in_by_a_shipment_of_the_same_seller_to_the_same_facility() -> None:
    for row in STOCK:
        shipment = SHIPMENTS[row["inbound_shipment_id"]]
        assert row["external_seller_id"] == shipment["external_seller_id"]
        assert row["facility_gln"] == shipment["facility_gln"]


def test_no_more_lies_there_than_came_in() -> None:
    lying: dict[str, int] = defaultdict(int)
    for row in STOCK:
        lying[row["inbound_shipment_id"]] += int(row["quantity"])
    assert all(count <= int(SHIPMENTS[shipment]["pieces"]) for shipment, count in lying.items())


def test_one_gtin_lies_in_both_facilities_from_two_sources() -> None:
    rows = [row for row in STOCK if row["title"] == BLUE_42]
    sources: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        sources[row["facility_gln"]].add(row["lot"])
    assert len({row["gtin"] for row in rows}) == 1
    assert list(map(len, sources.values())) == [2, 2]


def test_sellers_of_stock_and_shipments_are_on_the_list() -> None:
    sellers = {row["id"] for row in table("sellers.csv")}
    assert {row["external_seller_id"] for row in (*STOCK, *SHIPMENTS.values())} <= sellers
