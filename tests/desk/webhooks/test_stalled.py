"""Jobs of a worker that is silent are given to others, once; a job that kills each of its workers is given up."""

import asyncio
import itertools

import pytest
from procrastinate.contrib.django import app

from counterfoil_desk.webhooks import stalled
from desk.conftest import SUPERUSER, Desk

_names = itertools.count(1)
WORKER = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id"
JOB = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts, worker_id, queueing_lock, args)"
    " VALUES ('default', 'test.nothing', %s, %s, %s, %s, '{}') RETURNING id"
)


def reclaim() -> None:
    async def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as jobs:  # type: ignore[attr-defined]
            async with jobs.open_async():
                await stalled.reclaim(jobs)

    asyncio.run(run())


def status_after(desk: Desk, *, silent_for: int, attempts: int, another_waits: bool = False) -> tuple[str, int]:
    """Make a job of a worker that is silent, let it be reclaimed, and return its status and attempts."""
    name = f"of a test {next(_names)}"
    with desk.link(SUPERUSER) as link:
        worker = link.execute(WORKER, [silent_for]).fetchone()
        assert worker is not None
        job = link.execute(JOB, ["doing", attempts, worker[0], name]).fetchone()
        assert job is not None
        if another_waits:
            link.execute(JOB, ["todo", 0, None, name])
        reclaim()
        found = link.execute("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", [job[0]]).fetchone()
        assert found is not None
        link.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = %s", [name])
    return str(found[0]), int(str(found[1]))


@pytest.mark.parametrize(
    ("silent_for", "attempts", "another_waits", "after"),
    [
        (60, 0, False, ("todo", 1)),
        (60, 4, False, ("todo", 5)),
        (60, 5, False, ("failed", 6)),
        (60, 0, True, ("failed", 1)),  # the other one does the same
        (5, 0, False, ("doing", 0)),  # its worker is alive
    ],
)
def test_jobs_of_silent_workers(
    desk: Desk, silent_for: int, attempts: int, another_waits: bool, after: tuple[str, int]
) -> None:
    assert status_after(desk, silent_for=silent_for, attempts=attempts, another_waits=another_waits) == after
