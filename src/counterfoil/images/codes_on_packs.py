"""Which bar codes and matrix codes are on a pack, and which GTIN do they say?

Read by zxing-cpp: EAN, UPC, ITF-14, GS1 DataBar, Code 128, QR, Data Matrix and their GS1 forms (element strings and
Digital Links). Source of what they say: GS1 General Specifications, section 5, and `codes.gs1`.
"""

from typing import NamedTuple

import numpy as np
import zxingcpp

from counterfoil.codes import gs1, gtin
from counterfoil.images.decode import Decoded

MOST = 20  # codes of one picture; more are a sheet of labels
LONGEST = 2_000  # characters of one code
READ = zxingcpp.BarcodeFormats(
    [
        zxingcpp.BarcodeFormat.AllRetail,
        zxingcpp.BarcodeFormat.ITF,
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
    ]
)
KEYED = ("(", "http://", "https://")  # how element strings and Digital Links begin that are written as plain text
CARTON = 14  # digits of the ITF that stands on cartons


class CodeOnPack(NamedTuple):
    """`symbology`: the kind of code; `value`: what it says, as text; `gtin`: in 14 digits, None where it says none."""

    symbology: str
    value: str
    gtin: str | None


def codes_on_pack(picture: Decoded) -> list[CodeOnPack]:
    """Return the codes that can be read on the picture, each once, by kind and value; whatever stands in them."""
    as_opencv = np.ascontiguousarray(picture.pixels[:, :, ::-1])  # blue, green, red
    found = [one for one in zxingcpp.read_barcodes(as_opencv, formats=READ) if one.valid and one.text]
    codes = {CodeOnPack(one.format.name, one.text[:LONGEST], _gtin_of(one)) for one in found}
    return sorted(codes, key=lambda code: (code.symbology, code.value))[:MOST]


def _gtin_of(code: zxingcpp.Barcode) -> str | None:
    """Return the GTIN, if the code is one by its kind or says that it is: any 13 digits may be a parcel's number."""
    retail = code.symbology == zxingcpp.BarcodeFormat.EANUPC
    carton = code.symbology == zxingcpp.BarcodeFormat.ITF and len(code.text) == CARTON
    if retail or carton:
        return gtin.normalise(code.text) if gtin.is_valid(code.text) else None
    if code.content_type != zxingcpp.ContentType.GS1 and not code.text.lower().startswith(KEYED):
        return None
    key = gs1.parse(code.text)
    return key.number if key is not None and key.kind == "gtin" else None
