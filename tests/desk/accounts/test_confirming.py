"""What an organisation is: its own word, until who runs the desk confirms it."""

import datetime as dt

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import give
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.cli import desk as command
from counterfoil_desk.organisation import OPERATOR, acting_as
from desk.conftest import Desk, new_member
from desk.pages.register_steps import logged_in


def test_what_an_organisation_is_counts_as_its_own_word_until_it_is_confirmed(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_member(desk, role="administrator")
    for giver, held in ((admin, other), (other, admin)):
        with acting_as(organisation=giver.organisation_id, user=giver.user_id):
            give(
                by=giver.user,
                organisation=giver.organisation,
                to=held.organisation,
                register="rights",
                fields=["mark"],
                basis="contract",
                until=dt.datetime.now(dt.UTC) + dt.timedelta(days=1),
            )
    client = logged_in(admin)
    whom = f"?to={other.organisation.public_id}&register=rights"
    addresses = [reverse("grants"), reverse("shared-with-us"), reverse("grant-give") + whom]
    says = [client.get(one).content.decode().count("says of itself: Marketplace") for one in addresses]
    assert says == [2, 1, 1]
    for name, value in desk.environment.items():
        monkeypatch.setenv(name, value)
    confirm = ["confirm-kind", str(other.organisation.public_id)]
    done = CliRunner().invoke(command, confirm, catch_exceptions=False)
    assert f"{other.organisation.name}: marketplace." in done.output
    shown = [client.get(one).content.decode() for one in addresses]
    assert not any("says of itself" in page for page in shown)
    assert "as who runs this desk has confirmed" in shown[2]
    assert "Confirmed by who runs the desk." in logged_in(other).get(reverse("organisation")).content.decode()
    with pytest.raises(UserError, match="so already"):
        CliRunner().invoke(command, confirm, catch_exceptions=False)
    CliRunner().invoke(command, [*confirm, "--undo"], catch_exceptions=False)
    assert "says of itself" in client.get(addresses[0]).content.decode()
    with acting_as(organisation=other.organisation_id), transaction.atomic():
        acts = list(Entry.objects.filter(actor=OPERATOR).order_by("id").values_list("act", flat=True))
    assert acts == ["kind confirmed", "kind no longer confirmed"]
