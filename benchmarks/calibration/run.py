"""Does calibration find weights that are known, and do the intervals of an evaluation hold? See README.md here."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import judged_fits
from judged_fits import BEFORE, OURS, PLAIN, UNWEIGHTED, Fitted, Setting
from rich.console import Console
from rich.table import Table

from counterfoil.evidence.policy import default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import default_model, read_model

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
COMMAND = "python benchmarks/calibration/run.py"
MANY, FEW = Setting(30_000, 0.1, 1), Setting(3_000, 0.1, 50)
FOR_COVERAGE, ROUNDS = Setting(4_000, 0.05, 200), 400


def main() -> None:
    start, policy = read_model(default_model()), read_policy(default_policy())
    figures = [
        figure for name, setting in (("many", MANY), ("few", FEW)) for figure in _fits(name, setting, start, policy)
    ]
    figures += _coverage(start)
    commit = commit_name()
    records = [{**figure, "command": COMMAND, "commit": commit} for figure in figures]
    _print(records)
    (HERE / "results.json").write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")


def _fits(size: str, setting: Setting, start: Any, policy: Any) -> list[dict[str, Any]]:
    by_name, fresh, labels, method = judged_fits.fits(setting, start, policy)
    data = f"simulated: {labels:,} labels of {setting.offers:,} offers, seed {setting.seed}; {method}"
    measures: list[tuple[str, str, str, int, Callable[[Fitted], float]]] = [
        ("mean error of a weight", "thousandths of a nat", "", 0, lambda fit: judged_fits.mean_error(fit, fresh.truth)),
        ("error of the prior", "thousandths of a nat", "", 0, lambda fit: abs(fit.prior - fresh.truth.prior)),
        ("kinds on the wrong side", "kinds", "0", 0, lambda fit: judged_fits.wrong_sides(fit, start)),
        ("calibration error on fresh offers", "share", "<= 0.02", 4, lambda fit: judged_fits.fresh_error(fit, fresh)),
        ("log loss on fresh offers", "nats", "", 4, lambda fit: judged_fits.fresh_loss(fit, fresh)),
    ]
    return [
        _figure(
            f"{name}, {size} labels", unit, target, data, {key: round(by(fit), places) for key, fit in by_name.items()}
        )
        for name, unit, target, places, by in measures
    ]


def _coverage(start: Any) -> list[dict[str, Any]]:
    held = judged_fits.coverage(start, FOR_COVERAGE, rounds=ROUNDS)
    offers, audited = FOR_COVERAGE.offers, FOR_COVERAGE.audited
    data = f"simulated: {ROUNDS} times {offers:,} offers, {audited:.0%} of them audited, the flagged ones reviewed"
    return [
        _figure(f"95 % interval of {measure} holds", "share of rounds", ">= 0.93", data, values)
        for measure, values in sorted(held.items())
    ]


def _figure(name: str, unit: str, target: str, data: str, values: dict[str, float]) -> dict[str, Any]:
    peers = [{"name": key, "value": value} for key, value in values.items() if key != OURS]
    return {"name": name, "value": values[OURS], "unit": unit, "target": target, "peers": peers, "data": data}


def _print(records: list[dict[str, Any]]) -> None:
    table = Table("figure", OURS, "target", UNWEIGHTED, PLAIN, BEFORE, "unit")
    for record in records:
        peers = {peer["name"]: f"{peer['value']:g}" for peer in record["peers"]}
        others = [peers.get(name, "") for name in (UNWEIGHTED, PLAIN, BEFORE)]
        table.add_row(record["name"], f"{record['value']:g}", record["target"], *others, record["unit"])
    Console(width=160).print(table)


if __name__ == "__main__":
    sys.exit(main())
