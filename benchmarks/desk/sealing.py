"""How fast is the audit log sealed, how long does an entry wait for its seal, and what does checking a log cost?

`figures()` is called by run.py; alone it prints them. What writers and a sealer do at the same time is of `writing.py`.
The database is the bundled one in a folder of its own.
"""

import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from options import Figure
from writing import measured, under_writers

HERE: Final = Path(__file__).parent
STANDING: Final = 100_000  # entries that wait for the sealer, to see how fast it is alone
LONG: Final = 1_000_000  # entries of the log that is exported and verified
FILL: Final = """
WITH made AS (INSERT INTO audit_entry (organisation_id, actor, act, subject_kind, subject_id, digests)
  SELECT 1, 'system:bench', 'row added', 'sellers', n::text, %s::jsonb FROM generate_series(1, %s) n RETURNING id)
INSERT INTO audit_value (entry_id, organisation_id, field, salt, value) SELECT id, 1, 'name', %s, %s::jsonb FROM made
"""


def main() -> None:
    """Print the figures; or, as a process of its own, verify a log."""
    if len(sys.argv) > 1:
        _verify(Path(sys.argv[2]))
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
            return [*_alone(cluster), *under_writers(cluster, home / "home"), *_long_log(cluster, home)]
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
        measured(("entries sealed by one sealer", round(STANDING / wall), "entries/s", ">= 2000"), data),
        measured(("CPU of the sealer for one entry", round(own / STANDING * 1e6, 1), "µs", None), data),
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
        measured(("log exported, CPU of the program", round(exported, 1), "CPU-s", None), data),
        measured(("log exported, size of the file", round(file.stat().st_size / 1e6), "MB", None), data),
        measured(("log verified offline", round(seconds, 1), "CPU-s", None), data),
        measured(("log verified offline, memory beyond the imports", round(gigabytes, 3), "GB", None), data),
    ]


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


def _verify(log: Path) -> None:
    """Verify a log; print CPU seconds, memory beyond the imports (GB) and its entries."""
    from counterfoil.run.custody import verify

    imports, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    verdict = verify(log)
    assert verdict.holds, verdict
    spent = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    entries = next(check.says for check in verdict.checks if check.part == "entries").split()[0].replace(",", "")
    print(json.dumps([spent, (most - imports) / 1e6, int(entries)]))


if __name__ == "__main__":
    main()
