"""Sellers are checked by the engine's vetting, against the register and the lists that are in force at that moment."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.registers import REGISTERS, SELLERS
from counterfoil_desk.service import sellers
from counterfoil_desk.service.denied_lists import read_lists
from counterfoil_desk.service.vetting import MOST_NAMES
from desk.conftest import Desk, new_member

URL = "/api/v1/sellers/check"
LISTED = (
    "id,schema,name,country,topics,listingDate,dataset,registrationNumber\n"
    "X-9,Company,Golden Reed Invented Trading LLC,AE,debarment,2026-01-02,an invented list,EX-AE-0009\n"
)
SELLER = {"id": "s-9", "name": "Golden Reed Invented Trading LLC", "country": "AE", "email": "a@reed.example"}


def checked(secret: str, *sellers: dict[str, Any], key: str | None = None, **more: object) -> Any:
    headers = {"Authorization": f"Bearer {secret}"} | ({"Idempotency-Key": key} if key else {})
    body = json.dumps({"sellers": sellers, **more})
    return Client().post(URL, body, content_type="application/json", headers=headers)


def listed(member: Member, folder: Path, text: str = LISTED) -> None:
    (folder / "denied.csv").write_text(text)
    with acting_as(organisation=member.organisation_id):
        found = read_lists([folder / "denied.csv"], organisation=member.organisation_id, by="system:test")
        assert found.parties == text.count("\n") - 1


def test_a_seller_is_told_with_status_findings_clocks_and_what_is_missing(desk: Desk, program: str) -> None:
    answer = checked(program, {**SELLER, "taxNumber": "99-0", "opened_at": "2024-03-01T00:00:00Z"}).json()
    one = answer["results"][0]
    assert (one["id"], one["status"], one["is_denied"], one["denied_matches"]) == ("s-9", "incomplete", False, [])
    assert one["missing"]
    assert one["party_missing"]
    assert len(one["regimes"]) >= 1
    assert set(answer["regimes"]) == {"programme-1", "inform-1"}
    assert (answer["generation"], set(answer["digests"])) == (1, {"rights"})
    text = json.dumps(answer)
    assert "Golden Reed" not in text  # an answer repeats no name and no address
    assert "reed.example" not in text


def test_clocks_run_on_the_day_that_is_asked_for(desk: Desk, admin: Member, program: str) -> None:
    debarred = {**SELLER, "status": "debarred", "declared_types": ["shoes", "watches"]}
    answer = checked(program, debarred, day="2026-11-08").json()
    assert (answer["day"], answer["results"][0]["status"]) == ("2026-11-08", "refused")
    assert answer["results"][0]["why"]


def test_a_list_that_was_read_a_moment_ago_counts_for_the_next_check(
    desk: Desk, admin: Member, program: str, tmp_path: Path
) -> None:
    assert not checked(program, SELLER).json()["results"][0]["denied_matches"]
    listed(admin, tmp_path)
    answer = checked(program, {**SELLER, "registrationNumber": "EX-AE-0009"}).json()
    found = answer["results"][0]["denied_matches"]
    assert [(one["entry_id"], one["dataset"]) for one in found] == [("X-9", "an invented list")]
    assert "denied lists" in answer["digests"]
    listed(admin, tmp_path, LISTED.replace("Golden Reed Invented", "Quite Another").replace("0009", "0001"))
    assert not checked(program, SELLER).json()["results"][0]["denied_matches"]
    other = new_member(desk, role="administrator")
    with acting_as(organisation=other.organisation_id), transaction.atomic():
        from counterfoil_desk.service.models import DeniedLists

        assert not DeniedLists.objects.exists()
    with pytest.raises(UserError):
        listed(admin, tmp_path, "neither,a\nlist,1\n")


def test_the_register_speaks_where_the_request_is_silent(desk: Desk, admin: Member, program: str) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        row = {**SELLER, "status": "terminated"}
        put_row(REGISTERS[SELLERS], row, by=actor_of(admin.user), organisation=admin.organisation)
    assert checked(program, {"id": "s-9"}).json()["results"][0]["status"] == "refused"
    assert checked(program, {"id": "s-9", "status": " "}).json()["results"][0]["status"] == "refused"  # says nothing
    assert checked(program, {"id": "s-9", "status": "active"}).json()["results"][0]["status"] != "refused"


def test_bad_sellers_are_told_without_their_data_and_the_others_checked(desk: Desk, program: str) -> None:
    answer = checked(program, SELLER, {**SELLER, "id": "s-2", "opened_at": "long ago"}, SELLER).json()
    assert [one["id"] for one in answer["results"]] == ["s-9"]
    assert [(one["line"], one["field"]) for one in answer["rejects"]] == [(2, "opened_at"), (3, "id")]
    later = checked(
        program, {**SELLER, "opened_at": "long ago"}, SELLER
    ).json()  # of the same id, the one that is usable
    assert ([one["line"] for one in later["rejects"]], [one["id"] for one in later["results"]]) == ([1], ["s-9"])
    assert "long ago" not in json.dumps(answer)
    assert checked(program, {**SELLER, "opened_at": "long ago"}).status_code == 422
    assert checked(program, {**SELLER, "name": "a\x00b"}).status_code == 422


def test_the_check_is_in_the_log_without_names_and_is_answered_once(desk: Desk, admin: Member, program: str) -> None:
    first = checked(program, SELLER, key="k").json()
    assert checked(program, SELLER, key="k").json() == first
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        entry = Entry.objects.get(act="sellers checked")
        told = {value.field: value.value for value in entry.values.all()}
    assert told == {"statuses": {first["results"][0]["status"]: 1}}


@pytest.mark.parametrize("field", ["name", "alias", "bankHolder", "beneficialOwner"])
def test_a_seller_with_too_many_names_is_told_the_cure_and_the_others_are_checked(
    desk: Desk, program: str, field: str
) -> None:
    many = {"id": "s-1", field: ";".join(f"Reed {number}" for number in range(MOST_NAMES + 1))}
    answer = checked(program, many, {**many, field: many[field].partition(";")[2], "id": "s-2"})
    assert [one["id"] for one in answer.json()["results"]] == ["s-2"]
    told = answer.json()["rejects"]
    assert [(one["line"], one["field"]) for one in told] == [(1, field)]
    assert told[0]["rule"] == f"{field} has at most 50 names by semicolons so leave out who counts least"
    assert "Reed" not in answer.content.decode()
    alone = checked(program, many)
    assert alone.status_code == 422
    assert f"{field} has at most 50 names" in alone.json()["detail"]


def test_a_call_with_too_many_names_in_all_is_refused_with_its_cure(
    desk: Desk, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sellers, "MOST_NAMES_OF_A_CALL", 4)
    of_three = {"name": "Reed", "beneficialOwner": "Reed A; Reed B"}
    assert checked(program, {"id": "s-1", **of_three}, {"id": "s-2", "alias": "Reed"}).status_code == 200
    refused = checked(program, {"id": "s-1", **of_three}, {"id": "s-2", "alias": "Reed; Reeds"})
    assert refused.status_code == 422
    told = (
        "The sellers of one call have at most 4 names (name, alias, bankHolder and beneficialOwner), and these have 5."
    )
    assert refused.json()["detail"] == f"{told} Send fewer sellers in a call, or all of them as a stream."


def test_an_id_is_the_one_that_is_read_whatever_blanks_are_around_it(desk: Desk, admin: Member, program: str) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        row = {**SELLER, "status": "terminated"}
        put_row(REGISTERS[SELLERS], row, by=actor_of(admin.user), organisation=admin.organisation)
    answer = checked(program, {"id": "s-9\u00a0"}, {"id": " s-9"}, {"id": "s-2"}).json()
    assert [(one["id"], one["status"] == "refused") for one in answer["results"]] == [("s-9", True), ("s-2", False)]
    assert [(one["line"], one["field"], one["value"]) for one in answer["rejects"]] == [(2, "id", "s-9")]
