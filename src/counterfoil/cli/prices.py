"""`counterfoil prices`: genuine catalogues in, reference prices out."""

from pathlib import Path

import click

from counterfoil.run.prices import run_prices

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil prices examples/genuine_catalogue.csv -o prices.parquet
  counterfoil prices spring.csv autumn.csv --mapping shop.toml -o prices.csv
"""


@click.command(epilog=EXAMPLES)
@click.argument("catalogues", type=FILE, nargs=-1, required=True)
@click.option("--mapping", type=FILE, help="Which column of the catalogues is which of ours (TOML).")
@click.option("--encoding", help="Encoding of the catalogues when it is not UTF-8.")
@click.option("-o", "--out", type=FILE, required=True, help="File to write: .parquet, .csv, .json or .jsonl.")
def prices(catalogues: tuple[Path, ...], mapping: Path | None, encoding: str | None, out: Path) -> None:
    """Build reference prices per brand, product type, condition and currency from CATALOGUES of genuine goods."""
    result = run_prices(catalogues, mapping=mapping, encoding=encoding, out=out)
    click.echo(
        f"{result.offers:,} offers read, {result.rejected:,} set aside, {result.used:,} with brand, kind of goods and "
        f"price: {result.prices:,} reference prices in {out}"
    )
