"""Who lost his password or his second factor is helped by who runs the desk, and his organisations read of it."""

import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Member, User
from counterfoil_desk.accounts.rescue import drop_second_factor, new_password_path
from counterfoil_desk.cli import desk as command
from counterfoil_desk.configuration import DATABASE_URL
from counterfoil_desk.processes import python
from desk.accounts.test_logging_in import told, with_second_factor
from desk.conftest import Desk


def test_a_lost_second_factor_is_removed_by_the_operator(desk: Desk, admin: Member) -> None:
    with_second_factor(admin)
    assert drop_second_factor(admin.user.email.upper()) == 2
    assert {one["actor"] for one in told(admin, "second factor removed")} == {"system:operator"}
    client = Client(REMOTE_ADDR="10.5.0.1")
    page = client.get(new_password_path(admin.user.email), follow=True)
    new = "quite another pass phrase 8"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    client.post(reverse("account_login"), {"login": admin.user.email, "password": new})
    assert client.get(reverse("home")).status_code == 200
    assert [one["actor"] for one in told(admin, "new password offered")] == ["system:operator"]


def test_a_new_password_by_the_operators_link_makes_the_account_the_persons_own(desk: Desk, admin: Member) -> None:
    User.objects.filter(pk=admin.user_id).update(vouched_by=admin.organisation)
    client = Client(REMOTE_ADDR="10.5.0.2")
    page = client.get(new_password_path(admin.user.email), follow=True)
    new = "quite another pass phrase 8"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert User.objects.get(pk=admin.user_id).vouched_by_id is None
    assert [one["by"] for one in told(admin, "address proved")] == ["link for a new password"]


def test_nobody_is_helped_who_is_not_there(desk: Desk) -> None:
    with pytest.raises(UserError, match="Nobody on this desk"):
        new_password_path("nobody@desk.example")


@pytest.mark.parametrize("words", [["rescue"], ["close-account", "--yes"]])
def test_without_a_desk_commands_say_how_to_name_it(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE_URL, raising=False)
    with pytest.raises(UserError, match=r"no desk here.*--home"):
        command.main([*words, "ada@desk.example", "--home", str(tmp_path)], standalone_mode=False)


def test_the_command_prints_the_link(desk: Desk, admin: Member) -> None:
    rescue = python("-m", "counterfoil_desk", "rescue", admin.user.email)
    environment = {**desk.environment, "COUNTERFOIL_ADDRESS": "https://desk.example"}
    done = subprocess.run(rescue, env=environment, capture_output=True, text=True, check=True)
    assert "once: https://desk.example/accounts/password/reset/key/" in done.stdout
