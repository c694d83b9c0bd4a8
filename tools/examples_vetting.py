"""What did the sellers of the example marketplace give, show and do? For `counterfoil vet`: everything is invented.

Numbers have right check digits where their country's have any, so that vetting sees what it would see of real ones;
they begin with 99 or 98, and the bank numbers stand for no bank.
"""

from examples_blocks import rows

COLUMNS = [
    "schema", "legalForm", "postalCode", "city", "address_kind", "vatCode", "bankAccount", "bankRouting", "bankHolder",
    "bankCountry", "beneficialOwner", "agentForService", "indemnity", "declared_types",
]  # fmt: skip
DOCUMENT_COLUMNS = ["seller_id", "type", "issuer", "country", "number", "holder", "issued_on", "expires_on",
                    "received_on", "result", "checked_by", "checked_on", "mark", "product_type"]  # fmt: skip
EVENT_COLUMNS = ["seller_id", "kind", "day"]
DENIED_COLUMNS = [
    "id",
    "schema",
    "name",
    "alias",
    "weakAlias",
    "country",
    "birthDate",
    "topics",
    "listingDate",
    "dataset",
]

# id | legal form | post code | town | owner | kinds of goods it declared
_SELLERS = """
s-01 | LLC | 97205 | Portland | Astrid Nygaard | footwear; boots
s-02 | Co. | 55401 | Minneapolis | Lars Bentsen | footwear; boots
s-03 | Inc. | 10012 | New York | Claire Aumont | perfume; skin care
s-04 | SARL | 69002 | Lyon | Margaux Delisle | perfume
s-05 | LLC | 02108 | Boston | Edward Whitlow | watches
s-06 | Srl | 20121 | Milan | Bianca Torvesi | bags; glasses; handbags; wallets
s-07 | Ltd | BS1 4DJ | Bristol | Owen Trevanion | headphones
s-08 | GmbH | 40213 | Düsseldorf | Jutta Rheinfels | batteries; chargers
s-09 | AB | 211 34 | Malmö | Karin Sjöfalk | toys
s-10 | LLC | 43604 | Toledo | Wanda Kruszek | batteries; power tools
s-11 | Ltd | PL1 2AA | Plymouth | Rowena Tregarth | coats; jackets
s-12 | SARL | 44000 | Nantes | Hélène Corbeau | cookware; skin care
s-13 | Ltd | SN1 1BD | Swindon | Alfred Mottram | clocks; models
s-14 | Inc. | N9A 5M1 | Windsor | Doug Pellerin | car parts
s-15 | ApS | 8000 | Aarhus | Mads Vindelev | bicycle helmets
s-16 | LLC | 53703 | Madison | Ray Lundgren | cookware; footwear; jackets
s-17 | LLC | 95814 | Sacramento | Teresa Pineda | perfume; skin care
s-18 | LLC | 80202 | Denver | Gwen Hollister | footwear; boots
s-19 | LLC | 60601 | Chicago | Ira Feldspar | watches
s-20 | LLC | 30303 | Atlanta | | handbags; wallets
s-21 | Ltd | | Hong Kong | Lam Wing Fai | headphones; perfume; watches
s-22 | | 518000 | Shenzhen | Guo Meilin | cables; phone cases; screen protectors
s-23 | LLC | 27260 | High Point | Ned Glassford | furniture; lamps
s-24 | Co. | 89501 | Reno | Paula Vance | batteries; chargers
s-25 | Ltd | LS1 4AP | Leeds | Daisy Hardcastle | toys
s-26 | LLC | 74103 | Tulsa | Clay Redbird | batteries; power tools
s-27 | LLC | 48708 | Bay City | Hank Oberlin | car parts
s-28 | LLC | 85004 | Phoenix | Rita Moncada | glasses; handbags; headphones; phones; power tools
s-29 | | 77002 | Houston | | footwear
s-30 | LLC | 43215 | Columbus | Wade Pruitt | gifts
s-31 | | 93721 | Fresno | | footwear
s-32 | | 33602 | Tampa | | headphones
s-33 | LLC | 07102 | Newark | | handbags
s-34 | | 93721 | Tucson | | footwear
s-35 | | 90012 | Los Angeles | | bags
s-36 | FZE | | Dubai | | watches
s-37 | | 89101 | Las Vegas | | phone cases
s-38 | | 07302 | Jersey City | | toys
s-39 | | | Orlando | |
s-40 | | 84101 | Salt Lake City | | boots
"""
_MAIL_DROPS = {"s-29", "s-30", "s-31", "s-32", "s-33", "s-34"}  # all in one “Suite of Tales”
_HOLDERS = {"s-30": "Lotus Harbor Finance", "s-33": "Golden Reed General Trading L.L.C."}  # accounts in other names
_ACCOUNT_OF = {"s-34": "s-31"}  # the account that came back is paid where the terminated one was
_NO_ACCOUNT = {"s-26", "s-29", "s-37", "s-39"}
_NO_AGENT = {"s-21", "s-36"}
_TAX = {"s-37": "00-0000037", "s-39": "N/A"}  # no office gives out 00; and nobody's number
# abroad: registration | tax number | VAT number | account
_ABROAD = """
s-04 | 980000400 | 980000400 | FR82980000400 | FR7599999000010000000040000
s-06 | MI-980006 | 98000060016 | IT98000060016 | IT81X9999900001000000000006
s-07 | 98000007 | 5980000700 | GB980700031 | GB61XXXX99999900000007
s-08 | HRB 980008 | | DE980800007 | DE98999999990000000008
s-09 | 5598009008 | 5598009008 | SE559800900801 | SE7199900000000000000009
s-11 | 98000011 | 2980001100 | GB981100000 | GB50XXXX99999900000011
s-12 | 980001200 | 980001200 | FR57980001200 | FR7199999000010000000120000
s-13 | 98000013 | 5980001300 | GB981300003 | GB93XXXX99999900000013
s-14 | 9800014 | 980140008 | | 98-00000014
s-15 | 98150005 | 98150005 | DK98150005 | DK8799990000000015
s-21 | 9800021 | 98000021-000-01 | | 98-00000021
s-22 | 91440300MA9800220B | 91440300MA9800220B | | 98-00000022
s-25 | 98000025 | 3980002500 | GB982500029 | GB60XXXX99999900000025
s-36 | DXB-980036 | 980000036800003 | | AE159990000000000000036
"""

# seller | type | issuer | number | holder | issued | expires | result | by | checked | mark | goods
_DOCUMENTS = """
s-18 | government id | State of Colorado | D-0018-4471 | Gwen Hollister | 2018-10-02 | 2026-10-02 | valid | trust and safety | 2025-01-20 | |
s-32 | identity check | | P-0032-9921 | Hazel Finch | 2026-01-21 | | inconclusive | Sample ID Check | 2026-01-21 | |
s-33 | identity check | | P-0033-1187 | Marlon Pike | 2026-02-04 | | invalid | Sample ID Check | 2026-02-04 | |
s-16 | invoice | Coldwater Distributing | INV-5521 | Lakeside Sporting Goods | 2026-08-14 | | | | | Halvorsen |
s-16 | invoice | Coldwater Distributing | INV-5533 | Lakeside Sporting Goods | 2026-08-14 | | | | | Østervind |
s-17 | invoice | Fontaine Wholesale | 20417 | Pine Street Beauty | 2026-07-30 | | | | | Orlune |
s-27 | invoice | Great Lakes Parts | GL-8841 | Bay City Auto Spares | 2026-06-02 | | | | | Brennick |
s-03 | approval | a test laboratory | TL-0301 | Orlune Boutique Inc. | 2026-02-01 | 2028-02-01 | valid | trust and safety | 2026-02-10 | | perfume
s-04 | approval | a test laboratory | TL-0302 | Parfumerie du Conte | 2026-02-01 | 2028-02-01 | valid | trust and safety | 2026-02-10 | | perfume
s-08 | test report | a test laboratory | TL-0410 | Voltaro Store | 2025-11-12 | | valid | trust and safety | 2026-02-10 | | charger
s-10 | test report | a test laboratory | TL-0411 | Dunmarrow Tool Depot | 2025-11-14 | | valid | trust and safety | 2026-02-10 | | battery
s-12 | approval | a test laboratory | TL-0303 | Pharmacie de la Fable | 2026-02-01 | 2028-02-01 | valid | trust and safety | 2026-02-11 | | skin care
s-14 | test report | a test laboratory | TL-0500 | Brennick Parts Canada | 2025-09-20 | | valid | trust and safety | 2026-02-12 | | car part
s-17 | approval | a test laboratory | TL-0304 | Pine Street Beauty | 2026-02-01 | 2028-02-01 | valid | trust and safety | 2026-02-11 | | skin care
s-24 | test report | a test laboratory | TL-0412 | Everyday Battery Co. | 2025-12-01 | | valid | trust and safety | 2026-02-12 | | battery
s-27 | test report | a test laboratory | TL-0501 | Bay City Auto Spares | 2025-10-10 | | valid | trust and safety | 2026-02-12 | | car part
"""  # noqa: E501  one document a line reads better than folded ones
_IDENTIFIED = [f"s-{number:02d}" for number in range(1, 29) if number not in (18, 23)]

# seller | kind | day. s-01, s-03 and s-24 gave all in time; s-29 owes everything, s-30 was notified and said nothing.
_EVENTS = """
s-01 | received | 2026-10-21
s-01 | verified | 2026-10-23
s-03 | received | 2026-10-26
s-03 | verified | 2026-10-30
s-24 | received | 2026-10-22
s-24 | verified | 2026-10-27
s-05 | asked to certify | 2026-11-01
s-09 | verified | 2025-11-20
s-23 | received | 2026-11-02
s-29 | notified | 2026-10-30
s-30 | notified | 2026-10-25
s-33 | received | 2026-10-28
s-36 | violation | 2026-04-14
s-36 | violation | 2026-06-30
s-31 | violation | 2026-05-28
s-31 | terminated | 2026-06-15
"""

# id | schema | name | alias | weak alias | country | born | topics | listed | list
_DENIED = """
X-101 | Company | GOLDEN REED GENERAL TRADING LLC | Golden Reed Trading; الجولدن ريد للتجارة العامة | GR Trading | AE | | debarment | 2026-09-20 | an invented list of debarred parties
X-102 | Company | Karsavin Export House | Карсавин Экспорт | KEH | | | debarment | 2024-05-02 | an invented list of debarred parties
X-201 | Person | MERDINOV, Stefan Pavlov | Стефан Мердинов | Steve | BG | 1971-04-09 | sanction | 2022-11-15 | an invented sanctions list
X-202 | Company | Pelagia Star Shipping SA | Pelagia Star Lines | PSS | LR | | sanction | 2023-02-28 | an invented sanctions list
X-203 | Person | HOLLISTER, Gwen | | | ZA | 1949-12-30 | sanction | 2019-07-01 | an invented sanctions list
"""  # noqa: E501


def given(seller_id: str, name: str, country: str) -> dict[str, str]:
    """Return what a seller gave beside name and address, under COLUMNS; an empty text where it gave nothing."""
    form, code, town, owner, goods = _FORMS[seller_id]
    paid = seller_id not in _NO_ACCOUNT
    at_home, number = seller_id not in _NUMBERS, int(seller_id.removeprefix("s-"))
    account = f"98{int(_ACCOUNT_OF.get(seller_id, seller_id).removeprefix('s-')):07d}" if at_home else ""
    reachable = not at_home and seller_id not in _NO_AGENT
    return {
        "schema": "Company" if form else "",
        "legalForm": form,
        "postalCode": code,
        "city": town,
        "address_kind": "mail drop" if seller_id in _MAIL_DROPS else "business",
        "vatCode": "" if at_home else _NUMBERS[seller_id][2],
        "bankAccount": (account or _NUMBERS[seller_id][3]) if paid else "",
        "bankRouting": "980000007" if at_home and paid else "",
        "bankHolder": _HOLDERS.get(seller_id, name) if paid else "",
        "bankCountry": country if paid else "",
        "beneficialOwner": owner,
        "agentForService": "Plainfield Agents, 3 Make-Believe Row, Dover, Delaware" if reachable else "",
        "indemnity": f"bond 2026-{number:03d}, 50,000 US dollars" if reachable else "",
        "declared_types": goods,
    }


def tax_number(seller_id: str, number: int) -> str:
    """Return a seller's tax number, `number` being that of the account."""
    if seller_id in _TAX:
        return _TAX[seller_id]
    return _NUMBERS[seller_id][1] if seller_id in _NUMBERS else f"99-00000{number:02d}"


def registration_number(seller_id: str, number: int) -> str:
    """Return a seller's number in its register, `number` being that of the account."""
    return _NUMBERS[seller_id][0] if seller_id in _NUMBERS else f"EX-US-{number:04d}"


def documents() -> list[dict[str, str]]:
    """Return the documents that sellers showed, under DOCUMENT_COLUMNS: an identity check of most, and others."""
    checked = [
        f"{seller} | identity check | | P-{number:04d}-{7919 * number % 9973:04d} | {_FORMS[seller][3]} | 2026-01-12 | "
        f"| valid | Sample ID Check | 2026-01-{12 + number % 15} | |"
        for seller in _IDENTIFIED
        for number in [int(seller.removeprefix("s-"))]
    ]
    named = ["seller_id", "type", "issuer", "number", "holder", "issued_on", "expires_on", "result", "checked_by",
             "checked_on", "mark", "product_type"]  # fmt: skip
    found = [dict(zip(named, cells, strict=True)) for cells in rows("\n".join(checked) + _DOCUMENTS)]
    return [dict.fromkeys(DOCUMENT_COLUMNS, "") | one for one in sorted(found, key=lambda one: one["seller_id"])]


def events() -> list[dict[str, str]]:
    """Return what happened between the platform and its sellers, under EVENT_COLUMNS."""
    return [dict(zip(EVENT_COLUMNS, cells, strict=True)) for cells in rows(_EVENTS)]


def denied() -> list[dict[str, str]]:
    """Return an invented list of denied parties, under DENIED_COLUMNS."""
    return [dict(zip(DENIED_COLUMNS, cells, strict=True)) for cells in rows(_DENIED)]


_FORMS = {cells[0]: cells[1:] for cells in rows(_SELLERS)}
_NUMBERS = {cells[0]: cells[1:] for cells in rows(_ABROAD)}
