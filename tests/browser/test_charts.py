"""The pages of charts and counts in a real browser: they fit a phone, load nothing, and follow the dark."""

from pathlib import Path

import pytest

from browser.chromium import measured
from counterfoil.documents.tracking_page import Head, tracking_page
from counterfoil.documents.transparency_page import transparency_page
from documents.charts.drawn_charts import EVERY, bars
from documents.test_transparency_page import REPORT

pytestmark = pytest.mark.browser

PHONE, DESKTOP = 390, 1280  # pixels
DARK = "--blink-settings=preferredColorScheme=0"


@pytest.fixture(scope="module")
def tracking() -> str:
    named = [chart._replace(name=f"c-{at}", title="W" * 80) for at, chart in enumerate((*EVERY, bars(0)))]
    return tracking_page(named, head=Head("Tracking report", "W" * 300))


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_charts_fit_the_page_ask_for_nothing_and_run_nothing(tracking: str, tmp_path: Path, width: int) -> None:
    seen = measured(tracking, tmp_path, width=width)
    assert (seen["heading"], seen["width"], seen["needed"]) == ("Tracking report", width, width)
    assert (seen["requests"], seen["scripted"]) == ([], False)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_transparency_report_fits_the_page_and_asks_for_nothing(tmp_path: Path, width: int) -> None:
    seen = measured(transparency_page(REPORT | {"platform": "W" * 200}), tmp_path, width=width)
    assert (seen["width"], seen["needed"], seen["requests"], seen["scripted"]) == (width, width, [], False)


def test_charts_follow_the_dark(tracking: str, tmp_path: Path) -> None:
    assert measured(tracking, tmp_path, width=DESKTOP, options=(DARK,))["background"] == "rgb(20, 23, 27)"
