"""GS1 keys: all forms of one key are one, and check digits agree with python-stdnum."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from counterfoil.codes import gs1
from counterfoil.codes.gs1 import Key

EPCIS = Path(__file__).parents[3] / "shared" / "data" / "formats" / "epcis"
TABLE = [
    ("urn:epc:id:sgtin:9521011.000102.2017", Key("gtin", "09521011001028", serial="2017")),
    ("https://id.gs1.org/01/09521011001028/21/2017", Key("gtin", "09521011001028", serial="2017")),
    ("https://brand.example/p/01/9521011001028/10/A%2F1?17=270101", Key("gtin", "09521011001028", lot="A/1")),
    ("(01)09521011001028(10)HS2608A(21)1", Key("gtin", "09521011001028", lot="HS2608A", serial="1")),
    ("010952101100102810HS2608A\x1d211", Key("gtin", "09521011001028", lot="HS2608A", serial="1")),
    ("urn:epc:class:lgtin:9521011.000102.HS2608A", Key("gtin", "09521011001028", lot="HS2608A")),
    ("urn:epc:idpat:sgtin:9521011.000102.*", Key("gtin", "09521011001028")),
    ("9521011001028", Key("gtin", "09521011001028")),
    ("urn:epc:id:sscc:9529001.0000412001", Key("sscc", "095290010004120014")),
    ("095290010004120014", Key("sscc", "095290010004120014")),
    ("(00)095290010004120014", Key("sscc", "095290010004120014")),
    ("urn:epc:id:sgln:9529001.00001.0", Key("gln", "9529001000013")),
    ("urn:epc:id:sgln:9529001.00001.dock-3", Key("gln", "9529001000013", serial="dock-3")),
    ("https://id.gs1.org/414/9529001000013/254/dock-3", Key("gln", "9529001000013", serial="dock-3")),
    ("urn:epc:id:pgln:9529001.00001", Key("pgln", "9529001000013")),
    ("urn:epc:id:grai:9529001.00001.7", Key("grai", "095290010000137")),
    ("urn:epc:id:giai:9529001.77A", Key("giai", "952900177A")),
    ("urn:epc:id:gdti:9529001.00001.4", Key("gdti", "95290010000134")),
    ("urn:epc:id:gsrn:9529001.0000000001", Key("gsrn", "952900100000000017")),
    ("9521011001027", None),
    ("095290010004120015", None),
    ("https://id.gs1.org/01/09521011001027", None),
    ("https://shop.example/shoes", None),
    ("urn:epc:id:sgtin:9521011.12.1", None),
    ("urn:epc:id:sgtin:abc.000102.1", None),
    ("urn:uuid:00000000-0000-4000-8000-000000000001", None),
    ("shoes", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "key"), TABLE)
def test_keys_in_every_form(text: str, key: Key | None) -> None:
    assert gs1.parse(text) == key
    assert gs1.is_valid(text) == (key is not None)


@pytest.mark.parametrize("text", [text for text, key in TABLE if key is not None])
def test_one_key_has_one_normal_form_and_one_printed_form(text: str) -> None:
    normal = gs1.normalise(text)
    assert gs1.parse(normal) == gs1.parse(text)
    assert gs1.normalise(normal) == normal
    assert gs1.parse(gs1.format(text)) == gs1.parse(text)


@given(st.text("0123456789", min_size=7, max_size=17))
def test_the_check_digit_is_that_of_stdnum(body: str) -> None:
    assert gs1.check_digit(body) == ean.calc_check_digit(body)


@given(st.one_of(st.text(max_size=60), st.text("(01)2:/urn.epcidsgtin*", max_size=60), st.binary().map(str)))
def test_any_text_is_a_key_or_none(text: str) -> None:
    key = gs1.parse(text)
    assert (gs1.normalise(text) == "") == (key is None)


@pytest.mark.shared
def test_every_key_of_the_epcis_samples_is_read() -> None:
    if not EPCIS.exists():
        pytest.skip("../shared/data is absent")
    unread = set()
    for path in EPCIS.glob("*.jsonld"):
        for text in _texts(json.loads(path.read_text("utf-8"))):
            if text.startswith(("urn:epc:id:", "urn:epc:class:", "https://id.gs1.org/")) and not gs1.is_valid(text):
                unread.add(text)
    assert {text.split(":")[3] for text in unread if text.startswith("urn:")} <= {"gid", "usdod", "adi", "bic", "imovn"}
    assert sorted(text for text in unread if text.startswith("http")) == []


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]
