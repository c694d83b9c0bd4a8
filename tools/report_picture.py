"""What does a screening report look like? Takes docs/report.png of the demo's report, with Chromium.

    make demo && python tools/report_picture.py

Needs `chromium` on the path. The picture is taken by hand when the report changes; no test compares its pixels.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "demo-output" / "screening" / "report.html"
PICTURE = ROOT / "docs" / "report.png"
WIDTH, HEIGHT = 1280, 1400  # pixels: the first screen and a half
COLOURS = 128  # the report is flat colours and text; the file then has a third of the bytes
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")


def take(report: Path, picture: Path) -> int:
    """Write the picture of the report and return its bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw.png"
        options = (f"--user-data-dir={scratch}/profile", f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={raw}")
        command = ["chromium", *QUIET, *options, report.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with Image.open(raw) as whole:
            reduced = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        reduced.save(picture, optimize=True)
    return picture.stat().st_size


def main() -> int:
    """Take the picture and return the exit status."""
    if not REPORT.exists():
        print("There is no report yet: run make demo first.")
        return 1
    print(f"{PICTURE.relative_to(ROOT)}: {take(REPORT, PICTURE):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
