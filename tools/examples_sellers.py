"""Who sells on the example marketplace? Forty accounts; the towns are real, everything else is invented.

Telephone numbers are from 555-0100 to 555-0199, which North America keeps for fiction; mail goes to example.com.
"""

import examples_vetting as vetting
from examples_blocks import rows

MARKETPLACE = "Tidewater Market"
COLUMNS = [
    "id",
    "name",
    "country",
    "address",
    "registrationNumber",
    "taxNumber",
    "email",
    "phone",
    "marketplace",
    "status",
    "opened_at",
    *vetting.COLUMNS,
]

# id | name | country | street | town as written on the offers | phone | status | opened
_SELLERS = """
s-01 | Fjord Outfitters LLC | US | 1 Invented Plaza | Portland, Oregon, United States | +1-503-555-0101 | active | 2019-03-04
s-02 | Nordlys Running Co. | US | 2 Fable Street | Minneapolis, Minnesota, United States | +1-612-555-0102 | active | 2020-05-18
s-03 | Orlune Boutique Inc. | US | 3 Storybook Avenue | New York, New York, United States | +1-212-555-0103 | active | 2018-09-10
s-04 | Parfumerie du Conte | FR | 4 rue Imaginaire | Lyon, France | +1-202-555-0104 | active | 2019-01-21
s-05 | Clockwise Jewelers | US | 5 Make-Believe Row | Boston, Massachusetts, United States | +1-617-555-0105 | active | 2017-11-06
s-06 | Corso Inventato Srl | IT | 6 Corso Inventato | Milan, Italy | +1-202-555-0106 | active | 2018-02-12
s-07 | Kestrel Audio Direct | GB | 7 Fiction Lane | Bristol, United Kingdom | +1-202-555-0107 | active | 2019-06-03
s-08 | Voltaro Store | DE | 8 Märchenweg | Düsseldorf, Germany | +1-202-555-0108 | active | 2020-01-13
s-09 | Klossby Toy Shop | SE | 9 Sagogatan | Malmö, Sweden | +1-202-555-0109 | active | 2018-10-01
s-10 | Dunmarrow Tool Depot | US | 10 Pretend Road | Toledo, Ohio, United States | +1-419-555-0110 | active | 2017-04-24
s-11 | Harbour Outerwear Official | GB | 11 Fiction Quay | Plymouth, United Kingdom | +1-202-555-0111 | active | 2019-08-19
s-12 | Pharmacie de la Fable | FR | 12 place de la Fable | Nantes, France | +1-202-555-0112 | active | 2020-02-10
s-13 | Wexcombe Models Shop | GB | 13 Nowhere Yard | Swindon, United Kingdom | +1-202-555-0113 | active | 2018-05-14
s-14 | Brennick Parts Canada | CA | 14 Imaginary Crescent | Windsor, Ontario, Canada | +1-519-555-0114 | active | 2019-09-30
s-15 | Vindhuset Cykler | DK | 15 Eventyrgade | Aarhus, Denmark | +1-202-555-0115 | active | 2021-03-15
s-16 | Lakeside Sporting Goods | US | 16 Pretend Road | Madison, Wisconsin, United States | +1-608-555-0116 | active | 2018-07-23
s-17 | Pine Street Beauty | US | 17 Fable Street | Sacramento, California, United States | +1-916-555-0117 | active | 2019-12-02
s-18 | Second Stride Consignment | US | 18 Storybook Avenue | Denver, Colorado, United States | +1-303-555-0118 | active | 2020-08-17
s-19 | Timeworn Watches | US | 19 Make-Believe Row | Chicago, Illinois, United States | +1-312-555-0119 | active | 2016-06-20
s-20 | Encore Handbags | US | 20 Invented Plaza | Atlanta, Georgia, United States | +1-404-555-0120 | active | 2019-04-08
s-21 | Kowloon Bay Trading Ltd | HK | 21 Storybook Road | Hong Kong | +1-202-555-0121 | active | 2018-03-26
s-22 | CaseCraft Accessories | CN | 22 Fable Industrial Park | Shenzhen, China | +1-202-555-0122 | active | 2019-10-14
s-23 | Hearth & Glass Home | US | 23 Pretend Road | High Point, North Carolina, United States | +1-336-555-0123 | active | 2018-11-12
s-24 | Everyday Battery Co. | US | 24 Nowhere Yard | Reno, Nevada, United States | +1-775-555-0124 | active | 2017-09-18
s-25 | Garden Lane Toys | GB | 25 Fiction Lane | Leeds, United Kingdom | +1-202-555-0125 | active | 2020-06-29
s-26 | Prairie Hardware | US | 26 Invented Plaza | Tulsa, Oklahoma, United States | +1-918-555-0126 | active | 2019-02-25
s-27 | Bay City Auto Spares | US | 27 Make-Believe Row | Bay City, Michigan, United States | +1-989-555-0127 | active | 2018-08-06
s-28 | Discount Aisle | US | 28 Fable Street | Phoenix, Arizona, United States | +1-602-555-0128 | active | 2020-10-05
s-29 | Sunrise Deals 88 | US | 29 Suite of Tales | Houston, Texas, United States | +1-713-555-0129 | active | 2026-01-12
s-30 | Maple Corner Gifts | US | 30 Suite of Tales | Columbus, Ohio, United States | +1-614-555-0130 | active | 2026-01-14
s-31 | BlueSky Value Shop | US | 31 Suite of Tales | Fresno, California, United States | +1-559-555-0131 | terminated | 2025-11-03
s-32 | Hazel Closet Finds | US | 32 Suite of Tales | Tampa, Florida, United States | +1-813-555-0132 | active | 2026-01-19
s-33 | Primeway Outlet | US | 33 Suite of Tales | Newark, New Jersey, United States | +1-973-555-0133 | active | 2026-02-02
s-34 | Blue Skye Valueshop | US | Ste. 31, Suite of Tales | Tucson, Arizona, United States | +1-559-555-0131 | active | 2026-07-06
s-35 | Mirage Studio Goods | US | 35 Pretend Road | Los Angeles, California, United States | +1-213-555-0135 | active | 2026-03-09
s-36 | Grand Hour Bazaar | AE | 36 Storybook Souk | Dubai, United Arab Emirates | +1-202-555-0136 | suspended | 2025-12-15
s-37 | QuickCharge World | US | 37 Nowhere Yard | Las Vegas, Nevada, United States | +1-702-555-0137 | active | 2026-04-13
s-38 | Toy Tower Direct | US | 38 Fiction Lane | Jersey City, New Jersey, United States | +1-201-555-0138 | terminated | 2025-08-25
s-39 | Fresh Scent Corner | US | 39 Fable Street | Orlando, Florida, United States | +1-407-555-0139 | active | 2026-05-04
s-40 | Alpine Trail Supply Depot | US | 40 Invented Plaza | Salt Lake City, Utah, United States | +1-801-555-0140 | suspended | 2026-02-23
"""  # noqa: E501  one account a line reads better than folded ones

# The account that came back kept its tax number; everyone else has one of their own.
_TAX_NUMBER_OF = {"s-34": "s-31"}


def sellers() -> list[dict[str, str]]:
    """Return one row per account under COLUMNS."""
    return [_seller(cells) for cells in rows(_SELLERS)]


def _seller(cells: list[str]) -> dict[str, str]:
    seller_id, name, country, street, town, phone, status, opened = cells
    number = int(seller_id.removeprefix("s-"))
    taxed = int(_TAX_NUMBER_OF.get(seller_id, seller_id).removeprefix("s-"))
    mailbox = "".join(letter for letter in name.lower() if "a" <= letter <= "z")
    return {
        "id": seller_id,
        "name": name,
        "country": country,
        "address": f"{street}, {town}",
        "registrationNumber": vetting.registration_number(seller_id, number),
        "taxNumber": vetting.tax_number(seller_id, taxed),
        "email": f"{mailbox}@example.com",
        "phone": phone,
        "marketplace": MARKETPLACE,
        "status": status,
        "opened_at": f"{opened}T09:00:00Z",
    } | vetting.given(seller_id, name, country)


LOCATION = {cells[0]: cells[4] for cells in rows(_SELLERS)}
