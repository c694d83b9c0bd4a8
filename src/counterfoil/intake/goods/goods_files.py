"""Which table of goods is this file, and what goods does it hold? Told by its format, else by the names of its columns.

Goods come as offers, shipments, inventories, catalogues or a plain table of goods; whoever brings them does not have to
say which.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from counterfoil.errors import UserError
from counterfoil.intake.goods.as_goods import as_goods
from counterfoil.intake.header_names import plain
from counterfoil.intake.inspection.inspect import Asked, filled_columns
from counterfoil.intake.mapping import NO_MAPPING, Mapping
from counterfoil.intake.reader import OFFERS, Format, Wanted
from counterfoil.intake.source import opened
from counterfoil.intake.table_kinds import TABLE_KINDS, TableKind, sorted_batches
from counterfoil.tables.contract import Sorted

Open = Callable[[], BinaryIO]
_NAMES = ("goods", "offers", "inventory", "shipments", "events")
OF_GOODS = {kind.name: kind for kind in TABLE_KINDS if kind.name in _NAMES}
FEWEST = {"goods": ("id",)}  # columns that tell a table, where they are fewer than `inspect` asks for
SHOWN = 12  # columns of a file, in a message


class GoodsFile(NamedTuple):
    """A file that holds goods: its display name, how it is opened anew, and what the user says of it."""

    name: str
    open: Open
    mapping: Mapping | None = None
    encoding: str | None = None


def table_of(given: GoodsFile) -> TableKind:
    """Return which table the file is: goods, offers, inventory, shipments or events.

    Raises UserError where its format is not known, or where it holds none of them.
    """
    mapping = given.mapping or NO_MAPPING
    wanted = Wanted(given.name, (), (), mapping._replace(columns={}, constants={}), given.encoding)
    with given.open() as stream:
        found, whole, encoding = opened(stream, wanted, product_feeds=True, others_first=True)
        names = None if found.names is None else found.names(whole, wanted._replace(encoding=encoding))
    if names is None:
        return _of_format(found, given)
    return _of_header({*names, *mapping.columns, *mapping.constants}, names, given)


def read_goods_file(given: GoodsFile, table: TableKind) -> Iterator[Sorted]:
    """Yield the goods of the file in batches (columns of Goods, and `line`) and rejects.

    Raises UserError where the file cannot be read as the table, or once it has ended without one row kept.
    """
    with given.open() as stream:
        rows = table.read(stream, file=given.name, mapping=given.mapping, encoding=given.encoding)
        for batch in sorted_batches(rows):
            yield as_goods(table.name, batch, file=given.name)


def _of_format(found: Format, given: GoodsFile) -> TableKind:
    """Return the table that a file of a format is whose reader knows the columns itself."""
    holding = [kind for kind in TABLE_KINDS if found.name in kind.formats]
    if found.holds == OFFERS or not holding:
        return OF_GOODS["offers"]
    goods = [kind for kind in holding if kind.name in OF_GOODS]
    if not goods:
        return _only_goods(holding[0], given)
    asked = Asked(given.name, mapping=given.mapping, encoding=given.encoding)
    return max(goods, key=lambda kind: filled_columns(given.open, asked, found, kind))


def _of_header(ours: set[str], names: list[str], given: GoodsFile) -> TableKind:
    """Return the table that knows most of the columns and has all that it must have."""
    known = {plain(name) for name in ours}
    every = [*OF_GOODS.values(), *(kind for kind in TABLE_KINDS if kind.name not in OF_GOODS)]
    having = [kind for kind in every if {plain(name) for name in FEWEST.get(kind.name, kind.required)} <= known]
    if not having:
        shown = ", ".join(f"“{name}”" for name in names[:SHOWN])
        problem = f"This file has none of the columns id, shipment_id and quantity, but {shown}."
        cure = f"Give --mapping; a draft is written by: counterfoil inspect {given.name} --draft-mapping mapping.toml"
        raise UserError(problem, cure=cure, file=given.name)
    return _only_goods(max(having, key=lambda kind: len(known & {plain(name) for name in kind.columns})), given)


def _only_goods(kind: TableKind, given: GoodsFile) -> TableKind:
    if kind.name in OF_GOODS:
        return kind
    cure = "Give offers, shipments, an inventory, events of receiving, or a table of goods."
    raise UserError(f"This file holds {kind.name}, and no goods.", cure=cure, file=given.name)
