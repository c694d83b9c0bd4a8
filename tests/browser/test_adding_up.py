"""The waterfall in a real browser: the one that fits is seen, it stays inside its card and loads nothing."""

from pathlib import Path

import pytest
from PIL import Image

from browser.chromium import measured, run
from browser.test_report import DESKTOP, LIGHT, PHONE
from counterfoil.documents.waterfall import BROAD, waterfall
from counterfoil.documents.worst_offers import CARDS
from counterfoil.run.explain import explain
from integration.example_run import GRAVEST, example_run

pytestmark = pytest.mark.browser

INK, PAPER = (0x1B, 0x1F, 0x24), (255, 255, 255)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_report_with_its_waterfalls_fits(tmp_path: Path, width: int) -> None:
    page = (example_run() / "report.html").read_text("utf-8")
    seen = measured(page, tmp_path, width=width)
    assert (seen["cards"], seen["tooWide"], seen["needed"]) == (CARDS, [], width)
    assert (seen["requests"], seen["scripted"]) == ([], False)


def test_the_drawing_alone_paints_ink_on_paper(tmp_path: Path) -> None:
    drawing, picture = tmp_path / "why.svg", tmp_path / "why.png"
    added = explain(example_run(), GRAVEST).rights[0].added
    drawing.write_text(waterfall(added, layout=BROAD, name="why", alone=True), "utf-8")
    run("--window-size=800,400", LIGHT, f"--screenshot={picture}", drawing.as_uri(), profile=tmp_path / "profile")
    with Image.open(picture) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(maxcolors=2**24) or []}
    assert PAPER in colours
    assert any(max(abs(a - b) for a, b in zip(colour, INK, strict=True)) < 40 for colour in colours)
