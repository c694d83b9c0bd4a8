"""Say which deadlines run in a case: its acts in, clocks out, and as a calendar where it is asked for."""

import datetime as dt
from pathlib import Path

from counterfoil.documents.clock_calendar import Entry, calendar_of
from counterfoil.enforcement.clocks.acts_file import read_acts
from counterfoil.enforcement.clocks.running import Running, clocks_of
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import whole

UNMET = ("running", "open", "lapsed")


def run_clock(path: Path, *, day: dt.date | None, out: Path | None) -> tuple[list[Running], dt.date]:
    """Return the clocks as they stand on `day`, today where it is empty, and that day; write those unmet to `out`.

    Raises UserError for acts that cannot be used and a file that cannot be written.
    """
    day = day or dt.datetime.now(dt.UTC).date()
    with opened(path) as stream:
        acts = read_acts(stream.read(), file=path.name)
    found = clocks_of(acts, day=day)
    if out is not None:
        with whole(out) as partial:
            partial.write_bytes(calendar_of([_entry(one) for one in found if one.state in UNMET], day=day))
    return found, day


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
