"""`counterfoil match`: goods to look for and inventories in; matches, rejects and a report out."""

import sys
from pathlib import Path

import click

from counterfoil.cli.hits_summary import print_hits
from counterfoil.cli.match_summary import print_matches
from counterfoil.cli.progress import KINDS, progress
from counterfoil.errors import UserError
from counterfoil.run.matching import MatchRequest, run_matching
from counterfoil.run.matching_hits import hits_in
from counterfoil.tables.match import VERDICTS

FILE = click.Path(path_type=Path)
FAIL_ON = {"identical": VERDICTS[:1], "examine": VERDICTS[:2]}

EXAMPLES = """
\b
Examples:
  counterfoil match examples/confirmed_goods.csv examples/inventory.csv examples/shipments.csv -o out
  counterfoil match examples/confirmed_goods.csv examples/inventory.csv --fail-on identical -o out
  counterfoil match goods.signed.json examples/inventory.csv --hits hits.json --hits-key signing.key -o out
  counterfoil match examples/confirmed_goods.csv examples/offers.xml --images examples/pictures -o out
"""


@click.command(epilog=EXAMPLES)
@click.argument("goods", type=FILE)
@click.argument("inventory", type=FILE, nargs=-1)
@click.option("--receipts", type=FILE, multiple=True, help="One more INVENTORY: goods that came in; repeatable.")
@click.option(
    "--returns", type=FILE, multiple=True, help="One more INVENTORY: goods that buyers sent back; repeatable."
)
@click.option("--mapping", type=FILE, help="Which column of the INVENTORY files is which of ours (TOML).")
@click.option("--encoding", help="Encoding of the INVENTORY files when it is not UTF-8, such as cp1252.")
@click.option("--signer", type=FILE, help="Public key (PEM) that GOODS must be signed with, where it is a signature.")
@click.option("--labels", type=FILE, help="Pairs that people judged (goods_id,item_id,same_product) to learn from.")
@click.option("--model", type=FILE, help="A model of the same product that an earlier --labels wrote.")
@click.option("--images", type=FILE, help="Pictures of GOODS and INVENTORY: a folder, or Parquet with id and image.")
@click.option("--weights", type=FILE, help="Weights of the evidence of one source (TOML); default: the built-in ones.")
@click.option("--hits", type=FILE, help="File for the hits alone: what may leave a facility that shares no stock.")
@click.option("--hits-key", type=FILE, help="The facility's private key that --hits is signed with.")
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), help="Exit with 1 when an item is found so, or graver.")
@click.option(
    "--progress",
    "shown",
    type=click.Choice(KINDS),
    default="auto",
    help="How progress is shown on the error channel; auto: a bar on a terminal, plain lines elsewhere.",
)
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def match(
    goods: Path,
    inventory: tuple[Path, ...],
    receipts: tuple[Path, ...],
    returns: tuple[Path, ...],
    mapping: Path | None,
    encoding: str | None,
    signer: Path | None,
    labels: Path | None,
    model: Path | None,
    images: Path | None,
    weights: Path | None,
    hits: Path | None,
    hits_key: Path | None,
    fail_on: str | None,
    shown: str,
    out: Path,
) -> None:
    """Find GOODS in each INVENTORY, by product and by source, and leave genuine stock of the same product alone.

    GOODS is a table of goods with at least the column id, and a status: confirmed counterfeit, suspected or genuine;
    or a signature made of one. INVENTORY is an inventory, a list of shipments, offers, EPCIS events of what came in or
    came back, or a table of goods, in any format that `counterfoil inspect` knows; its content tells which. Files of
    shipments also tell who supplied the pallets of the others. OUT receives matches, items, goods and rejects as
    Parquet, run.json and report.html. Only the same product from the same source is called identical offending goods.
    """
    if not (inventory or receipts or returns):
        raise UserError("There is nothing to look in.", cure="Name at least one INVENTORY behind the GOODS.")
    if hits_key is not None and hits is None:
        raise UserError("--hits-key signs a list of hits.", cure="Name its file with --hits.")
    request = MatchRequest(
        goods=goods,
        items=(*inventory, *receipts, *returns),
        told_as=dict.fromkeys(receipts, "receipt") | dict.fromkeys(returns, "return"),
        out=out,
        mapping=mapping,
        encoding=encoding,
        signer=signer,
        labels=labels,
        model=model,
        images=images,
        weights=weights,
        hits=hits,
        hits_key=hits_key,
    )
    with progress(shown) as watching:
        record = run_matching(request, tell=watching.tell)
    print_matches(record, out=out)
    if hits is not None:
        print_hits(hits_in(hits), file=hits)
    if fail_on and any(record["counts"][verdict] for verdict in FAIL_ON[fail_on]):
        sys.exit(1)
