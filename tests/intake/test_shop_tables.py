"""Exports of shop systems: WooCommerce's and Magento's CSV, and Meta's catalogue."""

from decimal import Decimal

from intake.samples import offers

WOO = (
    "ID,Type,SKU,Name,Is featured?,Short description,Description,In stock?,Regular price,Sale price,Categories,"
    "Images,Parent\n"
    '1,variable,fjord,Fjord shoes,0,<b>Light</b>,"Blue, for trails",1,,,Shoes > Trail,"https://x/1.jpg, https://x/2.jpg",\n'
    "2,variation,fjord-41,Fjord shoes - 41,0,,,0,129,99,,https://x/3.jpg,fjord\n"
    "3,variation,fjord-42,Fjord shoes - 42,0,,,1,129,,,,id:1\n"
    ",simple,belt,Belt,0,,Leather,1,20,,Belts,,\n"
)


def test_variations_inherit_what_only_their_product_says() -> None:
    kept = offers(WOO, mapping='[constants]\nprice_currency = "EUR"').kept
    assert kept.select("id", "price", "sale_price", "item_group_id", "availability").rows() == [
        ("1", None, None, None, "in_stock"),
        ("2", Decimal(129), Decimal(99), "fjord", "out_of_stock"),
        ("3", Decimal(129), None, "id:1", "in_stock"),
        ("belt", Decimal(20), None, None, "in_stock"),
    ]
    assert kept["description"].to_list() == [*["Light Blue, for trails"] * 3, "Leather"]
    assert kept["product_type"].to_list() == [*["Shoes > Trail"] * 3, "Belts"]
    assert kept["image_link"].to_list() == ["https://x/1.jpg", "https://x/3.jpg", "https://x/1.jpg", None]
    assert kept["additional_image_link"].to_list() == [["https://x/2.jpg"], None, ["https://x/2.jpg"], None]
    assert set(kept["price_currency"]) == {"EUR"}


def test_a_mapping_goes_before_the_systems_own_columns() -> None:
    assert offers(WOO, mapping='[columns]\nbrand = "SKU"\nid = "SKU"').kept["id"].to_list()[0] == "fjord"


MAGENTO = (
    "sku,store_view_code,attribute_set_code,product_type,categories,name,description,price,special_price,base_image,"
    "additional_images,additional_attributes\n"
    'f-1,,Shoes,simple,"Default/Shoes,Default/Trail",Fjord shoes,<p>Blue</p>,129,99,/f/1.jpg,"/f/1.jpg,/f/2.jpg",'
    '"color=blue,manufacturer=Halvorsen,ean=4006381333931"\n'
    "f-1,de,Shoes,simple,,Fjord-Schuhe,,,,,,\n"
)


def test_magentos_export_is_read() -> None:
    kept = offers(MAGENTO).kept
    assert kept.select("id", "title", "brand", "gtin", "price", "sale_price").rows() == [
        ("f-1", "Fjord shoes", "Halvorsen", "4006381333931", Decimal(129), Decimal(99)),
        ("f-1/de", "Fjord-Schuhe", None, None, None, None),
    ]
    assert kept["additional_image_link"].to_list() == [["/f/2.jpg"], None]
    assert kept["description"].to_list() == ["Blue", None]


def test_magentos_sample_data_parts_categories_by_line_breaks() -> None:
    text = 'category,name,sku,price,attribute_set\n"Gear\nBags",Duffle,24-B,34,Bag\n'
    assert offers(text).kept.select("id", "product_type", "line").rows() == [("24-B", "Gear > Bags", 2)]


def test_the_notes_above_metas_template_are_no_header() -> None:
    text = '"# Required | A unique ID, at most 100","# Required | The title"\nid,title\n1,Fjord\n'
    assert offers(text).kept.select("id", "title", "line").rows() == [("1", "Fjord", 3)]


def test_metas_listings_are_read() -> None:
    text = """<?xml version='1.0'?><listings><title>Cars</title>
<listing><vehicle_id>V-1</vehicle_id><title>Fjord 4x4</title><url>https://x/1</url><price>100 USD</price>
<image><url>https://x/1.jpg</url></image><image><url>https://x/2.jpg</url></image><make>Halvorsen</make>
<address format="simple"><component name="addr1">Street 1</component><component name="city">Bergen</component>
<component name="country">Norway</component></address><state_of_vehicle>USED</state_of_vehicle></listing>
<listing><home_listing_id>H-1</home_listing_id><name>House</name><vin>X</vin></listing></listings>"""
    kept = offers(text, mapping='[columns]\nmpn = "vin"').kept
    assert kept.select("id", "title", "brand", "condition", "item_location", "mpn", "line").rows() == [
        ("V-1", "Fjord 4x4", "Halvorsen", "USED", "Bergen, Norway", None, 2),
        ("H-1", "House", None, None, None, "X", 6),
    ]
    assert kept["additional_image_link"].to_list()[0] == ["https://x/2.jpg"]
