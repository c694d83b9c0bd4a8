"""What is drawn is read again as it was written, and what a form cannot hold is not drawn."""

import re

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.documents.barcodes import LARGEST_QR, WIDEST, Drawing, code_128, gs1_128_of_sscc, qr_code

SSCC = "095290010004120038"
SCALE = 4  # pixels to a module


def read(drawn: Drawing) -> list[zxingcpp.Barcode]:
    """Return what a reader sees of the path, drawn pixel by pixel."""
    columns, rows = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn.svg).groups())  # type: ignore[union-attr]
    pixels = np.full((rows, columns), 255, np.uint8)
    for start, at, width, end in re.findall(r"M(\d+) (\d+)h(\d+)v1H(\d+)z", drawn.svg):
        assert start == end
        pixels[int(at), int(start) : int(start) + int(width)] = 0
    tall = pixels if rows > 1 else np.repeat(pixels, 30, axis=0)
    return zxingcpp.read_barcodes(np.kron(tall, np.ones((SCALE, SCALE), np.uint8)))


def test_a_shipment_is_read_as_code_128() -> None:
    drawn = code_128("SHP-0412")
    assert drawn is not None
    [found] = read(drawn)
    assert (found.text, found.symbology_identifier) == ("SHP-0412", "]C0")


@pytest.mark.parametrize(
    "written",
    [SSCC, "(00)095290010004120038", "urn:epc:id:sscc:9529001.0000412003", "0952 9001 0004 1200 38"],
)
def test_an_sscc_in_any_form_is_read_as_gs1_128(written: str) -> None:
    drawn = gs1_128_of_sscc(written)
    assert drawn is not None
    [found] = read(drawn)
    assert (found.text, found.symbology_identifier) == (f"(00){SSCC}", "]C1")
    assert found.content_type == zxingcpp.ContentType.GS1


@pytest.mark.parametrize("written", ["", "095290010004120039", "9521011001028", "pallet 7"])
def test_what_is_no_sscc_is_not_drawn(written: str) -> None:
    assert gs1_128_of_sscc(written) is None


@pytest.mark.parametrize("written", ["", "靴", "é", "a\tb", "x" * 40])
def test_what_code_128_cannot_hold_on_the_sheet_is_not_drawn(written: str) -> None:
    assert code_128(written) is None


@given(st.text(max_size=300))
def test_any_text_is_read_again_or_not_drawn(text: str) -> None:
    bars, square = code_128(text), qr_code(text)
    if bars is not None:
        assert [found.text for found in read(bars)] == [text]
        assert bars.width <= WIDEST
    if square is not None:
        assert [found.bytes for found in read(square)] == [text.encode()]
        assert square.width <= LARGEST_QR
    assert square is not None or not text or len(text.encode()) > 100


def test_the_same_number_gives_the_same_drawing_which_holds_no_text() -> None:
    assert code_128("SHP-0412") == code_128("SHP-0412")
    drawn = qr_code("<script>alert(1)</script>")
    assert drawn is not None
    assert "script" not in drawn.svg
    assert re.findall(r"<(/?\w+)", drawn.svg) == ["svg", "path", "/svg"]
