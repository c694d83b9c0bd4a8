"""`counterfoil replay`: the same bytes again, or what differs and why."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from counterfoil.documents.terminal_text import harmless
from counterfoil.run.replay import OF_THE_WHOLE, Replayed
from counterfoil.run.replay import replay as replay_offer

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil replay demo-output/screening TM-5046120
  counterfoil replay demo-output/screening TM-5046120 --inputs examples
"""


@click.command(epilog=EXAMPLES)
@click.argument("out_dir", type=FILE)
@click.argument("offer_id")
@click.option(
    "--inputs",
    type=FILE,
    help="Folder of input files as they are now, under the names they had in the run, or of another run.",
)
def replay(out_dir: Path, offer_id: str, inputs: Path | None) -> None:
    """Make the decision on OFFER_ID again from what the run in OUT_DIR kept.

    Exits with 0 where findings, assessments and decision come out as the same bytes, and with 1 where anything
    differs; then says which file, version, input, finding or weight it is.
    """
    result = replay_offer(out_dir, offer_id, inputs=inputs)
    for line in _lines(result):
        click.echo(harmless(line))
    sys.exit(0 if result.is_same else 1)


def _lines(result: Replayed) -> Sequence[str]:
    same = result.recorded == result.recomputed
    head = f"Same bytes: SHA-256 {result.recorded}" if same else _what_differs(result)
    digests = [] if same else [f"  recorded    SHA-256 {result.recorded}", f"  made again  SHA-256 {result.recomputed}"]
    sections = (
        ("Damaged", result.damaged),
        ("Other versions", result.versions),
        ("Other inputs", result.inputs),
        ("Other results", result.rows),
        ("Note", result.unused),
    )
    told = [line for title, lines in sections if lines for line in (f"{title}:", *(f"  {text}" for text in lines))]
    return [head, *digests, *told]


def _what_differs(result: Replayed) -> str:
    if all(line.startswith(OF_THE_WHOLE) for line in result.rows):
        return "Findings, weights and decision come out the same; what they were made from does not."
    return "The rows of this offer come out otherwise."
