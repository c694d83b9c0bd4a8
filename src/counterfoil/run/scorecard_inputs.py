"""What is a scorecard made from? The request, and the files of practices, answers and limits that it names."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.documents.scorecard_told import Limit
from counterfoil.enforcement.escalation.ladder import DEFAULT as LADDER
from counterfoil.enforcement.escalation.ladder import default_ladder, read_ladder
from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import gathered
from counterfoil.run.inputs import Inputs, opened
from counterfoil.scorecards.card import Asked
from counterfoil.scorecards.measure import Window
from counterfoil.scorecards.periods import EARLIEST, KINDS, LATEST_DAY, MONTH
from counterfoil.scorecards.practices.reading import SHIPPED, Practices, read_practices, shipped_practices
from counterfoil.tables.measure_answer import MeasureAnswer
from counterfoil.tables.platform_rows import is_platform
from counterfoil.tables.scorecard_measure import INSIDE

DEFAULT = SHIPPED[0]
ANSWER = "measure_answer"
MOST_PERIODS = 400  # more than a year of days, or seven of weeks: nobody reads a longer page


@dataclass(frozen=True, kw_only=True)
class ScorecardRequest:
    """The tables (files and folders), of whom, of which days and periods, against which practices, and the folder.

    `day`: on which it is counted; days after it are not looked at, nor counted as waited for. `practices`: files, or
    names of those that come with Counterfoil; `key`: a private key that signs the scorecard.
    """

    tables: tuple[Path, ...]
    platform: str
    first: dt.date
    last: dt.date
    day: dt.date
    out: Path
    kind: str = MONTH
    edition: str = INSIDE
    practices: tuple[str, ...] = (DEFAULT,)
    answers: Path | None = None
    ladder: str | None = None
    key: Path | None = None

    @property
    def asked(self) -> Asked:
        """What is asked for, as it can be told on the day. Raises UserError for a platform without a name, days in the
        wrong order or in no time that tables tell of, and a first day that has not come."""
        if not self.platform.strip():
            raise UserError("The platform has no name.", cure="Give it with --platform.")
        if self.first > self.last:
            raise UserError(f"{self.first} is after {self.last}.", cure="Give the first day with --from.")
        if self.first < EARLIEST or max(self.last, self.day) > LATEST_DAY:
            problem = f"{self.first} to {self.last} on {self.day}: no tables tell of such days."
            raise UserError(problem, cure=f"Give days from {EARLIEST} to {LATEST_DAY}.")
        if self.first > self.day:
            cure = f"Give an earlier --from, or the day on which it is counted with --day (it is {self.day})."
            raise UserError(f"{self.first} has not come yet.", cure=cure)
        asked = Asked(Window(self.platform.strip(), self.first, self.last), self.edition, self.kind).on(self.day)
        if self.kind not in KINDS or len(asked.periods) > MOST_PERIODS:
            problem = f"From {self.first} to {self.last} there are more than {MOST_PERIODS} {self.kind}s."
            raise UserError(problem, cure="Ask for longer periods with --periods, or for fewer days.")
        return asked


class PracticesFile(NamedTuple):
    """One file of practices: what it says, its bytes, and its name."""

    practices: Practices
    content: bytes
    name: str


def practices_in(names: Sequence[str], inputs: Inputs) -> list[PracticesFile]:
    """Return the files of practices. Raises UserError for one that is none, and for two that share an id."""
    found = [_practices(name, inputs) for name in names]
    seen: dict[str, str] = {}
    for one in found:
        for practice in one.practices.practices:
            if practice.id in seen:
                problem = f"The practice {practice.id} stands in {seen[practice.id]} too."
                raise UserError(problem, cure="Give it another id, or name one file only.", file=one.name)
            seen[practice.id] = one.name
    return found


def _practices(name: str, inputs: Inputs) -> PracticesFile:
    path = Path(name)
    if name in SHIPPED and not path.exists():
        content, file = shipped_practices(name), f"{name}.toml"
    else:
        with opened(path) as stream:
            content, file = stream.read(), path.name
        inputs.note("practices", path)
    return PracticesFile(read_practices(content, file=file), content, file)


def answers_in(path: Path | None, asked: Asked, inputs: Inputs) -> pl.DataFrame:
    """Return what the platform answered to numbers (contract MeasureAnswer); answers of others are left out.

    Raises UserError for a file that is no such table.
    """
    if path is None:
        return MeasureAnswer.create_empty()
    found = gathered([path])
    rows = found.of(ANSWER)
    if rows is None:
        cure = "Its columns are platform, measure, period_from, answered_on, text and by."
        raise UserError("This is no table of answers to measures.", cure=cure, file=str(path))
    inputs.files.extend(found.inputs.files)
    inputs.rejects.extend(found.inputs.rejects)
    return rows.filter(is_platform("platform", asked.window.platform)).select(MeasureAnswer.column_names()).collect()


def limits_in(name: str | None, edition: str, inputs: Inputs) -> dict[str, Limit]:
    """Return the thresholds of a ladder of escalation for an edition, by measure; none where no ladder is named.

    Raises UserError for a file that is no ladder.
    """
    if name is None:
        return {}
    path = Path(name)
    if name == LADDER and not path.exists():
        ladder = read_ladder(default_ladder(), file=f"{name}.toml")
    else:
        with opened(path) as stream:
            ladder = read_ladder(stream.read(), file=path.name)
        inputs.note("ladder", path)
    there = [one for one in ladder.failures if one.edition in ("", edition)]
    return {one.measure: Limit(one.threshold, ladder.label) for one in there}
