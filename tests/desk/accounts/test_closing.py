"""Who is a member of nothing can be deleted for good: nothing of him is left but an id in logs."""

import pytest
from click.testing import CliRunner
from django.db import transaction

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import change_own, remove_member
from counterfoil_desk.accounts.closing import close_account
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.cli import desk as command
from counterfoil_desk.organisation import acting_as
from desk.accounts.test_logging_in import told, with_second_factor
from desk.conftest import SUPERUSER, Desk, new_member

OF_PEOPLE = ("accounts_user", "accounts_member", "mfa_authenticator", "account_emailaddress", "accounts_invitation")


def everything(desk: Desk) -> str:
    with desk.link(SUPERUSER) as link:
        tables = [link.execute(f"SELECT * FROM {table}").fetchall() for table in (*OF_PEOPLE, "audit_value")]
    return str(tables)


def removed(desk: Desk, admin: Member) -> Member:
    """Return somebody who had a name, a language and a second factor, and is a member no more."""
    member = new_member(desk, role="reader", organisation=admin.organisation)
    with_second_factor(member)
    with acting_as(organisation=admin.organisation_id, user=member.user_id):
        change_own(member, settings={"name": f"Ada of {member.user.email}", "language": "de"})
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        remove_member(by=admin, member=member)
    return member


def test_an_account_is_deleted_and_each_organisation_that_knew_it_reads_of_it(desk: Desk, admin: Member) -> None:
    stranger, gone = new_member(desk, role="administrator"), removed(desk, admin)
    assert gone.user.email in everything(desk)
    assert close_account(gone.user.email.upper()) == str(gone.user.public_id)
    assert gone.user.email not in everything(desk)
    with desk.link(SUPERUSER) as link:
        left = link.execute("SELECT count(*) FROM mfa_authenticator WHERE user_id = %s", [gone.user_id]).fetchone()
    assert left == (0,)
    assert [one["actor"] for one in told(admin, "account closed")] == ["system:operator"]
    assert told(stranger, "account closed") == []
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert Entry.objects.filter(subject_id=str(gone.user.public_id), act="logged in").exists()
    with pytest.raises(UserError, match="Nobody on this desk"):
        close_account(gone.user.email)


def test_a_member_is_not_deleted(desk: Desk, admin: Member) -> None:
    with pytest.raises(UserError, match=r"still a member.*removes him"):
        close_account(admin.user.email)
    assert admin.user.email in everything(desk)


def test_the_command_asks_first_and_says_what_is_left(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = removed(desk, admin)
    for name, value in desk.environment.items():
        monkeypatch.setenv(name, value)
    kept = CliRunner().invoke(command, ["close-account", gone.user.email], input="n\n", catch_exceptions=False)
    assert kept.exit_code == 0
    assert gone.user.email in everything(desk)
    done = CliRunner().invoke(command, ["close-account", gone.user.email, "--yes"], catch_exceptions=False)
    assert f"--subject user:{gone.user.public_id}" in done.output
    assert gone.user.email not in everything(desk)
