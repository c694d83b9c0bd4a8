"""How do dispositions lie in their case? Rows and proofs, what of them counts, and where every unit stands."""

from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.dispositions.barriers import Barriers
from counterfoil.enforcement.dispositions.line_balances import line_balances
from counterfoil.enforcement.dispositions.standing import DISPOSITION, PROOF, standing
from counterfoil.run.case_files import CaseFiles
from counterfoil.run.facility_ground import is_refuted
from counterfoil.tables.facility_line import FacilityLine

CLOSED, WITHDRAWN_NOTICE = "closed", "withdrawn"


class Disposed(NamedTuple):
    """What counts in a case: dispositions and proofs that stand, lines of notices that stand, and where units are."""

    case: CaseFiles
    lines: pl.DataFrame
    dispositions: pl.DataFrame
    proofs: pl.DataFrame
    balances: pl.DataFrame
    barriers: Barriers


def disposed_in(case: CaseFiles) -> Disposed:
    """Return what counts in a case, of the tables as they lie there."""
    tables, events = case.tables, case.tables["events"]
    kept = standing(tables["dispositions"], events, kind=DISPOSITION)
    proofs = standing(tables["disposition_proofs"], events, kind=PROOF)
    own = proofs.filter(pl.col("disposition_id").is_in(kept["id"].implode()))
    lines = _lines(case, kept)
    balances = line_balances(lines, tables["facility_notices"], tables["hold_answers"], kept)
    return Disposed(case, lines, kept, own, balances, Barriers(events, is_refuted=is_refuted(case)))


def closed_notices(case: CaseFiles) -> pl.DataFrame:
    """Return notice_id and is_closed of each facility notice; a closed case closes all of them."""
    is_over = case.tables["case"].item(0, "state") == CLOSED
    return case.tables["facility_notices"].select(
        notice_id="id", is_closed=(pl.col("state") == CLOSED) | pl.lit(is_over)
    )


def _lines(case: CaseFiles, kept: pl.DataFrame) -> pl.DataFrame:
    """Return the lines of all notices but those withdrawn under which nothing was disposed of."""
    gone = case.tables["facility_notices"].filter(pl.col("state") == WITHDRAWN_NOTICE)["id"]
    unused = gone.filter(~gone.is_in(kept["notice_id"].implode()))
    return FacilityLine.cast(case.tables["facility_lines"].filter(~pl.col("notice_id").is_in(unused.implode())))
