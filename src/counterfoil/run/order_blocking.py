"""Screen a batch of offers under the court orders in force: the screening itself, then what the orders restrain.

Screening and replay both go this way, so that a decision made under an order is made again as it was.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from counterfoil.enforcement.orders.blocking import decided, findings_of, in_force, restrained, restraints
from counterfoil.run.inputs import Inputs
from counterfoil.run.order_files import read_order
from counterfoil.run.order_marks import BORNE, borne, restrained_marks
from counterfoil.screening.pictures.given import NO_PICTURES, PictureTables
from counterfoil.screening.references import References
from counterfoil.screening.screen import Screened, screen
from counterfoil.tables.restraint import Restraint

ROLE = "order"
READ = ("order.parquet", "reach.parquet", "events.parquet", "terms.json")  # of a compiled order, what restrains offers


def orders_in(folders: Sequence[Path], inputs: Inputs, *, day: dt.date) -> pl.DataFrame:
    """Return what the compiled orders keep accounts from offering on the day (contract Restraint).

    Orders that are not in force are read and restrain nothing. Raises UserError for a folder without an order.
    """
    found: list[pl.DataFrame] = [Restraint.create_empty()]
    for folder in folders:
        order = read_order(folder)
        holds = in_force(order.terms, order.state, expires_on=order.expires_on, day=day)
        told = restraints(order.tables["reach"], order.terms)
        found.append(told if holds else told.clear())
        for name in READ:
            inputs.note(ROLE, folder / name)
        inputs.add(
            ROLE, order=order.id, docket=order.terms.docket, in_force=holds, accounts=told["account_id"].n_unique()
        )
    return pl.concat(found)


def screened(offers: pl.DataFrame, references: References, pictures: PictureTables = NO_PICTURES) -> Screened:
    """Return what screening finds in a batch of offers, with what the orders of `references` make of the decisions."""
    result = screen(offers, references, pictures)
    if references.orders.is_empty():
        return result
    rows = _restrained(offers, references)
    if rows.is_empty():
        return result
    place = pl.DataFrame({"subject_id": offers["id"]}).with_row_index("place")
    findings = pl.concat([result.findings, findings_of(rows)]).join(place, on="subject_id", maintain_order="left")
    ordered = findings.sort("place", "right_id", "kind", nulls_last=True, maintain_order=True).drop("place")
    return Screened(ordered, result.assessments, decided(result.decisions, rows))


def _restrained(offers: pl.DataFrame, references: References) -> pl.DataFrame:
    accounts = references.orders["account_id"].unique().implode()
    own = offers.filter(pl.col("external_seller_id").is_in(accounts))
    marks = references.once(_marks)
    named = own.height and marks.marks.rights.height
    bears = borne(own, marks) if named else pl.DataFrame(schema=BORNE)
    return restrained(own.select("id", "external_seller_id", "goods_type"), bears, references.orders)


def _marks(references: References) -> References:
    return restrained_marks(references.orders["mark"].drop_nulls().to_list())
