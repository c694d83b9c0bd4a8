"""Every kind of evidence of one source: where it is seen, and a pair close by on which it must not be."""

from string import Formatter
from typing import Any, NamedTuple

import polars as pl
import pytest

from counterfoil.evidence.kind import Kind
from counterfoil.evidence.observation import TEXT_PLACES, observe
from counterfoil.matching.source.compare import default_weights
from counterfoil.matching.source.kinds import KINDS
from counterfoil.matching.source.pair_rows import pair_rows
from counterfoil.matching.source.sought import sought
from matching.tables import FAKE, goods, pairs

Row = dict[str, Any]
OWN = {"brand": "Halvorsen", "status": "genuine"}
OF_METHOD = (
    "%",
    "threshold",
    "weight",
    "detect",
    "search",
    "score",
    "percent",
    "folded",
    "algorithm",
    "model",
    "digest",
)


class Case(NamedTuple):
    """A kind, an item that shows it, one close by that does not, and what is known beside the fake."""

    kind: str
    shown: Row
    not_shown: Row
    fake: Row | None = None
    own: Row | None = None


CASES = (
    Case("same_shipment", {"shipment_id": "shp-0412"}, {"shipment_id": "SHP-04120"}),
    Case("other_shipment", {"shipment_id": "SHP-0413"}, {"shipment_id": "SHP 0412"}),
    Case("same_lot", {"lot": "Lot 0821"}, {"lot": "8210"}),
    Case("same_short_lot", {"lot": "6A"}, {"lot": "6B"}, {"lot": "6A"}),
    Case("other_lot", {"lot": "HS2607C"}, {"lot": "n/a"}),
    Case("lot_on_genuine_goods_too", {"lot": "0821"}, {"lot": "0822"}, own={"lot": "0821"}),
    Case(
        "serials_inside",
        {"serial_first": "SN0110", "serial_last": "SN0120"},
        {"serial_first": "SN110"},
        {"serial_first": "SN0100", "serial_last": "SN0199"},
    ),
    Case(
        "serials_overlapping",
        {"serial_first": "SN0190", "serial_last": "SN0210"},
        {"serial_first": "SN0190", "serial_last": "SN0199"},
        {"serial_first": "SN0100", "serial_last": "SN0199"},
    ),
    Case(
        "serials_outside",
        {"serial_first": "SN0200"},
        {"serial_first": "XN0200"},
        {"serial_first": "SN0100", "serial_last": "SN0199"},
    ),
    Case(
        "label_fault_recorded",
        {"label_fault": "Care label is sewn in upside-down"},
        {"label_fault": "no fault of the care label"},
    ),
    Case(
        "label_fault_told",
        {"description": "3 pairs opened: care label sewn in upside down"},
        {"description": "care label not sewn in upside down"},
    ),
    Case("same_seller", {"external_seller_id": "S-29"}, {"external_seller_id": "s-290"}),
    Case("same_party", {"party_id": "p-7"}, {"party_id": "p-8"}, {"party_id": "p-7"}),
    Case(
        "other_seller",
        {"external_seller_id": "s-30"},
        {"external_seller_id": "s-30", "party_id": "p-7"},
        {"party_id": "p-7"},
    ),
    Case("same_supplier", {"supplier": "Goldenreed Trading"}, {"supplier": "Golden Wheat Trading"}),
    Case(
        "other_supplier",
        {"supplier": "Ostfold Handel AS"},
        {"supplier": "Halvorsen Sport"},
        own={"supplier": "Halvorsen Sport AS"},
    ),
    Case("genuine_lot", {"lot": "HS2608A"}, {"lot": "HS2607C"}, own={"lot": "HS2608A"}),
    Case("genuine_shipment", {"shipment_id": "SHP-0391"}, {"shipment_id": "SHP-0392"}, own={"shipment_id": "SHP-0391"}),
    Case(
        "genuine_serials",
        {"serial_first": "SN0550"},
        {"serial_first": "SN0590", "serial_last": "SN0610"},
        own={"serial_first": "SN0500", "serial_last": "SN0599"},
    ),
    Case(
        "genuine_supplier",
        {"supplier": "Halvorsen Sport"},
        {"supplier": "Halvorsen Sports Outlet Ltd"},
        own={"supplier": "Halvorsen Sport AS"},
    ),
    Case(
        "genuine_seller",
        {"external_seller_id": "s-01"},
        {"external_seller_id": "s-02"},
        own={"external_seller_id": "s-01", "supplier": "Halvorsen Sport AS"},
    ),
)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def seen(case: Case, item: Row) -> pl.DataFrame:
    own = [] if case.own is None else [{"id": "own"} | OWN | case.own]
    known = sought(goods(FAKE | (case.fake or {}), *own))
    items = goods({"id": "i", "title": "shoes"} | item)
    return observe(pair_rows(pairs(("g-01", "i")), known, items), KINDS, subject_kind="goods")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_it_is_seen_where_it_should_be(case: Case) -> None:
    found = seen(case, case.shown).filter(pl.col("kind") == case.kind)
    assert found.height == 1
    assert "–" not in found["detail"].item()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_it_is_not_seen_close_by(case: Case) -> None:
    assert case.kind not in seen(case, case.not_shown)["kind"]


def test_every_kind_has_its_case_and_its_weight() -> None:
    names = sorted(kind.name for kind in KINDS)
    assert sorted(case.kind for case in CASES) == names
    assert sorted(default_weights().kinds["kind"]) == names


def test_nothing_is_seen_of_goods_of_which_nothing_is_known() -> None:
    assert seen(CASES[0], {}).is_empty()


def test_a_row_that_vouches_for_a_lot_does_not_vouch_for_its_seller() -> None:
    case = Case("genuine_seller", {}, {}, own={"external_seller_id": "s-16", "lot": "HS2607C"})
    assert "genuine_seller" not in seen(case, {"external_seller_id": "s-16"})["kind"]


def test_a_row_that_vouches_speaks_of_its_brand_or_gtin_alone() -> None:
    for other in ({"brand": "Orlune"}, {"brand": None}):
        case = Case("genuine_lot", {}, {}, own={"lot": "HS2608A"} | other)
        assert "genuine_lot" not in seen(case, {"lot": "HS2608A"})["kind"]
    by_code = Case("genuine_lot", {}, {}, own={"lot": "HS2608A", "brand": None, "gtin": "09521011001028"})
    assert "genuine_lot" in seen(by_code, {"lot": "HS2608A"})["kind"].to_list()


def places(sentence: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(sentence) if place is not None}


@each_kind
def test_both_sentences_are_whole_and_every_place_is_filled(kind: Kind) -> None:
    filled = {*TEXT_PLACES, *kind.sign().words}
    for sentence in (kind.sentence, kind.party_sentence):
        assert places(sentence) <= filled
        assert sentence.endswith(".")
        assert sentence.count("“") == sentence.count("”")
    assert kind.source


@each_kind
def test_those_whose_goods_they_are_read_no_method_and_nobody_else_s_data(kind: Kind) -> None:
    assert not [word for word in OF_METHOD if word in kind.party_sentence.lower()]
    assert places(kind.party_sentence) <= {"seen", "found"}


@each_kind
def test_a_supplier_or_party_is_not_named(kind: Kind) -> None:
    if kind.sign().field in ("supplier", "party_id"):
        assert "seen" not in places(kind.sentence) | places(kind.party_sentence)
        assert kind.sign().seen is None
