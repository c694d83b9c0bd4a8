"""People are seen by themselves and by their organisation; all of them only while nobody acts, as at log-in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from counterfoil_desk.accounts.models import Member, User
from counterfoil_desk.organisation import acting_as
from desk.conftest import Desk, new_member


def test_an_organisation_sees_its_own_people(desk: Desk, admin: Member) -> None:
    reader = new_member(desk, role="reader", organisation=admin.organisation)
    new_member(desk, role="administrator")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        assert set(User.objects.values_list("pk", flat=True)) == {admin.user_id, reader.user_id}


def test_a_program_sees_the_people_of_its_organisation_and_none_of_their_secrets(desk: Desk, admin: Member) -> None:
    with acting_as(user=admin.user_id), transaction.atomic():
        Authenticator.objects.create(user_id=admin.user_id, type="totp", data={"secret": "hidden"})
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert set(User.objects.values_list("pk", flat=True)) == {admin.user_id}
        assert Authenticator.objects.count() == 0


def test_a_person_changes_nobody_else(desk: Desk, admin: Member) -> None:
    reader = new_member(desk, role="reader", organisation=admin.organisation)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        assert User.objects.filter(pk=reader.user_id).update(password="set by another") == 0
        assert User.objects.filter(pk=admin.user_id).update(name="Own name") == 1


def test_addresses_and_second_factors_are_the_persons_own(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reader", organisation=admin.organisation)
    for member in (admin, other):
        with acting_as(user=member.user_id), transaction.atomic():
            EmailAddress.objects.create(user_id=member.user_id, email=member.user.email, verified=True)
            Authenticator.objects.create(user_id=member.user_id, type="recovery_codes", data={})
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        assert set(EmailAddress.objects.values_list("user_id", flat=True)) == {admin.user_id}
        assert set(Authenticator.objects.values_list("user_id", flat=True)) == {admin.user_id}
