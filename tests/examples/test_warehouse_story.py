"""Do the files of the warehouse story fit one another, unit by unit? Read plainly, without the programs under test."""

from collections import defaultdict
from decimal import Decimal

from examples.files import EXAMPLES, table

SHIPMENTS = {row["shipment_id"]: row for row in table("shipments.csv")}
STOCK = {row["sscc"]: row for row in table("inventory.csv")}
HELD_LINES = {"1": "095290010004120038", "2": "095290010004120052"}  # of the notice to Reno, as it is drafted
DISPOSED = table("dispositions_reno.csv")
PROOFS = table("disposition_proofs_reno.csv")
PAIR = Decimal("0.57")  # kilograms: SHP-0391 weighs 273.6 for 480


def test_examinations_are_of_shipments_that_lay_there() -> None:
    for row in table("examinations.csv"):
        shipment = SHIPMENTS[row["shipment_id"]]
        assert row["facility"] == shipment["facility_gln"]
        assert shipment["arrived_on"] <= row["selected_for"]
        assert row["instead_of"] in ("", *SHIPMENTS)


def test_every_unit_of_a_line_that_was_held_is_disposed_of() -> None:
    units: dict[str, int] = defaultdict(int)
    for row in DISPOSED:
        units[row["notice_line"]] += int(row["units"])
    assert units == {line: int(STOCK[sscc]["quantity"]) for line, sscc in HELD_LINES.items()}


def test_every_destruction_has_a_certificate_and_a_witness_or_a_weight_that_fits() -> None:
    for at, row in enumerate(DISPOSED, start=1):
        own = [proof for proof in PROOFS if proof["disposition_id"] == f"d-{at}"]
        kinds = {proof["kind"] for proof in own}
        assert all(proof["units"] == row["units"] for proof in own)
        assert row["kind"] != "destroyed" or ("certificate" in kinds and kinds & {"witness", "weight"})
        assert kinds == set() or row["kind"] != "missing"
    weighed = [proof for proof in PROOFS if proof["kind"] == "weight"]
    assert len(weighed) == 2
    for proof in weighed:
        expected = int(proof["units"]) * PAIR
        assert abs(Decimal(proof["weight_kg"]) - expected) < expected * Decimal("0.01")
        assert Decimal(proof["unit_weight_kg"]) == PAIR


def test_the_certificate_says_how_many_were_destroyed() -> None:
    destroyed = sum(int(row["units"]) for row in DISPOSED if row["kind"] == "destroyed")
    assert destroyed == 540
    assert f"{destroyed} pairs" in (EXAMPLES / "certificate_reno.txt").read_text(encoding="utf-8")


def test_only_genuine_lots_move_and_the_last_count_shows_four_pairs_that_nobody_explains() -> None:
    moved: dict[str, int] = defaultdict(int)
    for row in table("stock_moves.csv"):
        assert row["lot"] in ("HS2608A", "HS2607C")
        moved[row["sscc"]] += int(row["quantity"])
    gone = {}
    for row in table("inventory_after.csv"):
        before = STOCK[row["sscc"]]
        held = row["sscc"] in HELD_LINES.values()
        expected = 0 if held else int(before["quantity"]) + moved[row["sscc"]]
        assert (row["gtin"], row["lot"], row["external_seller_id"]) == (
            before["gtin"],
            before["lot"],
            before["external_seller_id"],
        )
        if int(row["quantity"]) != expected:
            gone[row["sscc"]] = int(row["quantity"]) - expected
    assert gone == {"095290010004120090": -4}


def test_orders_and_declarations_name_what_is_there_but_for_one_order() -> None:
    parcels = {row["shipment_id"]: row for row in table("small_parcels.csv")}
    unknown = [
        row["sale_id"] for row in table("consumer_sales.csv") if row["shipment_id"] not in {**SHIPMENTS, **parcels}
    ]
    assert unknown == ["CS-0011"]
    sellers = {row["id"] for row in table("sellers.csv")}
    named = [*table("declared_sellers.csv"), *table("consumer_sales.csv"), *parcels.values()]
    assert {row["external_seller_id"] for row in named} <= sellers
