"""`counterfoil export`: the outputs of a screening, or events of goods, in the formats that other programs read."""

from pathlib import Path

import click

from counterfoil.run.export import WRITERS, run_export

FILE = click.Path(path_type=Path)
_COUNTED = {"csv": "rows", "json": "rows", "ftm": "entities", "graphml": "suspect offers and links", "epcis": "events"}

EXAMPLES = """
\b
Examples:
  counterfoil export demo-output/screening --to csv -o tables
  counterfoil export demo-output/screening --to graphml -o network
  counterfoil export demo-output/screening --to ftm -o entities
  counterfoil export examples/events.xml --to epcis -o events
"""


@click.command(epilog=EXAMPLES)
@click.argument("source", type=FILE, metavar="FROM")
@click.option("--to", type=click.Choice(list(WRITERS)), required=True, help="Format to write.")
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the files.")
def export(source: Path, to: str, out: Path) -> None:
    """Write FROM for other programs: spreadsheets, network tools, investigations, supply chains.

    FROM is the folder of a finished screening; for epcis it is a file of events. csv and json hold all tables (texts
    that a spreadsheet would run are defused); ftm holds FollowTheMoney entities and graphml the network of accounts,
    offers and rights, both of the offers that were not cleared; epcis is EPCIS 2.0 in JSON-LD. No names of sellers.
    """
    for name, count in run_export(source, out, to=to).items():
        click.echo(f"{out / name}: {count:,} {_COUNTED[to]}")
