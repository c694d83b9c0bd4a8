"""What came into the two fulfilment centres, and what lies there? Genuine and false stock of one GTIN side by side.

Terms: GS1 General Specifications (GLN, SSCC, lot) and the WCO data model (consignor, consignee, HS). Headings are
six digits of the Harmonized System 2022.
"""

from examples_blocks import rows
from examples_codes import FACILITY_PREFIX, gln, sscc
from examples_genuine import PRODUCTS

FACILITIES = {"RENO": gln(FACILITY_PREFIX, 1), "COLUMBUS": gln(FACILITY_PREFIX, 2)}
SHIPMENT_COLUMNS = [
    "shipment_id",
    "arrived_on",
    "facility_gln",
    "consignor",
    "consignee",
    "hs",
    "description",
    "declared_value",
    "currency",
    "net_mass_kg",
    "pieces",
    "origin_country",
    "external_seller_id",
]
INVENTORY_COLUMNS = [
    "facility_gln",
    "facility",
    "sscc",
    "lot",
    "gtin",
    "title",
    "quantity",
    "external_seller_id",
    "inbound_shipment_id",
]

# shipment | day | facility | consignor | consignee | HS | description | value | kg | pieces | origin | seller
_SHIPMENTS = """
SHP-0391 | 2026-09-02 | RENO | Halvorsen Sport AS | Fjord Outfitters LLC | 640411 | Trail running shoes, textile upper | 24960.00 | 273.6 | 480 | VN | s-01
SHP-0392 | 2026-09-03 | COLUMBUS | Halvorsen Sport AS | Lakeside Sporting Goods | 640411 | Trail running shoes, textile upper | 12480.00 | 136.8 | 240 | VN | s-16
SHP-0395 | 2026-09-08 | RENO | Voltaro Power GmbH | Everyday Battery Co. | 850610 | Alkaline batteries, retail packed | 9120.00 | 288.0 | 1200 | CN | s-24
SHP-0397 | 2026-09-10 | RENO | Kestrel Audio Ltd | Discount Aisle | 851830 | Wireless headphones, retail packed | 13200.00 | 42.0 | 120 | CN | s-28
SHP-0399 | 2026-09-14 | COLUMBUS | Østervind Cykling A/S | Lakeside Sporting Goods | 650610 | Bicycle helmets | 7350.00 | 54.0 | 150 | CN | s-16
SHP-0402 | 2026-09-17 | COLUMBUS | Maison Orlune SA | Orlune Boutique Inc. | 330300 | Eau de parfum, 100 ml, in cartons | 26400.00 | 124.8 | 400 | FR | s-03
SHP-0403 | 2026-09-18 | RENO | Surplus Brokerage Ltd | Discount Aisle | 851830 | Wireless earphones | 1890.00 | 9.0 | 90 | CN | s-28
SHP-0405 | 2026-09-21 | RENO | Kowloon Bay Trading Ltd | Kowloon Bay Trading Ltd | 330300 | Eau de parfum, duty-free packed | 5040.00 | 18.7 | 60 | FR | s-21
SHP-0408 | 2026-09-24 | COLUMBUS | Mossbeck Toys Ltd | Garden Lane Toys | 950300 | Soft toys | 4180.00 | 95.0 | 380 | CN | s-25
SHP-0412 | 2026-09-28 | RENO | Golden Reed General Trading FZE | Sunrise Deals 88 | 640299 | Plastic sandals, samples | 1344.00 | 371.2 | 640 | VN | s-29
SHP-0413 | 2026-09-29 | COLUMBUS | Golden Reed General Trading | Maple Corner Gifts | 640299 | Plastic sandals | 1008.00 | 278.4 | 480 | VN | s-30
SHP-0417 | 2026-10-05 | COLUMBUS | Golden Reed Gen. Trading FZE | Primeway Outlet | 701090 | Glass bottles, empty | 780.00 | 374.4 | 1200 | AE | s-33
SHP-0418 | 2026-10-06 | RENO | Goldenreed Trading | Hazel Closet Finds | 851830 | Earphone parts | 930.00 | 108.5 | 310 | CN | s-32
SHP-0421 | 2026-10-09 | RENO | Golden Reed General Trading FZE | Blue Skye Valueshop | 392690 | Plastic bowls | 1125.00 | 112.5 | 450 | CN | s-34
SHP-0422 | 2026-10-09 | RENO | Golden Reed General Trading FZE | Blue Skye Valueshop | 640299 | Plastic sandals, samples | 630.00 | 174.0 | 300 | VN | s-34
SHP-0425 | 2026-10-13 | COLUMBUS | Dunmarrow Tool Company, Inc. | Dunmarrow Tool Depot | 846721 | Cordless drills with battery | 21450.00 | 412.5 | 275 | MX | s-10
SHP-0427 | 2026-10-15 | RENO | Hearth & Glass Home | Hearth & Glass Home | 700992 | Framed mirrors | 6900.00 | 1380.0 | 150 | US | s-23
SHP-0430 | 2026-10-20 | COLUMBUS | Brennick Auto Parts Inc. | Bay City Auto Spares | 870830 | Brake pads, ceramic | 7560.00 | 594.0 | 360 | CA | s-27
SHP-0431 | 2026-10-21 | COLUMBUS | Autoline Parts Brokerage | Bay City Auto Spares | 870830 | Brake pads | 1040.00 | 403.0 | 260 | CN | s-27
"""  # noqa: E501  one shipment a line

# facility | product | lot | quantity | seller | inbound shipment
_INVENTORY = """
RENO | fjord-runner 2 | HS2608A | 212 | s-01 | SHP-0391
RENO | fjord-runner 3 | HS2608A | 148 | s-01 | SHP-0391
RENO | fjord-runner 2 | 0821 | 388 | s-29 | SHP-0412
RENO | fjord-runner 3 | 0821 | 171 | s-29 | SHP-0412
RENO | fjord-runner 2 | 0821 | 164 | s-34 | SHP-0422
RENO | fjord-runner 4 | 0821 | 118 | s-34 | SHP-0422
COLUMBUS | fjord-runner 2 | HS2607C | 96 | s-16 | SHP-0392
COLUMBUS | fjord-runner 5 | HS2607C | 74 | s-16 | SHP-0392
COLUMBUS | fjord-runner 2 | 0821 | 203 | s-30 | SHP-0413
COLUMBUS | fjord-runner 3 | 0821 | 240 | s-30 | SHP-0413
COLUMBUS | ambre-vesper 3 | OR6K14 | 288 | s-03 | SHP-0402
COLUMBUS | ambre-vesper 3 | 6A | 1046 | s-33 | SHP-0417
RENO | ambre-vesper 3 | OR6H02 | 41 | s-21 | SHP-0405
RENO | kestrel-over 1 | SK5-3319 | 37 | s-28 | SHP-0397
RENO | kestrel-buds 2 | P-22 | 58 | s-28 | SHP-0403
RENO | kestrel-over 1 | N1 | 262 | s-32 | SHP-0418
COLUMBUS | vind-urban 2 | OV26-31 | 61 | s-16 | SHP-0399
COLUMBUS | vind-urban 3 | OV26-31 | 55 | s-16 | SHP-0399
RENO | vind-urban 2 | B7 | 301 | s-34 | SHP-0421
RENO | vind-junior 2 | B7 | 122 | s-34 | SHP-0421
RENO | voltaro-aaa 3 | L2035-08 | 840 | s-24 | SHP-0395
COLUMBUS | moss-bear 2 | MB0926 | 190 | s-25 | SHP-0408
COLUMBUS | dun-drill 2 | DM2641 | 133 | s-10 | SHP-0425
COLUMBUS | bren-pads 1 | 26-0917 | 148 | s-27 | SHP-0430
COLUMBUS | bren-pads 1 | 917 | 236 | s-27 | SHP-0431
"""


def shipments() -> list[dict[str, str]]:
    """Return the inbound shipments under SHIPMENT_COLUMNS; values in US dollars."""
    found = []
    for cells in rows(_SHIPMENTS):
        shipment, day, place, consignor, consignee, hs, description, value, mass, pieces, origin, seller = cells
        values = (shipment, day, FACILITIES[place], consignor, consignee, hs, description)
        measures = (value, "USD", mass, pieces, origin, seller)
        found.append(dict(zip(SHIPMENT_COLUMNS, (*values, *measures), strict=True)))
    return found


def inventory() -> list[dict[str, str]]:
    """Return the stock under INVENTORY_COLUMNS, one pallet a row, each with an SSCC of the operator."""
    found = []
    for serial, (place, product, lot, quantity, seller, shipment) in enumerate(rows(_INVENTORY), start=1):
        item = PRODUCTS[product]
        pallet = (FACILITIES[place], place.capitalize(), sscc(FACILITY_PREFIX, 412000 + serial), lot)
        goods = (item.gtin, item.title, quantity, seller, shipment)
        found.append(dict(zip(INVENTORY_COLUMNS, (*pallet, *goods), strict=True)))
    return found
