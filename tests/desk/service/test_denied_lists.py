"""Lists of denied parties: opened once for days that are alike, and nobody waits for another organisation's."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.service import denied_lists
from counterfoil_desk.service.denied_lists import denied
from desk.conftest import Desk, new_member
from desk.service.test_sellers import listed

BEGAN = dt.date(2026, 1, 2)  # of the party in LISTED
DAY = dt.timedelta(days=1)


def opened_for(member: Member, day: dt.date) -> object:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return denied(member.organisation_id, day=day)[1]


def test_days_on_which_the_same_are_listed_share_one_index(desk: Desk, admin: Member, tmp_path: Path) -> None:
    listed(admin, tmp_path)
    now = opened_for(admin, BEGAN)
    assert all(opened_for(admin, BEGAN + number * DAY) is now for number in range(1, 40))
    before = opened_for(admin, BEGAN - DAY)
    assert before is not now
    assert before is opened_for(admin, BEGAN - 300 * DAY)
    assert opened_for(admin, BEGAN) is now  # a day in the past does not drive out today's


def test_nobody_waits_for_the_lists_of_another_organisation(
    desk: Desk, admin: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_member(desk, role="administrator")
    listed(admin, tmp_path)
    listed(other, tmp_path)
    opens, goes_on = threading.Event(), threading.Event()
    ready = denied_lists.screened_lists

    def slow(parties: object, *, day: dt.date) -> object:
        if threading.current_thread() is not threading.main_thread():
            opens.set()
            assert goes_on.wait(20)
        return ready(parties, day=day)  # type: ignore[arg-type]

    def open_slowly() -> None:
        try:
            opened_for(admin, BEGAN)
        finally:
            connection.close()

    monkeypatch.setattr(denied_lists, "screened_lists", slow)
    opening = threading.Thread(target=open_slowly, daemon=True)
    opening.start()
    assert opens.wait(20)
    theirs: list[object] = []
    asking = threading.Thread(target=lambda: theirs.append(denied_lists._lock.acquire(timeout=2)))
    asking.start()
    asking.join()
    assert theirs == [True]  # the lock of all is free
    denied_lists._lock.release()
    assert opened_for(other, BEGAN) is not None
    goes_on.set()
    opening.join()
