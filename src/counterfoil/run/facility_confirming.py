"""Take the answers of a warehouse's system to a notice into the case: a quarantine counts once it is confirmed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.facility_notices.answers import Left, Reading, Taken, take
from counterfoil.enforcement.facility_notices.standing import answer_act, asked_of, standing
from counterfoil.enforcement.states.facility_notice_states import FACILITY_NOTICE, KIND
from counterfoil.enforcement.states.machine import moved
from counterfoil.intake.hold_answers.read import read_hold_answers
from counterfoil.intake.mapping import Mapping
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.facility_files import lines_in, state_of_notice, the_notice, with_values, write_notice_acts
from counterfoil.run.inputs import digest_of, mapping_in, opened
from counterfoil.run.notice_files import rows_of
from counterfoil.tables.reject import Reject


class Confirmed(NamedTuple):
    """What an answer did: the state then, the lines (columns of `standing`), rows that were taken and those that were
    not (contract Reject); `is_new`: whether it changed anything."""

    state: str
    lines: pl.DataFrame
    taken: int
    rejects: pl.DataFrame
    more: dict[int, int]
    is_new: bool

    @property
    def is_refused(self) -> bool:
        """Whether the file has rows and none of them could be taken."""
        return not self.taken and not self.is_new and self.rejects.height > 0


def run_confirm(
    folder: Path, wanted: str, path: Path, acting: Acting, *, mapping: Path | None, accept_more: bool = False
) -> Confirmed:
    """Return what the answer in a file did to a notice of the case, which is written; the same file twice does nothing.

    Raises UserError for a file that cannot be read, a notice that is not there, or one that was not sent.
    """
    read_case(folder)
    names = mapping_in(mapping)
    with changing(folder):
        case = read_case(folder)
        notice = the_notice(case, wanted)
        digest, told, rejects = _read(path, names)
        lines = lines_in(case, wanted)
        known = case.tables["hold_answers"]
        reading = Reading(path.name, acting.at, accept_more)
        taken = take(told, lines, known, reading)
        left = pl.concat([rejects, _rejects(path, taken.left)]).sort("line", maintain_order=True)
        if not taken.is_new:
            return Confirmed(
                notice["state"],
                standing(lines, known.filter(notice_id=wanted)),
                taken.rows.height,
                left,
                {},
                is_new=False,
            )
        counted = _with_units(lines, taken.more)
        rows = standing(counted, taken.answers.filter(notice_id=wanted))
        act = answer_act(rows) or "held in part"
        said = _said(rows, taken)
        done = Act(acting.at, acting.by, act, KIND, wanted, said, acting.why, (f"{path.name} {digest}",))
        state = moved(FACILITY_NOTICE, state_of_notice(case.tables["events"], wanted), act)
        _write(case, wanted, [done], counted, taken, held_at=asked_of(rows)["held_at"].max() if act == "held" else None)
    return Confirmed(state, rows, taken.rows.height, left, taken.more, is_new=True)


def _write(
    case: CaseFiles, wanted: str, acts: Sequence[Act], lines: pl.DataFrame, taken: Taken, *, held_at: Any
) -> None:
    others = case.tables["facility_lines"].filter(pl.col("notice_id") != wanted)
    write_notice_acts(
        case,
        acts,
        notices=with_values(case.tables["facility_notices"], wanted, {"held_at": held_at}),
        facility_lines=pl.concat([others, lines]).sort("notice_id", "line", maintain_order=True),
        hold_answers=taken.answers,
    )


def _with_units(lines: pl.DataFrame, more: dict[int, int]) -> pl.DataFrame:
    """Return the lines, those with more units than were known counted anew: units are never told beyond those found."""
    beyond = pl.col("line").replace_strict(more, default=0, return_dtype=pl.Int64)
    return lines.with_columns(
        units=pl.when(pl.col("line").is_in(list(more))).then(pl.col("units").fill_null(0) + beyond).otherwise("units")
    )


def _said(rows: pl.DataFrame, taken: Taken) -> str:
    counts = taken.rows.group_by("status", maintain_order=True).agg(pl.col("units").sum()).rows()
    told = ", ".join(f"{units:,} {status}" for status, units in counts) or "nothing more"
    more = "".join(
        f" Of line {line}, {units:,} more were counted than were known." for line, units in taken.more.items()
    )
    waits = int(asked_of(rows)["open"].fill_null(0).clip(0).sum())
    return f"The warehouse's system told of units: {told}.{more} {waits:,} of those to be held are open."


def _read(path: Path, names: Mapping | None) -> tuple[str, pl.DataFrame, pl.DataFrame]:
    with opened(path) as stream:
        found = read_hold_answers(stream, file=path.name, mapping=names)
    return digest_of(path), found.kept, found.rejects


def _rejects(path: Path, left: Sequence[Left]) -> pl.DataFrame:
    rows = [
        {"file": path.name, "line": one.line, "field": one.field, "value": one.value, "rule": one.rule} for one in left
    ]
    return rows_of(Reject, rows)
