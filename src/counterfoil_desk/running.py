"""Run jobs until asked to stop; go on after the database was away; finish what is under way, as far as it can be.

Webhooks have a crew of their own: receivers that do not answer hold up no other work; who of them may be told at once
says `webhooks.seats`. Long files have one, too.
"""

import asyncio
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import psycopg
import psycopg_pool
from procrastinate import App
from procrastinate.exceptions import ConnectorException

WEBHOOKS: Final = "webhooks"
OF_THEIR_OWN: Final = (WEBHOOKS, "files")  # queues with a crew of their own
# jobs at a time, each in a thread with its connection; for webhooks see webhooks.seats
CREWS: Final = {WEBHOOKS: 16, "files": 1, "others": 2}
POLL: Final = 0.5  # seconds: after a restart of the database its calls no longer reach a worker (measured)
HEARTBEAT: Final = 2.0  # seconds
SILENT_FOR: Final = 15.0  # seconds without a heartbeat: the worker is taken for dead, and its jobs are given to others
FINISH_WITHIN: Final = 10  # seconds for jobs under way
AWAY: Final = 1.0  # seconds until a database that does not answer is tried again
LOST = (ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout, OSError)
log = logging.getLogger("counterfoil.desk")


def run_jobs(jobs: App) -> None:
    """Run jobs until SIGINT or SIGTERM."""
    asyncio.run(_until_stopped(jobs))


async def _until_stopped(jobs: App) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_default_executor(ThreadPoolExecutor(sum(CREWS.values()), thread_name_prefix="job"))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    asked = asyncio.create_task(stop.wait())
    while not stop.is_set():
        crews = asyncio.create_task(_crews(jobs))
        await asyncio.wait({crews, asked}, return_when=asyncio.FIRST_COMPLETED)
        crews.cancel()
        try:
            await crews
        except asyncio.CancelledError:
            continue
        except LOST:
            log.warning("the database is away; the worker waits")
        await asyncio.wait({asked}, timeout=AWAY)


async def _crews(jobs: App) -> None:
    """Run all crews until one of them ends, which they do where the database is lost, or until cancelled."""
    jobs.perform_import_paths()  # type: ignore[no-untyped-call]
    others = sorted({task.queue for task in jobs.tasks.values()} - {*OF_THEIR_OWN})
    queues = {"others": others, **{name: [name] for name in OF_THEIR_OWN}}
    async with jobs.open_async():
        crews = [asyncio.create_task(_crew(jobs, *one)) for one in queues.items()]
        try:
            await asyncio.wait(crews, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for crew in crews:
                crew.cancel()
            ended = await asyncio.gather(*crews, return_exceptions=True)
        for one in ended:
            if isinstance(one, Exception):
                raise one


async def _crew(jobs: App, name: str, queues: list[str]) -> None:
    await jobs.run_worker_async(
        name=name,
        queues=queues,
        concurrency=CREWS[name],
        fetch_job_polling_interval=POLL,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=SILENT_FOR,
        shutdown_graceful_timeout=FINISH_WITHIN,
        delete_jobs="successful",
        install_signal_handlers=False,
    )
