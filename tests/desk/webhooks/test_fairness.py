"""Nobody waits for the receivers of others: neither for one that thinks long, nor for an organisation that has much."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.outgoing.sending import Answer
from counterfoil_desk.webhooks import delivering, sweeping
from counterfoil_desk.webhooks.actions import tell_all
from counterfoil_desk.webhooks.tries import hold_after
from desk.conftest import SUPERUSER, Desk, new_member
from desk.webhooks.conftest import Receiver, listening_receiver
from desk.webhooks.test_delivering import added, make_due, now, run, told
from desk.webhooks.test_worker import until, worker

pytestmark = pytest.mark.usefixtures("loopback_is_open")
WAITING = 200
SOON = 3.0  # seconds on a busy machine; the receiver of the other thinks for twelve
THINKS = 12.0


@pytest.fixture
def other() -> Iterator[Receiver]:
    """Return a receiver of another organisation."""
    with listening_receiver() as made:
        yield made


def told_often(admin: Member, number: int) -> None:
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        payloads = [{"register": "rights", "generation": one, "sha256": "ab" * 32} for one in range(number)]
        assert tell_all("register.changed", payloads, organisation=admin.organisation_id) == number


def swept(admin: Member) -> int:
    with acting_as(organisation=admin.organisation_id):
        return sweeping.sweep(admin.organisation_id)


def seconds_until_told(other: Receiver, member: Member) -> float:
    before, began = len(other.sent), time.monotonic()
    told(member)
    until(lambda: len(other.sent) > before)
    return time.monotonic() - began


def test_a_receiver_that_thinks_long_holds_up_nobody_else(
    desk: Desk, admin: Member, receiver: Receiver, other: Receiver
) -> None:
    member = new_member(desk, role="administrator")
    added(admin, receiver)
    added(member, other)
    answers = threading.Event()
    receiver.before_answer = lambda: answers.wait(THINKS)
    told_often(admin, WAITING)
    with worker(desk):
        until(lambda: len(receiver.sent) >= 1)
        time.sleep(0.3)  # in which all threads would have been taken
        try:
            assert seconds_until_told(other, member) < SOON
            assert len(receiver.sent) < WAITING
        finally:
            answers.set()
        until(lambda: len(receiver.sent) == WAITING)
        assert len(set(receiver.ids)) == WAITING


def test_who_has_much_to_be_told_lets_others_have_their_turn(
    desk: Desk, admin: Member, receiver: Receiver, other: Receiver
) -> None:
    member, much = new_member(desk, role="administrator"), 1_000
    added(admin, receiver)
    added(member, other)
    told_often(admin, much)
    with worker(desk):
        until(lambda: len(receiver.sent) >= 1)
        assert seconds_until_told(other, member) < SOON
        assert len(receiver.sent) < much


def test_what_was_told_in_between_arrives_though_the_receiver_was_at_work(
    desk: Desk, admin: Member, receiver: Receiver
) -> None:
    added(admin, receiver)
    answers = threading.Event()
    receiver.before_answer = lambda: answers.wait(THINKS)
    deliveries = [told(admin)]
    with worker(desk):
        until(lambda: len(receiver.sent) == 1)
        deliveries += [told(admin) for _ in range(20)]
        time.sleep(0.3)  # their jobs find no seat
        answers.set()
        began = time.monotonic()
        until(lambda: all(now(one).state == "delivered" for one in deliveries))
        assert time.monotonic() - began < 5 * SOON  # and nobody waited for the sweep
    assert sorted(receiver.ids) == sorted(str(one.public_id) for one in deliveries)


def test_a_receiver_that_hangs_is_left_alone_for_a_while(
    desk: Desk, admin: Member, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(admin, receiver)
    first, second = told(admin), told(admin)
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "send", lambda *_, **__: Answer(None, "too slow"))
        slow = run(first)
    assert (slow.tries, slow.endpoint.slow_in_a_row) == (1, 1)
    held = run(second)
    assert (held.tries, held.state, receiver.sent) == (0, "waiting", [])
    assert held.endpoint.held_until is not None
    assert 55 < (held.endpoint.held_until - timezone.now()).total_seconds() <= 60
    make_due(desk, second)
    assert swept(admin) == 0
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE webhooks_endpoint SET held_until = now() WHERE id = %s", [held.endpoint_id])
    assert swept(admin) == 1
    assert run(second).state == "delivered"
    assert (now(second).endpoint.slow_in_a_row, now(second).endpoint.held_until) == (0, None)
    assert [hold_after(number).total_seconds() / 60 for number in (1, 2, 3, 6, 60)] == [1, 2, 4, 32, 32]
