"""Bring src/counterfoil/codes/google_categories up to date with a release of Google's product taxonomy.

python tools/google_categories.py ../shared/data/formats/google-product-taxonomy/taxonomy-with-ids.en-US.txt

classes.csv is ours: the Nice classes of the categories that tell goods apart, broad ones and a few narrow ones; this
checks its names. below.csv is written: for every other category's number, the nearest category above it in classes.csv.
Source: https://support.google.com/merchants/answer/6324436 (google_product_category, with the list of categories).
"""

import csv
import sys
from pathlib import Path

TABLES = Path(__file__).parent.parent / "src" / "counterfoil" / "codes" / "google_categories"


def main(arguments: list[str]) -> int:
    """Write below.csv from the taxonomy; return 1 where classes.csv names a category that the taxonomy does not."""
    lines = [line for line in Path(arguments[0]).read_text("utf-8").splitlines() if not line.startswith("#")]
    paths = {number: path for number, _, path in (line.partition(" - ") for line in lines)}
    with (TABLES / "classes.csv").open(encoding="utf-8", newline="") as stream:
        ours = {row["id"]: row["category"] for row in csv.DictReader(stream)}
    wrong = [number for number, name in ours.items() if paths.get(number) != name]
    for number in wrong:
        print(f"{number} is {paths.get(number, 'no category')}, not {ours[number]}")
    of_path = {path: number for number, path in paths.items()}
    below: dict[str, list[str]] = {}
    for number, path in paths.items():
        if number not in ours:
            below.setdefault(_above(path, of_path, ours), []).append(number)
    rows = [f"{above},{' '.join(numbers)}" for above, numbers in below.items()]
    (TABLES / "below.csv").write_text("\n".join(["id,below", *rows, ""]), encoding="utf-8")
    return 1 if wrong else 0


def _above(path: str, of_path: dict[str, str], ours: dict[str, str]) -> str:
    """Return the number of the nearest category above a path that is in the table; every top category is."""
    while of_path[path] not in ours:
        path = path.rpartition(" > ")[0]
    return of_path[path]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
