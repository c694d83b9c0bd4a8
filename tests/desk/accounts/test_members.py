"""Who may change whom, and what stays: somebody can always administer an organisation, and each act is written down."""

import datetime as dt
import itertools
import threading

import pytest
from django.db import connection, transaction

from counterfoil.errors import UserError
from counterfoil_desk.accounts import actions
from counterfoil_desk.accounts.models import ApiToken, Grant, Member, Role
from counterfoil_desk.accounts.permissions import (
    can_administer,
    can_change_role,
    can_end_grant,
    can_remove_member,
    can_revoke_token,
    check_can_remove_member,
)
from counterfoil_desk.accounts.queries import members, numbers
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from desk.conftest import Desk, new_member

ROLES = ("administrator", "manager", "reviewer", "reader")
LATER = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


def member(role: str, *, pk: int = 1, organisation: int = 1) -> Member:
    return Member(pk=pk, organisation_id=organisation, user_id=pk, role=role)


@pytest.mark.parametrize(("by", "to"), list(itertools.product(ROLES, ROLES)))
def test_who_may_change_and_remove_whom(by: str, to: str) -> None:
    acting, other = member(by), member(to, pk=2)
    administrators = [by, to].count("administrator")
    expected = by == "administrator" and not (to == "administrator" and administrators < 2)
    assert can_change_role(acting, other, administrators=administrators) is expected
    assert can_remove_member(acting, other, administrators=administrators) is expected
    assert can_administer(acting) is (by == "administrator")


@pytest.mark.parametrize(
    ("role", "administrators", "may_leave"),
    [("administrator", 1, False), ("administrator", 2, True), ("manager", 1, True), ("reader", 1, True)],
)
def test_everybody_may_leave_but_for_the_last_administrator(role: str, administrators: int, may_leave: bool) -> None:
    assert can_remove_member(member(role), member(role), administrators=administrators) is may_leave


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_organisation_is_changed(role: str) -> None:
    acting, other = member(role), member("reader", pk=2, organisation=2)
    assert not can_change_role(acting, other, administrators=2)
    assert not can_remove_member(acting, other, administrators=2)
    assert not can_revoke_token(acting, ApiToken(organisation_id=2, until=LATER))
    assert not can_end_grant(acting, Grant(organisation_id=2, to_organisation_id=1, until=LATER))


@pytest.mark.parametrize("role", ROLES)
def test_administrators_end_what_is_in_force(role: str) -> None:
    may = role == "administrator"
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert can_revoke_token(member(role), ApiToken(organisation_id=1, until=LATER)) is may
    assert not can_revoke_token(member(role), ApiToken(organisation_id=1, until=LATER, revoked_at=past))
    assert can_end_grant(member(role), Grant(organisation_id=1, until=LATER)) is may
    assert not can_end_grant(member(role), Grant(organisation_id=1, until=LATER, ended_at=past))
    assert not can_end_grant(member(role), Grant(organisation_id=1, until=past))


def test_a_check_says_why_not_and_what_to_do() -> None:
    with pytest.raises(UserError, match=r"last administrator cannot go\. Make somebody else"):
        check_can_remove_member(member("administrator"), member("administrator"), administrators=1)


def test_a_role_is_changed_with_its_entry_and_the_last_administrator_stays(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reader", organisation=admin.organisation)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        actions.change_role(by=admin, member=other, role=Role.ADMINISTRATOR)
        actions.change_role(by=admin, member=admin, role=Role.READER)
        with transaction.atomic():
            now = Member.objects.get(pk=other.pk)
        with pytest.raises(UserError, match="last administrator"):
            actions.change_role(by=now, member=now, role=Role.READER)
        with transaction.atomic():
            told = [value.value for entry in Entry.objects.filter(act="role changed") for value in entry.values.all()]
    assert told == [["reader", "administrator"], ["administrator", "reader"]]


def test_a_removed_member_is_no_member(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reviewer", organisation=admin.organisation)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        actions.remove_member(by=admin, member=other)
        with pytest.raises(UserError, match="no member any more"):
            actions.remove_member(by=admin, member=other)
        with transaction.atomic():
            assert list(members(admin.organisation)) == [admin]
            assert Entry.objects.filter(act="member removed", subject_id=str(other.user.public_id)).count() == 1


def test_an_agents_other_memberships_are_not_counted_here(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    new_member(desk, role="reader", organisation=other.organisation, user=admin.user)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        assert Member.objects.count() == 2  # what the database shows him of himself
        assert list(members(admin.organisation)) == [admin]
        assert numbers(admin.organisation)["members"] == 1


def test_an_administrator_founds_another_organisation(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        made = actions.found(by=admin, kind="rights holder", name="Halvorsen Sport")
        with transaction.atomic():
            assert Entry.objects.filter(act="organisation founded").count() == 1
            assert not Entry.objects.filter(act="organisation made").exists()  # stands in the log of the new one
    with acting_as(organisation=made.organisation_id, user=admin.user_id), transaction.atomic():
        assert list(Entry.objects.order_by("id").values_list("act", flat=True)) == ["organisation made", "member added"]
    with pytest.raises(UserError, match="Only an administrator"):
        actions.found(by=member("manager"), kind="seller", name="x")


def test_of_two_administrators_who_remove_each_other_one_stays(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator", organisation=admin.organisation)
    together, refused = threading.Barrier(2), []

    def remove(by: Member, member: Member) -> None:
        with acting_as(organisation=admin.organisation_id, user=by.user_id):
            together.wait()
            try:
                actions.remove_member(by=by, member=member)
            except UserError as error:
                refused.append(str(error))
            finally:
                connection.close()

    threads = [threading.Thread(target=remove, args=pair) for pair in ((admin, other), (other, admin))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert "last administrator" in refused[0]
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert members(admin.organisation).count() == 1
