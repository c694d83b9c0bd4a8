"""How well is the same product told, and how fast? See README.md.

python benchmarks/matching/run.py --split valid    F1 on the validation splits
python benchmarks/matching/run.py --split test     on the test splits; notes the opening
python benchmarks/matching/run.py --speed          speed alone
"""

import argparse
import datetime as dt
import json
import sys
import time
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "screening"), str(HERE.parent)]

from figures import Figure, as_json  # noqa: E402
from measures import assigned_f1, of_models, recall_at_10  # noqa: E402
from report import print_table  # noqa: E402
from sets import DATA, NAMES, WDC, read_set  # noqa: E402

from counterfoil.matching.product.compare import product_matches  # noqa: E402
from counterfoil.matching.product.model import default_model  # noqa: E402
from measured_at import commit_name  # noqa: E402

# Published on the test splits, per cent: Ditto (Li et al., PVLDB 2021; WDC: Peeters et al. 2023), Magellan (Mudgal et
# al. 2018), GPT-4o zero-shot (Peeters et al. 2024). Not run here.
PUBLISHED = {
    "Abt-Buy": {"Magellan, published": 43.6, "Ditto, published": 89.33, "GPT-4o zero-shot, published": 93.95},
    "Walmart-Amazon": {"Magellan, published": 71.9, "Ditto, published": 86.76, "GPT-4o zero-shot, published": 90.05},
    "Amazon-Google": {"Magellan, published": 49.1, "Ditto, published": 75.58, "GPT-4o zero-shot, published": 75.35},
    WDC: {"Magellan, published": 36.42, "Ditto, published": 75.43},
}
TARGETS = {"Abt-Buy": 90.3, "Walmart-Amazon": 86.8, "Amazon-Google": 75.6, WDC: 75.5}
GOODS, COPIES = 100, 2  # goods looked for, of Walmart; how often Amazon's table stands in the inventory


def quality(split: str) -> list[Figure]:
    """Return F1 of each set, and what is reached without labels."""
    figures = []
    for name in NAMES:
        given = read_set(name)
        labels = given.labels(split)
        found = of_models(given, split)
        peers = {peer: value for peer, value in found.items() if peer != "ours"}
        published = PUBLISHED[name] if split == "test" else {}
        data = f"{name}, {split}: {labels.height} pairs, {labels['same_product'].sum()} of them the same product"
        print(f"{name}: {found}", flush=True)
        figures.append(Figure(f"F1 {name}", found["ours"], "%", f"> {TARGETS[name]}", peers | published, data))
        if name != WDC:
            figures.append(Figure(f"recall@10 {name}", recall_at_10(given, labels), "share", ">= 0.99", {}, data))
            one = assigned_f1(given, labels)
            figures.append(Figure(f"F1 one-to-one without labels {name}", one, "%", "", {}, data))
    return figures


def speed() -> list[Figure]:
    """Return how many items a CPU-second are compared with a small list of goods."""
    given = read_set("Walmart-Amazon")
    goods = given.goods[:GOODS]
    items = pl.concat(
        [
            given.items.with_columns(id=pl.col("id") + f"-{copy}", title=pl.col("title") + f" {copy}")
            for copy in range(COPIES)
        ]
    )
    product_matches(goods, items[:GOODS], default_model())  # compiles, and reads what is read once
    started = time.process_time()
    found = product_matches(goods, items, default_model())
    spent = time.process_time() - started
    data = f"{goods.height} goods of Walmart, {items.height:,} items of Amazon; {found.height} pairs graded"
    return [Figure("items matched", round(items.height / spent), "a CPU-second", ">= 3000", {}, data)]


def main() -> None:
    """Measure, print, and write results-<what>.json."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--split", choices=("valid", "test"), default="valid")
    options.add_argument("--speed", action="store_true", help="measure speed alone")
    chosen = options.parse_args()
    if not DATA.is_dir():
        sys.exit(f"The sets are not here: {DATA}. Nothing is measured.")
    made_at = commit_name()  # before, since a run takes minutes
    figures = speed() if chosen.speed else quality(chosen.split)
    print_table(figures, title="The same product")
    what = "speed" if chosen.speed else chosen.split
    command = "python benchmarks/matching/run.py " + ("--speed" if chosen.speed else f"--split {chosen.split}")
    records = [as_json(figure, command=command, commit=made_at) for figure in figures]
    (HERE / f"results-{what}.json").write_text(
        json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    if what == "test":
        reached = [str(figure.value) for figure in figures if figure.name.removeprefix("F1 ") in NAMES]
        with (HERE / "openings.csv").open("a", encoding="utf-8") as openings:
            openings.write(f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d},{made_at},{','.join(reached)}\n")


if __name__ == "__main__":
    main()
