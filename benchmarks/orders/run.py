"""An order of 500 parties against a million sellers: how long, how many found, how many reached wrongly. See README.md.

The matching alone, and the whole command (files read and written), each in a process of its own.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
COMMAND = "python benchmarks/orders/run.py"
SEED, PARTIES, SELLERS = 7, 500, 1_000_000
DATA = "simulated: 1,000,000 accounts, 500 defendants in a Schedule A, 30 of 100 names as they are, seed 7"
HEAD = """court = "A court"
docket = "1"
kind = "restraining order"
issued_on = 2026-11-02
[[marks]]
mark = "Halvorsen"
[[bound]]
who = "marketplace"
"""
PARTS = ("matching", "command")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=PARTS, help="measure one part here and print it as JSON")
    asked = arguments.parse_args()
    if asked.part:
        print(json.dumps(matching() if asked.part == "matching" else command()))
        return
    told = {part: _in_a_process(part) for part in PARTS}
    figures = figures_of(told)
    for figure in figures:
        print(f"{figure['value']:>10} {figure['unit']:<16} {figure['name']} (target {figure['target'] or '–'})")
    (HERE / "results.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def matching() -> dict[str, Any]:
    """Return how long the matching took, and how the accounts that it found compare with the truth."""
    import polars as pl
    from order_market import ordered_market

    from counterfoil.enforcement.orders.accounts import candidates, judged
    from counterfoil.enforcement.orders.record import Defendant
    from counterfoil.tables.contract import completed
    from counterfoil.tables.seller import Seller

    market = ordered_market(seed=SEED, sellers=SELLERS, parties=PARTIES)
    sellers = completed(market.sellers, Seller)
    defendants = [
        Defendant(
            number=row["number"],
            name=row["name"],
            aliases=tuple(filter(None, (row["aliases"] or "").split("; "))),
            platform=row["platform"],
            accounts=(row["account"],) if row["account"] else (),
            emails=(row["email"],) if row["email"] else (),
            address=row["address"],
        )
        for row in market.schedule.to_dicts()
    ]
    began = time.process_time()
    found = judged(candidates(defendants, sellers), None)
    seconds = time.process_time() - began
    own = found.join(market.truth, left_on=["account_id", "number"], right_on=["seller_id", "number"], how="semi")
    reached = pl.col("state") == "reached"
    place = found.filter(~reached).with_columns(place=pl.col("weight").rank("min", descending=True).over("number"))
    right = place.join(market.truth, left_on=["account_id", "number"], right_on=["seller_id", "number"], how="semi")
    return {
        "seconds": seconds,
        "found": own.height / market.truth.height,
        "reached": own.filter(reached).height / market.truth.height,
        "false_reach": found.filter(reached).height - own.filter(reached).height,
        "all_reached": found.filter(reached).height,
        "waiting": found.filter(~reached).height / PARTIES,
        "first": right.filter(pl.col("place") == 1).height / right.height,
        "gigabytes": _gigabytes(),
    }


def command() -> dict[str, Any]:
    """Return how long `counterfoil order compile` took on files, reading and writing included."""
    import datetime as dt

    from order_market import ordered_market

    from counterfoil.run.orders import CompileRequest, run_compile

    market = ordered_market(seed=SEED, sellers=SELLERS, parties=PARTIES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        market.sellers.write_parquet(folder / "sellers.parquet")
        market.schedule.write_csv(folder / "schedule.csv")
        (folder / "order.toml").write_text(HEAD, encoding="utf-8")
        del market
        request = CompileRequest(
            order=folder / "order.toml",
            schedule=folder / "schedule.csv",
            sellers=folder / "sellers.parquet",
            day=dt.date(2026, 11, 8),
            out=folder / "out",
        )
        began = time.process_time()
        run_compile(request)
        return {"seconds": time.process_time() - began, "gigabytes": _gigabytes()}


def figures_of(told: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is frozen in results.json."""
    alone, whole = told["matching"], told["command"]
    return [
        _figure("the whole command", whole["seconds"], "CPU-seconds", "<= 60"),
        _figure("the whole command: memory", whole["gigabytes"], "GB", "<= 4"),
        _figure("matching alone", alone["seconds"], "CPU-seconds", ""),
        _figure("defendants' accounts found (reached or waiting)", 100 * alone["found"], "%", ">= 99"),
        _figure("defendants' accounts reached without a person", 100 * alone["reached"], "%", ""),
        _figure("accounts reached wrongly", alone["false_reach"], f"of {alone['all_reached']}", "0"),
        _figure("accounts that wait, for each defendant", alone["waiting"], "accounts", ""),
        _figure("of the right ones that wait, those that lead their list", 100 * alone["first"], "%", ""),
    ]


def _figure(name: str, value: float, unit: str, target: str) -> dict[str, Any]:
    told = {"name": name, "value": round(value, 2), "unit": unit, "target": target, "peers": [], "data": DATA}
    return told | {"command": COMMAND, "commit": commit_name()}


def _in_a_process(part: str) -> dict[str, Any]:
    run = [sys.executable, str(HERE / "run.py"), "--part", part]
    environment = os.environ | {"POLARS_MAX_THREADS": "2"}
    done = subprocess.run(run, capture_output=True, text=True, check=True, env=environment)
    print(f"measured {part}", file=sys.stderr, flush=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
