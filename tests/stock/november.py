"""A ledger of the example inventory, and what was counted there three weeks later: eight pairs and a pallet fewer."""

import datetime as dt
from pathlib import Path

from counterfoil.run.stock import LedgerRequest, run_ledger
from counterfoil.run.stock_inputs import StockFiles

INVENTORY = Path(__file__).parents[2] / "examples" / "inventory.csv"
OPENED = dt.datetime(2026, 11, 8, tzinfo=dt.UTC)


def write_november(folder: Path) -> Path:
    """Write the ledger into `folder`/kept-ledger and the later count beside it; return the count."""
    run_ledger(LedgerRequest(given=StockFiles(files=(INVENTORY,), counted_on=OPENED), out=folder / "kept-ledger"))
    return write_count(folder / "november.csv", "2026-11-30")


def write_count(path: Path, day: str) -> Path:
    """Write the later count, made on a day; return its path."""
    header, *rows = INVENTORY.read_text(encoding="utf-8").splitlines()
    fewer = [row.replace(",388,", ",380,") for row in rows if "095290010004120045" not in row]
    lines = [f"{header},counted_at", *(f"{row},{day}" for row in fewer)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
