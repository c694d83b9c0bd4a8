"""How precise are N reviews a day, and how much do they find? Recall and false alarms of real files, the development
half only, carried over to a feed by Bayes' rule. See README.md here."""

import json
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "screening"), str(HERE.parent)]  # their modules are scripts and no package

import peers  # noqa: E402
import polars as pl  # noqa: E402
from command import RATES, RIGHTS, build_prices, screen  # noqa: E402
from figures import Figure, as_json  # noqa: E402
from files import DEALER, LISTINGS, MYNTRA, REPLICAS, ROW, SPORTSWEAR, Source, offers_of, rows_of  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from counterfoil.calibration.review_precision import (  # noqa: E402
    PREVALENCES,
    Feed,
    Share,
    curve_of,
    precision_at,
    shares_reviewed,
)
from measured_at import commit_name  # noqa: E402

HALF = "development"
OFFERS_A_DAY = 100_000  # a mid-sized marketplace; of larger ones 1,600 genuine rows could not tell the false alarms
REVIEWS = (100, 1_000, 10_000)
OURS, PEERS = "weight", {"bad word": "bad_word", "below floor": "below_floor"}
COMMAND = "python benchmarks/policy/run.py"


class Reached(NamedTuple):
    """What so many reviews reach: `precision` of the reviews, `recall` of the infringing offers."""

    precision: Share
    recall: Share


def main() -> None:
    if not LISTINGS.is_dir():
        print(f"The sample files are not here ({LISTINGS}); nothing was measured.")
        return
    labelled = labelled_rows(LISTINGS)
    figures = figures_of(labelled)
    print_table(figures)
    records = [as_json(figure, command=COMMAND, commit=commit_name()) for figure in figures]
    (HERE / "results.json").write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def labelled_rows(listings: Path) -> pl.DataFrame:
    """Return `infringes` by provenance, our `weight`, and a column for each peer: 1 where it flags the row, or null."""
    rights, rates = pl.read_csv(RIGHTS, infer_schema=False), pl.read_csv(RATES)
    labels = pl.read_csv(HERE.parent / "screening" / "labels.csv", schema_overrides={ROW: pl.UInt32})
    parts = []
    with tempfile.TemporaryDirectory() as scratch:
        prices = build_prices(rows_of(DEALER, listings), DEALER, Path(scratch))
        for source in (REPLICAS, MYNTRA, SPORTSWEAR):
            rows = rows_of(source, listings, half=HALF)
            screen(rows, source, Path(scratch), prices=prices)
            offers = offers_of(rows, source)
            flags = [peers.bad_word(offers), peers.below_floor(offers, rights, rates)]
            weighed = rows.select(ROW, *flags).join(weights_of(source, Path(scratch)), on=ROW, how="left")
            kept = weighed.join(labels.filter("names_a_mark"), on=ROW, how="semi") if source is REPLICAS else weighed
            parts.append(kept.with_columns(infringes=pl.lit(source is REPLICAS)))
    ones = [pl.when(name).then(1).cast(pl.Int64).alias(name) for name in PEERS.values()]
    return pl.concat(parts).with_columns(ones).drop(ROW)


def weights_of(source: Source, scratch: Path) -> pl.DataFrame:
    """Return `row` and the weight of the row's heaviest assessment; rows that touch no right have none."""
    assessments = pl.read_parquet(scratch / f"{source.mapping}-out" / "assessments.parquet")
    return assessments.group_by(pl.col("subject_id").cast(pl.UInt32).alias(ROW)).agg(pl.col("weight").max())


def reached(labelled: pl.DataFrame, column: str, feed: Feed, reviews: int) -> Reached:
    """Return what `reviews` a day reach when the offers with the highest `column` are looked at first."""
    infringing = int(labelled["infringes"].sum())
    curve = curve_of(labelled.select("infringes", weight=column))
    found, alarmed = shares_reviewed(curve, (infringing, labelled.height - infringing), feed, reviews=reviews)
    return Reached(precision_at(feed.prevalence, found=found, alarmed=alarmed), found)


def figures_of(labelled: pl.DataFrame) -> list[Figure]:
    """Return precision and recall for every prevalence and number of reviews, each with the peers'."""
    figures = []
    for prevalence in PREVALENCES:
        feed = Feed(OFFERS_A_DAY, prevalence)
        for reviews in REVIEWS:
            ours = reached(labelled, OURS, feed, reviews)
            theirs = {name: reached(labelled, column, feed, reviews) for name, column in PEERS.items()}
            figures += [_figure(measure, ours, theirs, feed, reviews) for measure in Reached._fields]
    return figures


def _figure(measure: str, ours: Reached, theirs: dict[str, Reached], feed: Feed, reviews: int) -> Figure:
    share: Share = getattr(ours, measure)
    infringing = round(feed.offers * feed.prevalence)
    sizes = f"{ours.recall.labels} replica rows that name a mark, {ours.precision.labels - ours.recall.labels} retail"
    sure = "both 95 % intervals' ends" if measure == "precision" else "95 % Wilson"
    best = f"; at best {min(1.0, reviews / infringing):.3f}" if measure == "recall" else ""
    return Figure(
        name=f"{measure} at {reviews:,} reviews a day, {feed.prevalence:.1%} infringing",
        value=_rounded(share),
        unit="share of reviews" if measure == "precision" else "share of infringing offers",
        target="",
        peers={name: _rounded(getattr(one, measure)) for name, one in theirs.items()},
        data=f"{sizes} rows, {HALF} half; feed of {feed.offers:,} offers a day, {infringing:,} infringing; "
        f"{sure} {share.low:.3f} to {share.high:.3f}{best}",
    )


def _rounded(share: Share) -> float | None:
    return None if share.value is None else round(share.value, 4)


def print_table(figures: list[Figure]) -> None:
    """Print a line per figure, with the peers' values beside ours."""
    table = Table("figure", "ours", *PEERS, title=f"A feed of {OFFERS_A_DAY:,} offers a day", box=None)
    for figure in figures:
        values = [figure.value, *(figure.peers[name] for name in PEERS)]
        table.add_row(figure.name, *("–" if value is None else f"{value:.1%}" for value in values))
    Console().print(table)


if __name__ == "__main__":
    main()
