"""Invented rows in every format that is read: one generator to a format, and a line in FORMATS."""

import csv
import io
import json
import random
from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape

import goods_and_parties as others
import polars as pl

from counterfoil.intake.table_kinds import TABLE_KINDS, TableKind

WORDS = (
    "trail running shoes leather blue watch strap handbag vintage original sport lamp ceramic steel cotton jacket "
    "water bottle filter phone case glass ring silver pearl belt"
).split()
Row = dict[str, str]


def offer_rows(count: int) -> list[Row]:
    """Return offers of about 450 bytes, drawn by a fixed seed."""
    draw = random.Random(7)
    return [
        {
            "id": f"o-{number}",
            "title": " ".join(draw.choices(WORDS, k=8)).title(),
            "description": " ".join(draw.choices(WORDS, k=30)) + ', "new", 5 pcs.',
            "link": f"https://shop.example/p/{number}?ref=abc{number * 7}",
            "image_link": f"https://img.example/{number}/main.jpg",
            "price": f"{draw.randint(1, 900)}.{draw.randint(0, 99):02d} USD",
            "brand": "Halvorsen",
            "gtin": str(4_006_381_333_931 + number),
            "mpn": f"H-{number}",
            "condition": "new",
            "availability": "in_stock",
            "product_type": "Shoes > Running",
        }
        for number in range(count)
    ]


def delimited(rows: list[Row], delimiter: str = ",", names: Row | None = None) -> bytes:
    """Return the rows as CSV, under other names where they are given."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([(names or {}).get(name, name) for name in rows[0]])
    writer.writerows(row.values() for row in rows)
    return text.getvalue().encode()


def json_lines(rows: list[Row]) -> bytes:
    """Return one object to a line."""
    return "\n".join(json.dumps(row) for row in rows).encode()


def google_merchant(rows: list[Row]) -> bytes:
    """Return a feed in RSS."""
    items = "".join(
        "<item>\n" + "".join(f"  <g:{name}>{escape(value)}</g:{name}>\n" for name, value in row.items()) + "</item>\n"
        for row in rows
    )
    return f'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>\n{items}</channel></rss>'.encode()


def parquet(rows: list[Row]) -> bytes:
    """Return the rows as Parquet."""
    buffer = io.BytesIO()
    pl.DataFrame(rows).write_parquet(buffer)
    return buffer.getvalue()


def shopify(rows: list[Row]) -> bytes:
    """Return Shopify's CSV, a variant to a product."""
    names = {
        "id": "Handle",
        "title": "Title",
        "description": "Body (HTML)",
        "brand": "Vendor",
        "price": "Variant Price",
    }
    return delimited(rows, names=names | {"gtin": "Variant Barcode", "image_link": "Image Src", "mpn": "Variant SKU"})


def woocommerce(rows: list[Row]) -> bytes:
    """Return WooCommerce's CSV."""
    names = {
        "id": "ID",
        "title": "Name",
        "description": "Description",
        "price": "Regular price",
        "image_link": "Images",
    }
    return delimited(rows, names=names | {"mpn": "SKU", "availability": "In stock?", "product_type": "Categories"})


def magento(rows: list[Row]) -> bytes:
    """Return Magento's CSV."""
    names = {"id": "sku", "title": "name", "image_link": "base_image", "condition": "attribute_set_code"}
    return delimited(rows, names=names | {"product_type": "categories", "brand": "manufacturer"})


def shopify_json(rows: list[Row]) -> bytes:
    """Return products.json, a variant to a product."""
    products = [
        {
            "id": row["id"],
            "title": row["title"],
            "handle": row["id"],
            "body_html": row["description"],
            "vendor": row["brand"],
            "variants": [{"id": row["id"], "price": row["price"].partition(" ")[0], "barcode": row["gtin"]}],
            "images": [{"id": 1, "src": row["image_link"]}],
        }
        for row in rows
    ]
    return json.dumps({"products": products}).encode()


def ebay(rows: list[Row]) -> bytes:
    """Return items of a search."""
    items = [
        {
            "itemId": row["id"],
            "title": row["title"],
            "shortDescription": row["description"],
            "itemWebUrl": row["link"],
            "price": dict(zip(("value", "currency"), row["price"].split(), strict=True)),
            "image": {"imageUrl": row["image_link"]},
            "seller": {"username": "s-1", "feedbackScore": 10},
            "itemLocation": {"country": "NO"},
            "condition": row["condition"],
        }
        for row in rows
    ]
    return json.dumps({"total": len(items), "itemSummaries": items}, indent=1).encode()


def amazon(rows: list[Row]) -> bytes:
    """Return items of the catalogue."""
    items = [
        {
            "asin": row["id"],
            "attributes": {"bullet_point": [{"value": row["description"], "marketplace_id": "M"}]},
            "identifiers": [
                {"marketplaceId": "M", "identifiers": [{"identifierType": "EAN", "identifier": row["gtin"]}]}
            ],
            "images": [{"marketplaceId": "M", "images": [{"variant": "MAIN", "link": row["image_link"]}]}],
            "summaries": [{"marketplaceId": "M", "itemName": row["title"], "brand": row["brand"]}],
        }
        for row in rows
    ]
    return json.dumps({"numberOfResults": len(items), "items": items}).encode()


def meta_listings(rows: list[Row]) -> bytes:
    """Return Meta's listings in XML."""
    items = "".join(
        f"<listing><vehicle_id>{row['id']}</vehicle_id><title>{row['title']}</title>"
        f"<description>{escape(row['description'])}</description><url>{escape(row['link'])}</url>"
        f"<price>{row['price']}</price><image><url>{row['image_link']}</url></image><make>{row['brand']}</make>"
        f'<address><component name="city">Bergen</component></address></listing>\n'
        for row in rows
    )
    return f"<listings>\n{items}</listings>".encode()


def product_page(rows: list[Row]) -> bytes:
    """Return one page with a product to a block of JSON-LD."""
    blocks = "\n".join(
        '<script type="application/ld+json">'
        + json.dumps(
            {
                "@type": "Product",
                "name": row["title"],
                "sku": row["id"],
                "description": row["description"],
                "gtin13": row["gtin"],
                "offers": {"@type": "Offer", "price": row["price"].split()[0], "priceCurrency": "USD"},
            }
        )
        + "</script>"
        for row in rows
    )
    return f"<!doctype html><html><head>{blocks}</head></html>".encode()


class Measured(NamedTuple):
    """A format under its name, what it is read as, how it is written, and the least MB per CPU-second (0: none)."""

    name: str
    kind: TableKind
    write: Callable[[list[Row]], bytes]
    target: int = 0
    rows: int = 20_000
    generate: Callable[[int], list[Row]] = offer_rows


KINDS = {kind.name: kind for kind in TABLE_KINDS}
OFFERS, RIGHTS, PARTIES = KINDS["offers"], KINDS["rights"], KINDS["parties"]
SHIPMENTS, INVENTORY, EVENTS, CATEGORIES = (KINDS[name] for name in ("shipments", "inventory", "events", "categories"))
FEWER = 5_000  # rows of rights, which a screen holds whole
CSV_TARGET, XML_TARGET = 50, 20  # MB per CPU-second, as text rows
FORMATS = (
    Measured("CSV", OFFERS, delimited, CSV_TARGET),
    Measured("TSV", OFFERS, lambda rows: delimited(rows, "\t"), CSV_TARGET),
    Measured("JSON Lines", OFFERS, json_lines, CSV_TARGET),
    Measured("Google Merchant XML", OFFERS, google_merchant, XML_TARGET),
    Measured("Parquet", OFFERS, parquet),
    Measured("Meta listings XML", OFFERS, meta_listings, XML_TARGET),
    Measured("Shopify CSV", OFFERS, shopify),
    Measured("WooCommerce CSV", OFFERS, woocommerce),
    Measured("Magento CSV", OFFERS, magento),
    Measured("Shopify JSON", OFFERS, shopify_json),
    Measured("eBay JSON", OFFERS, ebay),
    Measured("Amazon JSON", OFFERS, amazon),
    Measured("product page HTML", OFFERS, product_page, rows=1_000),
    Measured("USPTO bulk XML", RIGHTS, others.uspto_bulk, XML_TARGET, rows=FEWER),
    Measured("ST.66 XML", RIGHTS, others.st66, XML_TARGET, rows=FEWER),
    Measured("ST.96 XML", RIGHTS, others.st96, XML_TARGET, rows=FEWER),
    Measured("EUIPO JSON", RIGHTS, others.euipo, rows=FEWER),
    Measured("TMview JSON", RIGHTS, others.tmview, rows=FEWER),
    Measured("OFAC CSV", PARTIES, others.ofac, CSV_TARGET),
    Measured("UN list XML", PARTIES, others.un_consolidated, XML_TARGET),
    Measured("US list CSV", PARTIES, others.us_consolidated, CSV_TARGET),
    Measured("FollowTheMoney", PARTIES, others.follow_the_money),
    Measured("GLEIF JSON", PARTIES, others.gleif),
    Measured("Companies House CSV", PARTIES, others.companies_house, CSV_TARGET),
    Measured("EPCIS JSON", EVENTS, others.epcis_json),
    Measured("EPCIS XML", EVENTS, others.epcis_xml, XML_TARGET),
    Measured("X12", SHIPMENTS, others.x12),
    Measured("EDIFACT", SHIPMENTS, others.edifact),
    Measured("Amazon FBA TSV", INVENTORY, others.amazon_fba, CSV_TARGET),
    Measured("Amazon FBA JSON", INVENTORY, others.amazon_fba_json),
    Measured("HS CSV", CATEGORIES, others.category_table, CSV_TARGET),
    Measured("GPC TSV", CATEGORIES, others.gpc, CSV_TARGET),
    Measured("HTS JSON", CATEGORIES, others.hts),
)
