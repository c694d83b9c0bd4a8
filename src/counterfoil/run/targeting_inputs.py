"""Read the shipments of a day, the capacities of the facilities, and the controls that are ordered."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.goods.read import read_shipments
from counterfoil.intake.targeting_files import read_capacities, read_controls
from counterfoil.run.inputs import Inputs, mapping_in, opened
from counterfoil.tables.capacity import Capacity
from counterfoil.tables.contract import LINE, completed
from counterfoil.tables.control import Control
from counterfoil.tables.reject import Reject

NO_FACILITY = "facility_gln must be given, or the shipment is on no worklist"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The files of shipments, a number of shipments for each facility or a file of capacities, and ordered controls."""

    shipments: tuple[Path, ...]
    capacity: int | Path
    controls: Path | None = None
    mapping: Path | None = None
    encoding: str | None = None


def shipments_in(asked: Asked, inputs: Inputs) -> pl.DataFrame:
    """Return the lines of shipments (contract Shipment) of all files; those of no facility are rejects.

    Raises UserError where a file cannot be read or is named twice, or where no line could be used.
    """
    if len({path.resolve() for path in asked.shipments}) < len(asked.shipments):
        raise UserError("A file is named twice.", cure="Name each file of shipments once.")
    mapping, parts = mapping_in(asked.mapping), []
    for path in asked.shipments:
        inputs.check(path)
        kept = 0
        with opened(path) as stream:
            for batch in read_shipments(stream, file=path.name, mapping=mapping, encoding=asked.encoding):
                placed = batch.kept["facility_gln"].is_not_null()
                inputs.rejects += [batch.rejects, _unplaced(batch.kept.filter(~placed), path.name)]
                parts.append(batch.kept.filter(placed).drop(LINE))
                kept += parts[-1].height
        inputs.note("shipments", path, rows=kept)
    lines = pl.concat(parts)
    if lines.is_empty():
        names = ", ".join(path.name for path in asked.shipments)
        raise UserError("No shipment names its facility.", cure="Fill the column facility_gln.", file=names)
    return lines


def capacities_in(asked: Asked, facilities: pl.Series, inputs: Inputs) -> pl.DataFrame:
    """Return the capacities (contract Capacity): of the file, or the same number for each of the facilities."""
    if isinstance(asked.capacity, Path):
        return inputs.table("capacity", asked.capacity, read_capacities, Capacity.create_empty()).drop(LINE)
    rows = pl.DataFrame({"facility_gln": facilities.unique().sort()}).with_columns(
        capacity=pl.lit(asked.capacity, dtype=pl.Int64)
    )
    return Capacity.validate(completed(rows, Capacity), cast=True)


def controls_in(asked: Asked, inputs: Inputs) -> pl.DataFrame:
    """Return the mandatory controls (contract Control); none where no file is given."""
    return inputs.table("controls", asked.controls, read_controls, Control.create_empty())


def _unplaced(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    told = rows.select(
        file=pl.lit(file), line=LINE, field=pl.lit("facility_gln"), value=pl.lit(None, dtype=pl.String),
        rule=pl.lit(NO_FACILITY),
    )  # fmt: skip
    return Reject.cast(told)
