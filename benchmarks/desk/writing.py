"""How many entries of the audit log do eight writers write, and how long does each wait for its seal?

Each writer is a process with the app's role and entries of three values: a transaction for each, as single acts are
done, or one for twenty by `record_many`, as rows of a file come in. The sealer is the desk's own, with its key, in a
process of its own. Writers, database and sealer share the machine: what an entry costs each of them is told too.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from options import Figure
from spent import used_by

COMMAND: Final = "python benchmarks/desk/run.py --only audit"
WRITERS: Final = 8
SECONDS: Final = 10.0
UNSEALED: Final = """
SELECT count(*) FROM audit_entry e WHERE id > %s AND NOT EXISTS (SELECT FROM audit_seal WHERE entry_id = e.id)
"""
WAITS: Final = """
SELECT extract(epoch FROM s.sealed_at - e.at)::float8
FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id WHERE e.id > %s
"""
SPAN: Final = "SELECT extract(epoch FROM max(at) - min(at))::float8 FROM audit_entry WHERE id > %s"
Row = tuple[str, float, str, str | None]


class Way(NamedTuple):
    """A way to write: its words in the figures, entries a second of all writers (0: as many as they can), at once."""

    words: str
    rate: int
    at_once: int = 1

    @property
    def data(self) -> str:
        """What is written, in the words of the figures."""
        acts = "one transaction an entry" if self.at_once == 1 else f"one transaction for {self.at_once} entries"
        told = self.words if self.at_once == 1 else self.words.partition(", ")[2]
        return f"{WRITERS} writers for {SECONDS:.0f} s, {told}, {acts}"


WAYS: Final = (
    Way("2,000 entries/s", 2_000),
    Way("as many as they can", 0),
    Way("acts of 20 entries, 2,000 entries/s", 2_000, 20),
    Way("acts of 20 entries, as many as they can", 0, 20),
)


class Wrote(NamedTuple):
    """Seconds that each entry waited for its seal, seconds from the first to the last, and CPU seconds by part."""

    waits: list[float]
    wall: float
    spent: dict[str, float]


def under_writers(cluster: Any, home: Path) -> list[Figure]:
    """Return what is sealed, how long entries wait, and what they cost each part, by each way to write."""
    from counterfoil_desk.reaching import bundled_environment

    environment = bundled_environment(cluster, home, os.environ)
    sealer = subprocess.Popen([sys.executable, "-m", "counterfoil_desk", "seal"], env=environment)
    try:
        _wait_for_the_sealer(cluster)
        return [one for way in WAYS for one in _told(way, _written(cluster, environment, way, sealer.pid))]
    finally:
        sealer.terminate()
        sealer.wait()


def measured(row: Row, data: str) -> Figure:
    """Return one figure as run.py keeps it."""
    name, value, unit, target = row
    return {"name": name, "value": value, "unit": unit, "target": target, "peers": [], "data": data, "command": COMMAND}


def _wait_for_the_sealer(cluster: Any) -> None:
    """Wait until the sealer has looked at the log: starting Python is not measured."""
    import psycopg

    from counterfoil_desk.bundled.cluster import SEALER

    with psycopg.connect(cluster.url(SEALER), autocommit=True) as link:
        began = link.execute("SELECT clock_timestamp()").fetchone()[0]
        while link.execute("SELECT at FROM audit_sealing").fetchone()[0] < began:
            time.sleep(0.1)


def _written(cluster: Any, environment: dict[str, str], way: Way, sealer: int) -> Wrote:
    """Let the writers write, wait until all of it is sealed, and return what was seen."""
    import psycopg

    from counterfoil_desk.bundled.cluster import SEALER, server_number

    parts = {"the database": server_number(cluster.data / "postmaster.pid"), "the sealer": sealer}
    with psycopg.connect(cluster.url(SEALER), autocommit=True) as link:
        before = link.execute("SELECT coalesce(max(id), 0) FROM audit_entry").fetchone()[0]
        used = {name: used_by(number) for name, number in parts.items()}
        command = [sys.executable, __file__, str(way.rate / WRITERS), str(SECONDS), str(way.at_once)]
        writers = [
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(WRITERS)
        ]
        of_writers = sum(json.loads(one.communicate()[0]) for one in writers)
        while link.execute(UNSEALED, [before]).fetchone()[0]:
            time.sleep(0.05)
        spent = {name: used_by(number) - used[name] for name, number in parts.items()}
        waits = sorted(row[0] for row in link.execute(WAITS, [before]))
        wall = link.execute(SPAN, [before]).fetchone()[0]
    return Wrote(waits, wall, {"the writers": of_writers, **spent})


def _told(way: Way, seen: Wrote) -> Iterator[Figure]:
    cuts, entries, words = statistics.quantiles(seen.waits, n=100), len(seen.waits), way.words
    data = f"{way.data}; {entries:,} entries"
    rate = round(entries / seen.wall)
    yield measured((f"entries written and sealed, {words}", rate, "entries/s", ">= 2000"), data)
    yield measured((f"wait for a seal, p50, {words}", round(cuts[49], 3), "s", None), data)
    yield measured((f"wait for a seal, p99, {words}", round(cuts[98], 3), "s", "<= 2"), data)
    for part, seconds in seen.spent.items():
        yield measured((f"CPU of {part} for one entry, {words}", round(seconds / entries * 1e6), "µs", None), data)


def main() -> None:
    """Write entries at a rate or as fast as can be, so many in a transaction; print the CPU seconds that it took."""
    rate, seconds, at_once = float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    from counterfoil_desk.working import ready_django

    ready_django()
    from django.db import transaction

    from counterfoil_desk.organisation import acting_as

    began, spent, number = time.monotonic(), time.process_time(), 0
    while time.monotonic() - began < seconds:
        with acting_as(organisation=1), transaction.atomic():
            _write(number, at_once)
        number += at_once
        if rate:
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
    print(time.process_time() - spent)


def _write(number: int, at_once: int) -> None:
    from counterfoil_desk.audit.actions import Act, record, record_many

    actor, act, kind = "system:bench", "row changed", "sellers"
    if at_once == 1:
        record(actor=actor, act=act, subject=(kind, str(number)), told=_values(number))
    else:
        acts = [Act(act, str(one), _values(one)) for one in range(number, number + at_once)]
        record_many(actor=actor, subject_kind=kind, acts=acts)


def _values(number: int) -> dict[str, Any]:
    return {"name": f"Nordlys {number}", "country": ["NO", "SE"], "active": True}


if __name__ == "__main__":
    main()
