"""A signed notice is read as it was made; whatever else was signed, or changed since, is a mistake with its cure."""

from typing import Any

import polars as pl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes.signed_json import signed_json
from counterfoil.enforcement.facility_notices.signed import NOTICE, make_signed_notice, read_signed_notice
from counterfoil.errors import UserError
from counterfoil.tables import facility_line
from counterfoil.tables.contract import completed
from counterfoil.tables.facility_line import FacilityLine

_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = _KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
OTHER = (
    Ed25519PrivateKey.from_private_bytes(bytes(32))
    .public_key()
    .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
)
HEAD = {
    **{"notice_id": "fn-5b1f0c2d9a3e-1", "edition": 1, "drafted_on": "2026-11-16", "facility": "9529001000013"},
    **{"names": ["Reno"], "goods_ids": ["g-01"], "answer_by": "2026-11-20", "lives_until": "2027-05-15", "paper": {}},
}
LINES = FacilityLine.cast(
    completed(facility_line.EXAMPLE.with_columns(answer_by=pl.lit("2026-11-20").str.to_date()), FacilityLine)
)
DATA = make_signed_notice(HEAD, LINES, key=KEY)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def test_it_is_read_as_it_was_made() -> None:
    found = read_signed_notice(DATA, file="n.json")
    assert found.lines.equals(LINES)
    assert found.content["names"] == ["Reno"]


def test_another_key_is_told() -> None:
    with pytest.raises(UserError, match="another key"):
        read_signed_notice(DATA, file="n.json", signer=OTHER)


@given(st.integers(0, len(DATA) - 2), st.integers(1, 255))
def test_any_changed_byte_is_told(place: int, change: int) -> None:
    changed = bytearray(DATA)
    changed[place] ^= change
    with pytest.raises(UserError):
        read_signed_notice(bytes(changed), file="n.json")


@given(st.sampled_from([*HEAD, "lines"]), JSON)
def test_what_was_signed_and_is_no_notice_is_told(field: str, value: Any) -> None:
    data = signed_json({NOTICE.mark: 1, **HEAD, "lines": [], field: value}, key=KEY)
    try:
        found = read_signed_notice(data, file="n.json")
    except UserError:
        return
    assert found.content[field] == value
