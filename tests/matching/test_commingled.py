"""Where goods of one product and several sources lie in one place, is it told, and only there?"""

import polars as pl

from counterfoil.matching.commingled import commingled, places_of, with_commingled
from counterfoil.matching.match import match
from counterfoil.matching.product.model import default_model
from counterfoil.matching.source.sought import sought
from matching.tables import BLUE, FAKE, goods

STOCK = goods(
    BLUE | {"id": "r1", "facility": "Reno", "lot": "0821"},
    BLUE | {"id": "r2", "facility": "Reno"},
    BLUE | {"id": "c1", "facility": "Columbus", "lot": "0821"},
    BLUE | {"id": "n1", "lot": "0821"},
    BLUE | {"id": "n2"},
)


def told(*parts: pl.DataFrame) -> dict[str, str]:
    """Return the last reason of each item, the stock having been read in parts."""
    known = sought(goods(FAKE))
    matches = [match(part, known, default_model()) for part in parts]
    placed = [
        found.join(part.select("facility", item_id="id"), on="item_id", maintain_order="left")
        for found, part in zip(matches, parts, strict=True)
    ]
    places = [places_of(found, part.select("lot", item_id="id")) for found, part in zip(placed, parts, strict=True)]
    shared = commingled(pl.concat(places))
    rows = with_commingled(pl.concat(placed), shared)
    return {item: reasons[-1] for item, reasons in rows.select("item_id", "reasons").iter_rows()}


def test_it_is_told_of_both_sides_and_where_one_source_lies_alone_nothing_is() -> None:
    last = told(STOCK)
    assert last["r1"] == (
        "Other goods of this product lie in the same facility (1 entry): only what bears the signs named here is meant."
    )
    assert last["r2"].startswith(
        "Goods of this product from the source of the goods g-01 lie in the same facility (1 entry, lot 0821)"
    )
    assert not [item for item in ("c1", "n1", "n2") if "facility" in last[item]]


def test_it_is_told_alike_however_the_stock_is_parted() -> None:
    assert told(*(STOCK[at : at + 1] for at in range(STOCK.height))) == told(STOCK)
