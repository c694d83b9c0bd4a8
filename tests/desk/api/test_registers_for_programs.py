"""Registers for programs: pages, rows kept or rejected one by one, removal, a file as a body; no failure of ours."""

import datetime as dt
import io
import json
from typing import Any

import polars as pl
import pytest
from django.test import Client, override_settings

from counterfoil_desk.accounts.actions import issue_token
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records import actions
from desk.conftest import Desk, new_member

ROWS = "/api/v1/registers/rights/rows"
SELLERS = "/api/v1/registers/sellers/rows"
IMPORTS = "/api/v1/registers/rights/imports"
MARK = {"id": "r/1 é", "mark": "Orlune", "owner": "Maison"}
JSON = "application/json"


def program_of(member: Member, *scopes: str) -> Client:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        _, secret = issue_token(
            by=member.user, organisation=member.organisation, name="feed", scopes=scopes, until=until
        )
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def program(desk: Desk, admin: Member) -> Client:
    return program_of(admin, "read", "registers")


def put(program: Client, body: Any, url: str = ROWS) -> Any:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return program.put(url, text, content_type=JSON)


def test_rows_are_put_read_and_removed(program: Client) -> None:
    assert put(program, MARK).json() == {
        "generation": 1,
        "results": [{"place": 1, "key": "r/1 é", "outcome": "added"}],
        "rejects": [],
    }
    several = put(program, [MARK, {**MARK, "id": "r-2", "nice_classes": [25, 18], "price_floor": "9"}, {"id": "r-3"}])
    assert several.json()["results"] == [{"place": 1, "key": "r/1 é", "outcome": "same"}]
    assert [(one["line"], one["field"]) for one in several.json()["rejects"]] == [(2, "price_floor"), (3, "mark")]
    page = program.get(ROWS).json()
    assert (page["generation"], page["total"], page["page"], page["pages"]) == (1, 1, 1, 1)
    assert page["rows"][0]["content"] == MARK
    assert program.get(ROWS, {"page": 2}).json()["rows"] == []
    assert program.get(ROWS, {"search": "nothing"}).json()["total"] == 0
    assert program.get(f"{ROWS}/r/1%20%C3%A9").json()["content"] == MARK
    assert program.delete(f"{ROWS}/r/1%20%C3%A9").json() == {"generation": 2}
    assert [program.delete(f"{ROWS}/{key}").status_code for key in ("r/1%20%C3%A9", "%00", "x" * 600)] == [404] * 3


def test_of_people_no_value_is_repeated(program: Client) -> None:
    told = put(program, {"id": "s-1", "name": "A Person", "status": "A Person"}, SELLERS).json()["rejects"]
    assert [one["field"] for one in told] == ["status"]
    assert "A Person" not in json.dumps(told)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        ([], 422),
        ([{"id": f"r-{n}"} for n in range(1_001)], 422),
        ({"id": {"within": 1}}, 422),
        ({"id": "r-1", "mark": "M", "owner": "O", "goods": [False]}, 422),
        (b'{"id": "\\ud800", "mark": "M", "owner": "O"}', 200),
        ("text", 422),
        ({}, 200),
        ({"id": "r-1", "mark": "M\0", "owner": "O"}, 200),
        ({"id": "x" * 501, "mark": "M", "owner": "O"}, 200),
        ({"id": None, "mark": True, "owner": 1.5}, 200),
        (b'{"id": "r-1", "mark": "M", "owner": "O", "price_floor": NaN, "price_floor_currency": "USD"}', 200),
        (b'{"id": "r-1", "mark": "M", "owner": "O", "price_floor": 1e999, "price_floor_currency": "USD"}', 200),
        ({"id": "r-1", "mark": "M", "owner": "O", "nice_classes": [10**30]}, 200),
        ({"id": "r-1", "mark": "M", "owner": "O", "line": 7}, 200),
        ({"id": "r-1", "mark": "M", "owner": "O", "expires_on": "9999999-01-01"}, 200),
        ({"id": "r-1", "mark": "M" * 600, "owner": "O"}, 200),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_kept(program: Client, body: Any, status: int) -> None:
    answer = put(program, body)
    assert answer.status_code == status, answer.content
    if status == 200:
        assert len(answer.json()["rejects"]) == 1
        assert answer.json()["results"] == []
    assert program.get(ROWS).json()["total"] == 0


def test_a_file_is_taken_in_by_its_body(program: Client) -> None:
    csv = b"id,mark,owner\nr-1,Orlune,Maison\nr-2,,Maison\n"
    answer = program.post(f"{IMPORTS}?file=rights.csv", csv, content_type="text/csv").json()
    assert [answer[name] for name in ("generation", "added", "changed", "same")] == [1, 1, 0, 0]
    assert [(one["line"], one["rule"]) for one in answer["rejects"]] == [(3, "mark must be given")]
    stream = io.BytesIO()
    pl.DataFrame([{"id": "r-1", "mark": "Orlune Nuit", "owner": "Maison"}]).write_parquet(stream)
    answer = program.post(IMPORTS, stream.getvalue(), content_type="application/octet-stream").json()
    assert [answer[name] for name in ("generation", "added", "changed", "same")] == [2, 0, 1, 0]


def test_of_many_rejects_the_first_are_told_and_all_counted(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_REJECTS", 2)
    csv = b"id,mark,owner\nr-1,Orlune,Maison\n" + b"x\n" * 5
    answer = program.post(IMPORTS, csv, content_type="text/csv").json()
    assert (answer["added"], answer["rejected"], len(answer["rejects"])) == (1, 5, 2)


def test_a_file_that_cannot_be_read_or_is_too_large_is_told(program: Client) -> None:
    for content, sentence in ((b"", "is empty"), (b"PK\x03\x04" + bytes(90), "ZIP"), (b"owner\nMaison\n", "mark")):
        answer = program.post(IMPORTS, content, content_type="application/octet-stream")
        assert answer.status_code == 422
        assert sentence in answer.json()["detail"]
    with override_settings(LARGEST_UPLOAD=1_000):
        answer = program.post(IMPORTS, b"mark,owner\n" + b"a,b\n" * 500, content_type="application/octet-stream")
    assert (answer.status_code, "larger" in answer.json()["detail"]) == (413, True)
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        assert put(program, {**MARK, "goods": ["shoes" * 100]}).status_code == 413
    assert program.post("/api/v1/registers/nonsense/imports", b"x", content_type=JSON).status_code == 422


def test_each_scope_opens_its_own_and_another_organisation_sees_nothing(
    desk: Desk, admin: Member, program: Client
) -> None:
    put(program, MARK)
    reads, changes = program_of(admin, "read"), program_of(admin, "registers")
    assert [one.get(ROWS).status_code for one in (reads, changes)] == [200, 403]
    assert [put(one, MARK).status_code for one in (reads, changes)] == [403, 200]
    assert [one.delete(f"{ROWS}/x").status_code for one in (reads, changes)] == [403, 404]
    other = program_of(new_member(desk, role="administrator"), "read", "registers")
    assert other.get(ROWS).json()["total"] == 0
    assert [other.get(f"{ROWS}/r/1%20%C3%A9").status_code, other.delete(f"{ROWS}/r/1%20%C3%A9").status_code] == [
        404
    ] * 2
    assert reads.get(ROWS).json()["total"] == 1


def test_a_parameter_that_nobody_knows_is_told(program: Client) -> None:
    put(program, MARK)
    answer = program.get(ROWS, {"serach": "Orlune"})
    assert (answer.status_code, answer.json()) == (422, {"detail": "There is no parameter “serach”."})
    assert program.get(ROWS, {"search": "Orlune", "page": 1}).status_code == 200
    assert Client().get(ROWS, {"serach": "Orlune"}).status_code == 401
