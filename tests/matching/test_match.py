"""Product and source together: what is found in a small warehouse, and what is left alone?"""

import polars as pl

from counterfoil.matching.match import match
from counterfoil.matching.product.model import default_model
from counterfoil.matching.source.sought import sought
from counterfoil.tables.match import Match
from matching.tables import BLUE, FAKE, goods

OWN = {"id": "own", "brand": "Halvorsen", "status": "genuine", "supplier": "Halvorsen Sport AS"}
OWN_LOT = BLUE | {"id": "own-lot", "status": "genuine", "lot": "HS2609D"}
MOSS = BLUE | {"title": BLUE["title"].replace("blue", "moss"), "gtin": "9521011001042"}
STOCK = goods(
    BLUE | {"id": "fake", "lot": "0821", "supplier": "Goldenreed Trading", "external_seller_id": "s-34"},
    BLUE | {"id": "genuine", "lot": "HS2608A", "supplier": "Halvorsen Sport AS"},
    BLUE | {"id": "vouched", "lot": "HS2609D"},
    BLUE | {"id": "unknown"},
    MOSS | {"id": "other colour", "lot": "0821"},
    MOSS | {"id": "other colour from elsewhere", "lot": "HS2607C"},
    {"id": "bear", "title": "Mossbeck Alder the bear soft toy, 32 cm", "lot": "0821"},
)


def found() -> pl.DataFrame:
    return match(STOCK, sought(goods(FAKE, OWN, OWN_LOT)), default_model())


def verdicts() -> dict[str, str]:
    return dict(found().filter(pl.col("goods_id") == "g-01").select("item_id", "verdict").iter_rows())


def test_matches_keep_their_contract_and_the_order_of_the_items() -> None:
    matches = found()
    Match.validate(matches)
    places = [STOCK["id"].to_list().index(item) for item in matches["item_id"]]
    assert places == sorted(places)


def test_the_fake_is_found_and_genuine_goods_of_the_same_gtin_are_left_alone() -> None:
    told = verdicts()
    assert told["fake"] == "identical offending goods"
    assert (told["genuine"], told["vouched"]) == ("genuine stock", "genuine stock")
    assert told["unknown"] == "examine"


def test_another_colour_is_never_identical_goods_even_from_the_fakes_own_lot() -> None:
    told = verdicts()
    assert told["other colour"] == "examine"
    assert told.get("other colour from elsewhere", "no action") == "no action"


def test_other_goods_that_bear_the_same_lot_number_are_not_called_offending() -> None:
    assert verdicts().get("bear", "no action") != "identical offending goods"


def test_of_genuine_goods_only_their_own_stock_is_told() -> None:
    own = found().filter(pl.col("goods_id") != "g-01")
    assert own.select("goods_id", "item_id", "verdict").rows() == [("own-lot", "vouched", "genuine stock")]


def test_nothing_is_found_among_nothing() -> None:
    assert match(STOCK.clear(), sought(goods(FAKE)), default_model()).is_empty()
    assert match(STOCK, sought(goods(FAKE).clear()), default_model()).is_empty()
