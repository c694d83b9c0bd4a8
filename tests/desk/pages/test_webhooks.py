"""What people see of webhooks, and what each role may do; the secret is shown once."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.encryption import decrypted
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.webhooks.models import Delivery, Endpoint, State
from desk.conftest import Desk, new_member
from desk.outgoing.test_sending import Names

ADDRESS = "https://93.184.215.14/hook?key=of-the-receiver"
FORM = {"address": ADDRESS, "events": ["offer.decided", "register.changed"]}
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def endpoint_of(member: Member) -> Endpoint:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return Endpoint.objects.get()


def dead(member: Member, *, number: int = 1) -> list[Delivery]:
    endpoint = endpoint_of(member)
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return [
            Delivery.objects.create(
                organisation=member.organisation,
                endpoint=endpoint,
                event="offer.decided",
                payload={"id": "o-1"},
                state=State.DEAD,
                tries=10,
                last_status=503,
                next_try_at=None,
                settled_at=timezone.now(),
            )
            for _ in range(number)
        ]


def states(member: Member) -> list[str]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return sorted(Delivery.objects.values_list("state", flat=True))


def acts(member: Member) -> list[str]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        written = Entry.objects.filter(subject_kind="endpoint").order_by("id")
        return list(written.values_list("act", flat=True))


def test_the_secret_is_shown_once(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    answer = client.post(reverse("webhooks"), FORM)
    (secret,) = SECRET.findall(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    endpoint = endpoint_of(admin)
    assert decrypted(endpoint.secret) == secret
    for page in (reverse("webhooks"), reverse("webhook", args=[endpoint.public_id])):
        assert not SECRET.search(client.get(page).content.decode())
    drawn = client.post(reverse("webhook-secret", args=[endpoint.public_id])).content.decode()
    assert SECRET.findall(drawn) != [secret]
    assert "signs, too, for a day" in drawn


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"address": "http://93.184.215.14/"}, "does not begin with https"),
        ({"address": "https://127.0.0.1/"}, "into an inner network"),
        ({"address": "https://169.254.169.254/latest"}, "into an inner network"),
        ({"address": "https://localhost/"}, "into an inner network"),
        ({"address": "https://rebound.example/"}, "into an inner network"),
        ({"address": "https://nowhere.example/"}, "leads nowhere"),
        ({"address": "https://a:b@93.184.215.14/"}, "holds a user name"),
        ({"address": "https://93.184.215.14:22/"}, "port is not open"),
        ({"events": []}, "This field is required"),
        ({"events": ["offer.invented"]}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_sentence(
    desk: Desk, admin: Member, told: dict[str, object], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ["10.1.2.3"] if "rebound" in str(told) else []
    monkeypatch.setattr("socket.getaddrinfo", Names(found))
    page = logged_in(admin).post(reverse("webhooks"), FORM | told).content.decode()
    assert says in page
    assert not SECRET.search(page)
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert not Endpoint.objects.exists()


def test_an_address_is_told_once(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    client.post(reverse("webhooks"), FORM)
    assert "told already" in client.post(reverse("webhooks"), FORM).content.decode()


def test_each_act_is_written_down(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    client.post(reverse("webhooks"), FORM)
    there = endpoint_of(admin).public_id
    for act in ("ping", "pause", "go-on", "end", "ping"):
        assert client.post(reverse("webhook-change", args=[there, act])).status_code == 302
    assert client.post(reverse("webhook-change", args=[there, "erase"])).status_code == 404
    assert client.post(reverse("webhook-secret", args=[there])).status_code == 302
    assert acts(admin) == [
        *("endpoint added", "endpoint tried", "endpoint paused", "endpoint goes on", "endpoint ended")
    ]
    assert states(admin) == ["dead"]  # the ping, which waited
    page = client.get(reverse("webhook", args=[there])).content.decode()
    assert "Send a ping" not in page
    assert "This receiver was ended." in page


def test_readers_see_neither_path_nor_buttons(desk: Desk, admin: Member) -> None:
    logged_in(admin).post(reverse("webhooks"), FORM)
    there = endpoint_of(admin).public_id
    reader = logged_in(new_member(desk, role="reviewer", organisation=admin.organisation))
    for page in (reverse("webhooks"), reverse("webhook", args=[there]), reverse("webhooks-given-up")):
        seen = reader.get(page).content.decode()
        assert "of-the-receiver" not in seen
        assert "Send a ping" not in seen
    assert reader.post(reverse("webhook-change", args=[there, "end"])).status_code == 403


def test_what_was_given_up_is_delivered_again_one_or_all(desk: Desk, admin: Member) -> None:
    client, page = logged_in(admin), reverse("webhooks-given-up")
    client.post(reverse("webhooks"), FORM)
    one, _, _ = dead(admin, number=3)
    seen = client.get(page).content.decode()
    assert "503 Service Unavailable" in seen
    assert "Deliver all 3 again" in seen
    assert client.post(page, {"delivery": str(one.public_id)}).status_code == 302
    assert states(admin) == ["dead", "dead", "waiting"]
    client.post(page, {"delivery": "all"})
    assert states(admin) == ["waiting"] * 3
    assert client.post(page, {"delivery": "nonsense"}).status_code == 404
    assert "Nothing was left" in client.post(page, {"delivery": "all"}, follow=True).content.decode()


def test_another_organisations_deliveries_are_out_of_reach(desk: Desk, admin: Member) -> None:
    logged_in(admin).post(reverse("webhooks"), FORM)
    (one,) = dead(admin)
    other = logged_in(new_member(desk, role="administrator"))
    assert other.post(reverse("webhooks-given-up"), {"delivery": str(one.public_id)}).status_code == 404
    other.post(reverse("webhooks-given-up"), {"delivery": "all"})
    assert states(admin) == ["dead"]


def test_many_deliveries_are_paged(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    client.post(reverse("webhooks"), FORM)
    dead(admin, number=51)
    page = client.get(reverse("webhooks-given-up") + "?page=2").content.decode()
    assert "Page 2 of 2" in page
    assert page.count("503 Service Unavailable") == 1


def test_of_a_receiver_that_is_left_alone_the_page_says_until_when(desk: Desk, admin: Member) -> None:
    client, until = logged_in(admin), timezone.now() + dt.timedelta(minutes=2)
    client.post(reverse("webhooks"), FORM)
    page = reverse("webhook", args=[endpoint_of(admin).public_id])
    client.post(reverse("webhook-change", args=[endpoint_of(admin).public_id, "ping"]))
    stamp = f'datetime="{until:%Y-%m-%dT%H:%M}'
    assert stamp not in client.get(page).content.decode()
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        Endpoint.objects.update(held_until=until, slow_in_a_row=2)
    told = client.get(page).content.decode()
    assert "it took too long to answer" in told
    assert told.count(stamp) == 2  # of the receiver, and of the ping's next try
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        Endpoint.objects.update(held_until=until - dt.timedelta(minutes=3))
    assert "it took too long to answer" not in client.get(page).content.decode()
