"""Read the goods that are looked for, and the items they are looked for in, file by file and batch by batch."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.ahead import ahead
from counterfoil.intake.goods.goods_files import GoodsFile, read_goods_file, table_of
from counterfoil.intake.goods.sifting import TOGETHER, sifted_inventory
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.table_kinds import TableKind
from counterfoil.matching.product.looks import Looks
from counterfoil.matching.product.rarities import Counted
from counterfoil.run.inputs import Inputs, opened
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject, shorten

_LYING = ("stock", "shipment", "receipt", "return")
TWICE = "id must not be used twice; an earlier line has it"
SHIPMENTS, INVENTORY = "shipments", "inventory"
KindsTold = AnyMapping[Path, str]
SUPPLIERS = {"shipment": pl.String, "known_supplier": pl.String}


class ItemFile(NamedTuple):
    """A file of items: where it lies, how it is read, which table it is, and whether its stock or shipments came in
    (receipt) or back (return), where the user says so."""

    path: Path
    given: GoodsFile
    table: TableKind
    told_as: str | None = None

    def kinds_told(self, items: pl.DataFrame) -> pl.DataFrame:
        """Return the items with the kind that the user says they are; offers and the like stay what they are."""
        if self.told_as is None:
            return items
        is_lying = pl.col("kind").is_in(_LYING)
        return items.with_columns(kind=pl.when(is_lying).then(pl.lit(self.told_as)).otherwise("kind"))


class ItemBatch(NamedTuple):
    """Items (columns of Goods, and `line`) of one file, and the rows of it that were set aside.

    `passed` is how many more were kept, and turned away by a first look; `turned_away` is what it counted of them.
    """

    file: ItemFile
    items: pl.DataFrame
    rejects: pl.DataFrame
    passed: int = 0
    turned_away: Counted | None = None


def goods_in(path: Path, inputs: Inputs) -> pl.DataFrame:
    """Return the goods to look for (contract Goods, ids used once); rejects and digest are noted in `inputs`.

    Raises UserError where the file holds no goods, or none of them could be used.
    """
    given = GoodsFile(path.name, partial(opened, path))
    batches = list(read_goods_file(given, table_of(given)))
    rows = pl.concat([batch.kept for batch in batches])
    twice = ~rows["id"].is_first_distinct()
    inputs.rejects += [batch.rejects for batch in batches]
    inputs.rejects.append(_used_twice(rows.filter(twice), path.name))
    kept = rows.filter(~twice).drop(LINE)
    inputs.note("goods", path, rows=kept.height)
    return kept


def item_files(
    paths: Sequence[Path], *, mapping: Mapping | None, encoding: str | None, told_as: KindsTold | None = None
) -> list[ItemFile]:
    """Return the files of items, told apart by their content; `told_as` says of which the goods came in or back.

    Raises UserError for one that holds no goods.
    """
    kinds = told_as or {}
    if len({path.resolve() for path in paths}) < len(paths):
        raise UserError("A file is named twice.", cure="Name each inventory once.")
    names = [path.name for path in paths]
    files = []
    for path in paths:
        name = path.name if names.count(path.name) == 1 else str(path)  # so that FILE:LINE names one place
        given = GoodsFile(name, partial(opened, path), mapping, encoding)
        files.append(ItemFile(path, given, table_of(given), kinds.get(path)))
    return files


def suppliers_in(files: Sequence[ItemFile]) -> pl.DataFrame:
    """Return who sent each inbound shipment (SUPPLIERS) that the files of shipments tell of.

    A shipment of several consignors tells nothing of a pallet, and is left out.
    """
    told = [
        batch.items.select(shipment=_plain(pl.col("shipment_id")), known_supplier="supplier").drop_nulls().unique()
        for file in files
        if file.table.name == SHIPMENTS
        for batch in batches_of(file)
    ]
    every = pl.concat([pl.DataFrame(schema=SUPPLIERS), *told]).unique()
    return every.filter(pl.len().over("shipment") == 1)


def with_suppliers(goods: pl.DataFrame, suppliers: pl.DataFrame) -> pl.DataFrame:
    """Return the goods, in their order, with the supplier of their inbound shipment where they name none themselves."""
    if suppliers.is_empty():
        return goods
    rows = goods.with_columns(shipment=_plain(pl.col("shipment_id")))
    joined = rows.join(suppliers, on="shipment", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("supplier", "known_supplier").alias("supplier")).select(goods.columns)


def batches_of(file: ItemFile) -> Iterator[ItemBatch]:
    """Yield the items of a file in batches; raises UserError as its reader does."""
    for batch in read_goods_file(file.given, file.table):
        yield ItemBatch(file, batch.kept, batch.rejects)


def many_together(file: ItemFile, looks: Looks | None) -> Iterator[ItemBatch]:
    """Yield the items of a file in batches of TOGETHER rows, over which rarity is counted; of stock those alone that
    the first look lets through, if there is one. Raises UserError as its reader does."""
    if looks is not None and file.table.name == INVENTORY:
        for one in ahead(sifted_inventory(file.given, looks.look)):
            assert isinstance(one.turned_away, Counted)
            yield ItemBatch(file, one.kept, one.rejects, one.passed, one.turned_away)
        return
    waiting: list[ItemBatch] = []
    for batch in batches_of(file):
        waiting.append(batch)
        if sum(one.items.height + one.rejects.height for one in waiting) >= TOGETHER:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _joined(batches: list[ItemBatch]) -> ItemBatch:
    items, rejects = (pl.concat(parts) for parts in zip(*((one.items, one.rejects) for one in batches), strict=True))
    return ItemBatch(batches[0].file, items, rejects)


def _plain(shipment: pl.Expr) -> pl.Expr:
    return shipment.str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def _used_twice(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    return Reject.cast(
        rows.select(file=pl.lit(file), line=LINE, field=pl.lit("id"), value=shorten(pl.col("id")), rule=pl.lit(TWICE))
    )
