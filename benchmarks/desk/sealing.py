"""How fast is the audit log sealed, and how long does an entry wait for its seal, while eight writers write?

`figures()` is called by run.py; alone it prints them. Each writer is a process with the app's role and a transaction
for each entry of three values; the sealer is the desk's own, with its key, in a process of its own. The database is the
bundled one in a folder of its own.
"""

import datetime as dt
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
COMMAND: Final = "python benchmarks/desk/run.py --only audit"
WRITERS: Final = 8
SECONDS: Final = 10.0
RATE: Final = 250.0  # entries a second of each writer in the run at the target's rate
STANDING: Final = 100_000  # entries that wait for the sealer, to see how fast it is alone
LONG: Final = 1_000_000  # entries of the log that is exported and verified
UNSEALED: Final = """
SELECT count(*) FROM audit_entry e WHERE id > %s AND NOT EXISTS (SELECT FROM audit_seal WHERE entry_id = e.id)
"""
WAITS: Final = """
SELECT extract(epoch FROM s.sealed_at - e.at)::float8
FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id WHERE e.id > %s
"""
SPAN: Final = "SELECT extract(epoch FROM max(at) - min(at))::float8 FROM audit_entry WHERE id > %s"
FILL: Final = """
WITH made AS (INSERT INTO audit_entry (organisation_id, actor, act, subject_kind, subject_id, digests)
  SELECT 1, 'system:bench', 'row added', 'sellers', n::text, %s::jsonb FROM generate_series(1, %s) n RETURNING id)
INSERT INTO audit_value (entry_id, organisation_id, field, salt, value) SELECT id, 1, 'name', %s, %s::jsonb FROM made
"""
Figure = dict[str, Any]
Row = tuple[str, float, str, str | None]


def main() -> None:
    """Print the figures; or, as a process of its own, write."""
    if len(sys.argv) > 1:
        {"write": _write, "verify": _verify}[sys.argv[1]](sys.argv[2:])
        return
    for one in figures():
        target = f" (target {one['target']})" if one["target"] else ""
        print(f"{one['value']:>12,} {one['unit']:<14} {one['name']}{target}")


def figures() -> list[Figure]:
    """Return the figures: entries sealed a second, the wait for a seal, and a long log exported and verified."""
    from counterfoil_desk.bundled.cluster import cluster_in

    with tempfile.TemporaryDirectory(prefix="counterfoil-") as name:
        home = Path(name)
        home.chmod(0o711)
        cluster = cluster_in(home / "home")
        cluster.start()
        try:
            _prepared(cluster, home / "home")
            return [*_alone(cluster), *_under_writers(cluster, home / "home"), *_long_log(cluster, home)]
        finally:
            cluster.stop()


def _alone(cluster: Any) -> list[Figure]:
    """Return how fast one sealer seals what waits for it, in CPU seconds of its own and of the database."""
    import psycopg

    from counterfoil_desk.audit.sealing import seal_batch
    from counterfoil_desk.bundled.cluster import SEALER

    _fill(cluster, STANDING)
    with psycopg.connect(cluster.url(SEALER), autocommit=True) as link:
        began, spent = time.monotonic(), time.process_time()
        while seal_batch(link):
            pass
        wall, own = time.monotonic() - began, time.process_time() - spent
    data = f"{STANDING:,} entries of three values that wait"
    return [
        _figure(("entries sealed by one sealer", round(STANDING / wall), "entries/s", ">= 2000"), data),
        _figure(("CPU of the sealer for one entry", round(own / STANDING * 1e6, 1), "µs", None), data),
    ]


def _under_writers(cluster: Any, home: Path) -> list[Figure]:
    """Return what is sealed and how long entries wait, at 2,000 entries a second and as fast as writers can."""
    from counterfoil_desk.reaching import bundled_environment

    environment = bundled_environment(cluster, home, os.environ)
    sealer = subprocess.Popen([sys.executable, "-m", "counterfoil_desk", "seal"], env=environment)
    try:
        _wait_for_the_sealer(cluster)
        found: list[Figure] = []
        for words, rate in (("2,000 entries/s", RATE), ("as many as they can", 0.0)):
            found += _measured(cluster, environment, words, rate)
        return found
    finally:
        sealer.terminate()
        sealer.wait()


def _wait_for_the_sealer(cluster: Any) -> None:
    """Wait until the sealer has looked at the log: starting Python is not measured."""
    import psycopg

    from counterfoil_desk.bundled.cluster import SEALER

    with psycopg.connect(cluster.url(SEALER), autocommit=True) as link:
        began = link.execute("SELECT clock_timestamp()").fetchone()[0]
        while link.execute("SELECT at FROM audit_sealing").fetchone()[0] < began:
            time.sleep(0.1)


def _measured(cluster: Any, environment: dict[str, str], words: str, rate: float) -> list[Figure]:
    import psycopg

    from counterfoil_desk.bundled.cluster import SEALER

    with psycopg.connect(cluster.url(SEALER), autocommit=True) as link:
        before = link.execute("SELECT coalesce(max(id), 0) FROM audit_entry").fetchone()[0]
        command = [sys.executable, __file__, "write", str(rate), str(SECONDS)]
        writers = [subprocess.Popen(command, env=environment) for _ in range(WRITERS)]
        for one in writers:
            assert one.wait() == 0
        while link.execute(UNSEALED, [before]).fetchone()[0]:
            time.sleep(0.05)
        waits = sorted(row[0] for row in link.execute(WAITS, [before]))
        wall = link.execute(SPAN, [before]).fetchone()[0]
    cuts = statistics.quantiles(waits, n=100)
    data = f"{WRITERS} writers for {SECONDS:.0f} s, {words}, one transaction an entry; {len(waits):,} entries"
    return [
        _figure((f"entries written and sealed, {words}", round(len(waits) / wall), "entries/s", ">= 2000"), data),
        _figure((f"wait for a seal, p50, {words}", round(cuts[49], 3), "s", None), data),
        _figure((f"wait for a seal, p99, {words}", round(cuts[98], 3), "s", "<= 2"), data),
    ]


def _long_log(cluster: Any, home: Path) -> list[Figure]:
    """Return CPU seconds and memory of the export and the check of a long log, and the size of its file."""
    import psycopg

    from counterfoil_desk.audit.exporting import exported_log, snapshot_link
    from counterfoil_desk.audit.sealing import seal_batch
    from counterfoil_desk.bundled.cluster import SEALER, SUPERUSER

    with psycopg.connect(cluster.url(SEALER), autocommit=True) as link:
        there = link.execute("SELECT count(*) FROM audit_entry").fetchone()[0]
        _fill(cluster, max(0, LONG - there))
        while seal_batch(link):
            pass
    file, spent = home / "log", time.process_time()
    with snapshot_link(cluster.url(SUPERUSER)) as link, file.open("wb") as stream:
        for line in exported_log(link, at=dt.datetime.now(dt.UTC), organisation=None):
            stream.write(line)
    exported = time.process_time() - spent
    done = subprocess.run([sys.executable, __file__, "verify", str(file)], capture_output=True, check=True, text=True)
    seconds, gigabytes, entries = json.loads(done.stdout)
    data = f"a log of {entries:,} entries, most of one value"
    return [
        _figure(("log exported, CPU of the program", round(exported, 1), "CPU-s", None), data),
        _figure(("log exported, size of the file", round(file.stat().st_size / 1e6), "MB", None), data),
        _figure(("log verified offline", round(seconds, 1), "CPU-s", None), data),
        _figure(("log verified offline, memory beyond the imports", round(gigabytes, 3), "GB", None), data),
    ]


def _figure(row: Row, data: str) -> Figure:
    name, value, unit, target = row
    return {"name": name, "value": value, "unit": unit, "target": target, "peers": [], "data": data, "command": COMMAND}


def _prepared(cluster: Any, home: Path) -> None:
    from counterfoil_desk.migrating import migrate_apart
    from counterfoil_desk.reaching import bundled_environment

    migrate_apart(bundled_environment(cluster, home, os.environ))


def _fill(cluster: Any, count: int) -> None:
    """Write so many entries of one value, in one statement: only the sealer and the export are measured."""
    import psycopg

    from counterfoil.custody.commitments import commitment
    from counterfoil_desk.bundled.cluster import SUPERUSER

    salt, value = "ab" * 16, "Nordlys Trading"
    told = [json.dumps({"name": commitment(salt, "name", value)}), salt, json.dumps(value)]
    with psycopg.connect(cluster.url(SUPERUSER)) as link:
        link.execute(FILL, [told[0], count, *told[1:]])


def _write(words: list[str]) -> None:
    """Write entries of three values, each in a transaction of its own, at a rate or as fast as can be."""
    rate, seconds = float(words[0]), float(words[1])
    from counterfoil_desk.working import ready_django

    ready_django()
    from django.db import transaction

    from counterfoil_desk.audit.actions import record
    from counterfoil_desk.organisation import acting_as

    began, number = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        with acting_as(organisation=1), transaction.atomic():
            told = {"name": f"Nordlys {number}", "country": ["NO", "SE"], "active": True}
            record(actor="system:bench", act="row changed", subject=("sellers", str(number)), told=told)
        number += 1
        if rate:
            time.sleep(max(0.0, began + number / rate - time.monotonic()))


def _verify(words: list[str]) -> None:
    """Verify a log; print CPU seconds, memory beyond the imports (GB) and its entries."""
    from counterfoil.run.custody import verify

    imports, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    verdict = verify(Path(words[0]))
    assert verdict.holds, verdict
    spent = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    entries = next(check.says for check in verdict.checks if check.part == "entries").split()[0].replace(",", "")
    print(json.dumps([spent, (most - imports) / 1e6, int(entries)]))


if __name__ == "__main__":
    main()
