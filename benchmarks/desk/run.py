"""How fast is the desk, and what does it lose when it is killed? Runs the parts that are named, or all of them.

    python benchmarks/desk/run.py [--only call,rate,batch,change,audit,kills] [--seconds 600] [--kills 100]

Each part starts a desk of its own (`counterfoil desk serve`) on this machine, fills it, loads it over loopback and
stops it. results.json keeps the figures of the parts that did not run. A part that fails is told, and the others go on.
"""

import argparse
import importlib
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from options import Figure, Options

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
PARTS = {  # names, and the modules
    "call": "calls",
    "rate": "ramp",
    "batch": "batch",
    "change": "change",
    "audit": "sealing",
    "kills": "kills",
}


def main(words: list[str] | None = None) -> int:
    """Run the parts that are named, print their figures and keep them; return 1 where one failed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", default=",".join(PARTS), help="parts, by commas")
    arguments.add_argument("--keep", type=Path, default=HERE / "results.json", help="the file of figures")
    for name, usual in Options()._asdict().items():
        arguments.add_argument(f"--{name}", type=type(usual), default=usual, help=f"{usual:,} unless given")
    given = vars(arguments.parse_args(words))
    parts, path = given.pop("only").split(","), given.pop("keep")
    if unknown := set(parts) - set(PARTS):
        arguments.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    failed = [part for part in parts if not _ran(part, Options(**given), path)]
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _ran(part: str, options: Options, path: Path) -> bool:
    """Run a part and keep its figures; tell whether it could."""
    try:
        found = figures_of(part, options)
    except Exception:
        traceback.print_exc()
        return False
    print(told(part, found), flush=True)
    keep(part, found, path)
    return True


def figures_of(part: str, options: Options) -> list[Figure]:
    """Return the figures of a part with the commit that they are of."""
    commit, module = commit_name(), importlib.import_module(PARTS[part])
    found: list[Figure] = module.figures() if part == "audit" else module.figures(options)
    return [{"part": part, **one, "commit": commit} for one in found]


def told(part: str, figures: list[Figure]) -> str:
    """Return the table that is printed: a line for each figure, and one for the others beside it."""
    lines = [f"\n{part}"]
    for one in figures:
        target = "" if one["target"] is None else f"  (target {one['target']})"
        value = "too slow" if one["value"] is None else f"{one['value']:,}"
        lines.append(f"  {value:>12} {one['unit']:<10} {one['name']}{target}")
        if one["peers"]:
            beside = "; ".join(f"{peer['name']} {peer['value']}" for peer in one["peers"])
            lines.append(f"  {'':>12} {'':<10} beside {beside}")
    return "\n".join(lines)


def keep(part: str, found: list[Figure], path: Path) -> None:
    """Put a part's figures in the place of its former ones."""
    kept: list[Any] = json.loads(path.read_text("utf-8")) if path.exists() else []
    rest = [one for one in kept if one["part"] != part]
    ordered = sorted([*rest, *found], key=lambda one: list(PARTS).index(one["part"]))
    path.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
