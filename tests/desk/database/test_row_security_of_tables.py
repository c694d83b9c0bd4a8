"""Whatever a view forgets, the database shows a transaction the rows of its own organisation alone."""

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from counterfoil_desk.accounts.models import ApiToken, Grant, Member, Organisation
from counterfoil_desk.organisation import acting_as
from desk.conftest import OWNER, SUPERUSER, Desk, new_member

OWNED = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if any(field.name in ("organisation", "organisation_id") for field in model._meta.get_fields())
)


def test_every_table_of_an_organisation_is_secured_also_against_its_owner(desk: Desk) -> None:
    asked = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
    with desk.link(OWNER) as link:
        secured = {row[0] for row in link.execute(asked)}
    named = {name for name in OWNED if not name.startswith("django_")}
    assert named - {"accounts_organisation"} <= secured
    assert "accounts_organisation" in secured
    assert {"accounts_member", "accounts_apitoken", "accounts_grant", "audit_entry", "audit_value"} <= named


def test_another_organisation_sees_nothing(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    with acting_as(organisation=other.organisation_id, user=other.user_id), transaction.atomic():
        assert list(Member.objects.values_list("user_id", flat=True)) == [other.user_id]
        assert list(Organisation.objects.values_list("pk", flat=True)) == [other.organisation_id]
        assert Member.objects.filter(organisation_id=admin.organisation_id).update(role="reader") == 0


def test_who_acts_for_nobody_sees_nothing(desk: Desk, admin: Member) -> None:
    assert Member.objects.count() == 0
    with transaction.atomic():
        assert Organisation.objects.count() == 0


def test_a_row_cannot_be_written_into_another_organisation(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    with (
        acting_as(organisation=other.organisation_id, user=other.user_id),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Member.objects.create(organisation_id=admin.organisation_id, user_id=other.user_id, role="administrator")


def test_what_was_set_ends_with_the_transaction(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        assert Member.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.organisation', true)")
        assert cursor.fetchone()[0] in (None, "")


def test_a_token_is_found_by_its_digest_alone(desk: Desk, admin: Member) -> None:
    import datetime as dt

    from counterfoil_desk.accounts.actions import issue_token, token_of

    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        token, secret = issue_token(
            by=admin.user, organisation=admin.organisation, name="feed", scopes=["screen"], until=until
        )
    assert token_of(secret) == token
    assert token_of(secret + "x") is None
    assert secret not in str(ApiToken.__dict__)
    with desk.link(SUPERUSER) as link:
        kept = link.execute("SELECT digest FROM accounts_apitoken WHERE public_id = %s", [token.public_id]).fetchone()
    assert kept is not None
    assert secret not in str(kept)


def test_the_app_may_not_do_what_only_the_owner_does(desk: Desk) -> None:
    for statement in (
        "ALTER TABLE accounts_member DISABLE ROW LEVEL SECURITY",
        "SELECT * FROM django_migrations",
        "CREATE TABLE own (one int)",
        "SET ROLE counterfoil_owner",
    ):
        with (
            desk.link("counterfoil_app") as link,
            pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)),
        ):
            link.execute(statement)


def test_grants_are_seen_by_both_sides_and_changed_by_their_giver(desk: Desk, admin: Member) -> None:
    import datetime as dt

    from counterfoil_desk.accounts.actions import give

    other = new_member(desk, role="administrator")
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        give(
            by=admin.user,
            organisation=admin.organisation,
            to=other.organisation,
            register="rights",
            fields=["mark"],
            basis="Regulation (EU) 2022/2065, art. 22",
            until=until,
        )
    with acting_as(organisation=other.organisation_id, user=other.user_id), transaction.atomic():
        assert Grant.objects.count() == 1
        assert Grant.objects.update(fields=["mark", "owner"]) == 0
