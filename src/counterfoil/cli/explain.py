"""`counterfoil explain`: why one offer was decided so, on the terminal or as a drawing."""

from pathlib import Path

import click
from rich.console import Console

from counterfoil.documents.offer_explanation import Look, explanation
from counterfoil.documents.waterfall import BROAD, waterfall
from counterfoil.run.explain import explain as explain_offer
from counterfoil.run.outputs import write_text

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil explain demo-output/screening TM-5046120
  counterfoil explain demo-output/screening TM-5046120 --right r-02
  counterfoil explain demo-output/screening TM-5046120 --svg why.svg
"""


@click.command(epilog=EXAMPLES)
@click.argument("out_dir", type=FILE)
@click.argument("offer_id")
@click.option("--right", help="Id of one right; default: each that the offer was held against.")
@click.option("--svg", type=FILE, help="Also draw how the weights of the deciding (or named) right add up.")
def explain(out_dir: Path, offer_id: str, right: str | None, svg: Path | None) -> None:
    """Show why OFFER_ID was decided as it was in the run that wrote OUT_DIR.

    Prints the offer with the matched words highlighted, every weight with its sentence, the caps, the total, the
    policy's rules in order and what the seller is told. In a file or a pipe, matched words stand in ⟦brackets⟧.
    """
    told = explain_offer(out_dir, offer_id, right_id=right)
    console = Console(highlight=False, soft_wrap=False)
    plain = not console.is_terminal or console.is_dumb_terminal
    shown = explanation(told, Look(width=console.width, brackets=plain))
    if plain:  # a file needs no spaces at the ends of lines
        with console.capture() as captured:
            console.print(shown)
        click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))
    else:
        console.print(shown)
    if svg is not None:
        write_text(svg, waterfall(told.rights[0].added, layout=BROAD, name="why", alone=True) + "\n")
        click.echo(f"Drawing: {svg}")
