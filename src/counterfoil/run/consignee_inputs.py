"""Read what `counterfoil consignee` is given: shipments, orders, stock, sellers, declarations, rates, rules."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import dataframely as dy
import polars as pl

from counterfoil.enforcement.consignees.relief import modes_of, origins_of
from counterfoil.enforcement.consignees.rule_file import Mode, Rules, rules_of
from counterfoil.enforcement.consignees.sold_before import ROW
from counterfoil.errors import UserError
from counterfoil.intake.consumer_sales import read_consumer_sales, read_seller_declarations
from counterfoil.intake.goods.read import read_inventory, read_shipments
from counterfoil.intake.tables import read_rates, read_sellers
from counterfoil.run.inputs import Inputs, opened
from counterfoil.tables.consumer_sale import ConsumerSale
from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.inventory import Inventory
from counterfoil.tables.rate import Rate
from counterfoil.tables.registered_seller import RegisteredSeller
from counterfoil.tables.seller import Seller
from counterfoil.tables.seller_declaration import SellerDeclaration
from counterfoil.tables.shipment import Shipment

REGISTER = "seller_register.parquet"
Batches = Callable[..., Iterator[Sorted]]


@dataclass(frozen=True, kw_only=True)
class ConsigneeRequest:
    """The files of one run; only shipments, the day and the folder for the results must be given."""

    shipments: tuple[Path, ...]
    day: dt.date
    out: Path
    country: str = "US"
    mode: Mode | None = None
    sales: Path | None = None
    inventory: tuple[Path, ...] = ()
    sellers: Path | None = None
    declared: Path | None = None
    rates: Path | None = None
    earlier: Path | None = None
    rules: tuple[Path, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConsigneeInputs:
    """The tables of one run by their contracts; `lines` are the shipments with ROW, `origin` and `mode`."""

    lines: pl.DataFrame
    sales: pl.DataFrame | None
    stock: pl.DataFrame
    sellers: pl.DataFrame
    declarations: pl.DataFrame
    rates: pl.DataFrame
    earlier: pl.DataFrame | None
    rules: Rules


def read_inputs(request: ConsigneeRequest, inputs: Inputs) -> ConsigneeInputs:
    """Return what the files of a request hold; rejects and digests are noted in `inputs`.

    Raises UserError for a file that cannot be used.
    """
    shipments = _every(request.shipments, "shipments", read_shipments, inputs, Shipment.create_empty())
    lines = shipments.with_row_index(ROW).with_columns(
        origin=origins_of(shipments["origin_country"]),
        mode=modes_of(shipments["tracking_number"], otherwise=request.mode),
    )
    sales = inputs.table("sales", request.sales, read_consumer_sales, ConsumerSale.create_empty())
    return ConsigneeInputs(
        lines=lines,
        sales=sales if request.sales else None,
        stock=_every(request.inventory, "inventory", read_inventory, inputs, Inventory.create_empty()),
        sellers=inputs.table("sellers", request.sellers, read_sellers, Seller.create_empty()),
        declarations=inputs.table(
            "declared", request.declared, read_seller_declarations, SellerDeclaration.create_empty()
        ),
        rates=inputs.table("rates", request.rates, read_rates, Rate.create_empty()),
        earlier=_earlier(request.earlier, inputs),
        rules=_rules(request.rules, inputs),
    )


def _every(paths: tuple[Path, ...], role: str, read: Batches, inputs: Inputs, none: pl.DataFrame) -> pl.DataFrame:
    if len({path.resolve() for path in paths}) < len(paths):
        raise UserError("A file is named twice.", cure=f"Name each file of {role} once.")
    whole = partial(_whole, read)
    return pl.concat([none, *(inputs.table(role, path, whole, none).drop(LINE) for path in paths)])


def _whole(read: Batches, stream: BinaryIO, *, file: str) -> Sorted:
    """Return all batches of a reader that yields them."""
    batches = list(read(stream, file=file))
    return Sorted(pl.concat([one.kept for one in batches]), pl.concat([one.rejects for one in batches]))


def _earlier(path: Path | None, inputs: Inputs) -> pl.DataFrame | None:
    if path is None:
        return None
    file = path / REGISTER if path.is_dir() else path
    with opened(file) as stream:
        try:
            table = RegisteredSeller.validate(pl.read_parquet(stream), cast=True)
        except (OSError, pl.exceptions.PolarsError, dy.exc.ValidationError, dy.exc.SchemaError) as cause:
            cure = f"Name the folder of an earlier run, or the {REGISTER} in it."
            raise UserError("This is no register of sellers.", cure=cure, file=str(file)) from cause
    inputs.note("earlier register", file, rows=table.height)
    return table


def _rules(paths: tuple[Path, ...], inputs: Inputs) -> Rules:
    own = []
    for path in paths:
        with opened(path) as stream:
            own.append((path.name, stream.read()))
        inputs.note("rules", path)
    return rules_of(own)
