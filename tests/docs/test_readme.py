"""Is what README.md shows what a real run gives?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
from PIL import Image

from docs.pages import EXAMPLES, ROOT, text_of

SHOWN = "TM-5046120"
README = text_of("README.md")
LARGEST_PICTURE = 200_000  # bytes


def row_of(table: pl.DataFrame, **where: object) -> dict[str, object]:
    (row,) = table.filter(**where).rows(named=True)
    return row


def test_the_offer_is_the_one_in_the_feed(demo: Path) -> None:
    offer = row_of(pl.read_parquet(demo / "offers.parquet"), id=SHOWN)
    cells = (SHOWN, offer["title"], offer["brand"], f"{offer['price']:.2f} {offer['price_currency']}")
    assert f"| {' | '.join(map(str, cells))} | {offer['external_seller_id']} |" in README


def test_the_findings_are_those_of_the_right_decided_on(demo: Path) -> None:
    decision = row_of(pl.read_parquet(demo / "decisions.parquet"), subject_id=SHOWN)
    of_offer = pl.read_parquet(demo / "findings.parquet").filter(subject_id=SHOWN)
    found = of_offer.filter(pl.col("right_id").is_null() | (pl.col("right_id") == decision["right_id"]))
    heaviest_first = found.sort("weight", descending=True)
    rows = [
        f"| {kind} | {weight} | {detail} |"
        for kind, weight, detail in heaviest_first["kind", "weight", "detail"].rows()
    ]
    assert "\n".join(rows) in README


def test_the_decision_is_the_one_taken(demo: Path) -> None:
    decision = row_of(pl.read_parquet(demo / "decisions.parquet"), subject_id=SHOWN)
    columns = ("subject_id", "decision", "score", "right_id", "ground", "rule")
    assert f"| {' | '.join(str(decision[name]) for name in columns)} |" in README
    assessment = row_of(pl.read_parquet(demo / "assessments.parquet"), subject_id=SHOWN, right_id=decision["right_id"])
    assert f"The signs add up to {assessment['weight']}, beginning from −4000" in README


def test_the_terminal_says_so(tmp_path: Path, demo: Path) -> None:
    out = tmp_path / "out"
    names = ("rights", "sellers", "complaints", "sales", "rates", "known_pictures")
    given = [f"--{name.replace('_', '-')}={EXAMPLES / name}.csv" for name in names]
    command = [sys.executable, "-m", "counterfoil", "screen", EXAMPLES / "offers.xml", *given]
    done = subprocess.run(
        [*command, f"--prices={demo / 'prices.parquet'}", f"--images={EXAMPLES / 'pictures'}", "-o", out],
        env=os.environ | {"COLUMNS": "300"},  # so that no line is broken
        capture_output=True,
        text=True,
        check=True,
    )
    counts, pictures, decisions, *_, report = done.stdout.splitlines()
    assert f"\n```text\n{counts}\n{pictures}\n{decisions}\nReport: demo-output/screening/report.html\n```" in README
    assert report.startswith(f"Report: {out / 'report.html'}")


def test_the_files_that_come_out_are_those_named(demo: Path) -> None:
    written = {path.name + "/" * path.is_dir() for path in demo.iterdir()} - {"prices.parquet"}
    assert {name for name in written if f"| `{name}` |" in README} == written
    assert f"one of the {json.loads((demo / 'run.json').read_text())['counts']['offers_read']} in" in README


def test_the_picture_is_of_the_size_told_and_shows_something() -> None:
    picture = ROOT / "docs" / "report.png"
    assert picture.stat().st_size < LARGEST_PICTURE
    with Image.open(picture) as image:
        assert image.size == (1280, 1400)
        assert len(image.convert("RGB").getcolors(maxcolors=1 << 24) or []) > 20
