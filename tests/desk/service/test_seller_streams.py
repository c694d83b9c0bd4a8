"""A stream of sellers: each line is told what one call would tell of that seller alone, whatever comes beside it."""

import datetime as dt
import gzip
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.api import streams
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.registers import REGISTERS, SELLERS
from counterfoil_desk.service import background
from counterfoil_desk.service.lines import REPEATED
from counterfoil_desk.service.seller_stream import Checking, check_stream
from counterfoil_desk.service.streaming import Asked
from counterfoil_desk.service.vetting import AHEAD, FIRST_DAY, MOST_NAMES
from counterfoil_desk.webhooks.models import Delivery
from desk.conftest import Desk
from desk.service.conftest import FAIR
from desk.service.test_sellers import LISTED, SELLER, checked, listed
from desk.service.test_streams import lines_of, ndjson, sent
from desk.webhooks.test_telling import listening

URL = "/api/v1/sellers/check-stream"
DAY = dt.date(2026, 11, 8)
SHARED = {"taxNumber": "99-0000001", "country": "US"}
SOME: list[dict[str, Any]] = [
    {**SELLER, "opened_at": "2024-03-01T00:00:00Z", **SHARED},
    {"id": "s-2", "name": "Fjord Outfitters LLC", "status": "terminated", **SHARED},
    {"id": "s-3", "declared_types": ["shoes", "watches"], "registrationNumber": "EX-AE-0009"},
]


def stream(secret: str, *sellers: object, query: str = "", **headers: str) -> list[dict[str, Any]]:
    return lines_of(sent(secret, ndjson(*sellers), url=URL + query, **headers))


def asked(member: Member) -> Asked:
    return Asked(organisation=member.organisation_id, by="token:t", longest_line=1_000)


def enter(member: Member, **row: object) -> None:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        put_row(REGISTERS[SELLERS], {**SELLER, **row}, by=actor_of(member.user), organisation=member.organisation)


@pytest.mark.parametrize("most", [1, 2, 1_000])
def test_each_is_told_what_a_call_tells_of_it_alone(
    desk: Desk, admin: Member, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    listed(admin, tmp_path)
    monkeypatch.setattr(Checking, "most", most)
    calls = [checked(program, one, day="2026-11-08").json() for one in SOME]
    *told, last = stream(program, *SOME, query="?day=2026-11-08")
    assert told == [{"line": at, **call["results"][0]} for at, call in enumerate(calls, start=1)]
    counted = {"sellers": 3, "rejected": 0, "statuses": {"incomplete": 1, "refused": 1, "review": 1}}
    summary = last["summary"]
    assert {name: summary[name] for name in counted} == counted
    same = ("generation", "digests", "engine_version", "day", "regimes")
    assert {name: summary[name] for name in same} == {name: calls[0][name] for name in same}
    assert set(summary["digests"]) == {"rights", "denied lists"}


def test_what_accounts_have_in_common_is_told_by_a_call_alone(desk: Desk, program: str) -> None:
    call = {one["id"]: {sign["kind"] for sign in one["findings"]} for one in checked(program, *SOME).json()["results"]}
    assert {"tax_number_shared", "terminated_party_returns"} <= call["s-9"]
    told = stream(program, *SOME)
    assert "tax_number_shared" not in json.dumps(told)


def test_bad_lines_are_told_without_what_they_say_of_people(desk: Desk, program: str) -> None:
    bad = [
        b"Golden Reed", b'["Golden Reed"]', b'{"name": "Golden Reed"}', b'{"id": "s-4", "opened_at": "Golden Reed"}',
        b'{"id": "s-5", "name": {"said": "Golden Reed"}}', b'{"id": "s-6", "device": ["Golden Reed\\u0000"]}',
        b'{"id": "s-7", "schema": "Golden Reed"}', b'{"id": "' + b"s" * 501 + b'"}', b'{"id": "s-9"}', b'{"id": " "}',
        b'{"id": "s-8", "name": "\xff"}', b'{"id": "s-8", "name": "\\ud800"}', b"[" * 900, b'{"id": null}',
    ]  # fmt: skip
    answer = sent(program, b"\n\n".join([ndjson(SELLER).strip(), *bad, b'{"id":\r7, "colour": 1}']), url=URL)
    whole = b"".join(answer.streaming_content)
    assert b"Golden Reed" not in whole
    *told, last = map(json.loads, whole.splitlines())
    rejects = {one["line"]: one["reject"] for one in told if "reject" in one}
    assert sorted(rejects) == list(range(3, 3 + 2 * len(bad), 2))
    assert [(one["line"], one["id"]) for one in told if "status" in one] == [(1, "s-9"), (3 + 2 * len(bad), "7")]
    assert rejects[3] == {"field": None, "value": "(withheld: personal data)", "rule": "a line must be a JSON object"}
    assert rejects[9]["field"] == "opened_at"
    assert rejects[13] == {"field": "device", "value": None, "rule": "device must not hold the character NUL"}
    assert rejects[17]["rule"] == "id has at most 500 characters"
    assert rejects[19] == {"field": "id", "value": "s-9", "rule": REPEATED}
    assert last["summary"]["ignored_fields"] == ["colour"]


def test_a_line_with_too_many_names_is_a_reject_that_names_none(desk: Desk, program: str) -> None:
    many = {"id": "s-2", "beneficialOwner": ";".join(f"Reed {number}" for number in range(MOST_NAMES + 1))}
    told, reject, last = stream(program, SELLER, many)
    assert (told["id"], last["summary"]["rejected"]) == ("s-9", 1)
    assert (reject["line"], reject["reject"]["field"]) == (2, "beneficialOwner")
    assert reject["reject"]["rule"].startswith("beneficialOwner has at most 50 names by semicolons")
    assert "Reed" not in json.dumps(reject)


@pytest.mark.parametrize("most", [1, 2, 1_000])
def test_an_id_is_used_once_as_it_is_read_and_by_the_first_that_can_be_used(
    desk: Desk, admin: Member, program: str, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(Checking, "most", most)
    enter(admin, status="terminated")
    given_ones = [
        {"id": "s-9\u00a0"}, {"id": " s-9"}, {"id": "s-2", "opened_at": "long ago"}, {"id": "s-2\u3000"},
        {"id": "cafe\u0301"}, {"id": "caf\u00e9"}, {"id": "s-2"},
    ]  # fmt: skip
    *told, _ = stream(program, *given_ones)
    said = sorted((one["line"], one.get("id") or one["reject"]["field"], one.get("status", "")) for one in told)
    assert [(line, name) for line, name, _ in said] == [
        (1, "s-9"), (2, "id"), (3, "opened_at"), (4, "s-2"), (5, "cafe\u0301"), (6, "caf\u00e9"), (7, "id"),
    ]  # fmt: skip
    assert [status == "refused" for _, _, status in said] == [True, *[False] * 6]  # by the register, under that id
    call = checked(program, *given_ones).json()
    assert [one["line"] for one in call["rejects"]] == [2, 3, 7]  # one call tells the same


def test_each_batch_is_in_the_log_and_told_to_who_asked(
    desk: Desk, admin: Member, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Checking, "most", 2)
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        listening(admin, "seller.checked")
    *told, last = stream(program, *SOME, {"id": "s-2"})
    statuses = {one["id"]: one["status"] for one in told if "status" in one}
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        entries = Entry.objects.filter(act="sellers checked").order_by("pk")
        assert {(one.subject_kind, one.subject_id) for one in entries} == {("stream", last["summary"]["stream"])}
        said = [{value.field: value.value for value in one.values.all()} for one in entries]
        assert [one["rejected"] for one in said] == [0, 1]
        assert [sum(one["statuses"].values()) for one in said] == [2, 1]
        payloads = [one.payload for one in Delivery.objects.filter(event="seller.checked").order_by("pk")]
    assert payloads == [{"id": name, "status": status} for name, status in statuses.items()]
    assert len(payloads) == 3


def test_a_change_meanwhile_is_not_mixed_in(desk: Desk, admin: Member, program: str, tmp_path: Path) -> None:
    enter(admin, status="active")
    waits, goes_on = threading.Event(), threading.Event()

    def blocks() -> Iterator[list[bytes | None]]:
        yield [b'{"id": "s-8"}']
        waits.set()
        assert goes_on.wait(20)
        yield [json.dumps({"id": "s-9", "registrationNumber": "EX-AE-0009"}).encode()]

    parts: list[bytes] = []
    reading = threading.Thread(target=lambda: parts.extend(check_stream(blocks(), asked(admin), day=DAY)))
    reading.start()
    assert waits.wait(20)
    enter(admin, status="terminated")
    listed(admin, tmp_path, LISTED)
    goes_on.set()
    reading.join()
    _, second, last = map(json.loads, b"".join(parts).splitlines())
    assert (second["status"] == "refused", second["denied_matches"]) == (False, [])
    assert (last["summary"]["generation"], set(last["summary"]["digests"])) == (2, {"rights", "sellers"})
    now = stream(program, {"id": "s-9", "registrationNumber": "EX-AE-0009"})[0]
    assert (now["status"], len(now["denied_matches"])) == ("refused", 1)


def test_the_manners_are_those_of_the_offers_stream(desk: Desk, program: str) -> None:
    body = ndjson(SELLER)
    assert lines_of(sent(program, gzip.compress(body), url=URL, Content_Encoding="gzip"))[-1]["summary"]["sellers"] == 1
    assert sent(program, body, url=URL, kind="application/json").status_code == 415
    assert sent(program, body, url=URL, Idempotency_Key="k").status_code == 422
    first = sent(program, body, url=URL)
    assert sent(program, ndjson(FAIR)).status_code == 429  # one stream to an organisation, whatever it is of
    first.close()
    again = sent(program, ndjson(FAIR))
    assert again.status_code == 200
    again.close()


def test_a_day_that_nobody_can_want_is_refused_with_its_cure(desk: Desk, program: str) -> None:
    last = dt.datetime.now(dt.UTC).date() + AHEAD
    for day in ("0001-01-01", "1999-12-31", str(last + dt.timedelta(days=2)), "9999-12-31"):
        one, several = checked(program, SELLER, day=day), sent(program, ndjson(SELLER), url=f"{URL}?day={day}")
        assert (one.status_code, several.status_code) == (422, 422)
        assert one.json()["detail"] == several.json()["detail"]
        assert f"Sellers are not checked as of {day}." in one.json()["detail"]
        assert f"Give a day from {FIRST_DAY} to 20" in one.json()["detail"]
    for day in (FIRST_DAY, last):
        assert checked(program, SELLER, day=str(day)).json()["day"] == str(day)
        assert stream(program, SELLER, query=f"?day={day}")[-1]["summary"]["day"] == str(day)
    assert sent(program, ndjson(SELLER), url=f"{URL}?day=soon").status_code == 422
    assert not streams._under_way  # what was refused took no place


def test_who_goes_away_stops_the_work(desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checking, "most", 1)
    drawn: list[int] = []

    def blocks() -> Iterator[list[bytes | None]]:
        for number in range(10_000):
            drawn.append(number)
            yield [json.dumps({"id": f"s-{number}"}).encode()]

    closed = threading.Event()
    answer: Any = check_stream(blocks(), asked(admin), day=DAY, when_closed=closed.set)
    assert json.loads(next(answer).splitlines()[0])["line"] == 1
    answer.close()
    assert closed.is_set()
    answer._thread.join(20)
    assert not answer._thread.is_alive()
    assert len(drawn) < 1_000


def test_where_the_connection_of_the_body_breaks_nothing_is_told_that_was_not_done(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Checking, "most", 1)
    goes_on = threading.Event()

    def blocks() -> Iterator[list[bytes | None]]:
        yield [b'{"id": "s-1"}', b'{"id": "s-2"}', b'{"id": "s-3"}', b'{"id": "s-4"}']
        assert goes_on.wait(20)
        raise OSError("the connection broke")

    answer: Any = check_stream(blocks(), asked(admin), day=DAY)
    parts = [next(answer)]
    goes_on.set()
    with pytest.raises(OSError, match="broke"):
        parts.extend(answer)
    told = [json.loads(line)["line"] for line in b"".join(parts).splitlines()]
    assert told == list(range(1, len(told) + 1))  # no summary: it was cut
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert Entry.objects.filter(act="sellers checked").count() == len(told)


def test_who_reads_nothing_is_told_and_what_was_answered_is_in_the_log(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "MOST_WAITING", 4_000)
    monkeypatch.setattr(background, "PATIENCE", 0.2)
    monkeypatch.setattr(Checking, "most", 1)
    lines = [[json.dumps({"id": f"s-{number}"}).encode()] for number in range(50)]
    answer: Any = check_stream(iter(lines), asked(admin), day=DAY)
    first = next(answer)
    answer._thread.join(30)
    assert not answer._thread.is_alive()
    *told, last = map(json.loads, (first + b"".join(answer)).splitlines())
    assert "nothing was read for 0.2 seconds" in last["problem"]
    assert 1 <= len(told) < 50
    assert [one["line"] for one in told] == list(range(1, len(told) + 1))
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert Entry.objects.filter(act="sellers checked").count() == len(told)


ANY = st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8) | st.lists(st.text(max_size=4))
ROW = st.fixed_dictionaries(
    {"id": st.sampled_from(["s-1", "s-2 ", " s-2", "", "a\x00"]) | ANY},
    optional=dict.fromkeys(("name", "status", "opened_at", "device", "country", "taxNumber", "colour"), ANY),
)
LINE = st.one_of(
    ROW.map(lambda row: json.dumps(row).encode()),
    ROW.map(lambda row: json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")),
    st.binary(max_size=20).map(lambda line: line.replace(b"\n", b" ")),
    st.none(),  # one that is too long
)


@given(st.lists(st.lists(LINE, max_size=6), max_size=3), st.sampled_from([1, 2, 1_000]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_lines_in_are_results_and_rejects(
    desk: Desk, admin: Member, given_blocks: list[list[bytes | None]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Checking, "most", most)
        *told, last = map(json.loads, b"".join(check_stream(given_blocks, asked(admin), day=DAY)).splitlines())
    lines = [line for block in given_blocks for line in block]
    filled = [at for at, line in enumerate(lines, start=1) if line is None or line.strip(b" \t\r")]
    assert sorted(one["line"] for one in told) == filled
    assert all(("status" in one) != ("reject" in one) for one in told)
    results = [one["id"] for one in told if "status" in one]
    assert len(set(results)) == len(results) == last["summary"]["sellers"]
    assert last["summary"]["rejected"] == len(told) - len(results)
