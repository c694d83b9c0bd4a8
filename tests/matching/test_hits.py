"""Do hits come back as they were sent, is every change noticed, and is the same product elsewhere never held?"""

import json
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.codes.signing_keys import fingerprint, key_in
from counterfoil.errors import UserError
from counterfoil.matching.hits import hit_lines, make_hits, read_hits
from counterfoil.matching.match import match
from counterfoil.matching.product.model import default_model
from counterfoil.matching.source.sought import sought
from counterfoil.matching.verdict import EXAMINE, OFFENDING
from counterfoil.tables.hit import EXAMPLE, Hit
from counterfoil.tables.match import Match
from matching.tables import BLUE, FAKE, goods
from matching.test_signature import KEY, PRIVATE, PUBLIC

LINES = Hit.validate(pl.concat([Hit.create_empty(), EXAMPLE], how="diagonal").select(Hit.column_names()))
NOWHERE = pl.DataFrame(schema={"goods_id": pl.String, "facility": pl.String})


def sent(lines: pl.DataFrame = LINES, key: bytes | None = PRIVATE) -> bytes:
    return make_hits(lines, looked_for="0" * 64, made_on="2026-11-20", key=key)


def test_hits_come_back_as_they_were_sent() -> None:
    told = read_hits(sent(), file="hits.json", signer=PUBLIC)
    assert told.lines.equals(LINES)
    assert (told.made_on, told.looked_for, told.fingerprint) == ("2026-11-20", "0" * 64, fingerprint(key_in(KEY)))
    assert read_hits(sent(Hit.create_empty()), file="h").lines.equals(Hit.create_empty())


def test_unsigned_hits_are_read_and_say_so_unless_a_signer_is_asked_for() -> None:
    assert read_hits(sent(key=None), file="hits.json").fingerprint == ""
    with pytest.raises(UserError, match="is not signed"):
        read_hits(sent(key=None), file="hits.json", signer=PUBLIC)


@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255))
@settings(max_examples=60, deadline=None)
def test_no_changed_byte_passes(place: int, byte: int) -> None:
    data = bytearray(sent())
    place %= len(data) - 1  # the line's end is no part of what is signed
    if data[place] == byte:
        return
    data[place] = byte
    with pytest.raises(UserError):
        read_hits(bytes(data), file="hits.json")


@pytest.mark.parametrize(
    "changes",
    [{"verdict": "genuine stock"}, {"verdict": "no action"}, {"units": -1}, {"found_in": "truck"}, {"price": 4},
     {"source_grade": "none"}, {"units": "many"}, {"goods_id": None}],
)  # fmt: skip
def test_what_is_no_hit_is_refused_even_where_it_is_signed(changes: dict[str, Any]) -> None:
    content = json.loads(sent(key=None))
    content["hits"][0] |= changes
    with pytest.raises(UserError, match="no hits that can be read"):
        read_hits(json.dumps(content).encode(), file="hits.json")


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(UserError):
        read_hits(data, file="hits.json")


KINDS = pl.DataFrame(
    [  # verdict, kind, quantity, its unit, and what is told: units and where it was found; nothing where it is no hit
        (OFFENDING, "stock", 388, None, 388, "stock"),
        (OFFENDING, "shipment", 640, "EA", 640, "receipt"),
        (EXAMINE, "return", 1, "C62", 1, "return"),
        (EXAMINE, "receipt", None, None, None, "receipt"),
        (EXAMINE, "stock", Decimal("12.5"), "KGM", None, "stock"),
        (EXAMINE, "offer", 3, None, None, None),
        (EXAMINE, "catalogue", 3, None, None, None),
        ("genuine stock", "stock", 212, None, None, None),
        ("no action", "stock", 5, None, None, None),
    ],
    schema={"verdict": pl.String, "kind": pl.String, "quantity": pl.Decimal(24, 6), "quantity_unit": pl.String,
            "units": pl.Int64, "found_in": pl.String},
    orient="row",
).with_row_index("item_id").with_columns(pl.col("item_id").cast(pl.String))  # fmt: skip


def test_offers_genuine_stock_and_what_asks_for_no_action_are_no_hits() -> None:
    matches = KINDS.select(
        "verdict", "item_id", goods_id=pl.lit("g-01"), product_grade=pl.lit("identical"), source_grade=pl.lit("same"),
        product_score=1.0, source_score=1.0, reasons=pl.lit([""]), party_reasons=pl.lit(["A fact.", "Another."]),
    )  # fmt: skip
    items = goods(*KINDS.select("kind", "quantity", "quantity_unit", id="item_id").to_dicts())
    shared = pl.DataFrame({"goods_id": ["g-01"], "facility": ["Reno"]})
    found = hit_lines(Match.cast(matches), items.with_columns(facility=pl.lit("Reno")), shared)
    told = KINDS.filter(pl.col("found_in").is_not_null())
    assert found.select("item_id", "verdict", "units", "found_in").equals(
        told.select("item_id", "verdict", "units", "found_in")
    )
    assert found["why"].unique().to_list() == ["A fact. Another."]
    assert found["is_commingled"].all()
    assert not hit_lines(Match.cast(matches), items, NOWHERE)["is_commingled"].any()


ELSEWHERE = {  # what may be told of the source of goods that did not come from that of the fake
    "lot": st.sampled_from([None, "HS2608A", "L9", "77 K", "821"]),
    "shipment_id": st.sampled_from([None, "SHP-0391", "SHP-412"]),
    "supplier": st.sampled_from([None, "Halvorsen Sport AS", "Golden Reef Trading FZE"]),
    "external_seller_id": st.sampled_from([None, "s-01", "s-2", "29"]),
    "serial_first": st.sampled_from([None, "HS000001", "ZZ4"]),
    "facility": st.sampled_from([None, "Reno"]),
}
ONE_HAND = st.sampled_from([{}, {"external_seller_id": "s-29"}, {"supplier": FAKE["supplier"]}])


@given(st.lists(st.tuples(st.fixed_dictionaries(ELSEWHERE), ONE_HAND), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_the_same_product_from_another_source_is_at_most_examined(drawn: list[tuple[dict[str, Any], Any]]) -> None:
    """One shared hand, or none, with another lot, shipment and serial: the programme asks for a look and never to hold.

    “821” is no other lot than “0821”: spreadsheets eat leading noughts.
    """
    rows = [BLUE | {k: v for k, v in (source | hand).items() if v} for source, hand in drawn]
    apart = [row for row in rows if row.get("lot") != "821"]
    items = goods(*({"id": str(number)} | row for number, row in enumerate(apart)))
    found = match(items, sought(goods(FAKE)), default_model())
    assert found.filter(product_grade="identical").height == len(apart)
    assert OFFENDING not in found["verdict"].to_list()
    assert set(found["verdict"]) <= {EXAMINE}
