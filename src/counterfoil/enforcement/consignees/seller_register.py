"""Whose stock does a facility hold, since when, how much, what is known of them, and was it declared to Customs?

DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), action 2. The register is the one place
where a seller's personal data stands; all else tells of ids and of what is missing.
"""

import datetime as dt

import polars as pl

from counterfoil.codes import gtin
from counterfoil.codes.country import normalise
from counterfoil.enforcement.consignees.rule_file import Asked, RegisterRules
from counterfoil.tables.registered_seller import IDENTITY, RegisteredSeller

PLACE = ["facility_gln", "external_seller_id"]
NO_ROW = "a row in the file of sellers"
_COMPARED = ("units", "units_by_gtin", "declared_on", *IDENTITY)  # what may change between two registers


def seller_register(
    stock: pl.DataFrame,
    *,
    sellers: pl.DataFrame,
    lines: pl.DataFrame,
    declarations: pl.DataFrame,
    rules: RegisterRules,
    day: dt.date,
    country: str,
) -> pl.DataFrame:
    """Return one row (contract RegisteredSeller, without changes) for each seller in each facility, by facility and id.

    `stock` is by the contract Inventory, of which counts that name an owner are taken; `lines` by Shipment; what
    arrived or was declared after `day` is left out. `country` is where the facilities lie.
    """
    held = stock.filter((pl.col("entry") == "count") & pl.col("external_seller_id").is_not_null())
    rows = _held(held).join(_since(held, lines, day), on=PLACE, how="left", nulls_equal=True)
    rows = rows.join(_declared(declarations, day), on="external_seller_id", how="left", maintain_order="left")
    rows = _of_place(rows)
    known = sellers.select("status", *IDENTITY, external_seller_id="id", is_known=pl.lit(value=True))
    named = rows.join(known, on="external_seller_id", how="left", maintain_order="left")
    told = named.with_columns(missing=_missing(rules, named, country), changed=pl.lit([], pl.List(pl.String)))
    ordered = told.with_columns(change=pl.lit(None, pl.String)).rename({"external_seller_id": "seller_id"})
    return RegisteredSeller.cast(ordered.select(RegisteredSeller.column_names())).sort("facility_gln", "seller_id")


def with_changes(register: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """Return the register with what is new, changed, unchanged or gone since an `earlier` one (both RegisteredSeller).

    A seller that is gone stands in it with no units, and with the earlier register's data.
    """
    key = ["facility_gln", "seller_id"]
    earlier = earlier.filter(pl.col("change").ne_missing("gone"))
    joined = register.drop("change", "changed").join(
        earlier.select(*key, *(pl.col(name).alias(f"earlier {name}") for name in _COMPARED), was=pl.lit(value=True)),
        on=key, how="left", nulls_equal=True, maintain_order="left",
    )  # fmt: skip
    differs = [pl.when(pl.col(name).ne_missing(pl.col(f"earlier {name}"))).then(pl.lit(name)) for name in _COMPARED]
    changed = (
        pl.when(pl.col("was")).then(pl.concat_list(differs).list.drop_nulls()).otherwise(pl.lit([], pl.List(pl.String)))
    )
    told = joined.with_columns(changed=changed).with_columns(
        change=pl.when(pl.col("was").is_null())
        .then(pl.lit("new"))
        .when(pl.col("changed").list.len() > 0)
        .then(pl.lit("changed"))
        .otherwise(pl.lit("unchanged"))
    )
    gone = earlier.join(register, on=key, how="anti", nulls_equal=True)
    left = gone.with_columns(
        change=pl.lit("gone"), changed=pl.lit([], pl.List(pl.String)), units=pl.lit(0, pl.Int64),
        lines_not_counted=pl.lit(0, pl.Int64), units_by_gtin=pl.lit([], pl.List(pl.String)),
    )  # fmt: skip
    names = RegisteredSeller.column_names()
    return RegisteredSeller.cast(pl.concat([told.select(names), left.select(names)])).sort(key)


def without_owner(stock: pl.DataFrame) -> int:
    """Return how many lines of stock name no owner, so that they are in no register."""
    return stock.filter((pl.col("entry") == "count") & pl.col("external_seller_id").is_null()).height


def _held(held: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces of each seller in each facility, in all and by product."""
    whole = pl.col("quantity_unit").is_null() & (pl.col("quantity") == pl.col("quantity").floor())
    padded = held.select(gtin.normalised(pl.col("gtin")))["gtin"].drop_nulls().unique()
    printed = gtin.normalised(pl.col("gtin")).replace({one: gtin.format(one) for one in padded})
    code = pl.coalesce(printed, "sku", "facility_item_id", pl.lit("no GTIN"))
    pieces = held.with_columns(code=code, pieces=pl.when(whole).then(pl.col("quantity").cast(pl.Int64, strict=False)))
    by_code = pieces.group_by(*PLACE, "code").agg(
        facility=pl.col("facility").drop_nulls().first(),
        pieces=pl.col("pieces").sum(),
        lines_not_counted=pl.col("pieces").is_null().sum().cast(pl.Int64),
    )
    return (
        by_code.sort(*PLACE, "code")
        .group_by(PLACE, maintain_order=True)
        .agg(
            facility=pl.col("facility").drop_nulls().first(),
            units=pl.col("pieces").sum(),
            lines_not_counted=pl.col("lines_not_counted").sum(),
            units_by_gtin=pl.format("{}: {}", "code", "pieces"),
        )
    )


def _since(held: pl.DataFrame, lines: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return the first day of each seller in each facility: of an arrival, or of the count itself."""
    arrivals = lines.filter(pl.col("arrived_on") <= day)
    of_shipment = arrivals.group_by(inbound_shipment_id="shipment_id").agg(pl.col("arrived_on").min())
    by_stock = held.join(of_shipment, on="inbound_shipment_id", how="left").select(
        *PLACE, day=pl.min_horizontal("arrived_on", pl.col("counted_at").dt.date())
    )
    received = arrivals.select(*PLACE, day="arrived_on")
    return pl.concat([by_stock, received]).group_by(PLACE).agg(since=pl.col("day").min())


def _declared(declarations: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return the declarations that hold for all goods of a seller, by the day on which they were made."""
    general = declarations.filter(pl.col("shipment_id").is_null() & (pl.col("declared_on") <= day))
    return general.select("external_seller_id", "declared_on", declared_as="reference", at="facility_gln")


def _of_place(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep of the declarations of a seller the first that is the facility's own, or every facility's."""
    fits = (pl.col("at") == pl.col("facility_gln")).fill_null(pl.col("at").is_null())
    fitted = rows.with_columns(
        declared_on=pl.when(fits).then("declared_on"), declared_as=pl.when(fits).then("declared_as")
    )
    return fitted.sort("declared_on", nulls_last=True, maintain_order=True).unique(
        PLACE, keep="first", maintain_order=True
    )


def _missing(rules: RegisterRules, rows: pl.DataFrame, country: str) -> pl.Expr:
    """Return the names of what is asked for and not given; of a seller without a row, that."""
    codes = {name: normalise(name) or name for name in rows["country"].drop_nulls().unique()}
    abroad = pl.col("country").replace(codes).ne(country).fill_null(value=False) if codes else pl.lit(value=False)
    lacking = [_lacks(asked, abroad) for asked in rules.asked if asked.is_on]
    names = pl.concat_list(lacking).list.drop_nulls() if lacking else pl.lit([], pl.List(pl.String))
    return pl.when(pl.col("is_known").is_null()).then(pl.lit([NO_ROW])).otherwise(names)


def _lacks(asked: Asked, abroad: pl.Expr) -> pl.Expr:
    none = pl.all_horizontal(pl.col(name).is_null() for name in asked.given)
    return pl.when((none & abroad) if asked.only == "abroad" else none).then(pl.lit(asked.name))
