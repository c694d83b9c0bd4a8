"""How many sellers are vetted in a second of CPU time, without lists of denied parties and with OFAC's and more loaded?

python benchmarks/vetting/run.py    needs ../shared for OFAC's lists; writes results.json. See README.md here.
"""

import datetime as dt
import io
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from sellers import sellers

from counterfoil.intake.tables import read_sellers
from counterfoil.run.denied_lists import denied_parties
from counterfoil.run.inputs import Inputs
from counterfoil.vetting.denied.index import DeniedIndex
from counterfoil.vetting.references import VettingReferences, screened_lists
from counterfoil.vetting.vet import vet

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LISTS = ROOT.parent / "shared" / "data" / "formats" / "sanctions-lists"
OFAC = ("ofac_sdn.csv", "ofac_add.csv", "ofac_alt.csv", "ofac_sdn_comments.csv", "us_csl_consolidated_small.csv")
SELLERS, WITH_LISTS = 20_000, 4_000
DAY = dt.date(2026, 11, 8)
COMMAND = "python benchmarks/vetting/run.py"


def main() -> None:
    vet(_read(_file(50, first=0)), VettingReferences(), day=DAY)  # opens tables that are opened once for a process
    kept, again = _read(_file(SELLERS, first=100_000)), _file(SELLERS, first=200_000)
    alone = _cpu(lambda: vet(kept, VettingReferences(), day=DAY))
    with_reading = _cpu(lambda: vet(_read(again), VettingReferences(), day=DAY))
    figures = [
        _figure("sellers vetted, no lists", SELLERS / alone, 2000, "invented sellers, all different"),
        _figure("sellers read and vetted, no lists", SELLERS / with_reading, None, "others of the same kind, from CSV"),
    ]
    if LISTS.is_dir():
        figures += _with_lists()
    for figure in figures:
        print(f"{figure['name']:<60} {figure['value']:>10,}  {figure['unit']}")
    (HERE / "results.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _with_lists() -> list[dict[str, Any]]:
    parties = denied_parties([LISTS / name for name in OFAC], Inputs())
    assert parties is not None
    built = _cpu(lambda: screened_lists(parties, day=DAY))
    figures = [_figure("CPU-seconds to make the lists ready", built, None, f"{parties.height:,} parties", "s")]
    more = pl.concat([parties, _once_more(parties)])
    for at, (name, listed) in enumerate((("OFAC and US consolidated", parties), ("twice as many names", more))):
        index = screened_lists(listed, day=DAY)
        assert index is not None
        kept = _read(_file(WITH_LISTS, first=300_000 + 50_000 * at))
        speed = kept.height / _cpu(partial(_vetted, kept, index))
        lists = f"{listed.height:,} parties under {index.names.height:,} names"
        data = f"{lists}; {kept.height:,} invented sellers under four names each"
        figures.append(_figure(f"sellers vetted, {name}", speed, 200, data))
    return figures


def _file(count: int, *, first: int) -> bytes:
    return sellers(count, first=first).write_csv().encode()


def _vetted(kept: pl.DataFrame, index: DeniedIndex) -> Any:
    return vet(kept, VettingReferences(denied=index), day=DAY)


def _once_more(parties: pl.DataFrame) -> pl.DataFrame:
    """Return the parties again under other ids and names: each word turned round, so that lists are twice as long."""
    turned = pl.col("name").str.split(" ").list.eval(pl.element().str.reverse()).list.join(" ")
    return parties.with_columns(("again-" + pl.col("id")).alias("id"), turned.alias("name"))


def _read(data: bytes) -> pl.DataFrame:
    return read_sellers(io.BytesIO(data), file="sellers.csv").kept


def _cpu(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _figure(
    name: str, value: float, target: int | None, data: str, unit: str = "sellers per CPU-second"
) -> dict[str, Any]:
    rounded = round(value, 2) if value < 100 else round(value)
    wanted = f">= {target}" if target else ""
    return {
        "name": name, "value": rounded, "unit": unit, "target": wanted, "peers": [], "data": data, "command": COMMAND,
        "commit": commit_name(),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
