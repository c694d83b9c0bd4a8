"""How many disguised marks are found, kind by kind, and what do clean texts set off? See README.md here."""

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
RIGHTS = HERE.parent / "screening" / "rights.csv"
sys.path.insert(0, str(HERE.parent / "screening"))  # its modules are scripts beside each other and no package

import keep  # noqa: E402
import polars as pl  # noqa: E402
from cases import HALVES, draw_cases, hosts  # noqa: E402
from clean_texts import RETAIL, clean_texts, without_replicas  # noqa: E402
from confusable_letters import confusable_letters  # noqa: E402
from found import ALARM, found_by_index, found_by_screening, hits, scanner, screen  # noqa: E402
from mark_list import mark_list  # noqa: E402
from other_ways import SAMPLED, exact_hits, nearest  # noqa: E402
from tell import Clean, clean_figures, recall_figures  # noqa: E402

MARKS, CLEAN, EACH = 20_000, 100_000, 1_000  # EACH: cases of a kind in one half
CLEAN_SAMPLED = 500  # clean rows for the fuzzy search
ROW = "row"


class World(NamedTuple):
    """What is drawn: the marks, the clean rows of the half, and the cases of the half."""

    marks: list[str]
    clean: pl.DataFrame
    cases: pl.DataFrame


def main() -> None:
    arguments = _arguments()
    if not DATA.is_dir():
        print(f"The sample files are not here ({DATA}); nothing was measured.")
        return
    world = draw_world(DATA, arguments.half, size=MARKS, rows=CLEAN, each=EACH)
    cases, clean, words = measure(world, peers=not arguments.without_peers)
    figures = recall_figures(cases, arguments.half)
    figures += clean_figures(Clean(clean, words), arguments.half, RETAIL)
    keep.print_tables(figures, arguments.half)
    if arguments.without_peers:
        return
    keep.write_results(figures, arguments.half)
    keep.append_opening(figures, half=arguments.half, date=arguments.date)


def draw_world(data: Path, half: str, *, size: int, rows: int, each: int) -> World:
    """Return the marks, and the clean rows and cases of a half; `all` is both halves."""
    texts = clean_texts(data, wanted=rows)
    marks = mark_list(data, RIGHTS, texts.rows["text"], texts.brands, size=size)
    titles, letters = hosts(data, marks), confusable_letters(data)
    halves = HALVES if half == "all" else (half,)
    cases = [draw_cases(marks, titles, letters, each=each, half=one) for one in halves]
    rows = without_replicas(texts.rows.filter(pl.col("half").is_in(halves)))
    return World(marks, rows, pl.concat(cases))


def measure(world: World, *, peers: bool) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Return the cases and the clean rows with a column of booleans for each thing counted, and the number of
    spellings behind the raw hits."""
    names = scanner(world.marks)
    screened = screen(world.cases.select("title"), world.marks)
    cases = world.cases.with_row_index(ROW).with_columns(
        index=found_by_index(world.cases, names),
        named=found_by_screening(world.cases, screened, alarmed=False),
        alarmed=found_by_screening(world.cases, screened, alarmed=True),
    )
    seen = hits(world.clean, names)
    altered = seen.filter(pl.col("manner") != "plain")
    branded = screen(world.clean.select("brand", title="text"), world.marks).decisions
    unbranded = screen(world.clean.select(title="text"), world.marks).decisions
    clean = world.clean.with_row_index(ROW).with_columns(
        decided=_among(branded.filter(ALARM)),
        decided_unbranded=_among(unbranded.filter(ALARM)),
        hit=_among(altered),
        plain=_among(seen.filter(pl.col("manner") == "plain")),
    )
    words = altered["seen"].str.to_lowercase().n_unique()
    return (with_peers(cases, clean, world.marks) if peers else (cases, clean)) + (words,)


def with_peers(cases: pl.DataFrame, clean: pl.DataFrame, marks: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return both with the columns `exact` and `fuzzy`, null where a peer was not asked, none without it."""
    texts = [*cases["title"], *clean["text"]]
    exact = exact_hits(texts, marks)
    if exact is not None:
        mark = pl.struct(pl.col(ROW).cast(pl.Int64), pl.col("mark"))
        cases = cases.with_columns(exact=mark.is_in(exact.select(pl.struct(ROW, "mark")).to_series().implode()))
        offset = exact.with_columns(pl.col(ROW) - cases.height)
        clean = clean.with_columns(exact=_among(offset))
    sample = cases.with_columns(place=pl.int_range(pl.len()).over("kind")).filter(pl.col("place") < SAMPLED)
    rows = clean.sample(min(CLEAN_SAMPLED, clean.height), seed=1)
    close = nearest([*sample["title"], *rows["text"]], marks)
    if close is not None:
        ours = sample.select(ROW, fuzzy=pl.Series(close[: sample.height], dtype=pl.Int64).eq_missing(sample["mark"]))
        cases = cases.join(ours, on=ROW, how="left", maintain_order="left")
        theirs = rows.select(ROW, fuzzy=pl.Series(close[sample.height :], dtype=pl.Int64).is_not_null())
        clean = clean.join(theirs, on=ROW, how="left", maintain_order="left")
    return cases, clean


def _among(rows: pl.DataFrame) -> pl.Expr:
    return pl.col(ROW).cast(pl.Int64).is_in(rows[ROW].unique().implode())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "all"), default="development", help="which cases and clean rows")
    parser.add_argument("--without-peers", action="store_true", help="leave the others out and write nothing")
    parser.add_argument("--date", default=dt.datetime.now(dt.UTC).date().isoformat(), help="day for openings.csv")
    return parser.parse_args()


if __name__ == "__main__":
    main()
