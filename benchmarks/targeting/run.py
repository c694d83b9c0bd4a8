"""How good is targeting, and how fast? Runs the parts that are named, all of them where none is, and keeps the figures.

    python benchmarks/targeting/run.py [PART …]
    python benchmarks/targeting/run.py --fold

Each part is a module beside this file with a function `figures`, which returns one object for each figure: name, value,
unit, target, peers, data and command. results.json keeps the figures of the parts that did not run; nothing else keeps
any: figures that were measured apart come as results-<name>.json (objects with `part` and `commit`, too), and every
run, or --fold alone, takes them over and removes those files. See README.md.
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
PARTS = ("customs", "chicago", "season", "speed", "stock_lines", "worklists_followed")
KEYS = ("name", "value", "unit", "target", "peers", "data", "command")
Figure = dict[str, Any]


def main(words: list[str] | None = None) -> int:
    """Run the parts that are named, print their figures and keep them; return the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    arguments.add_argument("--fold", action="store_true", help="run nothing, take results-*.json over")
    asked = arguments.parse_args(words)
    named = asked.parts
    if unknown := set(named) - set(PARTS):
        arguments.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    kept = _kept()
    if asked.fold:
        _keep(kept)
    for part in named or (() if asked.fold else PARTS):
        kept[part] = figures_of(part)
        _print(part, kept[part])
        _keep(kept)  # after each part: the next one may take an hour
    return 0


def figures_of(part: str) -> list[Figure]:
    """Return the figures of a part with the commit that they are of. Raises KeyError for a figure that lacks a key."""
    sys.path.insert(0, str(HERE))
    commit = commit_name()
    told = importlib.import_module(part).figures()
    return [
        {"part": part} | {key: figure[key] for key in KEYS} | _listed(figure) | {"commit": commit} for figure in told
    ]


def _kept() -> dict[str, list[Figure]]:
    """Return the figures of each part: those that were measured apart in the place of older ones.

    Raises KeyError for figures of no part, or of a part that there is not.
    """
    kept: dict[str, list[Figure]] = {}
    for path in (HERE / "results.json", *_apart()):
        told: dict[str, list[Figure]] = {}
        for figure in json.loads(path.read_text("utf-8")) if path.exists() else []:
            told.setdefault(figure["part"], []).append({key: figure[key] for key in ("part", *KEYS, "commit")})
        if unknown := set(told) - set(PARTS):
            raise KeyError(f"{path.name}: no such part: {', '.join(sorted(unknown))}")
        kept |= told
    return kept


def _keep(kept: dict[str, list[Figure]]) -> None:
    ordered = [figure for part in PARTS for figure in kept.get(part, [])]
    (HERE / "results.json").write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for path in _apart():
        path.unlink()


def _apart() -> list[Path]:
    return sorted(HERE.glob("results-*.json"))


def _listed(figure: Figure) -> Figure:
    """Return the peers as in every other benchmark: a list of name and value."""
    return {"peers": [{"name": name, "value": value} for name, value in (figure["peers"] or {}).items()]}


def _print(part: str, figures: list[Figure]) -> None:
    print(f"\n{part}")
    for figure in figures:
        target = "" if figure["target"] is None else f"  (target {figure['target']})"
        print(f"  {figure['value']!s:>10} {figure['unit']:<12} {figure['name']}{target}")
        if figure["peers"]:
            print(f"  {'':>10} {'':<12} beside {figure['peers']}")


if __name__ == "__main__":
    sys.exit(main())
