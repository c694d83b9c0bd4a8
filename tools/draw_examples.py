"""What does the repository ship as its example marketplace? This writes every file below examples/ but the README.

    python tools/draw_examples.py            write the files
    python tools/draw_examples.py --check    write nothing; exit 1 and name the files that differ

No clock and no chance: the same code writes the same bytes. `--check` compares pictures by their pixels, because
builds of Pillow compress the same picture into different bytes.
"""

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

import examples_buyers as buyers
import examples_confirmed as confirmed
import examples_feed as feed
import examples_genuine as genuine
import examples_known as known
import examples_rights as rights
import examples_sellers as sellers
import examples_vetting as vetting
import examples_warehouse as warehouse
from examples_pictures import PICTURES, picture

EXAMPLES = Path(__file__).parent.parent / "examples"


def texts() -> dict[str, str]:
    """Return the text of every written file by its name below examples/."""
    return {
        "rights.csv": _csv(rights.COLUMNS, rights.rights()),
        "sellers.csv": _csv(sellers.COLUMNS, sellers.sellers()),
        "offers.xml": feed.feed(),
        "truth.csv": _csv(feed.TRUTH_COLUMNS, feed.truth()),
        "genuine_catalogue.csv": _csv(genuine.CATALOGUE_COLUMNS, genuine.catalogue()),
        "complaints.csv": _csv(buyers.COMPLAINT_COLUMNS, buyers.complaints()),
        "sales.csv": _csv(buyers.SALE_COLUMNS, buyers.sales()),
        "known_pictures.csv": _csv(known.COLUMNS, known.known_pictures()),
        "seller_documents.csv": _csv(vetting.DOCUMENT_COLUMNS, vetting.documents()),
        "seller_events.csv": _csv(vetting.EVENT_COLUMNS, vetting.events()),
        "denied.csv": _csv(vetting.DENIED_COLUMNS, vetting.denied()),
        "rates.csv": _csv(buyers.RATE_COLUMNS, buyers.RATES),
        "shipments.csv": _csv(warehouse.SHIPMENT_COLUMNS, warehouse.shipments()),
        "confirmed_goods.csv": _csv(confirmed.COLUMNS, confirmed.goods()),
        "inventory.csv": _csv(warehouse.INVENTORY_COLUMNS, warehouse.inventory()),
    }


def _csv(columns: Sequence[str], found: list[dict[str, str]]) -> str:
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return held.getvalue()


def write(folder: Path) -> int:
    """Write all files below the folder, remove pictures that are no longer drawn, return how many were written."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_bytes(text.encode())
    for name in PICTURES:
        (folder / "pictures" / name).write_bytes(picture(name))
    for stale in (folder / "pictures").glob("*.png"):
        if stale.name not in PICTURES:
            stale.unlink()
    return len(texts()) + len(PICTURES)


def differing(folder: Path) -> list[str]:
    """Return the names of the files below the folder that differ from what would be written, or are absent."""
    changed = [name for name, text in texts().items() if _bytes(folder / name) != text.encode()]
    drawn = [name for name in PICTURES if not _same_pixels(folder / "pictures" / name, picture(name))]
    strange = [path.name for path in (folder / "pictures").glob("*.png") if path.name not in PICTURES]
    return changed + [f"pictures/{name}" for name in sorted(drawn + strange)]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _same_pixels(path: Path, drawn: bytes) -> bool:
    if not path.exists():
        return False
    with Image.open(path) as held, Image.open(io.BytesIO(drawn)) as wanted:
        return held.size == wanted.size and held.convert("RGB").tobytes() == wanted.convert("RGB").tobytes()


def main() -> int:
    """Write or check the examples and return the exit status."""
    parser = argparse.ArgumentParser(description="Write the example marketplace below examples/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file differs")
    parser.add_argument("--into", type=Path, default=EXAMPLES, help="folder to write or check (examples/)")
    chosen = parser.parse_args()
    if not chosen.check:
        print(f"{write(chosen.into)} files written to {chosen.into}")
        return 0
    changed = differing(chosen.into)
    for name in changed:
        print(f"{name} differs from what tools/draw_examples.py writes")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
