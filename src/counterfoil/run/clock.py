"""Say which deadlines run in a case: its acts in, clocks out, and as a calendar where it is asked for.

The acts stand in a file of their own, or are the events of a case's folder that deadlines run from.
"""

import datetime as dt
from pathlib import Path

import polars as pl

from counterfoil.documents.clock_calendar import Entry, calendar_of
from counterfoil.enforcement.clocks.acts_file import read_acts
from counterfoil.enforcement.clocks.rule import Act
from counterfoil.enforcement.clocks.running import KINDS, Running, clocks_of
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.run.case_files import CaseFiles, read_case
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import whole

UNMET = ("running", "open", "lapsed")


def run_clock(path: Path, *, day: dt.date | None, out: Path | None) -> tuple[list[Running], dt.date]:
    """Return the clocks as they stand on `day`, today where it is empty, and that day; write those unmet to `out`.

    Raises UserError for acts that cannot be used and a file that cannot be written.
    """
    day = day or dt.datetime.now(dt.UTC).date()
    acts = case_acts(read_case(path), day=day) if path.is_dir() else _acts_in(path)
    found = clocks_of(acts, day=day)
    if out is not None:
        with whole(out) as partial:
            partial.write_bytes(calendar_of([_entry(one) for one in found if one.state in UNMET], day=day))
    return found, day


def case_acts(case: CaseFiles, *, day: dt.date) -> tuple[Act, ...]:
    """Return the events of a case, up to a day, that deadlines run from or are met by; the first of its kind and id."""
    events = case.tables["events"].filter(pl.col("kind").is_in(KINDS), pl.col("at").dt.date() <= day)
    told = events.unique(["kind", "subject_kind", "subject_id"], keep="first", maintain_order=True)
    return tuple(
        Act(row["kind"], row["at"].date(), "" if row["subject_kind"] == CASE.kind else row["subject_id"])
        for row in told.iter_rows(named=True)
    )


def _acts_in(path: Path) -> tuple[Act, ...]:
    with opened(path) as stream:
        return read_acts(stream.read(), file=path.name)


def _entry(one: Running) -> Entry:
    of = f" ({one.act.id})" if one.act.id else ""
    source = f"{one.rule.within.source}. If not: {one.rule.lapse}"
    lines = [
        f"For {one.rule.owner}, since {one.act.kind}{of}.",
        one.arithmetic,
        one.rule.besides(one.act),
        source,
        one.flag,
    ]
    return Entry(one.due, f"{one.rule.name}{of}", "\n".join(line for line in lines if line))
