"""Who is behind the accounts, measured: each part in a process of its own, and the figures frozen. See README.md."""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data" / "linking"
COMMAND = "python benchmarks/linking/run.py"
NAMES, SPLINK = "name_pairs", "splink_default"
ORDER = (
    "name_pairs",
    "splink_default",
    "historical_unlabelled",
    "historical_labelled",
    "febrl4",
    "returning",
    "chaining",
)
HISTORICAL = "historical figures, 50,578 records of 5,156 people; of the people whom nothing was chosen on"
PAIRS = "812 labelled hard pairs of names (nomenklatura), the half that was not looked at"
MARKET = (
    "simulated: 10,000 known sellers, 1,000 of them terminated; 10,000 honest applications, 200 returning for each k"
)
Told = dict[str, dict[str, Any]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=ORDER, help="measure one part here and print it as JSON")
    arguments.add_argument("--date", default="", help="day written beside the opening of the held-out halves")
    asked = arguments.parse_args()
    if not DATA.is_dir():
        print(f"The sample files are not here ({DATA}); nothing was measured.")
    elif asked.part:
        print(json.dumps(measured(asked.part)))
    else:
        told = {part: _in_a_process(part) for part in ORDER}
        figures = [*_of_names(told), *_of_people(told), *_of_sellers(told)]
        for figure in figures:
            print(f"{figure['value']:>10} {figure['unit']:<24} {figure['name']} (target {figure['target'] or '–'})")
        (HERE / "results.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        _note_opening(told, date=asked.date)


def measured(part: str) -> dict[str, Any]:
    """Return the figures of one part, with the memory its process took at most."""
    from linking_parts import PARTS
    from name_pairs import name_pairs
    from splink_default import splink_default

    parts = {NAMES: name_pairs, SPLINK: splink_default, **PARTS}
    figures = dict(parts[part](DATA))
    return figures | {"gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}


def _in_a_process(part: str) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "run.py"), "--part", part]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"POLARS_MAX_THREADS": "2"}
    )
    print(f"measured {part}", file=sys.stderr, flush=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _figure(name: str, value: float, unit: str, target: str, data: str, **peers: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "target": target,
        "peers": [{"name": peer.replace("_", " "), "value": round(worth, 4)} for peer, worth in peers.items()],
        "data": data,
        "command": COMMAND,
        "commit": commit_name(),
    }


def _of_names(told: Told) -> list[dict[str, Any]]:
    names = told[NAMES]
    frozen = {"nomenklatura_LogicV2,_frozen,_all_pairs": 79.0}
    return [
        _figure("name pairs, held out: F1", names["held_out"], "%", ">= 79", PAIRS,
                rapidfuzz_token_sort=names["rapidfuzz_held_out"]),
        _figure("name pairs, development: F1", names["development"], "%", "", PAIRS.replace("was not", "was")),
        _figure("name pairs, all: F1", names["all"], "%", ">= 79", f"all {names['pairs']} rows of the pairs", **frozen,
                rapidfuzz_token_sort=names["rapidfuzz_all"]),
    ]  # fmt: skip


def _of_people(told: Told) -> list[dict[str, Any]]:
    plain, labelled, peer, febrl = (
        told[part] for part in ("historical_unlabelled", "historical_labelled", SPLINK, "febrl4")
    )
    splink = {"Splink_5,_as_its_documentation_sets_it_up": peer["b_cubed"]}
    learned = f"{HISTORICAL}, one person in five labelled and left out"
    febrl_data = "Febrl 4: 5,000 people and an altered copy of each, no labels"
    return [
        _figure("historical without labels: B3", plain["b_cubed"], "%", ">= 88", HISTORICAL, **splink),
        _figure("historical without labels: pair F1", plain["pair_f1"], "%", "", HISTORICAL, Splink_5=peer["pair_f1"]),
        _figure("historical without labels: speed", plain["records_per_cpu_second"], "records a CPU-second", ">= 5000",
                HISTORICAL, Splink_5=peer["records_per_cpu_second"]),
        _figure("historical without labels: memory", plain["gigabytes"], "GB", "<= 1.5", HISTORICAL,
                Splink_5=peer["gigabytes"]),
        _figure("historical with labels: B3", labelled["b_cubed"], "%", ">= 93.3", learned),
        _figure("historical with labels: pair F1", labelled["pair_f1"], "%", "", learned),
        _figure("historical with labels: speed", labelled["records_per_cpu_second"], "records a CPU-second", ">= 5000",
                learned),
        _figure("historical with labels: memory", labelled["gigabytes"], "GB", "<= 1.5", learned),
        _figure("Febrl 4: F1 over pairs", febrl["pair_f1"], "%", ">= 99.9", febrl_data),
    ]  # fmt: skip


def _of_sellers(told: Told) -> list[dict[str, Any]]:
    back, chain = told["returning"], told["chaining"]
    recall = [
        _figure(f"returning operator, {name.split('_')[2]} of 12 fields changed: recall", value, "share", "", MARKET)
        for name, value in back.items()
        if name.startswith("recall_at_")
    ]
    alone = "1,000 simulated sellers that share one warehouse's address and no other number"
    return [
        *recall,
        _figure("false alarms among honest applications", back["false_alarms"], "of 10,000", "<= 10", MARKET),
        _figure("a new seller against 10,000 known ones", back["milliseconds"], "CPU-milliseconds", "", MARKET),
        _figure("chaining: parties of 1,000 sellers", chain["parties"], "parties", "1000", alone),
    ]


def _note_opening(told: Told, *, date: str) -> None:
    row = [
        date,
        commit_name(),
        told[NAMES]["held_out"],
        told["historical_unlabelled"]["b_cubed"],
        told["historical_labelled"]["b_cubed"],
    ]
    with (HERE / "openings.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow(row)


if __name__ == "__main__":
    main()
