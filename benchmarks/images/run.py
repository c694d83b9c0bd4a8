"""How well are edited pictures found again, and how fast? See README.md.

python benchmarks/images/run.py --half development    92 packshots
python benchmarks/images/run.py --half held-out       the other 108; notes the opening
python benchmarks/images/run.py --speed               speed alone; --imagededup PYTHON adds that peer
"""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "screening"), str(HERE.parent)]

from figures import Figure, Share, as_json, figure_of  # noqa: E402
from packshots import IMAGES, groceries, packshots  # noqa: E402
from recall import asked, outcomes  # noqa: E402
from report import print_table  # noqa: E402
from speed import held_against_a_second, imagededup, pictures_a_second, places_a_second, searched  # noqa: E402

from measured_at import commit_name  # noqa: E402

TARGET, FALSE_TARGET = ">= 0.95", "<= 0.01"
ALL_FALSE = "all edits: false"


def recall_figures(half: str, jobs: int) -> list[Figure]:
    """Return, of each edit, the share found and the share with a false answer."""
    everything = packshots()
    shots = [shot for shot in everything if shot.half == half]
    known = [*(shot.path for shot in everything), *groceries()]
    rows = outcomes(asked(shots, known, jobs=jobs), shots, everything)
    figures = []
    for edit in rows["edit"].unique(maintain_order=True):
        of_edit = rows.filter(pl.col("edit") == edit)
        figures.append(_share(of_edit, pl.col("found"), name=f"{edit}: found", half=half, target=TARGET))
        figures.append(_share(of_edit, pl.col("false") > 0, name=f"{edit}: false", half=half, target=FALSE_TARGET))
    figures.append(_share(rows, pl.col("false") > 0, name=ALL_FALSE, half=half, target=FALSE_TARGET))
    recoloured = pl.col("recoloured") > 0
    return [*figures, _share(rows, recoloured, name="of these, another colour of the product", half=half, target="")]


def speed_figures(python: str) -> list[Figure]:
    """Return pictures and queries a CPU-second, with faiss and imagededup beside, and what an index takes."""
    done = searched()
    peers = {"faiss flat": done.flat, "faiss IVF": done.ivf, "imagededup": imagededup(python)}
    pictures = [path for path in groceries() if "iconic" not in path.name]
    known = [shot.path for shot in packshots()]
    data = "1,000,000 hashes drawn by a seed, 4,000 queries 24 bits away, radius 31"
    recall = "pairs that faiss flat finds, first 200 queries"
    each = "a CPU-second"
    looked = round(pictures_a_second(pictures), 1)
    return [
        Figure("pictures fingerprinted", looked, each, ">= 200", {}, "grocery, 348 px"),
        Figure("pictures whose places are found", round(places_a_second(pictures[:60]), 1), each, "", {}, "grocery"),
        Figure(
            "pictures held against 200", round(held_against_a_second(pictures[:60], known), 1), each, "", {}, "grocery"
        ),
        Figure(
            "index queries",
            round(done.ours),
            each,
            ">= 8000",
            {name: speed and round(speed, 1) for name, speed in peers.items()},
            data,
        ),
        Figure("index recall", done.recall, "share of pairs", ">= 0.98", {"faiss IVF": done.ivf_recall}, recall),
        Figure("index built", round(done.build_seconds, 2), "CPU-seconds", "", {}, data),
        Figure("index size", round(done.megabytes, 1), "MB", "<= 400", {}, data),
    ]


def _share(rows: pl.DataFrame, condition: pl.Expr, *, name: str, half: str, target: str) -> Figure:
    hits = int(rows.select(condition.sum()).item())
    return figure_of(Share(hits, rows.height), name=name, file=half, target=target)


def main() -> None:
    """Measure, print, and write results-<half>.json or results-speed.json."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--half", choices=("development", "held-out"), default="development")
    options.add_argument("--speed", action="store_true", help="measure speed alone")
    options.add_argument("--jobs", type=int, default=1, help="processes that look and search")
    options.add_argument("--imagededup", default="", help="the Python of an environment that holds this peer")
    chosen = options.parse_args()
    if not IMAGES.is_dir():
        sys.exit(f"The pictures are not here: {IMAGES}. Nothing is measured.")
    figures = speed_figures(chosen.imagededup) if chosen.speed else recall_figures(chosen.half, chosen.jobs)
    print_table(figures, title="Edited pictures found again, and how fast")
    what = "speed" if chosen.speed else chosen.half
    command = "python benchmarks/images/run.py " + ("--speed" if chosen.speed else f"--half {chosen.half}")
    made_at = commit_name()
    records = [as_json(figure, command=command, commit=made_at) for figure in figures]
    (HERE / f"results-{what}.json").write_text(
        json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    if what == "held-out":
        values = {figure.name: figure.value for figure in figures}
        found = min(value for name, value in values.items() if name.endswith(": found") and value is not None)
        with (HERE / "openings.csv").open("a", encoding="utf-8") as openings:
            openings.write(f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d},{made_at},{what},{found},{values[ALL_FALSE]}\n")


if __name__ == "__main__":
    main()
