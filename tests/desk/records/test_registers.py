"""Registers: every contract's example goes into the database and comes out the same; changes are written down."""

import datetime as dt
import io
from typing import Any

import pytest
from django.db import transaction
from polars.testing import assert_frame_equal

from counterfoil.custody.commitments import commitment
from counterfoil.errors import UserError
from counterfoil.tables import authorisation, right, seller, site
from counterfoil.tables.contract import completed
from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.actions import forget
from counterfoil_desk.audit.models import Entry, Value
from counterfoil_desk.audit.sealing import seal_batch
from counterfoil_desk.audit.walking import walked
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import Imported, change_row, import_file, put_row, put_rows, remove_row
from counterfoil_desk.records.given import checked
from counterfoil_desk.records.models import AuthorisationRow, FacilityRow, Generation, RightRow, SellerRow
from counterfoil_desk.records.queries import glances, history, rows
from counterfoil_desk.records.registers import (
    AUTHORISATIONS,
    FACILITIES,
    REGISTERS,
    RIGHTS,
    SELLERS,
    contents_of,
    table_of,
)
from desk.conftest import SEALER, Desk

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


def test_a_change_of_many_rows_is_an_entry_each_in_their_order(desk: Desk, admin: Member) -> None:
    rows = "".join(f"r-{number},Mark {number},Owner\n" for number in range(2_100))
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        took = [
            taken(admin, f"id,mark,owner\n{text}")[:3]
            for text in (
                rows,
                rows.replace(",Mark 7,", ",Mark Seven,").replace(",Mark 2099,", ",Last,") + "n,New,Own\n",
            )
        ]
        with transaction.atomic():
            entries = list(Entry.objects.filter(subject_kind=RIGHTS).order_by("id").values_list("act", "subject_id"))
            ids = dict(RightRow.objects.values_list("key", "public_id"))
            values = Value.objects.filter(entry__act="row changed").order_by("id").values_list("field", "value")
            assert list(values) == [("mark", ["Mark 7", "Mark Seven"]), ("mark", ["Mark 2099", "Last"])]
            assert RightRow.objects.get(key="r-7").content["mark"] == "Mark Seven"
    assert took == [(2_100, 0, 0), (1, 2, 2_098)]
    assert entries[:2_100] == [("row added", str(ids[f"r-{number}"])) for number in range(2_100)]
    assert [act for act, _ in entries[2_100:]] == ["row changed", "row changed", "row added"]


def test_entries_of_many_are_sealed_and_hold_their_values(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        taken(admin, "id,mark,owner\nr-1,Orlune,Maison\nr-2,Halvø,Øst\n")
        with transaction.atomic():
            for value in Value.objects.select_related("entry"):
                assert commitment(value.salt, value.field, value.value) == value.entry.digests[value.field]
    with desk.link(SEALER) as link:
        while seal_batch(link):
            pass
        assert walked(link).broken_at is None


def test_all_columns_of_sellers_and_facilities_can_be_written_down(desk: Desk, admin: Member) -> None:
    account = {"id": "s-1", "registrationNumber": "123", "postalCode": "0150", "declared_types": ["shoes", "bags"]}
    place = {"place": "Reno", "latitude": 39.53, "longitude": -119.81}
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_row(REGISTERS[SELLERS], account, by="system:test", organisation=admin.organisation)
        put_row(REGISTERS[FACILITIES], place, by="system:test", organisation=admin.organisation)
        with transaction.atomic():
            row = SellerRow.objects.get()
            assert row.content == account
            assert FacilityRow.objects.get().content == place
            told = {one.field: one.new for one in history(REGISTERS[SELLERS], row.public_id)}
            assert told == account
            assert Value.objects.get(field="latitude").value == [None, "39.53"]


def test_the_history_of_a_row_outlives_it_and_what_was_forgotten_is_said(desk: Desk, admin: Member) -> None:
    register = REGISTERS[SELLERS]
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        for name in ("A Person", "Another Person"):
            put_row(register, {"id": "s-1", "name": name}, by=actor_of(admin.user), organisation=admin.organisation)
        with transaction.atomic():
            public_id = SellerRow.objects.get().public_id
            changed = Entry.objects.get(act="row changed").pk
        remove_row(register, "s-1", by=actor_of(admin.user), organisation=admin.organisation)
        with transaction.atomic():
            forget(changed, actor=actor_of(admin.user), why="asked for")
        with transaction.atomic():
            told = [(one.act, one.field, one.old, one.new, one.is_forgotten) for one in history(register, public_id)]
    assert told == [
        ("row removed", "id", "s-1", None, False),
        ("row removed", "name", "Another Person", None, False),
        ("row changed", "name", None, None, True),
        ("row added", "id", None, "s-1", False),
        ("row added", "name", None, "A Person", False),
    ]


@pytest.mark.parametrize(
    ("content", "field", "rule"),
    [
        ({"id": "s-1", "status": "gone"}, "status", "status is one of active"),
        ({"name": "no key"}, "id", "id must be given"),
        ({"id": "  "}, "id", "id must be given"),
        ({"id": "s-1", "name": "a\0b"}, "name", "must not hold the character NUL"),
        ({"id": "s-1", "device": ["a", "b\0"]}, "device", "must not hold the character NUL"),
        ({"id": "x" * 501}, "id", "at most 500 characters"),
        ({"id": "s-1", "opened_at": "soon"}, "opened_at", "must be readable as a time"),
        ({"id": "s-1", "colour": "red"}, "", "not one of the register's columns"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_beside_those_that_can(
    desk: Desk, admin: Member, content: dict[str, Any], field: str, rule: str
) -> None:
    good = {"id": "s-9", "status": "active", "opened_at": "2026-11-01"}
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        kept, refused = put_rows(REGISTERS[SELLERS], [content, good], by="system:test", organisation=admin.organisation)
        assert SellerRow.objects.get().content["opened_at"].startswith("2026-11-01")
    assert [(one.place, one.key, one.what) for one in kept] == [(2, "s-9", "added")]
    assert [(one.place, one.field) for one in refused] == [(1, field)]
    assert rule in refused[0].rule


def test_a_key_that_is_given_twice_is_used_by_none(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        kept, refused = put_rows(
            REGISTERS[SELLERS], [{"id": "s-1"}] * 2, by="system:test", organisation=admin.organisation
        )
    assert (kept, [one.rule for one in refused]) == ([], ["id must be given and must not be used twice"] * 2)


def test_a_row_without_a_key_of_its_own_is_changed_in_its_place(desk: Desk, admin: Member) -> None:
    register = REGISTERS[AUTHORISATIONS]
    leave = {"seller": "s-1", "right_id": "r-1"}
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_rows(register, [leave, {**leave, "channel": "m"}], by="system:test", organisation=admin.organisation)
        with transaction.atomic():
            row = AuthorisationRow.objects.get(content=leave)
            seen_at = row.changed_at
        kept, _ = checked(register, [{**leave, "valid_until": dt.date(2026, 12, 31)}])
        assert change_row(row, kept[0], register=register, by="system:test", seen_at=seen_at) == "changed"
        with transaction.atomic():
            changed = AuthorisationRow.objects.get(public_id=row.public_id)
            assert changed.content == {**leave, "valid_until": "2026-12-31"}
            assert AuthorisationRow.objects.count() == 2
        with pytest.raises(UserError, match="meanwhile"):
            change_row(row, kept[0], register=register, by="system:test", seen_at=seen_at)
        kept, _ = checked(register, [{**leave, "channel": "m"}])
        with pytest.raises(UserError, match="says this already"):
            change_row(row, kept[0], register=register, by="system:test")


def test_rows_come_by_pages_and_are_found_by_what_a_list_shows(desk: Desk, admin: Member) -> None:
    file = "id,mark,owner,recorded\n" + "".join(f"r-{n},Mark {n:03d},Owner,TMK {n}\n" for n in range(120))
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        taken(admin, file)
        with transaction.atomic():
            pages = [rows(REGISTERS[RIGHTS], page=page) for page in (1, 3, 99)]
            assert [[row.content["mark"] for row in page][:1] for page in pages] == [
                ["Mark 000"],
                ["Mark 100"],
                ["Mark 100"],
            ]
            assert [row.key for row in rows(REGISTERS[RIGHTS], search="mark 11")] == [f"r-11{n}" for n in range(10)]
            assert not rows(REGISTERS[RIGHTS], search="TMK").object_list
            assert not rows(REGISTERS[RIGHTS], search="\0").object_list
            found = {one.register.name: one for one in glances()}
    assert (found[RIGHTS].rows, found[SELLERS].rows, found[SELLERS].changed_at) == (120, 0, None)
    assert len(found[RIGHTS].sha256) == 64


def taken(member: Member, text: str) -> Imported:
    """Return what came of a file of rights."""
    return import_file(
        REGISTERS[RIGHTS],
        io.BytesIO(text.encode()),
        file="rights.csv",
        by=actor_of(member.user),
        organisation=member.organisation,
    )
