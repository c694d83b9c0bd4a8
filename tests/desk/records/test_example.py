"""The example marketplace: its registers in an organisation of its own, which the one-time link makes one's own."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import Member, SetupLink, User
from counterfoil_desk.cli import desk as command
from counterfoil_desk.example_files import FILES, check_example
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.example import load_example
from counterfoil_desk.records.registers import REGISTERS
from desk.conftest import PASSWORD, Desk

EXAMPLES = Path(__file__).parents[3] / "examples"
SECRET = "a secret of a test, long enough"


def test_each_register_is_filled_and_nothing_is_refused(desk: Desk) -> None:
    made = load_example(EXAMPLES)
    with acting_as(organisation=made.pk), transaction.atomic():
        for name, file in FILES.items():
            lines = (EXAMPLES / file).read_text(encoding="utf-8").splitlines()
            assert REGISTERS[name].model._default_manager.count() == len(lines) - 1, name


def test_its_link_makes_an_administrator_of_it(desk: Desk) -> None:
    made = load_example(EXAMPLES)
    with transaction.atomic():
        link = SetupLink.objects.create(
            digest=digest_of_secret(SECRET), until="2126-01-01T00:00:00Z", administers_id=made.pk
        )
    client, address = Client(headers={"Accept-Language": "de"}), reverse("set-up", args=[SECRET])
    page = client.get(address).content.decode()
    assert "Beispielmarktplatz" in page
    assert 'name="kind"' not in page
    client.post(address, {"email": "first@example.desk.example", "password": PASSWORD})
    user = User.objects.get(email="first@example.desk.example")
    with acting_as(organisation=made.pk, user=user.pk), transaction.atomic():
        assert Member.objects.get(user=user).role == "administrator"
        link.refresh_from_db()
    assert link.used_at is not None
    assert user.language == "de"
    assert made.name in client.get(reverse("home")).content.decode()
    assert Client().get(address).status_code == 404


def test_where_there_is_no_example_the_cure_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no example marketplace"):
        check_example(tmp_path)
    told = CliRunner().invoke(command, ["serve", "--example", str(tmp_path), "--home", str(tmp_path / "home")])
    assert isinstance(told.exception, UserError)
    assert not (tmp_path / "home").exists()
