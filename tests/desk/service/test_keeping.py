"""Two that keep the same offers at once: does each wait for the other, whatever was suspect and what clear?"""

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection, transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.actions import entry_values
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.service.keeping import Answered, Origin, Suspect, keep_call, keep_suspects
from counterfoil_desk.service.models import SuspectOffer
from desk.conftest import SUPERUSER, Desk

CHANGED = "UPDATE service_suspectoffer SET origin = 'call' WHERE organisation_id = %s AND offer_id = %s"
ROWS = "SELECT offer_id FROM service_suspectoffer WHERE organisation_id = %s AND offer_id = %s FOR UPDATE"
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"
Keep = Callable[[Sequence[Suspect], Sequence[str], Origin, int], None]


def suspect(number: str) -> Suspect:
    return Suspect({"id": number, "title": "x"}, {"id": number, "decision": "hold"})


def of_stream(suspects: Sequence[Suspect], cleared: Sequence[str], origin: Origin, organisation: int) -> None:
    keep_suspects(suspects, origin, organisation=organisation, cleared=cleared)


def of_call(suspects: Sequence[Suspect], cleared: Sequence[str], origin: Origin, organisation: int) -> None:
    entry = entry_values(actor="system:test", act="offers screened", subject=("generation", "1"), told={})
    keep_call(suspects, cleared, origin, organisation=organisation, entry=entry, answered=Answered({}))


def kept(keep: Keep, organisation: int, suspects: Sequence[str], cleared: Sequence[str]) -> None:
    origin = Origin("stream", dt.datetime.now(dt.UTC), {})
    try:
        with acting_as(organisation=organisation), transaction.atomic():
            keep([suspect(one) for one in suspects], cleared, origin, organisation)
    finally:
        if threading.current_thread() is not threading.main_thread():
            connection.close()


@pytest.mark.parametrize("keep", [of_stream, of_call])
@pytest.mark.parametrize(("suspects", "cleared"), [(["b"], ["a"]), (["a"], ["b"])])
def test_offers_are_locked_in_one_order_whatever_was_found(
    desk: Desk, admin: Member, keep: Keep, suspects: list[str], cleared: list[str]
) -> None:
    organisation = admin.organisation_id
    kept(of_stream, organisation, ["a", "b"], [])
    with desk.link(SUPERUSER) as first, desk.link(SUPERUSER) as second:
        with first.transaction():
            first.execute(CHANGED, [organisation, "a"])
            keeping = threading.Thread(target=kept, args=(keep, organisation, suspects, cleared))
            keeping.start()
            waits: Any = (0,)
            while not waits[0]:
                waits = second.execute(WAITS).fetchone()
            assert second.execute(f"{ROWS} NOWAIT", [organisation, "b"]).fetchall() == [("b",)]  # not yet locked
        keeping.join()
    with acting_as(organisation=organisation), transaction.atomic():
        assert list(SuspectOffer.objects.values_list("offer_id", flat=True)) == suspects


def test_what_was_screened_earlier_takes_nothing_away(desk: Desk, admin: Member) -> None:
    kept(of_stream, admin.organisation_id, ["a"], [])
    before = Origin("run", dt.datetime.now(dt.UTC) - dt.timedelta(hours=1), {})
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        keep_suspects([], before, organisation=admin.organisation_id, cleared=["a"])
        assert SuspectOffer.objects.get().offer_id == "a"
