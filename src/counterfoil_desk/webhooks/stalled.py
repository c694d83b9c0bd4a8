"""What of jobs whose worker was killed? They are given to others; a job that kills each of its workers is given up.

Jobs of ours may run twice: what they do shows in rows, and they look there first.
"""

from typing import Final

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from counterfoil_desk.running import SILENT_FOR

MOST_ATTEMPTS: Final = 5
FAILED_ARE_KEPT: Final = 14 * 24  # hours


async def reclaim(jobs: App) -> int:
    """Give the jobs of silent workers to others; return how many."""
    found = list(await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR))
    for job in found:
        await _reclaim(jobs, job)
    return len(found)


async def _reclaim(jobs: App, job: Job) -> None:
    if job.attempts < MOST_ATTEMPTS:
        try:
            await jobs.job_manager.retry_job(job)
        except ConnectorException:  # another job of the same name waits already, or it was finished meanwhile
            pass
        else:
            return
    try:
        await jobs.job_manager.finish_job(job, Status.FAILED, delete_job=False)
    except ConnectorException:  # finished meanwhile
        return


async def forget_old(jobs: App) -> None:
    """Delete jobs that ended long ago."""
    await jobs.job_manager.delete_old_jobs(
        nb_hours=FAILED_ARE_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )
