"""A page measured in real Chromium, without a driver: a wrapper shows it in a frame and writes down what it sees."""

import html
import json
import os
import shutil
import subprocess
from pathlib import Path
from string import Template
from typing import Any

import pytest

BINARIES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# GPU, sandbox and background services are off: CI has none of them, and their traffic is not the page's.
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)
NARROWEST = 600  # pixels; Chromium makes no window narrower than about 500, so phones are frames
LONGEST_RUN = 120  # seconds; a cold start on a busy two-core machine takes about ten
WRAPPER = Path(__file__).with_name("wrapper.html")


def chromium() -> str:
    """Return the path of Chromium; without it skip, but fail where CI must have it."""
    found = next(filter(None, map(shutil.which, BINARIES)), None)
    if found is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine; apt-get install chromium, or let CI look at the page")
    assert found, "CI is set, and Chromium is not installed"
    return found


def run(*arguments: str, profile: Path) -> str:
    """Run Chromium with a profile of its own and return what it prints."""
    command = [chromium(), *QUIET, f"--user-data-dir={profile}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, check=True).stdout


def measured(page: str, folder: Path, *, width: int, options: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what Chromium sees of the page in a frame `width` pixels wide, by the names in wrapper.html."""
    wrapper = folder / "wrapper.html"
    text = Template(WRAPPER.read_text(encoding="utf-8")).substitute(width=f"{width}px", page=html.escape(page))
    wrapper.write_text(text, encoding="utf-8")
    size = f"--window-size={max(width, NARROWEST)},900"
    printed = run(size, *options, "--dump-dom", wrapper.as_uri(), profile=folder / "profile")
    seen: dict[str, Any] = json.loads(html.unescape(printed.split('"out">BEGIN')[1].split("END</pre>")[0]))
    return seen
