"""An invitation is a link: once, for a week, and it tells nobody whether an address has an account here."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.invitations import accept, invitation_of, invite, prepare_account, resend, withdraw
from counterfoil_desk.accounts.links import secret_of
from counterfoil_desk.accounts.models import Invitation, Member, User
from counterfoil_desk.accounts.proving import proved
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.retention.tasks import delete_old_of_one
from desk.conftest import SUPERUSER, Desk, new_member


def invited(admin: Member, email: str, role: str = "reviewer") -> tuple[Invitation, str]:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        made = invite(by=admin, email=email, role=role)
    secret = secret_of(made)
    assert secret
    return made, secret


def entries(admin: Member) -> list[str]:
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        return list(Entry.objects.order_by("id").values_list("act", flat=True))


def test_a_stranger_becomes_a_member_once(desk: Desk, admin: Member) -> None:
    _, secret = invited(admin, "New.Person@Desk.example")
    known = invitation_of(digest_of_secret(secret))
    assert known is not None
    assert known.organisation == admin.organisation
    prepare_account(known, name="New Person", password="a rather long pass phrase 8")
    user = User.objects.get(email="new.person@desk.example")
    member = accept(known, user=user)
    assert (member.organisation_id, member.role) == (admin.organisation_id, "reviewer")
    assert invitation_of(digest_of_secret(secret)) is None
    with pytest.raises(UserError, match="not valid any more"):
        accept(known, user=user)
    assert entries(admin) == ["invited", "invitation accepted", "member added"]


def test_an_account_that_is_there_keeps_its_password(desk: Desk, admin: Member) -> None:
    agent = new_member(desk, role="administrator")
    _, secret = invited(admin, agent.user.email)
    known = invitation_of(digest_of_secret(secret))
    assert known is not None
    before = User.objects.get(pk=agent.user_id)
    prepare_account(known, name="Somebody Else", password="the password of a thief 9")
    after = User.objects.get(pk=agent.user_id)
    assert (after.password, after.name) == (before.password, before.name)
    accept(known, user=after)
    with acting_as(user=agent.user_id), transaction.atomic():
        assert Member.objects.filter(user=after).count() == 2  # one user, two organisations


def made_by_link(admin: Member, email: str) -> tuple[Invitation, User]:
    """Return an invitation whose link an administrator saw, and the account that somebody made by it."""
    _, secret = invited(admin, email)
    known = invitation_of(digest_of_secret(secret))
    assert known is not None
    prepare_account(known, name="Who Knows", password="known to the administrator 1")
    return known, User.objects.get(email=email)


def test_an_account_made_by_a_shown_link_joins_no_other_organisation(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    own, user = made_by_link(admin, "victim@desk.example")
    theirs = invitation_of(digest_of_secret(invited(other, user.email)[1]))
    assert theirs is not None
    with pytest.raises(UserError, match="may know its password"):
        accept(theirs, user=user)  # neither before
    accept(own, user=user)
    with pytest.raises(UserError, match="may know its password"):
        accept(theirs, user=user)  # nor after
    proved(user, by="test")
    assert accept(theirs, user=user).organisation == other.organisation
    assert entries(admin)[-1] == "address proved"


def test_an_account_made_by_a_mailed_link_is_the_persons_own(desk: Desk, admin: Member) -> None:
    from django.test import override_settings

    with override_settings(MAIL_IS_SENT=True, DESK_ADDRESS="https://desk.example"):
        _, user = made_by_link(admin, "mailed@desk.example")
    assert user.vouched_by_id is None


def test_an_address_is_forgotten_in_the_night_after_its_week(desk: Desk, admin: Member) -> None:
    over, _ = invited(admin, "never.came@desk.example")
    invited(admin, "may.still.come@desk.example")
    other = new_member(desk, role="administrator")
    theirs, _ = invited(other, "never.came.there@desk.example")
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE accounts_invitation SET until = now() WHERE id = ANY(%s)", [[over.pk, theirs.pk]])
        assert delete_old_of_one(admin.organisation_id)["invitations"] == 1
        left = link.execute("SELECT email FROM accounts_invitation WHERE email LIKE %s", ["%.come%"]).fetchall()
        assert delete_old_of_one(admin.organisation_id)["invitations"] == 0
    assert left == [("may.still.come@desk.example",)]
    with acting_as(organisation=other.organisation_id), transaction.atomic():
        assert Invitation.objects.get().email == "never.came.there@desk.example"
    assert entries(admin) == ["invited", "invited", "invitation expired"]


def test_who_was_invited_too_long_ago_is_invited_anew(desk: Desk, admin: Member) -> None:
    made, _ = invited(admin, "again@desk.example")
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE accounts_invitation SET until = now() WHERE id = %s", [made.pk])
    _, secret = invited(admin, "again@desk.example")
    assert invitation_of(digest_of_secret(secret)) is not None
    assert entries(admin) == ["invited", "invitation expired", "invited"]


def test_a_link_ends_with_the_next_one_and_when_it_is_withdrawn(desk: Desk, admin: Member) -> None:
    made, first = invited(admin, "twice@desk.example")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        second = secret_of(resend(by=admin, invitation=made))
    assert second
    assert second != first
    assert invitation_of(digest_of_secret(first)) is None
    assert invitation_of(digest_of_secret(second)) is not None
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        withdraw(by=admin, invitation=made)
    assert invitation_of(digest_of_secret(second)) is None
    assert entries(admin) == ["invited", "invited again", "invitation withdrawn"]


def test_a_link_is_too_old_after_a_week(desk: Desk, admin: Member) -> None:
    made, secret = invited(admin, "late@desk.example")
    assert dt.timedelta(days=6, hours=23) < made.until - timezone.now() <= dt.timedelta(days=7)
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE accounts_invitation SET until = now() WHERE id = %s", [made.pk])
    assert invitation_of(digest_of_secret(secret)) is None


def test_nobody_is_invited_twice_nor_as_what_he_is(desk: Desk, admin: Member) -> None:
    invited(admin, "once@desk.example")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        with pytest.raises(UserError, match="invited already"):
            invite(by=admin, email="Once@desk.example", role="reader")
        with pytest.raises(UserError, match="member already"):
            invite(by=admin, email=admin.user.email.upper(), role="reader")


@pytest.mark.parametrize("role", ["manager", "reviewer", "reader"])
def test_only_administrators_invite(desk: Desk, admin: Member, role: str) -> None:
    by = new_member(desk, role=role, organisation=admin.organisation)
    with (
        acting_as(organisation=admin.organisation_id, user=by.user_id),
        pytest.raises(UserError, match="Only an administrator"),
    ):
        invite(by=by, email="somebody@desk.example", role="administrator")


def test_a_digest_shows_one_invitation_and_the_name_of_who_invites(desk: Desk, admin: Member) -> None:
    _, secret = invited(admin, "one@desk.example")
    invited(admin, "two@desk.example")
    with acting_as(token=digest_of_secret(secret)), transaction.atomic():
        assert [one.email for one in Invitation.objects.all()] == ["one@desk.example"]
        assert Invitation.objects.update(role="administrator") == 0
        assert Member.objects.count() == 0


def test_neither_secret_nor_address_lies_among_jobs_or_in_the_log(desk: Desk, admin: Member) -> None:
    from django.test import override_settings

    with override_settings(MAIL_IS_SENT=True, DESK_ADDRESS="https://desk.example"):
        made, secret = invited(admin, "quiet.person@desk.example")
    with desk.link(SUPERUSER) as link:
        jobs = link.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'accounts.send_invitation' ORDER BY id DESC LIMIT 1"
        ).fetchall()
        everything = str(
            link.execute("SELECT * FROM audit_entry JOIN audit_value v ON v.entry_id = audit_entry.id").fetchall()
        )
        kept = str(link.execute("SELECT * FROM accounts_invitation").fetchall())
    assert jobs == [({"organisation": admin.organisation_id, "invitation": made.pk},)]
    assert secret not in everything + kept
    assert "quiet.person" not in everything
