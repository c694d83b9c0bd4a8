"""Read what an order is held against: the order itself, sellers, offers, stock, balances, parties; only what counts.

Of offers and stock only those of accounts that may be a defendant's are kept, batch by batch.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from counterfoil.enforcement.orders.record import EXAMPLE, Bound, Defendant, Funds, Mark, OrderRecord
from counterfoil.errors import UserError
from counterfoil.intake.offers import read_offers
from counterfoil.intake.order_files import read_schedule
from counterfoil.run.goods_inputs import batches_of, item_files
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.order_marks import BORNE, borne, goods_types_of
from counterfoil.run.outputs import frames_of
from counterfoil.screening.references import References
from counterfoil.tables.offer import Offer
from counterfoil.tables.record_file import read_record
from counterfoil.tables.scheduled_party import HEAD, HEAD_LISTS

BATCH = 10_000
FOUND_LISTINGS: dict[str, pl.DataType | type[pl.DataType]] = {
    "subject_id": pl.String,
    "account_id": pl.String,
    "link": pl.String,
    "title": pl.String,
    "seen_at": pl.Datetime("us", "UTC"),
    "goods_type": pl.String,
    "mark": pl.String,
}
FOUND_STOCK: dict[str, pl.DataType | type[pl.DataType]] = {
    "subject_id": pl.String,
    "account_id": pl.String,
    "facility": pl.String,
    "quantity": pl.Decimal(24, 6),
    "quantity_unit": pl.String,
    "goods_type": pl.String,
    "mark": pl.String,
    "verdict": pl.String,
}


def order_in(path: Path, schedule: Path | None, inputs: Inputs) -> OrderRecord:
    """Return the order in a TOML file, or in a Schedule A (CSV) that repeats its head, with its defendants.

    Raises UserError for files that cannot be used, or a schedule alone that does not say what order it is of.
    """
    if path.suffix.lower() != ".toml":
        return _of_schedule(path, inputs)
    with opened(path) as stream:
        order = read_record(stream.read(), OrderRecord, file=path.name, what="court order", example=EXAMPLE)
    inputs.note("order", path)
    if schedule is None:
        return order
    return msgspec.structs.replace(order, parties=(*order.parties, *_defendants(_scheduled(schedule, inputs))))


def _scheduled(path: Path, inputs: Inputs) -> pl.DataFrame:
    with opened(path) as stream:
        found = read_schedule(stream, file=path.name)
    inputs.note("schedule", path, rows=found.kept.height)
    inputs.rejects.append(found.rejects)
    return found.kept


def _defendants(rows: pl.DataFrame) -> Iterator[Defendant]:
    for row in rows.iter_rows(named=True):
        yield Defendant(
            number=row["number"],
            name=row["name"],
            aliases=_list(row["aliases"]),
            platform=row["platform"],
            accounts=_list(row["account"]),
            store_urls=_list(row["store_url"]),
            emails=_list(row["email"]),
            bank_accounts=_list(row["bank_account"]),
            registration_numbers=_list(row["registration_number"]),
            tax_numbers=_list(row["tax_number"]),
            phones=_list(row["phone"]),
            address=row["address"],
            country=row["country"],
        )


def _list(values: Sequence[str | None] | None) -> tuple[str, ...]:
    return tuple(value for value in values or () if value)


def _of_schedule(path: Path, inputs: Inputs) -> OrderRecord:
    rows = _scheduled(path, inputs)
    head = {name: _one(rows, name, path) for name in HEAD}
    missing = [name for name in ("court", "docket", "kind", "issued_on") if head[name] is None]
    if missing:
        cure = f"Give the order itself (compare {EXAMPLE}) and this file with --schedule, or add those columns."
        raise UserError(f"This schedule does not say its order's {', '.join(missing)}.", cure=cure, file=path.name)
    cap: Decimal | None = head["funds_cap"]
    return OrderRecord(
        court=head["court"],
        docket=head["docket"],
        kind=head["kind"],
        issued_on=head["issued_on"],
        expires_on=head["expires_on"],
        territory=_list(head["territory"]),
        restrained=_list(head["restrained"]) or ("offer",),
        marks=tuple(Mark(mark=mark, goods=_list(head["goods"])) for mark in _list(head["marks"])),
        bound=tuple(Bound(who=who) for who in _list(head["bound"])),
        funds=None
        if cap is None and head["funds_currency"] is None
        else Funds(cap=cap, currency=head["funds_currency"]),
        parties=tuple(_defendants(rows)),
    )


def _one(rows: pl.DataFrame, name: str, path: Path) -> Any:
    """Return what the rows say of the order's head. Raises UserError where two say different things."""
    told = rows[name].drop_nulls()
    different = told.unique(maintain_order=True) if name not in HEAD_LISTS else told.list.join(";").unique()
    if different.len() > 1:
        cure = "Give each order in a file of its own." if name != "funds_currency" else "Currencies are never mixed."
        raise UserError(f"Two rows differ in the order's {name}.", cure=cure, file=path.name)
    return None if told.is_empty() else told.to_list()[0]


def offers_of(accounts: Sequence[str], path: Path, marks: References, inputs: Inputs) -> pl.DataFrame:
    """Return the offers of accounts (FOUND_LISTINGS), a row for each restrained mark they bear, or one without a mark.

    `path` is a file of offers, or the folder of a screening, whose offers are taken.
    """
    wanted = pl.Series(sorted(accounts), dtype=pl.String)
    kept = [pl.DataFrame(schema=FOUND_LISTINGS)]
    for batch in _offers(path, inputs):
        own = batch.filter(pl.col("external_seller_id").is_in(wanted.implode())) if len(wanted) else batch.clear()
        if own.height:
            kept.append(_with_marks(own, marks))
    return pl.concat(kept).unique(["subject_id", "mark"], keep="first", maintain_order=True)


def _offers(path: Path, inputs: Inputs) -> Iterator[pl.DataFrame]:
    if path.is_dir():
        table = path / "offers.parquet"
        inputs.check(table)
        for frame in frames_of(table, rows=BATCH):
            yield frame.select(Offer.column_names())
        inputs.note("offers", table)
        return
    rows = 0
    with opened(path) as stream:
        for batch in read_offers(stream, file=path.name):
            inputs.rejects.append(batch.rejects)
            rows += batch.kept.height
            yield batch.kept.select(Offer.column_names())
    inputs.note("offers", path, rows=rows)


def _with_marks(own: pl.DataFrame, marks: References) -> pl.DataFrame:
    told = own.select("link", "title", "seen_at", subject_id="id", account_id="external_seller_id")
    types = goods_types_of(own)
    bears = borne(own, marks) if marks.marks.rights.height else pl.DataFrame(schema=BORNE)
    rows = told.join(types, on="subject_id", how="left", maintain_order="left").join(
        bears, on="subject_id", how="left", maintain_order="left"
    )
    return rows.select(pl.col(name).cast(kind) for name, kind in FOUND_LISTINGS.items())


def stock_of(accounts: Sequence[str], paths: Sequence[Path], marks: References, inputs: Inputs) -> pl.DataFrame:
    """Return the stock of accounts (FOUND_STOCK). Each path is an inventory, or the folder of a `counterfoil match`."""
    found = [pl.DataFrame(schema=FOUND_STOCK)]
    for folder in [path for path in paths if path.is_dir()]:
        items, matches = (pl.read_parquet(_noted(folder / f"{name}.parquet", inputs)) for name in ("items", "matches"))
        verdicts = matches.select("verdict", id="item_id").unique("id", keep="first", maintain_order=True)
        found.append(_of_goods(items.join(verdicts, on="id", how="left"), accounts, marks))
    files = [path for path in paths if not path.is_dir()]
    for file in item_files(files, mapping=None, encoding=None):
        rows = 0
        for batch in batches_of(file):
            inputs.rejects.append(batch.rejects)
            rows += batch.items.height
            found.append(_of_goods(batch.items, accounts, marks))
        inputs.note("stock", file.path, rows=rows)
    return pl.concat(found).unique(["subject_id", "mark"], keep="first", maintain_order=True)


def _noted(path: Path, inputs: Inputs) -> Path:
    inputs.note("stock", path)
    return path


def _of_goods(items: pl.DataFrame, accounts: Sequence[str], marks: References) -> pl.DataFrame:
    """Return the stock among goods (columns of Goods), which bears a mark where its title or its brand does."""
    own = items.filter(pl.col("external_seller_id").is_in(list(accounts)), pl.col("kind") == "stock")
    if own.is_empty():
        return pl.DataFrame(schema=FOUND_STOCK)
    as_offers = own.select(
        pl.col("id"), pl.coalesce("title", pl.lit("–")).alias("title"), "brand", "external_seller_id", link=pl.lit(None)
    )
    offers = pl.concat([Offer.create_empty(), as_offers.cast({"link": pl.String})], how="diagonal")
    borne_by = _with_marks(offers, marks).select("subject_id", "goods_type", "mark")
    told = own.select(
        "facility",
        "quantity",
        "quantity_unit",
        subject_id="id",
        account_id="external_seller_id",
        verdict=pl.col("verdict") if "verdict" in own.columns else pl.lit(None),
    ).join(borne_by, on="subject_id", how="left", maintain_order="left")
    return told.select(pl.col(name).cast(kind) for name, kind in FOUND_STOCK.items())


def as_moment(day: dt.date) -> dt.datetime:
    """Return the beginning of a day in UTC."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)
