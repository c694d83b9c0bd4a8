"""The example marketplace: its registers in an organisation of its own, which the one-time link makes one's own."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts import actions
from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import Member, SetupLink, User
from counterfoil_desk.cli import desk as command
from counterfoil_desk.example_files import FILES, check_example
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.example import load_example
from counterfoil_desk.records.registers import REGISTERS
from counterfoil_desk.working import new_setup_link
from desk.conftest import PASSWORD, SUPERUSER, Desk

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


def test_a_start_that_was_killed_leaves_no_example_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def organisations() -> object:
        with desk.link(SUPERUSER) as link:
            return link.execute("SELECT count(*) FROM accounts_organisation").fetchone()

    def killed(**_named: object) -> str:
        raise KeyboardInterrupt

    SetupLink.objects.all().delete()
    monkeypatch.setattr(User.objects, "exists", lambda: False)
    before = organisations()
    with monkeypatch.context() as patched:
        patched.setattr(actions, "make_setup_link", killed)
        with pytest.raises(KeyboardInterrupt):
            new_setup_link(example=EXAMPLES)
    assert organisations() == before
    first, second = (new_setup_link(example=EXAMPLES) for _ in range(2))
    assert first != second
    assert [organisations()] == [(one + 1,) for one in before]  # type: ignore[attr-defined]
    SetupLink.objects.all().delete()


def test_where_there_is_no_example_the_cure_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no example marketplace"):
        check_example(tmp_path)
    told = CliRunner().invoke(command, ["serve", "--example", str(tmp_path), "--home", str(tmp_path / "home")])
    assert isinstance(told.exception, UserError)
    assert not (tmp_path / "home").exists()
