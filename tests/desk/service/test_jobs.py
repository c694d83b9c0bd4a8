"""Jobs that go through all organisations: where one fails, are the others served, and is it told?"""

import logging

import pytest
from django.db import transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting, acting_as
from counterfoil_desk.service import tallies, tasks
from counterfoil_desk.service.models import Tally
from desk.conftest import Desk, new_member


def test_one_organisation_whose_tallies_cannot_be_added_up_keeps_no_other_waiting(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, after = admin.organisation_id, new_member(desk, role="administrator").organisation_id
    for organisation in (broken, after):
        with acting_as(organisation=organisation), transaction.atomic():
            Tally.objects.create(organisation_id=organisation, day="2026-11-22", decision="clear", offers=3)
    fold = tallies.fold

    def fold_or_not(organisation: int) -> None:
        if organisation == broken:
            raise RuntimeError("of somebody's data")
        fold(organisation)

    monkeypatch.setattr(tallies, "fold", fold_or_not)
    with (
        caplog.at_level(logging.ERROR, logger="counterfoil.jobs"),
        pytest.raises(RuntimeError, match=r"fold_tallies failed for 1 of its"),
    ):
        tasks.fold_tallies(0)
    assert [one.told for one in caplog.records] == [{"job": "service.fold_tallies", "organisation": broken}]  # type: ignore[attr-defined]
    assert acting().organisation is None
    left = {}
    for organisation in (broken, after):
        with acting_as(organisation=organisation), transaction.atomic():
            left[organisation] = Tally.objects.count()
    assert left == {broken: 1, after: 0}
