"""Say on the terminal what of its stock a facility is about to send away, so that a person there can check it."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from counterfoil.documents.words import counted
from counterfoil.matching.hits import Hits
from counterfoil.tables.hit import TOLD


def print_hits(hits: Hits, *, file: Path) -> None:
    """Print how many hits the file holds, of which verdict, and whether it is signed."""
    console = Console(highlight=False)
    of_verdict = [f"{hits.lines.filter(verdict=verdict).height:,} {verdict}" for verdict in TOLD]
    told = f"{counted(hits.lines.height, 'hit')} ({', '.join(of_verdict)})"
    console.print(
        f"To send back: [bold]{escape(str(file))}[/bold], {told}, and nothing else of the stock", soft_wrap=True
    )
    key = f"Fingerprint of the facility's key: {hits.fingerprint}" if hits.fingerprint else "It is not signed."
    console.print(key)
