"""The tables that go with offers: sellers, sales, complaints, exchange rates, reference prices."""

from typing import BinaryIO

import polars as pl

from counterfoil.codes import money
from counterfoil.intake.convert import Conversion, day, emptied, flag, number, time, values, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.complaint import Complaint
from counterfoil.tables.contract import Sorted
from counterfoil.tables.pair_label import PairLabel
from counterfoil.tables.rate import Rate
from counterfoil.tables.reference_price import ReferencePrice
from counterfoil.tables.sale import Sale
from counterfoil.tables.seller import LISTS, Seller

_PRICES = ("lowest", "low", "median", "high")


def read_sellers(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return sellers (columns of Seller and `line`) and rejects; values of personal columns are withheld.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), SELLERS)


def read_sales(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return sales (columns of Sale, in units, and `line`) and rejects; raises as `read_sellers`."""
    return read_whole(Given(stream, file, mapping, encoding), _SALES)


def read_complaints(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return complaints (columns of Complaint and `line`) and rejects; raises UserError as `read_sellers`."""
    return read_whole(Given(stream, file, mapping, encoding), _COMPLAINTS)


def read_rates(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return exchange rates (columns of Rate, US dollars for one unit, and `line`) and rejects; raises as
    `read_sellers`."""
    return read_whole(Given(stream, file, mapping, encoding), _RATES)


def read_reference_prices(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return prices of genuine goods (columns of ReferencePrice, amounts in `currency`, `line`) and rejects;
    raises as `read_sellers`."""
    return read_whole(Given(stream, file, mapping, encoding), _REFERENCE_PRICES)


def read_pair_labels(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return labels of pairs of goods (columns of PairLabel and `line`) and rejects; raises as `read_sellers`."""
    return read_whole(Given(stream, file, mapping, encoding), _PAIR_LABELS)


def _lower_case(field: str) -> pl.Expr:
    return pl.col(field).str.to_lowercase().str.replace_all(r"[_\-\s]+", " ")


def _upper_case(field: str) -> pl.Expr:
    return pl.col(field).str.to_uppercase()


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows, ids given to those that have none."""
    own = [pl.col("id")] if "id" in rows.columns else []
    row = pl.format("complaint {}", pl.int_range(1, pl.len() + 1))
    return rows.with_columns(pl.coalesce([*own, row]).alias("id"), _lower_case("kind"))


def _every_type(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows, an empty product type standing for all types."""
    own = pl.col("product_type") if "product_type" in rows.columns else pl.lit(None, dtype=pl.String)
    return rows.with_columns(own.fill_null("").alias("product_type"), _upper_case("currency"), _lower_case("condition"))


def _worded_sales(rows: pl.DataFrame) -> pl.DataFrame:
    worded = [_lower_case("condition")] if "condition" in rows.columns else []
    return rows.with_columns([*worded, *([_upper_case("currency")] if "currency" in rows.columns else [])])


def _one_text_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of sellers, lists that registers of companies hand back as one text."""
    rows = emptied(rows.with_columns(pl.col(pl.List(pl.String)).list.join("; ")))
    worded = [_lower_case(name) for name in ("status", "address_kind") if name in rows.columns]
    if "schema" in rows.columns:
        worded.append(pl.col("schema").replace(_SCHEMATA))
    return rows.with_columns(worded)


# Every schema of registers and lists that is a company to us.
_SCHEMATA = {"Organization": "Company", "PublicBody": "Company", "person": "Person", "company": "Company"}
SELLERS = Kind(
    Seller,
    ("id",),
    may_be_empty=True,
    conversions=(time("opened_at"), *(values(name) for name in LISTS)),
    prepare=_one_text_each,
    shown=("id",),  # in a row whose columns are shifted any other may hold a person's data
)
_SALES = Kind(
    Sale,
    ("offer_id", "units"),
    may_be_empty=True,
    conversions=(
        day("sold_on"),
        whole_number("units"),
        whole_number("returned"),
        whole_number("charged_back"),
        whole_number("sales"),
        Conversion("amount", money.amount(pl.col("amount")), "an amount"),
    ),
    prepare=_worded_sales,
)
_COMPLAINTS = Kind(
    Complaint, ("offer_id", "kind"), may_be_empty=True, conversions=(time("made_at"),), prepare=_numbered
)
_PAIR_LABELS = Kind(PairLabel, ("goods_id", "item_id", "same_product"), conversions=(flag("same_product"),))
_RATES = Kind(
    Rate,
    ("currency", "usd"),
    conversions=(number("usd"),),
    prepare=lambda rows: rows.with_columns(_upper_case("currency")),
)
_REFERENCE_PRICES = Kind(
    ReferencePrice,
    ("brand", "condition", "currency", "offers", *_PRICES),
    conversions=(
        whole_number("offers"),
        *(Conversion(name, money.amount(pl.col(name)), "an amount") for name in _PRICES),
    ),
    prepare=_every_type,
)
