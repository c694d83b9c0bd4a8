"""What the owner's views and functions read past organisations goes with whoever owns the tables."""

import psycopg

from counterfoil_desk.bundled.cluster import OWNER
from counterfoil_desk.database.owners_policies import POLICIES, give_policies
from desk.conftest import Desk

OF_ONE_ROLE = "SELECT tablename, policyname, qual, roles FROM pg_policies WHERE roles <> '{public}' ORDER BY 1, 2"


def test_every_policy_that_names_a_role_is_said_anew_after_a_migration(desk: Desk) -> None:
    with desk.link(OWNER) as owner:
        there = owner.execute(OF_ONE_ROLE).fetchall()
    assert [(table, name) for table, name, _, _ in there] == sorted((one.table, one.name) for one in POLICIES)
    assert all(roles == [OWNER] for _, _, _, roles in there)


def test_policies_of_another_owner_and_those_that_are_missing_are_made(desk: Desk) -> None:
    with psycopg.connect(desk.cluster.url(OWNER)) as owner:
        before = owner.execute(OF_ONE_ROLE).fetchall()
        for one in POLICIES[1:]:
            owner.execute(f"DROP POLICY {one.name} ON {one.table}")
        owner.execute(f"ALTER POLICY {POLICIES[0].name} ON {POLICIES[0].table} TO counterfoil_sealer")
        give_policies(owner)
        assert owner.execute(OF_ONE_ROLE).fetchall() == before
        owner.rollback()


def test_policies_that_stand_are_left_as_they_are(desk: Desk) -> None:
    """A change of a policy waits for everybody who reads the table: a start beside running processes must not."""
    numbers = "SELECT oid, xmin FROM pg_policy ORDER BY oid"
    with psycopg.connect(desk.cluster.url(OWNER)) as owner:
        before = owner.execute(numbers).fetchall()
        give_policies(owner)
        assert owner.execute(numbers).fetchall() == before
