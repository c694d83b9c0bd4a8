"""A long file is taken in by a job: the page says so, nobody asks twice, and what could not be done is told."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.database.waiting import BusyError
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records import asked
from counterfoil_desk.records.models import Upload
from counterfoil_desk.records.registers import RIGHTS
from counterfoil_desk.records.tasks import take_in
from desk.conftest import SUPERUSER, Desk
from desk.pages.register_steps import counts, kept, logged_in, uploaded

FILE = b"id,mark,owner\nr-1,Orlune,Maison\nr-2,Halvo,Owner\nr-3,,Owner\n"


@pytest.fixture
def address(desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the page of a file that counts as long, and for which the administrator asked."""
    monkeypatch.setattr(asked, "MOST_AT_ONCE", 2)
    page = reverse("register-upload", args=[RIGHTS, uploaded(admin, FILE)])
    assert logged_in(admin).post(page)["Location"] == page
    return page


def jobs(desk: Desk, admin: Member) -> list[tuple[Any, ...]]:
    with desk.link(SUPERUSER) as link:
        named = "SELECT queue_name, lock, args FROM procrastinate_jobs WHERE lock = %s"
        return link.execute(named, [f"registers {admin.organisation_id}"]).fetchall()


def upload_of(admin: Member) -> Upload:
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        return Upload.objects.get()


def test_a_long_file_is_taken_in_by_a_job(desk: Desk, admin: Member, address: str) -> None:
    client = logged_in(admin)
    page = client.get(address).content.decode()
    assert "2 rows are being taken in" in page
    assert 'hx-trigger="every 2s"' in page
    assert "<form" not in page.partition('id="upload"')[2]
    assert kept(admin) == []
    for choice in ({}, {"drop": "1"}):
        assert "is just being taken in" in client.post(address, choice, follow=True).content.decode()
    ((queue, _, told),) = jobs(desk, admin)
    assert queue == "files"
    for _ in range(2):  # a job may run twice
        take_in(**told)
    page = client.get(address).content.decode()
    assert "“rights.csv” was taken in" in page
    assert "hx-trigger" not in page
    assert counts(page) == {"added": 2, "changed": 0, "the same": 0, "rejected": 1}
    assert [row.key for row in kept(admin)] == ["r-1", "r-2"]
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert [one.actor for one in Entry.objects.filter(act="rights imported")] == [actor_of(admin.user)]


def test_what_could_not_be_done_is_told_and_may_be_asked_for_again(
    desk: Desk, admin: Member, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(error: Exception) -> None:
        def instead(*_upload: object, **_by: object) -> None:
            raise error

        monkeypatch.setattr(asked, "take_in", instead)

    ((_, _, told),) = jobs(desk, admin)
    client = logged_in(admin)
    fails(BusyError())
    with pytest.raises(BusyError):
        take_in(**told)
    assert "are being taken in" in client.get(address).content.decode()  # the job is tried again
    fails(UserError("A line of it is odd.", cure="Mend it."))
    take_in(**told)
    assert "A line of it is odd. Mend it. Nothing was changed." in client.get(address).content.decode()
    client.post(address)
    fails(RuntimeError("of somebody's data"))
    with pytest.raises(RuntimeError):
        take_in(**told)
    page = client.get(address).content.decode()
    assert "It is our fault" in page
    assert "somebody" not in page
    monkeypatch.undo()
    client.post(address)
    assert len(kept(admin)) == 2


def test_a_job_that_never_ended_does_not_keep_a_file_for_good(admin: Member, address: str) -> None:
    upload = upload_of(admin)
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert upload.asked_at is not None
        Upload.objects.update(asked_at=upload.asked_at - asked.GIVEN_UP_AFTER - dt.timedelta(seconds=1))
    client = logged_in(admin)
    assert "Take in 2 rows" in client.get(address).content.decode()
    client.post(address, {"drop": "1"})
    take_in(organisation=admin.organisation_id, upload=upload.pk)
    assert kept(admin) == []
