"""Which goods of the example were found to be counterfeit, and which does the owner know to be its own?

What a test purchase and an examination in Reno brought to light, as a rights holder would hand it to a facility. The
owners' rows vouch: Halvorsen for all that it sends and for its dealer, Maison Orlune for one lot and its shipment.
"""

from examples_blocks import rows
from examples_genuine import PRODUCTS

COLUMNS = [
    *("id", "status", "title", "brand", "gtin", "colour", "size", "lot", "shipment_id", "external_seller_id"),
    *("supplier", "label_fault", "image_ids"),
]

# id | status | product, or the brand | colour | size | lot | shipment | seller | supplier | fault of label | pictures
_GOODS = """
g-01 | confirmed counterfeit | fjord-runner 2 | blue | EU 42 | 0821 | SHP-0412 | s-29 | Golden Reed General Trading FZE | care label sewn in upside down | fjord-runner-blue.png
g-02 | confirmed counterfeit | ambre-vesper 3 | - | - | 6A | SHP-0417 | s-33 | Golden Reed Gen. Trading FZE | batch code on the box alone, none on the bottle | ambre-vesper.png
g-03 | genuine | Halvorsen | - | - | - | - | s-01 | Halvorsen Sport AS | - | -
g-04 | genuine | ambre-vesper 3 | - | - | OR6K14 | SHP-0402 | - | Maison Orlune SA | - | -
"""  # noqa: E501  one row a line


def goods() -> list[dict[str, str]]:
    """Return the goods under COLUMNS."""
    found = []
    for cells in rows(_GOODS):
        name, status, product, *rest = ("" if cell == "-" else cell for cell in cells)
        item = PRODUCTS.get(product)
        what = (item.title, item.brand, item.gtin) if item else ("", product, "")
        found.append(dict(zip(COLUMNS, (name, status, *what, *rest), strict=True)))
    return found
