"""Does the screen find counterfeits in real listings, and leave genuine ones alone? See README.md here."""

import argparse
import datetime as dt
import tempfile
from pathlib import Path

import measures
import peers
import polars as pl
import report
from command import RATES, RIGHTS, Screened, build_prices, screen
from figures import Figure
from files import (
    DEALER,
    GENUINE,
    HALVES,
    HERE,
    LISTINGS,
    REPLICAS,
    SOURCES,
    SPELLINGS,
    Source,
    offers_of,
    rows_of,
)


def main() -> None:
    arguments = _arguments()
    if not LISTINGS.is_dir():
        print(f"The sample files are not here ({LISTINGS}); nothing was measured.")
        return
    results = screen_all(LISTINGS, arguments.half)
    labels = read_labels()
    figures = figures_of(results, labels)
    report.print_table(figures)
    report.write_results(figures, arguments.half)
    report.write_misses(measures.misses(results, labels), arguments.half)
    report.append_opening(figures, half=arguments.half, date=arguments.date)


def screen_all(listings: Path, half: str) -> dict[Source, Screened]:
    """Return what the command decides on one half of each file; its rows carry the peers' verdicts too."""
    rights, rates = pl.read_csv(RIGHTS, infer_schema=False), pl.read_csv(RATES)
    results = {}
    with tempfile.TemporaryDirectory() as scratch:
        prices = build_prices(rows_of(DEALER, listings), DEALER, Path(scratch))
        for source in SOURCES:
            rows = rows_of(source, listings, half=half)
            offers = offers_of(rows, source)
            verdicts = [peers.bad_word(offers), peers.below_floor(offers, rights, rates)]
            results[source] = screen(rows.with_columns(verdicts), source, Path(scratch), prices=prices)
    return results


def figures_of(results: dict[Source, Screened], labels: pl.DataFrame) -> list[Figure]:
    """Return every figure, in the order of the report."""
    figures = measures.recall(results[REPLICAS], labels)
    for source in GENUINE:
        figures += measures.false_alarms(results[source], source)
    figures += measures.spellings(results[SPELLINGS], read_expected())
    for source in measures.UNLABELLED:
        figures += measures.unlabelled(results[source], source)
    return figures + [measures.rejected(results[source], source) for source in SOURCES]


def read_labels() -> pl.DataFrame:
    """Return `file`, `row` and `names_a_mark` of the labelled rows."""
    return pl.read_csv(HERE / "labels.csv", schema_overrides={"row": pl.UInt32})


def read_expected() -> pl.DataFrame:
    """Return `row`, `outcome` and `right_ids`, a list, for the altered spellings."""
    table = pl.read_csv(HERE / "obfuscated_expected.csv", schema_overrides={"row": pl.UInt32})
    return table.with_columns(pl.col("right_ids").fill_null("").str.split("; "))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="all", help="which rows of every file are screened")
    today = dt.datetime.now(dt.UTC).date().isoformat()
    parser.add_argument("--date", default=today, help="day that stands in openings.csv")
    return parser.parse_args()


if __name__ == "__main__":
    main()
