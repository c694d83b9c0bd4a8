"""Count strikes, and hold strike policies against a history: files in, figures and tables out."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.actions.known_case import KnownCase
from counterfoil.enforcement.strikes.count import counted
from counterfoil.enforcement.strikes.next_step import NextStep, next_steps
from counterfoil.enforcement.strikes.of_actions import violations_of
from counterfoil.enforcement.strikes.replay import Replay, replay
from counterfoil.enforcement.strikes.strike_policy import SHIPPED, StrikePolicy, read_strike_policy, shipped_policy
from counterfoil.errors import UserError
from counterfoil.intake.violations import read_violations
from counterfoil.intervals.weighted import wilson
from counterfoil.run.action_step import rows_table
from counterfoil.run.actions import read_actions
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import staged, write_parquet, write_table
from counterfoil.tables.contract import LINE
from counterfoil.tables.violation import Violation


class Share(NamedTuple):
    """So many of so many, and the 95 % interval of their share."""

    part: int
    whole: int
    low: float
    high: float


class Compared(NamedTuple):
    """One policy over a history: what it would have done, and how sure the two shares are."""

    replay: Replay
    wrongly: Share  # of the parties hit
    prevented: Share  # of the violations that hold; they come in clusters, one to a party


class History(NamedTuple):
    """What was read: violations (columns of Violation) and rejects."""

    violations: pl.DataFrame
    rejects: pl.DataFrame


def strike_policy_in(name: str) -> StrikePolicy:
    """Return a shipped policy by its name, or that in a file. Raises UserError for one that cannot be used."""
    if name in SHIPPED:
        return read_strike_policy(shipped_policy(name), file=f"{SHIPPED[name]}.toml")
    if not Path(name).exists() and not Path(name).suffix:
        cure = f"Name one that is shipped ({', '.join(SHIPPED)}), or a TOML file."
        raise UserError(f"“{name}” is no strike policy.", cure=cure)
    with opened(Path(name)) as stream:
        return read_strike_policy(stream.read(), file=Path(name).name)


def history_in(path: Path) -> History:
    """Return the violations in a file, and its rejects. Raises UserError for one that cannot be used."""
    with opened(path) as stream:
        read = read_violations(stream, file=path.name)
    return History(read.kept.drop(LINE), read.rejects)


def run_count(paths: Iterable[Path], policy: StrikePolicy, *, day: dt.date, out: Path | None) -> pl.DataFrame:
    """Return the strikes of each party on a day (columns of `counted`) from violations, or from folders of cases.

    Writes them to `out` where it is given. Raises UserError for what cannot be read.
    """
    violations = pl.concat([_violations_in(path, policy) for path in paths])
    found = counted(violations, policy, day=day)
    if out is not None:
        told = found.with_columns(pl.col("accounts").list.join("; ")) if out.suffix == ".csv" else found
        write_table(out, told, for_people=True)
    return found


def _violations_in(path: Path, policy: StrikePolicy) -> pl.DataFrame:
    if not path.is_dir():
        return history_in(path).violations
    folders = (
        [path] if (path / "case.parquet").is_file() else sorted(found.parent for found in path.glob("*/case.parquet"))
    )
    if not folders:
        cure = "Name a case, a folder of cases, or a file of violations."
        raise UserError("This folder holds no case.", cure=cure, file=str(path))
    return _violations_of([read_actions(folder) for folder in folders], policy)


def _violations_of(cases: list[KnownCase], policy: StrikePolicy) -> pl.DataFrame:
    actions = rows_table([row for case in cases for row in case.actions])
    parties = pl.concat([case.tables["case"].select(pl.col("id").alias("case_id"), "party_id") for case in cases])
    return violations_of(actions, parties, policy)


def run_next(folder: Path, policy: StrikePolicy, *, day: dt.date) -> list[NextStep]:
    """Return the next steps in the case of a folder, by the strikes of its party in all cases beside it.

    Raises UserError for no case.
    """
    known = read_actions(folder)
    party = known.tables["case"].item(0, "party_id")
    cases = [known, *(read_actions(other) for other in _beside(folder, party))] if party else [known]
    found = counted(_violations_of(cases, policy), policy, day=day)
    mine = {party, *known.tables["subjects"].filter(pl.col("subject_kind") == "account")["subject_id"]}
    strikes = int(found.filter(pl.col("party").is_in(mine))["strikes"].sum())
    return next_steps(known, strikes, policy, day=day)


def _beside(folder: Path, party: str) -> list[Path]:
    """Return the folders of the other cases of a party."""
    others = (path.parent for path in sorted(folder.parent.glob("*/case.parquet")) if path.parent.name != folder.name)
    return [other for other in others if party in pl.read_parquet(other / "case.parquet")["party_id"].to_list()]


def run_strike_replay(
    path: Path, policies: Iterable[StrikePolicy], *, out: Path | None
) -> tuple[History, list[Compared]]:
    """Return the history in a file and what each policy would have done over it; write the tables to the folder `out`.

    Raises UserError for a history or a folder that cannot be used.
    """
    history = history_in(path)
    found = [compared(replay(history.violations, policy)) for policy in policies]
    if out is not None:
        _write(out, history, found)
    return history, found


def compared(found: Replay) -> Compared:
    """Return a replay with the intervals of its shares."""
    wrongly = int(found.parties["wrongly"].sum())
    by_party = (
        found.rows.filter("holds")
        .group_by("party")
        .agg(pl.col("prevented").sum().cast(pl.Float64).alias("part"), pl.len().cast(pl.Float64).alias("whole"))
    )
    return Compared(found, _share(wrongly, found.parties.height, found.parties.height), _clustered(by_party))


def _share(part: int, whole: int, effective: float) -> Share:
    if not whole:
        return Share(part, whole, 0.0, 1.0)
    ends = wilson(pl.lit(part / whole), pl.lit(effective))
    low, high = pl.select(low=ends[0], high=ends[1]).row(0)
    return Share(part, whole, low, high)


def _clustered(parties: pl.DataFrame) -> Share:
    """Return the share over all parties, its interval Wilson's with the effective number of violations.

    That number is p(1 - p) over the linearised variance of a ratio with the parties as clusters (Korn and Graubard
    1998, as `calibration.intervals`); where the share is 0 or 1, the number of parties.
    """
    part, whole = float(parties["part"].sum()), float(parties["whole"].sum())
    if parties.height < 2 or part in (0.0, whole):
        return _share(int(part), int(whole), max(parties.height, 1))
    share = part / whole
    spread = parties.select(((pl.col("part") - share * pl.col("whole")) ** 2).sum()).item()
    variance = spread / whole**2 * parties.height / (parties.height - 1)
    return _share(int(part), int(whole), min(share * (1 - share) / variance, whole))


def _write(out: Path, history: History, found: list[Compared]) -> None:
    with staged(out) as work:
        for one in found:
            label = one.replay.policy.label
            for name in ("hits", "parties"):
                write_parquet(work / f"{label}-{name}.parquet", getattr(one.replay, name))
            prevented = one.replay.rows.filter("prevented").select(Violation.column_names())
            write_parquet(work / f"{label}-prevented.parquet", prevented)
        write_parquet(work / "rejects.parquet", history.rejects)
