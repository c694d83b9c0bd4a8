"""The worker as a process: it goes on after the database was lost, and a kill loses and doubles nothing."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.configuration import SECRET_KEY
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.processes import python
from counterfoil_desk.webhooks import sweeping
from desk.conftest import SUPERUSER, Desk
from desk.webhooks.conftest import Receiver
from desk.webhooks.test_delivering import added, make_due, now, told
from desk.webhooks.test_telling import jobs_of

pytestmark = pytest.mark.usefixtures("loopback_is_open")
OPEN = {"COUNTERFOIL_WEBHOOK_NETWORKS": "127.0.0.0/8", "COUNTERFOIL_WEBHOOK_PORTS": "1024-65535"}
LONGEST = 40  # seconds on a busy machine
LOSE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'counterfoil_app'"


@contextmanager
def worker(desk: Desk) -> Iterator[subprocess.Popen[bytes]]:
    environment = desk.environment | OPEN | {SECRET_KEY: settings.SECRET_KEY}
    process = subprocess.Popen(python("-m", "counterfoil_desk", "worker"), env=environment, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_killed_worker_loses_nothing_and_doubles_nothing(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    thinks = threading.Event()
    receiver.before_answer = lambda: thinks.wait(LONGEST)
    delivery, number = told(admin), admin.organisation_id
    with worker(desk) as process:
        until(lambda: len(receiver.sent) == 1)
        process.send_signal(signal.SIGKILL)
    thinks.set()
    assert (now(delivery).state, now(delivery).tries) == ("waiting", 1)
    make_due(desk, delivery)
    with acting_as(organisation=number):
        sweeping.sweep(number)
    assert jobs_of(number) >= 1  # the sweep's, or one that the worker had made and not yet fetched
    with worker(desk) as process:
        until(lambda: now(delivery).state == "delivered")
        assert receiver.ids == [str(delivery.public_id)] * 2
        connection.close()
        with desk.link(SUPERUSER) as link:
            link.execute(LOSE)
        second = told(admin)
        until(lambda: now(second).state == "delivered")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=LONGEST) == 0
