"""Draw docs/papers.png: the first page of each example paper, side by side. Run it after a change of the looks.

python tools/paper_sheet.py
"""

import io
import sys
from pathlib import Path

from PIL import Image

from counterfoil.documents.papers.filled import filled
from counterfoil.documents.papers.kinds import KINDS
from counterfoil.run.papers import paper_in, typesetter

ROOT = Path(__file__).parent.parent
ACROSS, GAP, DOTS, COLOURS = 4, 12, 55, 20
GREY = (128, 134, 142)


def main() -> int:
    """Draw the sheet and return the exit status."""
    pages = [_first_page(kind) for kind in KINDS]
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    down = -(-len(pages) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (width + GAP) + GAP, down * (height + GAP) + GAP), GREY)
    for number, page in enumerate(pages):
        sheet.paste(page, (GAP + number % ACROSS * (width + GAP), GAP + number // ACROSS * (height + GAP)))
    out = ROOT / "docs" / "papers.png"
    sheet.quantize(COLOURS).save(out, optimize=True)
    print(f"{out}: {out.stat().st_size:,} bytes")
    return 0


def _first_page(kind: str) -> Image.Image:
    record = paper_in(ROOT / "examples" / "papers" / f"{kind}.toml", kind)
    drawn = typesetter().pictures(kind, filled(record), dots_per_inch=DOTS)[0]
    return Image.open(io.BytesIO(drawn)).convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
