"""Is a register that is published as a base and what changed since the one that is published whole?"""

import polars as pl
import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records import publishing
from counterfoil_desk.records.actions import put, remove_row
from counterfoil_desk.records.exports import CSV, export
from counterfoil_desk.records.models import Generation, PublishedFile
from counterfoil_desk.records.publishing import CHANGES, KEY, opened, publish, together
from counterfoil_desk.records.registers import REGISTERS, SELLERS
from desk.conftest import Desk, new_member

REGISTER = REGISTERS[SELLERS]
EDITS = st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.sampled_from(["active", "suspended"])), max_size=6)


def as_published(member: Member) -> pl.DataFrame:
    """Return the register as a request opens it."""
    digests = Generation.objects.get(organisation_id=member.organisation_id).digests
    base, changes = digests[SELLERS], digests.get(SELLERS + CHANGES)
    number = member.organisation_id
    return together(opened(number, base), opened(number, changes) if changes else None)


def edit(member: Member, edits: list[tuple[str, str | None]]) -> None:
    """Put or remove rows, one act each."""
    by = actor_of(member.user)
    for key, status in edits:
        known = REGISTER.model._default_manager.filter(organisation_id=member.organisation_id, key=key).exists()
        if status is not None:
            put(REGISTER, [{"id": key, "status": status}], by=by, organisation=member.organisation)
        elif known:
            remove_row(REGISTER, key, by=by, organisation=member.organisation)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, most=st.sampled_from([1, 1_000]))
def test_after_any_edits_base_and_changes_are_the_register(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, edits: list[tuple[str, str | None]], most: int
) -> None:
    monkeypatch.setattr(publishing, "MOST_CHANGES", most)
    member = new_member(desk, role="administrator")
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        put(REGISTER, [{"id": "a"}, {"id": "b"}], by="system:test", organisation=member.organisation)
        edit(member, edits)
        found = as_published(member)
        publish(REGISTER, member.organisation)
        assert CHANGES not in "".join(Generation.objects.get(organisation=member.organisation).digests)
        assert found.equals(as_published(member))


def test_a_change_of_one_row_writes_that_row_alone(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        put(REGISTER, [{"id": f"s-{n}"} for n in range(50)], by="system:test", organisation=admin.organisation)
        base = Generation.objects.get().digests
        edit(admin, [("s-7", "suspended"), ("s-8", None)])
        told = Generation.objects.get()
        assert (told.number, told.digests[SELLERS]) == (3, base[SELLERS])
        changes = opened(admin.organisation_id, told.digests[SELLERS + CHANGES])
        assert changes[KEY].to_list() == ["s-7", "s-8"]
        assert as_published(admin)["id"].to_list() == sorted(f"s-{n}" for n in range(50) if n != 8)
        assert PublishedFile.objects.count() == 3


@pytest.fixture
def other_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database sort keys about as a dictionary does: the bundled one knows no collation of a language."""
    sort = QuerySet.order_by
    monkeypatch.setattr(
        QuerySet, "order_by", lambda rows, *by: sort(rows, *(Lower(one) if one == "key" else one for one in by))
    )


@pytest.mark.usefixtures("other_order")
def test_a_base_stands_in_one_order_whatever_the_language_of_the_database(desk: Desk, admin: Member) -> None:
    keys = ["a", "B", "é", "Z"]
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        put(REGISTER, [{"id": key} for key in keys], by="system:test", organisation=admin.organisation)
        assert as_published(admin)["id"].to_list() == ["B", "Z", "a", "é"]
        put(REGISTER, [{"id": "b"}], by="system:test", organisation=admin.organisation)
        by_changes = as_published(admin)
        publish(REGISTER, admin.organisation)
        assert as_published(admin).equals(by_changes)
        csv = export(REGISTER, CSV, by="system:test", organisation=admin.organisation).content.decode()
        assert [line[:1] for line in csv.splitlines()[1:]] == ["B", "Z", "a", "b", "é"]
