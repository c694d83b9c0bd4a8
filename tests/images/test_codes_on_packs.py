"""Is every code on a pack read, and a GTIN taken only from what says that it is one?"""

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from counterfoil.images.codes_on_packs import MOST, CodeOnPack, codes_on_pack
from counterfoil.images.decode import Decoded
from images.drawn import goods

FORMATS = zxingcpp.BarcodeFormat
ELEMENTS = "(01)04006381333931(10)LOT7(21)99"


def code(content: str, kind: zxingcpp.BarcodeFormat, **options: object) -> Image.Image:
    made = zxingcpp.create_barcode(content, kind, **options).to_image(scale=4)
    return Image.fromarray(np.pad(np.array(made), 40, constant_values=255)).convert("RGB")


def codes(picture: Image.Image) -> list[CodeOnPack]:
    return codes_on_pack(Decoded(np.asarray(picture), *picture.size))


@pytest.mark.parametrize(
    ("content", "kind", "gtin"),
    [
        ("4006381333931", FORMATS.EAN13, "04006381333931"),
        ("96385074", FORMATS.EAN8, "00000096385074"),
        ("036000291452", FORMATS.UPCA, "00036000291452"),
        ("01234565", FORMATS.UPCE, "00012345000065"),
        ("14006381333938", FORMATS.ITF, "14006381333938"),
        ("https://id.gs1.org/01/09521011001028/21/1", FORMATS.QRCode, "09521011001028"),
        (ELEMENTS, FORMATS.QRCode, "04006381333931"),
        ("4006381333931", FORMATS.QRCode, None),
        ("4006381333931", FORMATS.Code128, None),
        ("https://shop.example/p/4006381333931", FORMATS.QRCode, None),
        ("(01)04006381333932", FORMATS.QRCode, None),
        ("see (our) shop", FORMATS.DataMatrix, None),
    ],
)
def test_a_gtin_is_what_says_so(content: str, kind: zxingcpp.BarcodeFormat, gtin: str | None) -> None:
    assert [one.gtin for one in codes(code(content, kind))] == [gtin]


@pytest.mark.parametrize("kind", [FORMATS.DataMatrix, FORMATS.QRCode, FORMATS.Code128, FORMATS.DataBarExp])
def test_element_strings_of_gs1_are_read(kind: zxingcpp.BarcodeFormat) -> None:
    assert codes(code(ELEMENTS, kind, gs1=True)) == [CodeOnPack(kind.name, ELEMENTS, "04006381333931")]


def test_a_code_is_read_on_a_pack_upside_down_and_sideways() -> None:
    for turn in (0, 90, 180):
        pack = goods(size=(700, 600))
        pack.paste(code("4006381333931", FORMATS.EAN13), (120, 150))
        assert codes(pack.rotate(turn, expand=True)) == [CodeOnPack("EAN13", "4006381333931", "04006381333931")]


def test_codes_are_in_order_each_once_and_no_more_than_wanted() -> None:
    sheet = Image.new("RGB", (2400, 2000), "white")
    for number in range(MOST + 5):
        one = code(f"label {number % (MOST + 3):02}", FORMATS.QRCode)
        sheet.paste(one, (number % 6 * 350, number // 6 * 350))
    found = codes(sheet)
    assert len(found) == MOST
    assert found == sorted(found, key=lambda one: one.value)
    assert len({one.value for one in found}) == MOST


def test_a_picture_without_codes_has_none() -> None:
    assert codes(goods()) == []
