"""Who owns which mark for which goods? The 25 rights of the example marketplace; every name is invented."""

from examples_blocks import blocks

COLUMNS = [
    "id",
    "mark",
    "aliases",
    "owner",
    "house_mark",
    "nice_classes",
    "goods",
    "common_word",
    "territory",
    "office",
    "registration_number",
    "status",
    "recorded",
    "authorised_sellers",
    "company_prefixes",
    "price_floor",
]

# @ id | mark | owner | house mark | classes | authorised sellers | company prefix | floor
_RIGHTS = """
@ r-01 | Halvorsen | Halvorsen Sport AS | | 25 | s-01;s-02 | 9521011 | 79 USD
goods: footwear;running shoes;trail shoes;shoelaces
recorded: TMK 26-90011
@ r-02 | Fjord Runner | Halvorsen Sport AS | Halvorsen | 25 | s-01;s-02 | 9521011 | 89 USD
goods: trail running shoes
recorded: TMK 26-90012
@ r-03 | Skarv | Halvorsen Sport AS | Halvorsen | 25 | s-01;s-02 | 9521011 | 99 USD
goods: hiking boots
@ r-04 | Orlune | Maison Orlune SA | | 3 | s-03;s-04 | 9521022 | 59 USD
goods: perfume;eau de parfum;scented body lotion
aliases: Maison Orlune
recorded: TMK 26-90021
@ r-05 | Replica Nocturne | Maison Orlune SA | Orlune | 3 | s-03;s-04 | 9521022 | 95 USD
goods: perfume;eau de parfum
recorded: TMK 26-90022
@ r-06 | Ambre Vesper | Maison Orlune SA | Orlune | 3 | s-03;s-04 | 9521022 | 98 USD
goods: perfume;eau de parfum
recorded: TMK 26-90023
@ r-07 | Sévrine & Fils | Sévrine & Fils SAS | | 3 | s-12 | 9521033 | 15 EUR
goods: face cream;serum;hand cream;soap
aliases: Sevrine et Fils;Sévrine et Fils
@ r-08 | Rosée Calme | Sévrine & Fils SAS | Sévrine & Fils | 3 | s-12 | 9521033 | 26 EUR
goods: face serum;face cream
@ r-09 | Tokimori | Tokimori Watch Co., Ltd. | | 14 | s-05 | 9521044 | 340 USD
goods: watches;watch straps
aliases: 時守;ときもり
recorded: TMK 26-90031
@ r-10 | Kaigan Diver | Tokimori Watch Co., Ltd. | Tokimori | 14 | s-05 | 9521044 | 640 USD
goods: watches
recorded: TMK 26-90032
@ r-11 | Bellacorte | Bellacorte Pelletterie Srl | | 18 | s-06 | 9521055 | 140 USD
goods: handbags;wallets;leather goods
recorded: TMK 26-90041
@ r-12 | Fiorana | Bellacorte Pelletterie Srl | Bellacorte | 18 | s-06 | 9521055 | 390 USD
goods: handbags
@ r-13 | Silver Kestrel | Kestrel Audio Ltd | | 9 | s-07 | 9521066 | 69 USD
goods: headphones;earphones;loudspeakers
recorded: TMK 26-90051
@ r-14 | Voltaro | Voltaro Power GmbH | | 9 | s-08;s-24 | 9521077 | 6 USD
goods: chargers;power adapters;batteries
aliases: VOLTARO POWER
@ r-15 | Klossby | Klossby Leksaker AB | | 28 | s-09 | 9521088 | 14 USD
goods: construction toys;building bricks
@ r-16 | Dunmarrow | Dunmarrow Tool Company, Inc. | | 7;8 | s-10 | 9521099 | 49 USD
goods: power tools;drills;impact drivers;circular saws
@ r-17 | Wexcombe | Wexcombe Models Ltd | | 28 | s-13 | 9521101 | 24 USD
goods: scale models;model railways
@ r-18 | Harbour | Harbour Outerwear Ltd | | 25 | s-11 | 9521112 | 85 USD
goods: jackets;coats;rainwear
common: true
@ r-19 | Medlar | Medlar Devices, Inc. | | 9 | | 9521123 | 299 USD
goods: mobile phones;phone chargers
common: true
@ r-20 | Solvane | Solvane Occhiali SpA | | 9 | s-06 | 9521134 | 95 USD
goods: sunglasses;spectacles
@ r-21 | Solvane | Laboratoires Solvane SAS | | 3 | s-12 | 9521145 | 12 USD
goods: sunscreen;after-sun lotion
@ r-22 | Østervind | Østervind Cykling A/S | | 9 | s-15 | 9521156 | 75 USD
goods: bicycle helmets
aliases: Ostervind;Oestervind
recorded: TMK 26-90061
@ r-23 | Brennick | Brennick Auto Parts Inc. | | 12 | s-14 | 9521167 | 28 USD
goods: brake pads;brake discs
recorded: TMK 26-90062
@ r-24 | Pemberlow | Pemberlow Flask Company | | 21 | | 9521178 | 22 USD
goods: vacuum flasks;drinking bottles
@ r-25 | Mossbeck | Mossbeck Toys Ltd | | 28 | s-09 | 9521189 | 19 USD
goods: soft toys;plush animals
"""


def rights() -> list[dict[str, str]]:
    """Return one row per right under COLUMNS; lists are joined by semicolons."""
    return [_right(head, values, number) for number, (head, values) in enumerate(blocks(_RIGHTS), start=1)]


def _right(head: tuple[str, ...], values: dict[str, str], number: int) -> dict[str, str]:
    right_id, mark, owner, house_mark, classes, sellers, prefix, floor = head
    return {
        "id": right_id,
        "mark": mark,
        "aliases": values.get("aliases", ""),
        "owner": owner,
        "house_mark": house_mark,
        "nice_classes": classes,
        "goods": values["goods"],
        "common_word": values.get("common", ""),
        "territory": "US",
        "office": "USPTO",
        "registration_number": f"99{number:05d}",  # above every number the office has given out so far
        "status": "live",
        "recorded": values.get("recorded", ""),
        "authorised_sellers": sellers,
        "company_prefixes": prefix,
        "price_floor": floor,
    }


PREFIX_OF_OWNER = {row["owner"]: row["company_prefixes"] for row in rights()}
