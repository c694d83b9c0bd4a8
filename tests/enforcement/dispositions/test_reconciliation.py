"""The contract of a reconciliation lets no unit be lost; lines add up to notices, facilities and the whole."""

import dataframely as dy
import polars as pl
import pytest

from counterfoil.enforcement.dispositions.line_balances import line_balances
from counterfoil.enforcement.dispositions.reconcile import reconciliation
from counterfoil.tables import disposition, facility_line, facility_notice, hold_answer
from counterfoil.tables.contract import completed
from counterfoil.tables.disposition import Disposition
from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.facility_notice import FacilityNotice
from counterfoil.tables.given_disposition import KINDS, OPEN
from counterfoil.tables.hold_answer import HoldAnswer
from counterfoil.tables.reconciliation import EXAMPLE, Reconciliation

NONE = pl.DataFrame(schema={"notice_id": pl.String, "line": pl.Int64, "units": pl.Int64})
OPEN_NOTICE = pl.DataFrame({"notice_id": ["fn-5b1f0c2d9a3e-1"], "is_closed": [False]})


@pytest.mark.parametrize(("column", "value"), [("found", 389), ("destroyed", 381), ("held", 1), ("level", "pallet")])
def test_a_unit_more_or_less_is_no_reconciliation(column: str, value: object) -> None:
    assert Reconciliation.is_valid(EXAMPLE, cast=True)
    with pytest.raises(dy.exc.ValidationError):
        Reconciliation.validate(EXAMPLE.with_columns(pl.lit(value).alias(column)), cast=True)


def test_the_examples_of_the_tables_come_out() -> None:
    lines = FacilityLine.cast(completed(facility_line.EXAMPLE, FacilityLine))
    notices = FacilityNotice.cast(completed(facility_notice.EXAMPLE, FacilityNotice))
    answers = HoldAnswer.cast(completed(hold_answer.EXAMPLE, HoldAnswer))
    gone = Disposition.cast(completed(disposition.EXAMPLE, Disposition))
    balances = line_balances(lines, notices, answers, gone)
    told = reconciliation(balances, NONE, OPEN_NOTICE)
    assert told["level"].to_list() == ["line", "notice", "facility", "whole"]
    for row in told.iter_rows(named=True):
        assert (row["found"], row["destroyed"], row["held"]) == (388, 380, 8)
        assert sum(row[name] for name in (*KINDS, *OPEN)) == 388
        assert row["comes_out"]
    closed = reconciliation(balances, NONE, OPEN_NOTICE.with_columns(is_closed=pl.lit(value=True)))
    assert not closed["comes_out"].any()


def test_no_lines_are_no_units() -> None:
    notices, answers = FacilityNotice.create_empty(), HoldAnswer.create_empty()
    balances = line_balances(FacilityLine.create_empty(), notices, answers, Disposition.create_empty())
    told = reconciliation(balances, NONE, OPEN_NOTICE.clear())
    assert told.select("level", "found", "is_closed").rows() == [("whole", 0, True)]
