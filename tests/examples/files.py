"""How do the tests read the example files? As plainly as possible, and not through the readers under test."""

import csv
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
_GOOGLE = "{http://base.google.com/ns/1.0}"


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file below examples/."""
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def items() -> list[dict[str, str]]:
    """Return every item of the feed as {attribute: text}, in the order of the file."""
    tree = ElementTree.parse(EXAMPLES / "offers.xml")
    return [{part.tag.removeprefix(_GOOGLE): part.text or "" for part in item} for item in tree.iter("item")]
