"""The worklist's page in Chromium: its barcodes are read from the screen, and no text runs out of a phone or a page."""

from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from browser.chromium import measured, run
from counterfoil.documents.worklist_sheet import sheets, worklist_page
from targeting.drawn_worklists import selections, shipments

SSCC = "095290010004120038"
WORKLIST = "facility id how risk p\nReno S-0412 drawn .9 .8\nReno S-0391 mandatory .1 1\n"
GOODS = f"id sscc what pieces\nS-0412 {SSCC} Plastic_sandals 640\nS-0391 - {'x' * 90} 480\n"


@pytest.fixture(scope="module")
def page() -> str:
    return worklist_page(sheets(selections(WORKLIST), shipments(GOODS), seed=7, digests={"Reno": "0" * 64}))


def test_the_barcodes_are_read_from_the_screen(page: str, tmp_path: Path) -> None:
    file, picture = tmp_path / "worklist.html", tmp_path / "screen.png"
    file.write_text(page, encoding="utf-8")
    size = ("--window-size=900,1300", "--force-device-scale-factor=2")
    run(*size, f"--screenshot={picture}", file.as_uri(), profile=tmp_path / "profile")
    found = zxingcpp.read_barcodes(np.asarray(Image.open(picture).convert("L")))
    assert {one.bytes.decode() for one in found} == {
        "S-0391",
        "S-0412",
        f"00{SSCC}",
        "S-0391\tReno\t2026-09-29\t",
        "S-0412\tReno\t2026-09-29\t",
    }


@pytest.mark.parametrize("width", [360, 900])
def test_nothing_runs_out_of_the_page(page: str, width: int, tmp_path: Path) -> None:
    seen = measured(page, tmp_path, width=width)
    assert (seen["width"], seen["needed"], seen["tooWide"]) == (width, width, [])
    assert (seen["requests"], seen["scripted"]) == ([], False)
