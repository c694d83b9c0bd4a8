"""The screening report in a real browser: it fits a phone, follows the dark, prints, and loads nothing."""

from pathlib import Path

import pytest
from PIL import Image

from browser.chromium import measured, run
from counterfoil.documents.screening_report import screening_report
from counterfoil.documents.worst_offers import CARDS
from documents.report_factory import report_tables

pytestmark = pytest.mark.browser

PHONE, DESKTOP = 390, 1280  # pixels
LIGHT, DARK = "--blink-settings=preferredColorScheme=1", "--blink-settings=preferredColorScheme=0"
HOSTILE = "<script>scripted=true</script><img src=x onerror='scripted=true'> \u202e" + "W" * 4_900


@pytest.fixture(scope="module")
def page() -> str:
    return screening_report(report_tables(600, titles={0: HOSTILE, 12: "漢字" * 800, 24: "مارك أصلي " * 250}).parts())


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_it_renders_without_sideways_scrolling(page: str, tmp_path: Path, width: int) -> None:
    seen = measured(page, tmp_path, width=width)
    assert seen["heading"] == "Screening report"
    assert seen["cards"] == CARDS
    assert seen["marked"] >= CARDS
    assert (seen["width"], seen["needed"], seen["tooWide"]) == (width, width, [])
    assert (seen["wide"], seen["narrow"]) == ((0, 1) if width == PHONE else (1, 0))


def test_it_asks_for_nothing_and_runs_no_script(page: str, tmp_path: Path) -> None:
    seen = measured(page, tmp_path, width=DESKTOP)
    assert (seen["requests"], seen["scripted"]) == ([], False)


def test_the_check_for_requests_would_see_one(tmp_path: Path) -> None:
    seen = measured("<h1>x</h1><img src='http://127.0.0.1:9/seen.png'>", tmp_path, width=DESKTOP)
    assert seen["requests"] == ["http://127.0.0.1:9/seen.png"]


def test_the_check_for_width_would_see_an_overflow(tmp_path: Path) -> None:
    seen = measured("<h1 style='width:500px'>x</h1>", tmp_path, width=PHONE)
    assert seen["needed"] > PHONE
    assert len(seen["tooWide"]) == 1


def test_the_dark_turns_the_page_and_the_bars(page: str, tmp_path: Path) -> None:
    light, dark = (measured(page, tmp_path, width=DESKTOP, options=(scheme,)) for scheme in (LIGHT, DARK))
    assert light["background"] == "rgb(255, 255, 255)"
    assert dark["background"] == "rgb(20, 23, 27)"
    assert len(light["barColours"]) == len(dark["barColours"])
    assert not set(light["barColours"]) & (set(dark["barColours"]) - {"none"})


def test_it_paints(page: str, tmp_path: Path) -> None:
    report, picture = tmp_path / "report.html", tmp_path / "report.png"
    report.write_text(page, encoding="utf-8")
    run("--window-size=1280,1600", LIGHT, f"--screenshot={picture}", report.as_uri(), profile=tmp_path / "profile")
    with Image.open(picture) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(maxcolors=2**24) or []}
    assert {(255, 255, 255), (0x8A, 0x95, 0xA1), (0x2F, 0x74, 0xB5), (0xA3, 0x2C, 0x10)} <= colours


def test_it_prints(page: str, tmp_path: Path) -> None:
    report, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    report.write_text(page, encoding="utf-8")
    run("--no-pdf-header-footer", f"--print-to-pdf={paper}", report.as_uri(), profile=tmp_path / "profile")
    pages = paper.read_bytes().count(b"/Type /Page\n") + paper.read_bytes().count(b"/Type /Page ")
    assert 5 <= pages <= CARDS  # cards share pages
