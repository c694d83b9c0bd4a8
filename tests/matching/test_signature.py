"""Do goods find the same items when they travel as a signature, does it name nobody, and is every change noticed?"""

import json
from typing import Any

import polars as pl
import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.codes.signed_json import LARGEST
from counterfoil.codes.signing_keys import fingerprint, key_in, opened_private, sign
from counterfoil.errors import UserError
from counterfoil.matching.match import match
from counterfoil.matching.product.model import default_model
from counterfoil.matching.signature import is_signature, make_signature, opened_signature, read_signature
from counterfoil.matching.source.sought import sought
from matching.tables import BLUE, FAKE, goods

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
OWN = {"id": "own", "brand": "Halvorsen", "status": "genuine", "supplier": "Halvorsen Sport AS"}
SECRET = FAKE | {
    "party_id": "p-77",
    "description": "handed in by Jane Doe, jane@example.com",
    "facility": "Dock 9",
    "supplier": "Jane Doe General Trading FZE",
}
STOCK = goods(
    BLUE | {"id": "a", "lot": "0821", "supplier": "JANE DOE TRADING"},
    BLUE | {"id": "b", "lot": "HS2608A", "supplier": "Halvorsen Sport"},
    BLUE | {"id": "c", "external_seller_id": "S-29 "},
    BLUE | {"id": "d", "shipment_id": "shp 0412"},
    BLUE | {"id": "e", "party_id": "p-77"},
    BLUE | {"id": "f", "description": "care label is sewn in upside-down"},
)


def signed(*rows: dict[str, Any], salt: str = "00ff") -> bytes:
    return make_signature(goods(*rows), key=PRIVATE, salt=salt, made_on="2026-11-20")


def changed(content: dict[str, Any], *, signer: Ed25519PrivateKey = KEY) -> bytes:
    """Return the content, signed anew."""
    plain = {name: value for name, value in content.items() if name != "signature"}
    return rfc8785.dumps(plain | {"signature": sign(signer, rfc8785.dumps(plain))})


def test_a_signature_finds_what_the_goods_find() -> None:
    known = goods(SECRET, OWN)
    travelled = opened_signature(signed(SECRET, OWN), file="s")
    plain, other = (match(STOCK, one, default_model()) for one in (sought(known), travelled))
    assert plain.height == 6
    same = ["goods_id", "item_id", "product_grade", "source_grade", "source_score", "verdict", "party_reasons"]
    assert plain.select(same).equals(other.select(same))
    assert set(plain["source_grade"]) == {"same", "possible", "contradicted"}


def test_it_holds_no_name_no_account_and_nothing_that_matching_does_not_ask() -> None:
    text = signed(SECRET, OWN).decode()
    for secret in ("Jane", "jane", "Sport", "p-77", "s-29", "S-29", "SHP", "0412", "Dock", "example.com"):
        assert secret not in text
    assert set(json.loads(text)["goods"][0]) <= {
        *("id", "title", "brand", "gtin", "lot", "label_fault", "status"),
        *("seller_key", "party_key", "supplier_key", "shipment_key"),
    }


def test_two_signatures_cannot_be_held_against_each_other() -> None:
    one, other = (json.loads(signed(FAKE, salt=salt))["goods"][0] for salt in ("00", "01"))
    assert not [name for name in one if name.endswith("_key") and one[name] == other[name]]


def test_equal_goods_salt_key_and_day_give_equal_bytes() -> None:
    assert signed(FAKE) == signed(FAKE)
    content = read_signature(signed(FAKE), file="s", signer=PUBLIC)
    assert (content["made_on"], content["signed_by"]) == ("2026-11-20", key_in(KEY))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    whole = signed(FAKE, OWN)
    place = data.draw(st.integers(0, len(whole) - 2))
    byte = data.draw(st.integers(32, 126).filter(lambda value: value != whole[place]))
    spoiled = whole[:place] + bytes([byte]) + whole[place + 1 :]
    try:
        content = read_signature(spoiled, file="s")
    except UserError:
        return
    # a base64 digit whose last bits count nothing: the file still says the same
    assert content == read_signature(whole, file="s")


@pytest.mark.parametrize("field", ["made_on", "salt", "signed_by", "goods", "signature"])
def test_a_part_that_is_missing_or_another_is_noticed(field: str) -> None:
    content = json.loads(signed(FAKE))
    for spoiled in ({name: value for name, value in content.items() if name != field}, content | {field: "x"}):
        with pytest.raises(UserError):
            read_signature(json.dumps(spoiled).encode(), file="s")


def test_another_s_key_is_noticed_where_the_signer_is_given() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    forged = changed(json.loads(signed(FAKE)) | {"signed_by": key_in(other)}, signer=other)
    assert read_signature(forged, file="s")["signed_by"] == key_in(other)
    with pytest.raises(UserError, match="another key"):
        read_signature(forged, file="s", signer=PUBLIC)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"id": "g"}],
        [{"title": "shoes"}],
        [{"id": "g", "brand": {"name": "Halvorsen"}}],
        ["g"],
        [{"id": "g", "title": "shoes", "status": "x"}],
        [{"id": "g", "title": "a"}, {"id": "g", "title": "b"}],
    ],
)
def test_goods_that_cannot_be_looked_for_are_refused(rows: list[Any]) -> None:
    with pytest.raises(UserError, match="no goods"):
        opened_signature(changed(json.loads(signed(FAKE)) | {"goods": rows}), file="s")


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{}", b"[]", b"null", b'{"counterfoil_signature": 2}', b"[" * 100_000, b"\xff\xfe"),
        *(b'{"counterfoil_signature": 1}', b" " * (LARGEST + 1), b'{"counterfoil_signature": 1, "goods": NaN}'),
    ],
)
def test_what_is_no_signature_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read_signature(data, file="s")


@given(st.binary(max_size=200))
def test_no_bytes_fail_in_any_other_way(data: bytes) -> None:
    with pytest.raises(UserError):
        opened_signature(data, file="s")


def test_a_signature_is_known_by_its_beginning() -> None:
    assert is_signature(signed(FAKE)[:100])
    assert not is_signature(b"id,title\n")
    assert not is_signature(b'{"id": "g-01", "title": "shoes"}')


def test_keys_of_other_kinds_and_locked_keys_are_refused_with_a_cure() -> None:
    locked = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x"))
    other = Ed448PrivateKey.generate()
    other_pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for pem, problem in (
        (locked, "password"),
        (other_pem, "another kind"),
        (b"", "no private key"),
        (PUBLIC, "no priv"),
    ):
        with pytest.raises(UserError, match=problem):
            opened_private(pem)
    other_public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for pem, problem in ((other_public, "another kind"), (PRIVATE, "no public key"), (b"x", "no public key")):
        with pytest.raises(UserError, match=problem):
            key_in(pem)


def test_a_fingerprint_is_read_aloud_in_groups_of_four() -> None:
    assert [len(group) for group in fingerprint(key_in(KEY)).split()] == [4] * 8


def test_the_goods_of_a_signature_keep_their_contract() -> None:
    found = opened_signature(signed(FAKE, OWN), file="s")
    assert found.goods["id"].to_list() == ["g-01", "own"]
    assert found.goods["supplier"].null_count() == 2
    assert found.keys.schema == sought(goods(FAKE)).keys.select(found.keys.columns).schema
    assert isinstance(found.goods, pl.DataFrame)
