"""Are offers counted once, whether their tallies are added up before, between or after?"""

import datetime as dt

from django.db import transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.service.models import Tally
from counterfoil_desk.service.tallies import counted, fold
from desk.conftest import Desk

DAY = dt.date(2026, 11, 22)


def tally(member: Member, decision: str, offers: int) -> None:
    with transaction.atomic():
        Tally.objects.create(organisation=member.organisation, day=DAY, decision=decision, offers=offers)


def test_tallies_and_counts_of_days_are_one_number(desk: Desk, admin: Member) -> None:
    number = admin.organisation_id
    with acting_as(organisation=number):
        for offers in (2, 3):
            tally(admin, "clear", offers)
            tally(admin, "hold", 1)
            fold(number)
            fold(number)
        tally(admin, "clear", 4)
        with transaction.atomic():
            assert counted() == {(DAY, "clear"): 9, (DAY, "hold"): 2}
            assert Tally.objects.count() == 1
