"""Do the intervals hold what they promise, and how fast are the estimates? Runs the parts that are named, or all.

    python benchmarks/estimation/run.py [PART …]

A part is a module beside this file with a function `figures`, which returns one object for each figure: name, value,
unit, target, peers (name: value), data and command. results.json keeps the figures of the parts that did not run.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
PARTS = {  # names, and the modules: no module may bear the name of a package, or of another benchmark's
    "coverage": "interval_coverage",
    "chicago": "audited_inspections",
    "effect": "effect",
    "scorecard-speed": "scorecard_speed",
}
KEYS = ("name", "value", "unit", "target", "peers", "data", "command")
Figure = dict[str, Any]


def main(words: list[str] | None = None) -> int:
    """Run the parts that are named, print their figures and keep them; return the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    named = arguments.parse_args(words).parts
    if unknown := set(named) - set(PARTS):
        arguments.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    kept = _kept()
    for part in named or PARTS:
        kept[part] = figures_of(part)
        print(told(part, kept[part]))
        _keep(kept)  # after each part: the next one may take long
    return 0


def figures_of(part: str) -> list[Figure]:
    """Return the figures of a part with the commit that they are of. Raises KeyError for a figure that lacks a key."""
    sys.path.insert(0, str(HERE))
    commit = commit_name()
    figures = importlib.import_module(PARTS[part]).figures()
    return [
        {"part": part} | {key: figure[key] for key in KEYS} | {"peers": _listed(figure["peers"]), "commit": commit}
        for figure in figures
    ]


def told(part: str, figures: list[Figure]) -> str:
    """Return the table that is printed: a line for each figure, and one for the others beside it."""
    lines = [f"\n{part}"]
    for figure in figures:
        target = "" if figure["target"] is None else f"  (target {figure['target']})"
        lines.append(f"  {figure['value']!s:>10} {figure['unit']:<8} {figure['name']}{target}")
        if figure["peers"]:
            beside = "; ".join(f"{peer['name']} {peer['value']}" for peer in figure["peers"])
            lines.append(f"  {'':>10} {'':<8} beside {beside}")
    return "\n".join(lines)


def _listed(peers: Any) -> list[dict[str, Any]]:
    """Return the peers as in every other benchmark: a list of name and value."""
    return [{"name": name, "value": value} for name, value in peers.items()] if isinstance(peers, dict) else peers or []


def _kept() -> dict[str, list[Figure]]:
    path = HERE / "results.json"
    kept: dict[str, list[Figure]] = {}
    for figure in json.loads(path.read_text("utf-8")) if path.exists() else []:
        kept.setdefault(figure["part"], []).append(figure)
    return kept


def _keep(kept: dict[str, list[Figure]]) -> None:
    ordered = [figure for part in PARTS for figure in kept.get(part, [])]
    (HERE / "results.json").write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
