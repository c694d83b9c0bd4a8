"""Which goods of a case did an examination find counterfeit? Those of the shipment that was opened, and no others.

The goods of a case name their shipment by a keyed digest, so the shipments that were opened are digested in the same
way. An examination speaks of a shipment: where several goods of the case came in it, it does not say which were false.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.examinations import read_examinations
from counterfoil.matching.source.sought import GENUINE
from counterfoil.matching.source.travelling import keyed
from counterfoil.run.confirmed_goods import CONFIRMED
from counterfoil.run.inputs import opened
from counterfoil.tables.examination import COUNTERFEIT, NOT_OPENED


def examined_goods(path: Path, goods: pl.DataFrame, *, at: dt.datetime) -> dict[str, str]:
    """Return in words, by the id of goods (contract SoughtGoods) not confirmed yet, by which examination they are now.

    The last examination of a shipment until `at` counts. Raises UserError for rows that cannot be read, where no
    shipment of the goods was found counterfeit, and where one brought several goods.
    """
    fakes = _counterfeit(path, at)
    found: dict[str, str] = {}
    is_known = False
    for (salt,), own in goods.filter(pl.col("status").ne_missing(GENUINE)).group_by("salt", maintain_order=True):
        opened_ones = fakes.with_columns(shipment_key=keyed(fakes["shipment_id"], str(salt)))
        for row in opened_ones.drop_nulls("shipment_key").iter_rows(named=True):
            came = own.filter(shipment_key=row["shipment_key"])
            is_known |= came.height > 0
            new = came.filter(pl.col("status").ne_missing(CONFIRMED))["id"].to_list()
            if new and came.height > 1:
                problem = f"Several goods of the case came in one shipment: {', '.join(came['id'].to_list()[:5])}."
                cure = f"The examination does not say which are false; a person does: --confirm {new[0]} --by … --why …"
                raise UserError(problem, cure=cure, file=path.name)
            found |= {one: _said(one, row) for one in new}
    if not is_known:
        cure = "Name goods yourself with --confirm; goods without a shipment are met by no examination."
        raise UserError("No goods of the case are of a shipment that was found counterfeit.", cure=cure, file=path.name)
    return found


def _counterfeit(path: Path, at: dt.datetime) -> pl.DataFrame:
    """Return the last examination of each shipment that was opened, where that found counterfeits."""
    with opened(path) as stream:
        read = read_examinations(stream, file=path.name)
    if read.rejects.height:
        cure = f"See which: counterfoil target audit WORKLIST {path}"
        raise UserError("Rows of these examinations cannot be used.", cure=cure, file=path.name)
    told = read.kept.filter(pl.col("result") != NOT_OPENED, pl.col("examined_at") <= at).sort("examined_at")
    return told.unique("shipment_id", keep="last", maintain_order=True).filter(result=COUNTERFEIT)


def _said(goods: str, row: dict[str, Any]) -> str:
    who = row["inspector"] or "an inspector"
    of = f" of {row['units_examined']}" if row["units_examined"] else ""
    many = f"{row['units_found']}{of} units" if row["units_found"] else "units"
    return f"The goods {goods} were confirmed: {who} found {many} of their shipment counterfeit on " + (
        f"{row['examined_at']:%Y-%m-%d}."
    )
