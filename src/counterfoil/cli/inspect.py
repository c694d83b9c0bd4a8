"""`counterfoil inspect`: what is this file, and which command comes next?"""

from pathlib import Path

import click

from counterfoil.cli.inspection_tables import print_inspection
from counterfoil.intake.table_kinds import TABLE_KINDS
from counterfoil.run.inspection import InspectRequest, run_inspection

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil inspect examples/offers.xml
  counterfoil inspect feed.csv --draft-mapping drafted.toml
  counterfoil inspect rights.csv --as rights -o rights.parquet
"""


@click.command(epilog=EXAMPLES)
@click.argument("file", type=FILE)
@click.option("--as", "table", type=click.Choice([kind.name for kind in TABLE_KINDS]), help="The table to read it as.")
@click.option("--mapping", type=FILE, help="Which of its columns is which of ours (TOML).")
@click.option("--encoding", help="Its encoding when it is not UTF-8, such as cp1252.")
@click.option("--draft-mapping", "draft", type=FILE, help="Write a mapping for it, to correct and to use.")
@click.option("-o", "--out", type=FILE, help="Write its rows under our names (all tables but offers).")
def inspect(
    file: Path, table: str | None, mapping: Path | None, encoding: str | None, draft: Path | None, out: Path | None
) -> None:
    """Say what FILE is: its format, the table it fits best, its columns, and what a reading would set aside.

    Columns under other names are recognised in a dozen languages and by their values; --draft-mapping writes down which
    is which, the unsure ones marked. Of a file about people no value is shown.
    """
    request = InspectRequest(file, table, mapping, encoding, draft, out)
    print_inspection(run_inspection(request), request)
