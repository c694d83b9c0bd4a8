"""How well are marks that are words read, on titles the rules were set on and on held-out ones? And how fast are
titles sorted by kind of goods?

    python benchmarks/word_marks/run.py

The titles are drawn, invented and public: tests/spec/word_marks, shown on docs/spec/word-marks.md.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests"), str(HERE.parent / "screening"), str(HERE.parent)]

import polars as pl  # noqa: E402
from figures import Figure, Share, as_json, figure_of  # noqa: E402
from report import print_table  # noqa: E402

from counterfoil.codes.product_type import product_types  # noqa: E402
from measured_at import commit_name  # noqa: E402
from reference.product_types import type_of  # noqa: E402
from word_mark_cases import HALVES, Case, cases, readings  # noqa: E402

COMMAND = "python benchmarks/word_marks/run.py"
TITLES = 1_000_000  # sorted at a time, all different
TWIN_TITLES = 5_000
REPEATS = 3  # of which the fastest counts: the machine is shared
TARGETS = {"development": "", "held-out": ">= 0.85"}


def main() -> None:
    """Measure, print the table and write results.json."""
    figures = [figure for half in HALVES for figure in of_half(half)] + [speed()]
    print_table(figures)
    records = [as_json(figure, command=COMMAND, commit=commit_name()) for figure in figures]
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    (HERE / "results.json").write_text(text, encoding="utf-8")


def of_half(half: str) -> list[Figure]:
    """Return how many titles of a half are read rightly, and how many the other way round."""
    drawn = cases(half)
    ours, before = readings(drawn), [by_place_alone(case) for case in drawn]
    file = f"tests/spec/word_marks/{half}.txt"
    return [
        figure_of(
            _right(drawn, ours),
            name=f"word marks read rightly, {half}",
            file=file,
            target=TARGETS[half],
            peers={"brand field and place alone": _right(drawn, before)},
        ),
        figure_of(
            _opposite(drawn, ours),
            name=f"mark and word taken for each other, {half}",
            file=file,
            target="<= 0.05",
            peers={"brand field and place alone": _opposite(drawn, before)},
        ),
    ]


def by_place_alone(case: Case) -> str:
    """Return the reading of the rule before this one: the brand field, or the head of the title beside no brand."""
    if case.mark.casefold() in case.brand.casefold():
        return "mark"
    heads = case.title.casefold().startswith(case.mark.casefold()) and case.title[:1].isupper()
    return "unsure" if heads and not case.brand else "word"


def speed() -> Figure:
    """Return how many titles a CPU-second are sorted by kind of goods, and the plain-Python twin's number."""
    titles = [case.title for half in HALVES for case in cases(half)]
    numbered = [f"{titles[n % len(titles)]} {n}" for n in range(TITLES)]
    column = pl.Series(numbered)
    product_types(column.head(1))
    fastest = min(_seconds(lambda: product_types(column)) for _ in range(REPEATS))
    twin = min(_seconds(lambda: [type_of(title) for title in numbered[:TWIN_TITLES]]) for _ in range(REPEATS))
    return Figure(
        "titles sorted by kind of goods per CPU-second",
        float(round(TITLES / fastest)),
        "1/s",
        ">= 1000000",
        {"plain-Python twin": float(round(TWIN_TITLES / twin))},
        f"{TITLES:,} different titles of {column.str.len_chars().mean():.0f} characters, made from the drawn ones",
    )


def _right(drawn: list[Case], read: list[str]) -> Share:
    return Share(sum(case.expected == reading for case, reading in zip(drawn, read, strict=True)), len(drawn))


def _opposite(drawn: list[Case], read: list[str]) -> Share:
    pairs = [{case.expected, reading} for case, reading in zip(drawn, read, strict=True)]
    return Share(pairs.count({"mark", "word"}), len(drawn))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
