"""Record what became of units, take a record back, and tell what bars one: acts in a case, never edits."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.dispositions.barriers import ACTS, CASE, ENDS, LINE, NOTICE, OVERTURNED, RESTORED, line_id
from counterfoil.enforcement.dispositions.judging import LINE_OF_FILE, Known, Row, judge
from counterfoil.enforcement.dispositions.standing import DISPOSITION, PROOF, RECORDED, WITHDRAWN
from counterfoil.enforcement.states.facility_notice_states import FACILITY_NOTICE
from counterfoil.errors import UserError
from counterfoil.intake.dispositions import NOTICE_LINE, read_dispositions
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, events_with, read_case, record
from counterfoil.run.disposition_files import Disposed, disposed_in
from counterfoil.run.facility_files import state_of_notice, write_notice_acts
from counterfoil.run.inputs import digest_of, opened
from counterfoil.run.notice_files import rows_of
from counterfoil.tables.contract import LINE as FILE_LINE
from counterfoil.tables.contract import sort_rows
from counterfoil.tables.disposition import Disposition
from counterfoil.tables.given_disposition import OPEN, GivenDisposition
from counterfoil.tables.reject import Reject

SYSTEM = "system:disposition"
DONE, AGAIN = "disposed", "found more"  # of a facility notice: nothing is open any more, or something again
ASKED = "the command line"


class Recorded(NamedTuple):
    """What was recorded (contract Disposition), what was set aside (Reject), and the notices that are done."""

    rows: pl.DataFrame
    rejects: pl.DataFrame
    done: tuple[str, ...]


def run_record_file(folder: Path, path: Path, acting: Acting) -> Recorded:
    """Record the dispositions of a file; rows that may not be are set aside, the others count.

    Raises UserError for a file that cannot be read, or none of whose rows may be; nothing is written then.
    """
    with opened(path) as stream:
        read = read_dispositions(stream, file=path.name, by=acting.by, at=acting.at)
    rows = [_of_file(row) for row in read.kept.iter_rows(named=True)]
    done = _record(folder, rows, acting, file=path.name, digests=(f"{path.name} {digest_of(path)}",))
    rejects = pl.concat([read.rejects, done.rejects]).sort("line", maintain_order=True)
    if done.rows.is_empty():
        raise _none_may_be(rejects, path.name)
    return done._replace(rejects=rejects)


def run_record_one(folder: Path, told: Mapping[str, Any], acting: Acting) -> Recorded:
    """Record one disposition, given by the columns of Disposition that a user tells. Raises UserError where it may not
    be."""
    row = dict.fromkeys(GivenDisposition.column_names()) | {"at": acting.at, "by": acting.by, "hazards": []}
    row |= told
    given = pl.DataFrame([{**row, FILE_LINE: 1}], schema=GivenDisposition.create_empty().schema | {FILE_LINE: pl.Int64})
    checked = sort_rows(given, GivenDisposition, file=ASKED)
    rows = [row | {LINE_OF_FILE: None}] if checked.kept.height else []
    done = _record(folder, rows, acting, file=ASKED, digests=())
    if done.rows.is_empty():
        raise _none_may_be(pl.concat([checked.rejects, done.rejects]), "")
    return done


def run_withdraw(folder: Path, wanted: str, acting: Acting) -> str:
    """Take back a disposition or a proof that counts: its row stays, and counts no more. Return its kind of subject.

    Raises UserError for one that does not count.
    """
    with changing(folder):
        case = read_case(folder)
        known = disposed_in(case)
        ids = {DISPOSITION: known.dispositions["id"].to_list(), PROOF: known.proofs["id"].to_list()}
        kind = next((kind for kind, own in ids.items() if wanted in own), "")
        if not kind:
            able = ", ".join([*ids[DISPOSITION], *ids[PROOF]][-8:]) or "there are none"
            raise UserError(f"“{wanted}” is no disposition or proof that counts.", cure=f"Those that do: {able}.")
        said = f"The {kind} {wanted} was taken back."
        acts = [Act(acting.at, acting.by, WITHDRAWN, kind, wanted, said, acting.why)]
        touched = set(known.dispositions.filter(id=wanted)["notice_id"])
        acts += _following(case, case.tables["dispositions"], acts, touched, acting)
        write_notice_acts(case, acts, notices=case.tables["facility_notices"])
    return kind


def run_line_act(folder: Path, kind: str, subject: str, acting: Acting) -> str:
    """Record that a sample, an objection or a litigation hold begins or ends, or that a finding was overturned.

    `subject` is NOTICE/LINE, a notice or the case, which is returned in words. Raises UserError for one that is not
    there, for an end of what was not begun, and for a finding that is of no single line.
    """
    if kind not in ACTS:
        raise UserError(f"“{kind}” is no act on goods that are held.", cure=f"Use one of: {', '.join(ACTS)}.")
    with changing(folder):
        case = read_case(folder)
        known = disposed_in(case)
        subject_kind = _subject_kind(case, subject)
        _in_turn(known, kind, subject_kind, subject)
        said = f"Told of the {subject_kind} {subject}: {kind}."
        record(case, [Act(acting.at, acting.by, kind, subject_kind, subject, said, acting.why)])
    return f"{subject_kind} {subject}"


def _of_file(row: Row) -> Row:
    of_file = row[FILE_LINE]
    given = {name: value for name, value in row.items() if name not in (FILE_LINE, NOTICE_LINE)}
    return given | {"line": row[NOTICE_LINE], LINE_OF_FILE: of_file}


def _record(folder: Path, rows: list[Row], acting: Acting, *, file: str, digests: tuple[str, ...]) -> Recorded:
    read_case(folder)  # what is no case is refused before the lock makes a folder of it
    with changing(folder):
        case = read_case(folder)
        kept, rejects = judge(rows, _known(case, acting), file=file)
        if not kept:
            return Recorded(Disposition.create_empty(), rejects, ())
        new = rows_of(Disposition, kept)
        acts = [act for row in kept for act in _acts(row, acting, digests)]
        table = pl.concat([case.tables["dispositions"], new])
        following = _following(case, table, acts, set(new["notice_id"]), acting)
        write_notice_acts(case, [*acts, *following], notices=case.tables["facility_notices"], dispositions=table)
    return Recorded(new, rejects, tuple(act.subject_id for act in following if act.kind == DONE))


def _known(case: CaseFiles, acting: Acting) -> Known:
    now = disposed_in(case)
    drafted = case.tables["facility_notices"].select("drafted_at", notice_id="id")
    lines = now.lines.join(drafted, on="notice_id", how="inner")
    units = {
        (row["notice_id"], row["line"], name): row[name] for row in now.balances.iter_rows(named=True) for name in OPEN
    }
    return Known(
        case_id=case.id,
        lines={(row["notice_id"], row["line"]): row for row in lines.iter_rows(named=True)},
        open_units=units,
        standing={row["id"]: row for row in now.dispositions.iter_rows(named=True)},
        barriers=now.barriers,
        next_number=case.tables["dispositions"].height + 1,
        recorded_at=acting.at,
    )


def _acts(row: Row, acting: Acting, digests: tuple[str, ...]) -> Iterator[Act]:
    act: Callable[..., Act] = lambda kind, id_, said: Act(  # noqa: E731  short, and of this one place
        acting.at, acting.by, kind, DISPOSITION, id_, said, acting.why, digests
    )
    place = line_id(row["notice_id"], row["line"])
    if row["corrects"] is not None:
        yield act(WITHDRAWN, row["corrects"], f"The disposition {row['corrects']} was corrected by {row['id']}.")
    yield act(RECORDED, row["id"], f"{row['units']} units of {place} were told as {row['kind']} ({row['authority']}).")


def _following(case: CaseFiles, table: pl.DataFrame, acts: list[Act], touched: set[str], acting: Acting) -> list[Act]:
    """Return the acts that follow for notices: nothing of one is open any more, or something is open again."""
    after = disposed_in(case._replace(tables={**case.tables, "dispositions": table, "events": events_with(case, acts)}))
    open_units = after.balances.filter("count").group_by("notice_id").agg(pl.sum_horizontal(OPEN).sum().alias("units"))
    return [
        Act(
            acting.at,
            SYSTEM,
            kind,
            NOTICE,
            notice,
            f"{units} units of {notice} are open.",
            "It follows from the units.",
        )
        for notice, units in open_units.sort("notice_id").iter_rows()
        if notice in touched and (kind := _turn(case, notice, is_open=units > 0))
    ]


def _turn(case: CaseFiles, notice: str, *, is_open: bool) -> str:
    """Return the act by which a notice becomes one of which nothing is open, or is that no more; none where neither."""
    state = state_of_notice(case.tables["events"], notice)
    able = FACILITY_NOTICE.exits(state)
    if is_open:
        return AGAIN if state == DONE and AGAIN in able else ""
    return DONE if state != DONE and DONE in able else ""


def _subject_kind(case: CaseFiles, subject: str) -> str:
    lines = case.tables["facility_lines"]
    known = {line_id(notice, line): LINE for notice, line in lines.select("notice_id", "line").iter_rows()}
    known |= dict.fromkeys(case.tables["facility_notices"]["id"], NOTICE) | {case.id: CASE}
    if subject not in known:
        able = ", ".join(list(known)[:5])
        raise UserError(f"The case has no line or notice “{subject}”.", cure=f"Name one with --on: {able} …")
    return known[subject]


def _in_turn(known: Disposed, kind: str, subject_kind: str, subject: str) -> None:
    begins = next((begun for begun, end in ENDS.items() if end == kind), None)
    if begins is not None and not known.barriers.is_open(subject_kind, subject, begins):
        raise UserError(f"No {begins} of {subject} is open.", cure="Name with --on what it was told of.")
    if kind in (OVERTURNED, RESTORED) and subject_kind != LINE:
        raise UserError("A finding is overturned line by line.", cure="Name a line with --on: NOTICE/LINE.")


def _none_may_be(rejects: pl.DataFrame, file: str) -> UserError:
    row = rejects.row(0, named=True) if rejects.height else dict.fromkeys(Reject.column_names())
    problem = f"{row['field']} “{row['value']}”: {row['rule']}."
    more = f" {rejects.height} rows were refused." if rejects.height > 1 else ""
    cure = f"Correct it.{more} Kinds and authorities: counterfoil disposition kinds."
    return UserError(problem, cure=cure, file=file, line=row["line"])
