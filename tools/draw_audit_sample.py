"""Which of the example's offers does a random audit look at? This writes examples/audit_sample.csv and audit_frame.csv.

    python tools/draw_audit_sample.py            write the files
    python tools/draw_audit_sample.py --check    write nothing; exit 1 and name the files that differ

From each stratum, which is a category of goods, a fixed number of offers is drawn, each equally likely: those whose
digest of seed and id comes first. What the audit found is what truth.csv says. Beside them stand offers that were
looked at because buyers had complained: they have no probability, and no estimate may count them.
"""

import argparse
import csv
import hashlib
import io
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from marked_block import settle

EXAMPLES = Path(__file__).parent.parent / "examples"
SEED = "audit of 9 November 2026"
SPACE = "{http://base.google.com/ns/1.0}"
STRATA = {  # of the category's first word: name of the stratum, offers drawn, cost of one in minutes
    "Apparel & Accessories": "apparel",
    "Health & Beauty": "beauty",
    "Electronics": "electronics",
    "Toys & Games": "toys",
}
OTHER = "other"
DRAWN = {"apparel": 34, "beauty": 26, "electronics": 18, "toys": 12, OTHER: 24}
MINUTES = {"apparel": 12, "beauty": 25, "electronics": 15, "toys": 12, OTHER: 15}
COLUMNS = ("unit_id", "kind", "is_found", "probability", "stratum", "value", "currency", "how")
FRAME_COLUMNS = ("stratum", "kind", "units", "value", "currency", "cost")
Row = dict[str, str]


def main() -> int:
    """Write or check the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    offers = offers_told()
    wanted = {
        EXAMPLES / "audit_sample.csv": _csv(COLUMNS, [*drawn(offers), *complained_of(offers)]),
        EXAMPLES / "audit_frame.csv": _csv(FRAME_COLUMNS, frame(offers)),
    }
    differing = settle(wanted, check=check)
    for path in differing:
        print(f"{path.name} {'differs' if check else 'written'}")
    return 1 if check and differing else 0


def offers_told() -> list[Row]:
    """Return each offer that truth.csv judges once: id, stratum, its price in dollars, and whether it is a fake."""
    truth = {row["offer_id"]: row["truth"] for row in _rows("truth.csv")}
    rates = {row["currency"]: Decimal(row["usd"]) for row in _rows("rates.csv")}
    told: dict[str, Row] = {}
    for item in ElementTree.parse(EXAMPLES / "offers.xml").iter("item"):
        held = {part.tag.removeprefix(SPACE): part.text or "" for part in item}
        if held.get("id", "") not in truth or held["id"] in told:
            continue
        amount, currency = held["price"].split()
        category = held.get("google_product_category", "").split(" > ", maxsplit=1)[0]
        told[held["id"]] = {
            "unit_id": held["id"],
            "kind": "offer",
            "is_found": str(truth[held["id"]] == "counterfeit").lower(),
            "stratum": STRATA.get(category, OTHER),
            "value": str((Decimal(amount) * rates[currency]).quantize(Decimal("0.01"))),
            "currency": "USD",
        }
    return list(told.values())


def drawn(offers: list[Row]) -> list[Row]:
    """Return what the audit looked at, with the probability of each."""
    rows: list[Row] = []
    for stratum, number in DRAWN.items():
        own = sorted((offer for offer in offers if offer["stratum"] == stratum), key=_digest)
        chance = {"probability": f"{number / len(own):.9f}", "how": "random audit"}
        rows += [offer | chance for offer in own[:number]]
    return sorted(rows, key=lambda row: row["unit_id"])


def complained_of(offers: list[Row]) -> list[Row]:
    """Return the offers that buyers call not authentic and the audit did not draw: no chance chose them."""
    taken = {row["unit_id"] for row in drawn(offers)}
    suspected = {row["offer_id"] for row in _rows("complaints.csv") if row["kind"] == "not authentic"} - taken
    return [offer | {"probability": "", "how": "complaint"} for offer in offers if offer["unit_id"] in suspected]


def frame(offers: list[Row]) -> list[Row]:
    """Return how many offers each stratum has, what they are worth together, and what looking at one costs."""
    return [
        {
            "stratum": stratum,
            "kind": "offer",
            "units": str(sum(offer["stratum"] == stratum for offer in offers)),
            "value": str(sum(Decimal(offer["value"]) for offer in offers if offer["stratum"] == stratum)),
            "currency": "USD",
            "cost": str(MINUTES[stratum]),
        }
        for stratum in DRAWN
    ]


def _digest(offer: Row) -> str:
    return hashlib.sha256(f"{SEED}\x1f{offer['unit_id']}".encode()).hexdigest()


def _rows(name: str) -> list[Row]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue()


if __name__ == "__main__":
    sys.exit(main())
