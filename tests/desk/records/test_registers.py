"""Registers: every contract's example goes into the database and comes out the same; changes are written down."""

import datetime as dt
import io

import pytest
from django.db import transaction
from polars.testing import assert_frame_equal

from counterfoil.errors import UserError
from counterfoil.tables import authorisation, right, seller, site
from counterfoil.tables.contract import completed
from counterfoil_desk.accounts.actions import actor_of, give
from counterfoil_desk.accounts.models import Grant, Member
from counterfoil_desk.audit.models import Value
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import import_file, put_row
from counterfoil_desk.records.models import Generation, RightRow, SellerRow
from counterfoil_desk.records.registers import REGISTERS, RIGHTS, SELLERS, contents_of, table_of
from desk.conftest import Desk, new_member

EXAMPLES = {
    "rights": right.EXAMPLE,
    "authorisations": authorisation.EXAMPLE,
    "sellers": seller.EXAMPLE,
    "facilities": site.EXAMPLE,
}


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_a_row_comes_out_as_it_went_in(name: str) -> None:
    register = REGISTERS[name]
    rows = register.contract.cast(completed(EXAMPLES[name], register.contract))
    assert_frame_equal(table_of(register, contents_of(rows)), rows)
    assert table_of(register, []).schema == rows.schema


def test_an_import_is_repeated_without_a_change(desk: Desk, admin: Member) -> None:
    file = b"id,mark,owner\nr-1,Fjord Runner,Halvorsen Sport AS\n"
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        counts = [
            import_file(
                REGISTERS[RIGHTS],
                io.BytesIO(file),
                file="rights.csv",
                by=actor_of(admin.user),
                organisation=admin.organisation,
            )[:3]
            for _ in range(2)
        ]
        with transaction.atomic():
            assert Generation.objects.get().number == 1
    assert counts == [(1, 0, 0), (0, 0, 1)]


def test_the_history_of_a_field_is_in_the_log(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        for status in ("active", "suspended"):
            put_row(
                REGISTERS[SELLERS],
                {"id": "s-1", "status": status},
                by=actor_of(admin.user),
                organisation=admin.organisation,
            )
        with transaction.atomic():
            assert SellerRow.objects.get().content == {"id": "s-1", "status": "suspended"}
            told = Value.objects.filter(field="status").order_by("id").values_list("value", flat=True)
            assert list(told) == [[None, "active"], ["active", "suspended"]]


def test_a_row_that_breaks_a_rule_is_refused_with_it(desk: Desk, admin: Member) -> None:
    with (
        acting_as(organisation=admin.organisation_id, user=admin.user_id),
        pytest.raises(UserError, match="status is one of"),
    ):
        put_row(REGISTERS[SELLERS], {"id": "s-1", "status": "gone"}, by="system:test", organisation=admin.organisation)


def test_a_grant_shows_a_register_until_it_ends(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reader")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_row(
            REGISTERS[RIGHTS],
            {"id": "r-1", "mark": "Orlune", "owner": "Maison"},
            by="system:test",
            organisation=admin.organisation,
        )
        grant = give(
            by=admin.user,
            organisation=admin.organisation,
            to=other.organisation,
            register=RIGHTS,
            fields=["mark"],
            basis="contract of 1 November 2026",
            until=dt.datetime.now(dt.UTC) + dt.timedelta(hours=1),
        )
    with acting_as(organisation=other.organisation_id, user=other.user_id), transaction.atomic():
        assert RightRow.objects.count() == 1
        assert RightRow.objects.update(content={}) == 0  # seen, not changed
        assert SellerRow.objects.count() == 0  # another register
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(until=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1))
    with acting_as(organisation=other.organisation_id, user=other.user_id), transaction.atomic():
        assert RightRow.objects.count() == 0
