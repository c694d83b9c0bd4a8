"""Hold scorecards against a ladder: which platforms fail, which go on, and what may be done about each?"""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.escalation.ladder import DEFAULT, Failure, Ladder, default_ladder, read_ladder
from counterfoil.enforcement.escalation.moves import Ways, ways
from counterfoil.enforcement.escalation.verdicts import Verdict, failing_in, in_order, verdict_of, without_gap
from counterfoil.enforcement.states.escalation_states import CLOSED, ESCALATION, FOUND, FOUND_AGAIN
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act
from counterfoil.run.escalation_files import (
    EscalationFiles,
    changing,
    id_of,
    read_escalation,
    write_acts,
    write_new,
)
from counterfoil.run.escalation_scorecards import measures_in, unchecked_in
from counterfoil.run.escalation_standing import stands_of
from counterfoil.run.inputs import opened
from counterfoil.run.lock import locked
from counterfoil.tables.escalation_period import EscalationPeriod
from counterfoil.tables.record_file import LARGEST

SYSTEM = "system:escalation-assess"
OPENED, ASSESSED = "found", "assessed"


class Assessed(NamedTuple):
    """One failure of one platform: whether it was opened or found again now, its state, its periods, and its ways."""

    id: str
    platform: str
    failure: Failure
    state: str  # "" where nothing was opened
    is_new: bool
    added: int  # periods that were not known
    verdicts: list[Verdict]
    ways: Ways


class Assessment(NamedTuple):
    """What was found of each failure and platform; the failures of which no scorecard has the measure; the days that
    were not over; rejects; the files that no run.json speaks for."""

    found: list[Assessed]
    unmeasured: list[Failure]
    not_over: list[tuple[dt.date, dt.date]]
    rejects: pl.DataFrame
    unchecked: list[str]


def run_assess(
    place: Path, scorecards: tuple[Path, ...], *, ladder: Path | None, day: dt.date, at: dt.datetime
) -> Assessment:
    """Hold scorecards against a ladder on a day; open what fails, add the periods to what is open, and return it all.

    A period that is not over on `day` is left out. The same scorecards again change nothing. Raises UserError for a
    ladder or a scorecard that cannot be used, before anything is written; and for an escalation with later acts than
    `at`, where those before it have got their periods: the same command with a later one takes it up again.
    """
    data, name = _ladder_bytes(ladder)
    rules = read_ladder(data, file=name)
    rows, rejects = measures_in(scorecards)
    over = rows.filter(pl.col("period_until") < day)
    open_days = (
        rows.filter(pl.col("period_until") >= day).select("period_from", "period_until").unique().sort("period_from")
    )
    with locked(place):
        plans = [
            _Plan(place, rules, data, one, group, day, at) for one in rules.failures for group in _of_failure(over, one)
        ]
        for plan in plans:  # whatever is refused is refused before anything is written
            plan.judged()
        found = [_assessed(plan) for plan in plans]
    known = {one.failure.name for one in found}
    unmeasured = [one for one in rules.failures if one.name not in known]
    return Assessment(found, unmeasured, [tuple(row) for row in open_days.rows()], rejects, unchecked_in(rows))


def _ladder_bytes(path: Path | None) -> tuple[bytes, str]:
    if path is None:
        return default_ladder(), f"{DEFAULT}.toml"
    with opened(path) as stream:
        return stream.read(LARGEST + 1), path.name


def _of_failure(rows: pl.DataFrame, failure: Failure) -> list[pl.DataFrame]:
    own = rows.filter(measure=failure.measure)
    if failure.edition:
        own = own.filter(edition=failure.edition)
    return own.sort("platform", "edition", "period_from").partition_by("platform", "edition", maintain_order=True)


class _Plan(NamedTuple):
    """One failure of one platform to be assessed: its rows, of one edition."""

    place: Path
    ladder: Ladder
    data: bytes
    failure: Failure
    rows: pl.DataFrame
    day: dt.date
    at: dt.datetime

    @property
    def id(self) -> str:
        first = self.rows.row(0, named=True)
        return id_of(first["platform"], first["edition"], self.failure.name)

    def judged(self, failure: Failure | None = None) -> pl.DataFrame:
        """Return the periods (contract EscalationPeriod), in order."""
        units = self.rows["unit"].unique().to_list()
        if len(units) > 1:
            problem = f"{self.failure.measure} stands in {' and in '.join(sorted(units))}."
            raise UserError(problem, cure="Give scorecards that count it alike.")
        verdicts = [verdict_of(row, failure or self.failure) for row in self.rows.iter_rows(named=True)]
        in_order(verdicts)
        return self.rows.select(
            escalation_id=pl.lit(self.id),
            assessed_on=pl.lit(self.day),
            **{
                name: pl.col(name)
                for name in ("period_from", "period_until", "standing", "cases", "value", "low", "high")
            },
            verdict=pl.Series([one.verdict for one in verdicts], dtype=pl.String),
            why=pl.Series([one.why for one in verdicts], dtype=pl.String),
            source=pl.col("source"),
            sha256=pl.col("sha256"),
        ).select(EscalationPeriod.column_names())


def _assessed(plan: _Plan) -> Assessed:
    folder = plan.place / plan.id
    if (folder / "escalation.parquet").is_file():
        with changing(folder):
            return _gone_on(plan, read_escalation(folder))
    return _opened(plan)


def _opened(plan: _Plan) -> Assessed:
    """Open an escalation where the newest periods fail; otherwise only tell what they say."""
    periods, first = plan.judged(), plan.rows.row(0, named=True)
    verdicts = in_order(
        [Verdict(*row) for row in periods.select("period_from", "period_until", "verdict", "why").rows()]
    )
    failing = failing_in(without_gap(verdicts), k=plan.failure.k, n=plan.failure.n)
    if not failing:
        return Assessed(plan.id, first["platform"], plan.failure, "", False, 0, verdicts, Ways(None, None))
    row = {
        "id": plan.id,
        **{name: first[name] for name in ("platform", "edition", "measure", "unit")},
        **{name: getattr(plan.failure, name) for name in ("better", "threshold", "k", "n")},
        "failure": plan.failure.name,
        "ladder": plan.ladder.label,
        "ladder_sha256": hashlib.sha256(plan.data).hexdigest(),
        "opened_on": plan.day,
        "state": FOUND,
    }
    act = Act(
        plan.at,
        SYSTEM,
        OPENED,
        ESCALATION.kind,
        plan.id,
        _said(plan.failure, failing) + _unchecked(plan.rows),
        _rule(plan.ladder),
        _digests(periods),
    )
    write_new(plan.place, {"escalation": pl.DataFrame([row]), "periods": periods}, [act], ladder=plan.data)
    return _told(plan, read_escalation(plan.place / plan.id), is_new=True, added=periods.height)


def _gone_on(plan: _Plan, files: EscalationFiles) -> Assessed:
    """Add the periods that are not known, or are told otherwise now, to an escalation; find a closed one again."""
    if files.row["unit"] != plan.rows.item(0, "unit"):
        problem = f"{files.row['measure']} stood in {files.row['unit']} when {files.id} was opened."
        raise UserError(problem, cure="Give scorecards that count it alike.")
    periods = plan.judged(files.failure)
    told = [name for name in EscalationPeriod.column_names() if name not in ("assessed_on", "source", "sha256")]
    newest = files.tables["periods"].unique(["period_from", "period_until"], keep="last")
    new = periods.join(newest, on=told, how="anti", nulls_equal=True)
    acts: list[Act] = []
    tables: dict[str, pl.DataFrame] = {}
    if new.height:
        tables["periods"] = pl.concat([files.tables["periods"], new])
        said = "; ".join(f"{row['period_from']} to {row['period_until']}: {row['verdict']}" for row in new.to_dicts())
        said += "." + _unchecked(plan.rows.filter(pl.col("source").is_in(new["source"].implode())))
        acts.append(Act(plan.at, SYSTEM, ASSESSED, ESCALATION.kind, files.id, said, _rule(files.ladder), _digests(new)))
    after = files._replace(tables={**files.tables, **tables})
    again = _fails_again(after)
    if again:
        acts.append(
            Act(
                plan.at,
                SYSTEM,
                FOUND_AGAIN,
                ESCALATION.kind,
                files.id,
                _said(files.failure, again),
                _rule(files.ladder),
            )
        )
    if acts:
        write_acts(files, acts, tables)
    return _told(plan, read_escalation(files.folder), is_new=bool(again), added=new.height)


def _fails_again(files: EscalationFiles) -> tuple[Verdict, ...]:
    """Return the failing periods after those that its closing rested on, where they are k of n by themselves."""
    if files.row["state"] != CLOSED:
        return ()
    closed_after = stands_of(files, day=dt.date.max).rested_on
    new = [one for one in without_gap(files.verdicts) if closed_after is None or one.first > closed_after]
    return failing_in(new, k=files.failure.k, n=files.failure.n)


def _told(plan: _Plan, files: EscalationFiles, *, is_new: bool, added: int) -> Assessed:
    row, stands = files.row, stands_of(files, day=plan.day)
    found = ways(files.ladder, files.failure, stands)
    return Assessed(files.id, row["platform"], files.failure, row["state"], is_new, added, files.verdicts, found)


def _said(failure: Failure, failing: tuple[Verdict, ...]) -> str:
    days = ", ".join(f"{one.first} to {one.last}" for one in failing)
    return f"{failure.says} {len(failing)} of the newest {failure.n} periods failed ({failure.k} are needed): {days}."


def _unchecked(rows: pl.DataFrame) -> str:
    """Return a sentence where a file stands alone: nobody can tell then whether a number in it was typed by hand."""
    files = unchecked_in(rows)
    return f" Unchecked, for no run.json stands beside it: {', '.join(files)}." if files else ""


def _rule(ladder: Ladder) -> str:
    return f"The ladder {ladder.label} says so."


def _digests(periods: pl.DataFrame) -> tuple[str, ...]:
    pairs: list[dict[str, Any]] = periods.select("source", "sha256").unique(maintain_order=True).to_dicts()
    return tuple(f"{one['source']} {one['sha256']}" for one in pairs)
