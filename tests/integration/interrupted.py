"""Screenings that are small, have many parts, and are interrupted; and what their results are held against."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from integration.commands import EXAMPLES

TIMES = re.compile(rb"<title>.*?</title>|imprint.>.*?</p>|<dt>(?:Started|Took)</dt><dd>.*?</dd>")  # in the report
OFFERS = 900
ROWS_OF_A_BATCH = 150  # and a batch to a part, so that few offers make many parts
SMALL_PARTS = f"""
import sys
import counterfoil.intake.delimited as delimited
import counterfoil.run.screening_steps as steps
from counterfoil.cli.main import main
delimited.BATCH_ROWS, steps.BATCHES = {ROWS_OF_A_BATCH}, 1
main()
"""


def write_offers(path: Path) -> None:
    """Write offers of which some are copies, some stand in a ring, some have an id twice, and some no title."""
    goods = ("trail running shoes", "eau de parfum 100 ml", "garden lamp", "wrist watch")
    ring = "New In Seald Box Fast Shiping From US Werehouse"
    lines = ["id,title,brand,price,external_seller_id"]
    for n in range(OFFERS):
        maker = ("Halvorsen", "Orlune", "Plainware", "Casa Nove", "Lumo")[n % 5]
        tail = ring if n % 61 == 0 else "1:1 superclone" if n % 45 == 0 else f"no. {n}"
        title = "" if n % 97 == 96 else f"{maker} {goods[n % 4]} {tail}"
        lines.append(f"o-{n - 40 if n % 83 == 82 else n:05},{title},{maker},{20 + n % 90}.00 USD,s-{n % 37}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def screening(offers: Path, out: Path) -> list[str]:
    """Return the words of a screening with all that can be given beside the offers, a shadow policy among it."""
    words = [
        "screen",
        str(offers),
        "--rights",
        str(EXAMPLES / "rights.csv"),
        "--sellers",
        str(EXAMPLES / "sellers.csv"),
    ]
    return [*words, "--shadow-policy", str(offers.with_name("shadow.toml")), "-o", str(out)]


def in_small_parts(words: list[str]) -> list[str]:
    """Return the words of a process that runs the command line with small parts."""
    return [sys.executable, "-c", SMALL_PARTS, *words]


def contents(out: Path) -> dict[str, Any]:
    """Return every file of the results by its name, without the times of the run, which are never the same."""
    files: dict[str, Any] = {
        path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()
    }
    record = json.loads(files["run.json"])
    files["run.json"] = {name: value for name, value in record.items() if name not in ("started_at", "seconds")}
    files["report.html"] = TIMES.sub(b"", files["report.html"])
    return files
