"""What do signs ask of each line of the shipments? Everything told and known of it, in one row."""

import polars as pl

from counterfoil.tables.shipment import Shipment
from counterfoil.targeting.signs.consignments import with_consignments
from counterfoil.targeting.signs.history import with_history
from counterfoil.targeting.signs.known import Known
from counterfoil.targeting.signs.lines import prepared
from counterfoil.targeting.signs.usual import with_usual
from counterfoil.targeting.signs.with_parties import with_parties

AS_OF = "as_of"


def shipment_rows(shipments: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the lines (contract Shipment), ordered by shipment, with what signs and features ask of each.

    All shipments at hand are compared with each other, so a line's row depends on all of them and not on their order.
    `as_of`, where the lines have it, is the day up to which (without it) the past of their parties is known; else
    it is the day.
    """
    several = shipments["shipment_id"].n_unique() < shipments.height
    by = ["shipment_id", *(name for name in Shipment.column_names() if several and name != "shipment_id")]
    lines = shipments.sort(by, nulls_last=True)
    own = pl.col(AS_OF) if AS_OF in lines.columns else pl.lit(None, dtype=pl.Date)
    lines = prepared(lines).with_columns(own.fill_null(known.day).alias(AS_OF))
    return with_parties(with_history(with_consignments(with_usual(lines)), known), known)
