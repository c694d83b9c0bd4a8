"""A delivery reaches its receiver signed, is tried again until it does, and is given up after the last try."""

import base64
import hmac
import json
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.webhooks import delivering, endpoints, sweeping, tasks
from counterfoil_desk.webhooks.actions import tell
from counterfoil_desk.webhooks.models import Delivery, Endpoint
from counterfoil_desk.webhooks.tasks import tell as tell_receiver
from counterfoil_desk.webhooks.tries import PAUSES, TRIES, pause_after
from desk.conftest import SUPERUSER, Desk
from desk.webhooks.conftest import Receiver
from desk.webhooks.test_telling import PAYLOAD, jobs_of

pytestmark = pytest.mark.usefixtures("loopback_is_open")


def added(admin: Member, receiver: Receiver) -> tuple[Endpoint, str]:
    with acting_as(organisation=admin.organisation_id):
        return endpoints.add_endpoint(
            receiver.address, ["register.changed"], by=admin.user, organisation=admin.organisation
        )


def told(admin: Member) -> Delivery:
    """Tell one event, and return its delivery."""
    number = admin.organisation_id
    with acting_as(organisation=number), transaction.atomic():
        assert tell("register.changed", PAYLOAD, organisation=number) == 1
        return Delivery.objects.latest("id")


def run(delivery: Delivery) -> Delivery:
    """Run the job of a delivery's receiver, and return the delivery as it then is."""
    tell_receiver(organisation=delivery.organisation_id, endpoint=delivery.endpoint_id)
    return now(delivery)


def now(delivery: Delivery) -> Delivery:
    with acting_as(organisation=delivery.organisation_id), transaction.atomic():
        return Delivery.objects.select_related("endpoint").get(pk=delivery.pk)


def taken(delivery: Delivery) -> delivering.Try | None:
    """Take a delivery as a job does that is then slow."""
    with transaction.atomic():
        return delivering.take(delivering.due(delivery.endpoint_id).select_for_update(of=("self",)).get())


def make_due(desk: Desk, delivery: Delivery) -> None:
    with desk.link(SUPERUSER) as link:
        link.execute(
            "UPDATE webhooks_delivery SET next_try_at = now() - interval '1 minute' WHERE id = %s", [delivery.pk]
        )


def is_signed(receiver: Receiver, secret: str, *, place: int = 0) -> bool:
    """Check a signature as a receiver does, by the standard's words alone."""
    sent = receiver.sent[-1]
    signed = f"{sent.headers['webhook-id']}.{sent.headers['webhook-timestamp']}.".encode() + sent.body
    digest = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, "sha256").digest()
    return sent.headers["webhook-signature"].split()[place] == "v1," + base64.b64encode(digest).decode()


def test_it_arrives_signed_and_whole(desk: Desk, admin: Member, receiver: Receiver) -> None:
    _, secret = added(admin, receiver)
    done = run(told(admin))
    assert (done.state, done.tries, done.last_status) == ("delivered", 1, 200)
    (sent,) = receiver.sent
    assert sent.path == "/hook?of=ours"
    assert sent.headers["webhook-id"] == str(done.public_id)
    assert json.loads(sent.body) == {
        "type": "register.changed",
        "timestamp": done.made_at.isoformat(),
        "data": PAYLOAD,
    }
    assert is_signed(receiver, secret)
    assert not is_signed(receiver, "whsec_" + base64.b64encode(b"x" * 32).decode())


def test_the_secret_is_kept_encrypted(desk: Desk, admin: Member, receiver: Receiver) -> None:
    endpoint, secret = added(admin, receiver)
    with desk.link(SUPERUSER) as link:
        kept = link.execute("SELECT w::text FROM webhooks_endpoint w WHERE id = %s", [endpoint.pk]).fetchone()
        values = link.execute("SELECT string_agg(v::text, ' ') FROM audit_value v").fetchone()
    assert secret.removeprefix("whsec_") not in str(kept)
    assert "of=ours" not in str(values)  # an address may hold a receiver's key


def test_secrets_move_to_the_desks_new_key(
    desk: Desk, admin: Member, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, secret = added(admin, receiver)
    first = settings.SECRET_KEY
    monkeypatch.setattr(settings, "SECRET_KEY", "another key of the desk, and long enough for all checks of it")
    lost = run(told(admin))
    assert (lost.state, lost.last_why, receiver.sent) == ("waiting", "secret lost", [])
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [first])
    with acting_as(organisation=admin.organisation_id):
        assert sweeping.renew_secrets() == 0
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert run(told(admin)).state == "delivered"
    assert is_signed(receiver, secret)


def test_for_a_day_both_secrets_sign(desk: Desk, admin: Member, receiver: Receiver) -> None:
    endpoint, first = added(admin, receiver)
    with acting_as(organisation=admin.organisation_id):
        second = endpoints.draw_secret(endpoint, by=admin.user)
    run(told(admin))
    assert is_signed(receiver, second)
    assert is_signed(receiver, first, place=1)
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE webhooks_endpoint SET former_until = now() WHERE id = %s", [endpoint.pk])
    run(told(admin))
    assert is_signed(receiver, second)
    assert len(receiver.sent[-1].headers["webhook-signature"].split()) == 1


def test_a_job_too_many_sends_nothing(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    delivery = told(admin)
    run(delivery)
    run(delivery)
    assert len(receiver.sent) == 1


def test_a_failure_is_tried_again_later(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    receiver.statuses = [500, 302, 200]
    receiver.headers = {"location": "http://127.0.0.1:1/elsewhere"}
    delivery = told(admin)
    failed = run(delivery)
    assert (failed.state, failed.tries, failed.last_status) == ("waiting", 1, 500)
    assert 3 < (failed.next_try_at - timezone.now()).total_seconds() < 7
    assert jobs_of(admin.organisation_id) == 2  # the first, which nobody fetched here, and one for the next try
    assert run(delivery).tries == 1  # not yet due
    make_due(desk, delivery)
    assert run(delivery).last_status == 302  # not followed
    make_due(desk, delivery)
    assert run(delivery).state == "delivered"
    assert len(set(receiver.ids)) == 1


def test_who_asks_us_to_wait_is_waited_for(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    receiver.statuses, receiver.headers = [429], {"retry-after": "3600"}
    waits = run(told(admin))
    assert (waits.next_try_at - timezone.now()).total_seconds() > 3500


def test_after_the_last_try_it_is_given_up_and_can_be_delivered_again(
    desk: Desk, admin: Member, receiver: Receiver
) -> None:
    added(admin, receiver)
    receiver.statuses = [503]
    delivery = told(admin)
    for _ in range(TRIES):
        make_due(desk, delivery)
        run(delivery)
    dead = now(delivery)
    assert (dead.state, dead.tries, dead.last_status, dead.next_try_at) == ("dead", TRIES, 503, None)
    receiver.statuses = [204]
    with acting_as(organisation=admin.organisation_id):
        chosen = Delivery.objects.filter(pk=delivery.pk)
        assert endpoints.deliver_again(chosen, by=admin.user, organisation=admin.organisation) == 1
        assert endpoints.deliver_again(chosen, by=admin.user, organisation=admin.organisation) == 0
    assert run(delivery).state == "delivered"
    assert len(set(receiver.ids)) == 1


def test_a_receiver_that_is_gone_is_told_nothing_more(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    receiver.statuses = [410]
    first, second = told(admin), told(admin)
    assert (run(first).state, now(first).last_status, now(second).state) == ("dead", 410, "dead")
    ended = now(second).endpoint
    assert ended.ended_by_receiver
    assert ended.ended_at is not None
    assert (run(second).state, len(receiver.sent)) == ("dead", 1)
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert tell("register.changed", PAYLOAD, organisation=admin.organisation_id) == 0
        assert Entry.objects.filter(act="endpoint ended", actor="system:webhooks").count() == 1


def test_killed_between_the_answer_and_its_commit_it_is_sent_again_with_the_same_id(
    desk: Desk, admin: Member, receiver: Receiver
) -> None:
    class Killed(BaseException):
        """As SIGKILL does: nothing after it runs."""

    added(admin, receiver)
    delivery = told(admin)
    with patch.object(delivering, "settle", side_effect=Killed), pytest.raises(Killed):
        run(delivery)
    lost = now(delivery)
    assert (lost.state, lost.tries, len(receiver.sent)) == ("waiting", 1, 1)
    assert run(delivery).tries == 1  # the lost try may still be under way
    make_due(desk, delivery)
    assert run(delivery).state == "delivered"
    assert receiver.ids == [str(delivery.public_id)] * 2
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert Delivery.objects.count() == 1


def test_who_comes_late_with_an_answer_changes_nothing(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    delivery = told(admin)
    with acting_as(organisation=admin.organisation_id):
        slow = taken(delivery)
        make_due(desk, delivery)
        quick = taken(delivery)
        assert slow is not None
        assert quick is not None
        delivering.settle(quick, delivering.Answer(200))
        delivering.settle(slow, delivering.Answer(500))
        assert not delivering.is_due(delivery.endpoint_id)
    assert (now(delivery).state, now(delivery).tries) == ("delivered", 2)


def test_what_lost_its_job_gets_another(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    delivery, number = told(admin), admin.organisation_id
    make_due(desk, delivery)
    with desk.link(SUPERUSER) as link:
        link.execute("DELETE FROM procrastinate_jobs WHERE args->>'endpoint' = %s", [str(delivery.endpoint_id)])
    assert number in sweeping.organisations_due()
    tasks.sweep(timestamp=0)
    tasks.sweep(timestamp=0)
    assert jobs_of(number) == 1
    assert run(delivery).state == "delivered"
    assert number not in sweeping.organisations_due()


def test_a_pause_holds_back_and_loses_nothing(desk: Desk, admin: Member, receiver: Receiver) -> None:
    endpoint, _ = added(admin, receiver)
    with acting_as(organisation=admin.organisation_id):
        endpoints.pause(endpoint, by=admin.user)
    delivery = told(admin)
    assert (run(delivery).tries, receiver.sent) == (0, [])
    with acting_as(organisation=admin.organisation_id):
        endpoints.go_on(endpoint, by=admin.user)
    assert run(delivery).state == "delivered"


def test_what_waits_for_an_ended_endpoint_is_given_up(desk: Desk, admin: Member, receiver: Receiver) -> None:
    endpoint, _ = added(admin, receiver)
    delivery = told(admin)
    with acting_as(organisation=admin.organisation_id):
        endpoints.end(endpoint, by=admin.user)
    assert (now(delivery).state, now(delivery).last_why) == ("dead", "endpoint ended")
    assert (run(delivery).state, receiver.sent) == ("dead", [])


def test_a_receiver_that_is_not_there_is_told_so_by_a_word(desk: Desk, admin: Member, receiver: Receiver) -> None:
    added(admin, receiver)
    receiver.shutdown()
    receiver.server_close()
    failed = run(told(admin))
    assert (failed.state, failed.last_status, failed.last_why) == ("waiting", None, "no connection")


def test_ten_tries_in_about_three_days() -> None:
    assert TRIES == 10
    assert 72 < sum(PAUSES) / 3600 < 80
    for tries, pause in enumerate(PAUSES, 1):
        drawn = pause_after(tries)
        assert drawn is not None
        assert 0.8 * pause <= drawn.total_seconds() <= 1.2 * pause
    assert pause_after(TRIES) is None
