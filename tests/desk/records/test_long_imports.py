"""A file that takes long: others are told so with a sentence, no time limit cuts it, and a kill loses nothing."""

import datetime as dt
import io
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.actions import actor_of, issue_token
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.actions import record_many
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.database import waiting
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records import actions, uploads
from counterfoil_desk.records.models import Generation, RightRow, Upload
from counterfoil_desk.records.registers import REGISTERS, RIGHTS
from desk.conftest import SUPERUSER, Desk
from desk.pages.register_steps import logged_in

ROWS = 2_500  # three parts
FILE = ("id,mark,owner\n" + "".join(f"r-{n},Mark {n},Owner\n" for n in range(ROWS))).encode()
NEW = {"id": "new", "mark": "Orlune", "owner": "Maison"}


@pytest.fixture
def upload(desk: Desk, admin: Member) -> Upload:
    """Return a file of the administrator's organisation that was looked through."""
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        return uploads.look_through(
            REGISTERS[RIGHTS],
            io.BytesIO(FILE),
            file="rights.csv",
            by=actor_of(admin.user),
            organisation=admin.organisation,
        )


def in_the_middle(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen while a file is being taken in: after its first thousand rows."""
    parts: list[Sequence[Any]] = []

    def recorded(*, acts: Sequence[Any], **named: Any) -> int:
        parts.append(acts)
        if len(parts) == 2:
            act()
        return record_many(acts=acts, **named)

    monkeypatch.setattr(actions, "record_many", recorded)


def beside(act: Callable[[], Any], answers: list[Any]) -> Callable[[], None]:
    """Return what does something in another thread, with a connection of its own, and waits for its answer."""

    def done() -> None:
        answers.append(act())
        connection.close()

    def run() -> None:
        other = threading.Thread(target=done)
        other.start()
        other.join()

    return run


def now(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        return {
            "rows": RightRow.objects.count(),
            "generation": next(iter(Generation.objects.values_list("number", flat=True)), 0),
            "entries": Entry.objects.filter(subject_kind="rights").count(),
            "waiting": Upload.objects.filter(taken__isnull=True, content__isnull=False).count(),
        }


def take_in(member: Member, upload: Upload) -> None:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        uploads.take_in(upload, by=actor_of(member.user))


def a_program(member: Member) -> Callable[[], Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
        _, secret = issue_token(
            by=member.user, organisation=member.organisation, name="p", scopes=["registers"], until=until
        )
    address, headers = f"/api/v1/registers/{RIGHTS}/rows", {"Authorization": f"Bearer {secret}"}
    return lambda: Client().put(address, NEW, content_type="application/json", headers=headers)


def test_others_get_a_sentence_while_a_file_is_taken_in(
    admin: Member, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.2)
    client, program = logged_in(admin), a_program(admin)
    answers: list[Any] = []
    added = beside(lambda: client.post(reverse("register-row-add", args=[RIGHTS]), NEW), answers)
    put = beside(program, answers)
    in_the_middle(monkeypatch, lambda: [added(), put()])
    take_in(admin, upload)
    page, told = answers
    assert "are just being changed" in page.content.decode()
    assert 'value="Orlune"' in page.content.decode()  # what was typed stays
    assert (told.status_code, told["Retry-After"]) == (503, "30")
    assert "again in a minute" in told.content.decode()
    assert now(admin) == {"rows": ROWS, "generation": 1, "entries": ROWS, "waiting": 0}
    assert program().status_code == 200
    assert now(admin)["rows"] == ROWS + 1


def test_a_change_that_comes_while_a_file_is_taken_in_waits_a_little(
    admin: Member, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Any] = []
    other = threading.Thread(target=beside(a_program(admin), answers))

    def begin() -> None:
        other.start()
        time.sleep(0.5)

    in_the_middle(monkeypatch, begin)
    take_in(admin, upload)
    other.join()
    assert answers[0].status_code == 200
    assert now(admin) | {"entries": 0} == {"rows": ROWS + 1, "generation": 2, "entries": 0, "waiting": 0}


def test_no_limit_of_other_requests_cuts_a_file_off(
    admin: Member, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '300ms'")
    in_the_middle(monkeypatch, lambda: time.sleep(0.6))
    try:
        take_in(admin, upload)
        assert now(admin)["rows"] == ROWS
    finally:
        connection.close()


def test_a_file_whose_taking_in_is_killed_is_not_lost(
    desk: Desk, admin: Member, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill() -> None:
        with desk.link(SUPERUSER) as link:
            link.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    with monkeypatch.context() as patched:
        in_the_middle(patched, kill)
        with pytest.raises(OperationalError):
            take_in(admin, upload)
    connection.close()
    assert now(admin) == {"rows": 0, "generation": 0, "entries": 0, "waiting": 1}
    take_in(admin, upload)
    assert now(admin) == {"rows": ROWS, "generation": 1, "entries": ROWS, "waiting": 0}
