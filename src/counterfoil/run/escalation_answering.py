"""Take in what a platform says: of the step that it was told of, or of one number, beside which it then stands."""

import datetime as dt
from pathlib import Path

import polars as pl

from counterfoil.enforcement.states.escalation_states import ESCALATION
from counterfoil.enforcement.states.escalation_step_states import ANSWERED, ESCALATION_STEP
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act
from counterfoil.run.escalation_acts import Done
from counterfoil.run.escalation_files import changing, read_escalation, write_acts
from counterfoil.run.escalation_standing import standing_step
from counterfoil.run.notice_files import rows_of
from counterfoil.tables.measure_answer import MeasureAnswer

ANSWERED_NUMBER = "answered a number"


def run_escalation_answer(place: Path, wanted: str, text: str, acting: Acting, *, period: dt.date | None) -> Done:
    """Record a platform's answer to the step that stands, or, with the first day of a period, to that number.

    Raises UserError where no step stands, or no such period was assessed. No number is changed by an answer.
    """
    folder = place / wanted
    read_escalation(folder)
    with changing(folder):
        files = read_escalation(folder)
        if period is None:
            row = standing_step(files)
            if row is None:
                cure = "Name a number that is answered with --number and the first day of its period."
                raise UserError("No step stands that could be answered.", cure=cure)
            said = f"The platform answered step {row['number']}, {row['step']}: {text}"
            act = Act(acting.at, acting.by, ANSWERED, ESCALATION_STEP.kind, str(row["number"]), said, acting.why)
            write_acts(files, [act], {})
            return Done(said, read_escalation(folder))
        days = [one.first for one in files.verdicts]
        if period not in days:
            cure = f"They begin on: {', '.join(map(str, days[-6:]))}."
            raise UserError(f"No period that begins on {period} was assessed.", cure=cure)
        row_of_answer = {
            "platform": files.row["platform"],
            "measure": files.row["measure"],
            "period_from": period,
            "answered_on": acting.at.date(),
            "text": text,
            "by": acting.by,
        }
        said = f"The platform answered the number of the period from {period}: {text}"
        answers = pl.concat([files.tables["measure_answers"], rows_of(MeasureAnswer, [row_of_answer])])
        act = Act(acting.at, acting.by, ANSWERED_NUMBER, ESCALATION.kind, files.id, said, acting.why)
        write_acts(files, [act], {"measure_answers": answers})
    return Done(said, read_escalation(folder))
