"""Orders of consumers, and declarations of sellers to Customs, out of any plain table."""

from typing import BinaryIO

from counterfoil.intake.convert import day, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.consumer_sale import ConsumerSale
from counterfoil.tables.contract import Sorted
from counterfoil.tables.seller_declaration import SellerDeclaration

OF_SALES = ("sale_id", "sold_on", "units", "consumer")
OF_DECLARATIONS = ("external_seller_id", "declared_on")


def read_consumer_sales(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return orders of consumers (columns of ConsumerSale, in units, and `line`) and rejects, which name no consumer.

    Raises UserError where the file cannot be read or no row of it was kept; a header alone says that nothing was sold.
    """
    return read_whole(Given(stream, file, mapping, encoding), _SALES)


def read_seller_declarations(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return declarations of sellers (columns of SellerDeclaration and `line`) and rejects; raises as
    `read_consumer_sales`."""
    return read_whole(Given(stream, file, mapping, encoding), _DECLARATIONS)


_SALES = Kind(
    ConsumerSale,
    OF_SALES,
    may_be_empty=True,
    conversions=(day("sold_on"), whole_number("units"), whole_number("item")),
    shown=("sale_id", "sold_on", "units", "shipment_id", "item", "order_id", "gtin"),
)
_DECLARATIONS = Kind(SellerDeclaration, OF_DECLARATIONS, may_be_empty=True, conversions=(day("declared_on"),))
