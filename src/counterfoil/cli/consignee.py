"""`counterfoil consignee`: shipments in; who the consignee is, whose stock lies there, and what was free, out."""

import datetime as dt
import sys
from pathlib import Path

import click

from counterfoil.cli.acting import day_asked
from counterfoil.cli.consignee_summary import print_consignees
from counterfoil.enforcement.consignees.rule_file import MODES, Mode
from counterfoil.run.consignee_inputs import ConsigneeRequest
from counterfoil.run.consignees import run_consignees

FILE = click.Path(path_type=Path)
EXAMPLES = """
\b
Examples:
  counterfoil consignee examples/shipments.csv --day 2026-11-08 -o out
  counterfoil consignee examples/shipments.csv --sales examples/consumer_sales.csv --inventory examples/inventory.csv \
--sellers examples/sellers.csv --declared examples/declared_sellers.csv --day 2026-11-08 -o out
"""


@click.command(epilog=EXAMPLES)
@click.argument("shipments", type=FILE, nargs=-1, required=True)
@click.option("--sales", type=FILE, help="Orders of consumers: sale_id, sold_on, units, consumer, shipment_id …")
@click.option("--inventory", type=FILE, multiple=True, help="What lies in the facility; may be repeated.")
@click.option("--sellers", type=FILE, help="Sellers whose stock it is, for the register.")
@click.option("--declared", type=FILE, help="Sellers declared to Customs: external_seller_id, declared_on, reference …")
@click.option("--rates", type=FILE, help="Exchange rates: currency, usd.")
@click.option("--earlier", type=FILE, help="Folder of an earlier run, whose register is compared with this one.")
@click.option("--into", "country", default="US", show_default=True, help="Country that the goods came into.")
@click.option("--mode", type=click.Choice(MODES), help="How goods came whose tracking number does not tell it.")
@click.option("--rules", type=FILE, multiple=True, help="Own file of rules (TOML), in place of the one of its name.")
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="The last day of which anything is told; default: today."
)
@click.option(
    "--fail-on", type=click.Choice(["split"]), help="Exit with 1 when goods were split to stay below a limit."
)
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def consignee(
    shipments: tuple[Path, ...],
    sales: Path | None,
    inventory: tuple[Path, ...],
    sellers: Path | None,
    declared: Path | None,
    rates: Path | None,
    earlier: Path | None,
    country: str,
    mode: Mode | None,
    rules: tuple[Path, ...],
    day: dt.datetime | None,
    fail_on: str | None,
    out: Path,
) -> None:
    """Say of each line of SHIPMENTS whether the facility is its ultimate consignee.

    It is where nobody had bought the goods when they came in. The register of the sellers whose stock lies there is
    drawn up, and goods of little value are counted over one person and one day, or over a consignment. OUT receives
    consignees and relief_groups (Parquet), consignees.csv, over_limit.csv, seller_register.csv, rejects and run.json;
    only the register holds data of people.
    """
    request = ConsigneeRequest(
        shipments=shipments, day=day_asked(day), out=out, country=country, mode=mode, sales=sales, inventory=inventory,
        sellers=sellers, declared=declared, rates=rates, earlier=earlier, rules=rules,
    )  # fmt: skip
    record = run_consignees(request)
    print_consignees(record, out=out)
    if fail_on and record["counts"]["split"]:
        sys.exit(1)
