"""How is a number drawn so that a scanner at a dock reads it? Code 128, GS1-128 of an SSCC, and QR, as SVG.

Encoded by zxing-cpp (zint): ISO/IEC 15417 (Code 128), GS1 General Specifications, section 5.4 (GS1-128, AI 00 of an
SSCC), ISO/IEC 18004 (QR, level M). A drawing is one black path in a grid of modules, quiet zones included, and holds no
text and no reference; the same number gives the same bytes.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import zxingcpp

from counterfoil.codes import gs1

MODULE = 0.33  # millimetres of the narrowest bar; GS1 asks for 0.495 on a label of a pallet, a hand scanner for 0.25
NARROWEST = 0.2  # millimetres, for a long number; office printers still draw them apart
WIDEST = 66.0  # millimetres of a line of bars on the sheet
HIGH = 11.0  # millimetres of its bars
QR_MODULE = 0.5
LARGEST_QR = 40.0  # millimetres; a text that needs more is drawn as none
Modules = npt.NDArray[np.bool_]  # which are black
_CODE_128, _QR = zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode


class Drawing(NamedTuple):
    """A barcode: the text that a scanner types, its picture as SVG, and width and height in millimetres."""

    text: str
    svg: str
    width: float
    height: float


def code_128(text: str) -> Drawing | None:
    """Return the text in Code 128; None where it is empty, not printable ASCII, or too long for the sheet."""
    if not text or not text.isascii() or not text.isprintable():
        return None
    return _line(text, text, gs1=False)


def gs1_128_of_sscc(sscc: str) -> Drawing | None:
    """Return an SSCC, in any form that it is written in, with its application identifier 00; None where it is none."""
    key = gs1.parse(sscc)
    if key is None or key.kind != "sscc":
        return None
    return _line(f"(00){key.number}", f"00{key.number}", gs1=True)


def qr_code(text: str) -> Drawing | None:
    """Return the text as QR; None where it is empty or too long for the sheet."""
    told = {} if text.isascii() else {"eci": "UTF-8"}  # without it a reader guesses; with it some read nothing
    modules = _modules(text, _QR, ec_level="M", **told)
    if modules is None or modules.shape[1] * QR_MODULE > LARGEST_QR:
        return None
    side = modules.shape[1] * QR_MODULE
    return Drawing(text, _svg(modules, side, side), side, side)


def _line(content: str, text: str, *, gs1: bool) -> Drawing | None:
    modules = _modules(content, _CODE_128, **({"gs1": True} if gs1 else {}))
    if modules is None or modules.shape[1] * NARROWEST > WIDEST:
        return None
    width = round(min(modules.shape[1] * MODULE, WIDEST), 2)
    return Drawing(text, _svg(modules[:1], width, HIGH), width, HIGH)


def _modules(content: str, form: zxingcpp.BarcodeFormat, **options: object) -> Modules | None:
    """Return the modules, one pixel to each; None for what the form cannot hold."""
    try:
        drawn: Modules = np.asarray(zxingcpp.create_barcode(content, form, **options).to_image(scale=1)) == 0
        return drawn
    except ValueError:  # too long, empty, or characters that the form has not
        return None


def _svg(modules: Modules, width: float, height: float) -> str:
    rows, columns = modules.shape
    path = "".join(_runs(row, at) for at, row in enumerate(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns} {rows}" '
        f'width="{width:g}mm" height="{height:g}mm" preserveAspectRatio="none" shape-rendering="crispEdges">'
        f'<path fill="#000000" d="{path}"/></svg>'
    )


def _runs(row: Modules, at: int) -> str:
    """Return the black stretches of a row of modules as rectangles of a path."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(np.int8), [0]])))
    return "".join(f"M{start} {at}h{end - start}v1H{start}z" for start, end in edges.reshape(-1, 2).tolist())
