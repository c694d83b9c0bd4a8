"""Say on the terminal which goods a case's signature holds, which version it is, and where it lies."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from counterfoil.documents.terminal_text import harmless
from counterfoil.run.case_signatures import Frozen
from counterfoil.run.confirmed_goods import without_gtin

_MEANS = {"confirmed counterfeit": "looked for", "genuine": "left alone: the owner's own"}


def print_frozen(frozen: Frozen, *, case: Path, out: Path) -> None:
    """Print the version, what changed, the goods, the file and the fingerprint of the key."""
    console = Console(highlight=False)
    if frozen.is_new:
        changed = f": {escape(frozen.changed)}" if frozen.version > 1 else "."
        console.print(f"[bold]Version {frozen.version} of the case's signature is frozen[/bold]{changed}")
    else:
        console.print(f"[bold]Nothing changed since version {frozen.version}[/bold]: it is given out again.")
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for _ in range(4):
        table.add_column(no_wrap=True)
    for row in frozen.goods.iter_rows(named=True):
        what = row["title"] or row["gtin"] or row["brand"] or "–"
        lot = f"lot {row['lot']}" if row["lot"] else ""
        table.add_row(*(escape(harmless(cell)) for cell in (row["id"], _MEANS[row["status"]], lot, what)))
    console.print(Padding(table, (0, 0, 0, 2)))
    unsure = without_gtin(frozen.goods)
    if unsure:
        console.print(f"Without a GTIN, and found less surely: {escape(', '.join(unsure))}")
    if frozen.left_out:
        told = escape(", ".join(frozen.left_out))
        console.print(f"Left out, as another match told them: {told}. Give them again with --goods.")
    console.print(f"Kept: {escape(str(case / frozen.file))}", soft_wrap=True)
    console.print(f"Given out: [bold]{escape(str(out))}[/bold]", soft_wrap=True)
    console.print(f"Fingerprint of the key: {frozen.key}")
