"""A stream of offers: a line for each line, one generation, kept batch by batch, and bounded in every way."""

import gzip
import io
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from ninja.errors import HttpError

from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.api import streams
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import remove_row
from counterfoil_desk.records.registers import REGISTERS, RIGHTS
from counterfoil_desk.service import offer_stream, streaming
from counterfoil_desk.service.bodies import Limits, blocks, patient
from counterfoil_desk.service.lines import REPEATED
from counterfoil_desk.service.models import SuspectOffer
from counterfoil_desk.service.offer_stream import screen_stream
from counterfoil_desk.service.streaming import Asked
from counterfoil_desk.service.tallies import counted
from desk.conftest import Desk
from desk.service.conftest import FAIR, FALSE

URL = "/api/v1/offers/screen-stream"
NDJSON = "application/x-ndjson"


def sent(secret: str, body: bytes, *, url: str = URL, kind: str = NDJSON, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client().post(url, body, content_type=kind, headers={"Authorization": f"Bearer {secret}", **named})


def lines_of(answer: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


def ndjson(*offers: object) -> bytes:
    return b"".join(json.dumps(offer).encode() + b"\n" for offer in offers)


def test_each_line_is_answered_and_the_summary_is_last(desk: Desk, admin: Member, program: str) -> None:
    answer = sent(program, ndjson(FALSE, FAIR, {**FAIR, "id": "o-3", "price": "-4 USD", "colour": "red"}))
    assert (answer.status_code, answer["Content-Type"]) == (200, NDJSON)
    *told, last = lines_of(answer)
    assert [(one["line"], one.get("decision", "rejected")) for one in told] == [
        (1, "hold"), (2, "clear"), (3, "rejected")
    ]  # fmt: skip
    assert told[0]["reasons"]
    assert told[0]["right_id"] == "r-1"
    assert told[2]["reject"] == {"field": "price", "value": "-4.0000", "rule": "price is not negative"}
    summary = last["summary"]
    assert (summary["offers"], summary["rejected"], summary["generation"]) == (2, 1, 1)
    assert set(summary["digests"]) == {"rights"}
    assert (summary["decisions"], summary["ignored_fields"]) == ({"clear": 1, "hold": 1}, ["colour"])


def test_an_unknown_field_is_named_as_far_as_a_value_would_be_shown(desk: Desk, program: str) -> None:
    last = lines_of(sent(program, ndjson({**FAIR, "x" * 10_000: 1})))[-1]
    assert last["summary"]["ignored_fields"] == ["x" * 120]


def test_suspect_offers_are_kept_clear_ones_counted_and_the_act_is_in_the_log(
    desk: Desk, admin: Member, program: str
) -> None:
    number = lines_of(sent(program, ndjson(FALSE, FAIR)))[-1]["summary"]["stream"]
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        kept = SuspectOffer.objects.get()
        assert (kept.offer_id, kept.origin, kept.held_against["generation"]) == ("o-1", "stream", 1)
        assert (kept.offer["price"], kept.offer["price_currency"]) == ("19.0000", "USD")
        assert [number for (_, decision), number in counted().items() if decision == "clear"] == [1]
        entry = Entry.objects.get(act="offers screened")
        assert (entry.subject_kind, entry.subject_id) == ("stream", number)
    lines_of(sent(program, ndjson({**FALSE, "title": "Garden hose"})))
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert not SuspectOffer.objects.exists()


def test_bad_lines_of_every_kind_are_told_and_the_others_screened(desk: Desk, program: str) -> None:
    bad = [
        b"no json", b"[1]", b'{"id": "o-4"}', b'{"title": "x"}', b'{"id": "o-5", "title": "a\\u0000b"}',
        b'{"id": "o-6", "title": {"deep": 1}}', b'{"id": "o-7", "title": "\xff"}', b'{"id": "o-8", "title": "\\ud800"}',
        b"[" * 3000, b'{"id": 1e999, "title": "x"}', b'{"id": "o-2", "title": "again"}', b'{"id": "  ", "title": "x"}',
    ]  # fmt: skip
    body = b"\n\n".join([ndjson(FAIR).strip(), *bad]) + b"\r\n" + b'{"id":\r"o-9","title":"Garden chair"}'
    *told, last = lines_of(sent(program, body))
    rejects = {one["line"]: one["reject"] for one in told if "reject" in one}
    assert sorted(rejects) == list(range(3, 3 + 2 * len(bad), 2))
    assert [one["line"] for one in told if "decision" in one] == [1, 3 + 2 * len(bad) - 1]
    assert rejects[7] == {"field": "title", "value": None, "rule": "title must be given"}
    assert rejects[11]["rule"] == "title has no nul bytes"
    assert rejects[23]["rule"] == REPEATED
    assert (last["summary"]["offers"], last["summary"]["rejected"]) == (2, len(bad))


def test_ids_are_used_once_over_all_batches(desk: Desk, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer_stream.Screening, "most", 2)
    offers = [{**FAIR, "id": f"o-{number % 7}"} for number in range(15)]
    *told, last = lines_of(sent(program, ndjson(*offers)))
    assert [one["line"] for one in told] == list(range(1, 16))
    assert ["decision" in one for one in told] == [True] * 7 + [False] * 8
    assert last["summary"]["decisions"] == {"clear": 7}


@pytest.mark.parametrize("members", [1, 3])
def test_gzip_is_inflated_within_bounds(desk: Desk, program: str, members: int) -> None:
    parts = [ndjson({**FAIR, "id": f"o-{number}"}) for number in range(members)]
    answer = lines_of(sent(program, b"".join(map(gzip.compress, parts)), Content_Encoding="gzip"))
    assert answer[-1]["summary"]["offers"] == members
    bomb = gzip.compress(b" " * 2**22)
    assert len(bomb) < 2**13
    with override_settings(STREAM_BYTES=2**20):
        assert "longer than 1,048,576" in lines_of(sent(program, bomb, Content_Encoding="gzip"))[-1]["problem"]
    broken = gzip.compress(ndjson(FAIR))
    assert "breaks off" in lines_of(sent(program, broken[:-9], Content_Encoding="gzip"))[-1]["problem"]
    assert "no gzip" in lines_of(sent(program, b"plain", Content_Encoding="gzip"))[-1]["problem"]


def test_a_line_that_is_too_long_is_passed_over(desk: Desk, program: str) -> None:
    long = ndjson({**FAIR, "id": "o-5", "description": "x" * 700_000})
    with override_settings(STREAM_LINE_BYTES=1000):
        *told, last = lines_of(sent(program, ndjson(FAIR) + long + ndjson({**FAIR, "id": "o-6"}) + long.strip()))
    assert {one["line"]: one.get("reject", {}).get("rule") for one in told} == {
        1: None, 2: "a line must have at most 1,000 bytes", 3: None, 4: "a line must have at most 1,000 bytes"
    }  # fmt: skip
    assert last["summary"]["rejected"] == 2


def test_what_cannot_be_streamed_is_refused_before_it_is_read(desk: Desk, program: str) -> None:
    body = ndjson(FAIR)
    assert sent(program, body, kind="application/json").status_code == 415
    assert sent(program, body, Content_Encoding="br").status_code == 415
    assert sent(program, body, Idempotency_Key="k").status_code == 422
    assert sent("nonsense", body).status_code == 401
    with override_settings(STREAM_BYTES=10):
        assert sent(program, body).status_code == 413


def test_no_more_streams_than_places_and_each_gives_its_place_back(desk: Desk, program: str) -> None:
    first = sent(program, ndjson(FAIR))
    assert sent(program, ndjson(FAIR)).status_code == 429  # one to an organisation
    others = [streams.one_stream(-number) for number in range(1, streams.AT_ONCE)]
    with pytest.raises(HttpError, match="in this process"):
        streams.one_stream(-streams.AT_ONCE)
    assert lines_of(first)[-1]["summary"]["offers"] == 1
    first.close()
    never_read = sent(program, ndjson(FAIR))
    assert never_read.status_code == 200
    never_read.close()
    for give_back in others:
        give_back()
    again = sent(program, ndjson(FAIR))
    assert again.status_code == 200
    again.close()


def test_a_change_meanwhile_is_not_mixed_in(desk: Desk, admin: Member, program: str) -> None:
    waits, goes_on = threading.Event(), threading.Event()

    def blocks() -> Iterator[list[bytes | None]]:
        yield [ndjson(FALSE).strip()]
        waits.set()
        assert goes_on.wait(20)
        yield [ndjson({**FALSE, "id": "o-7"}).strip()]

    asked = Asked(organisation=admin.organisation_id, by="token:t", longest_line=1000)
    parts: list[bytes] = []
    reading = threading.Thread(target=lambda: parts.extend(screen_stream(blocks(), asked)))
    reading.start()
    assert waits.wait(20)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        remove_row(REGISTERS[RIGHTS], "r-1", by=actor_of(admin.user), organisation=admin.organisation)
    goes_on.set()
    reading.join()
    first, second, last = map(json.loads, b"".join(parts).splitlines())
    assert (first["decision"], second["decision"], last["summary"]["generation"]) == ("hold", "hold", 1)


def test_who_goes_away_stops_the_work(desk: Desk, admin: Member, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer_stream.Screening, "most", 1)
    drawn: list[int] = []

    def blocks() -> Iterator[list[bytes | None]]:
        for number in range(10_000):
            drawn.append(number)
            yield [ndjson({**FAIR, "id": f"o-{number}"}).strip()]

    closed = threading.Event()
    asked = Asked(organisation=admin.organisation_id, by="token:t", longest_line=1000)
    answer = screen_stream(blocks(), asked, when_closed=closed.set)
    assert json.loads(next(answer).splitlines()[0])["line"] == 1
    answer.close()  # type: ignore[attr-defined]
    assert closed.is_set()
    answer._thread.join(20)  # type: ignore[attr-defined]
    assert not answer._thread.is_alive()  # type: ignore[attr-defined]
    assert len(drawn) < 1_000


def test_a_body_in_chunks_is_read_from_the_server_itself(desk: Desk, program: str) -> None:
    """Django reads nothing of a body without a length; the server tells its end (wsgi.input_terminated)."""
    from counterfoil_desk.wsgi import application

    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": URL, "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(ndjson(FALSE, FAIR)),
        "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_TYPE": NDJSON,
        "HTTP_AUTHORIZATION": f"Bearer {program}", "HTTP_HOST": "testserver",
    }  # fmt: skip
    parts = application(environ, lambda status, headers: told.append(status))
    answered = b"".join(parts).splitlines()
    parts.close()
    assert told == ["200 OK"]
    assert json.loads(answered[-1])["summary"]["offers"] == 2


def test_a_sender_that_stalls_ends_its_stream_and_keeps_what_was_answered(
    desk: Desk, admin: Member, program: str
) -> None:
    goes_on = threading.Event()
    parts = iter([ndjson(FAIR), b""])

    def read(_size: int) -> bytes:
        part = next(parts)
        assert part or goes_on.wait(20)
        return part

    asked = Asked(organisation=admin.organisation_id, by="token:t", longest_line=1000)
    body = blocks(patient(read, seconds=0.1), Limits(1000, 10_000))
    told = [json.loads(line) for line in b"".join(screen_stream(body, asked)).splitlines()]
    goes_on.set()
    assert [one.get("decision") for one in told] == ["clear", None]
    assert "within 0.1 seconds" in told[-1]["problem"]


def test_what_reading_the_body_raises_reaches_who_reads() -> None:
    def read(_size: int) -> bytes:
        raise OSError("the connection broke")

    with pytest.raises(OSError, match="broke"):
        patient(read, seconds=5)(10)


def test_a_stream_of_nothing_but_rejects_ends(desk: Desk, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MOST_REJECTS", 5)
    monkeypatch.setattr(offer_stream.Screening, "most", 4)
    told = lines_of(sent(program, b"{}\n" * 100))
    assert "More than 5 lines" in told[-1]["problem"]
    assert len(told) < 20


def test_a_text_that_the_database_cannot_keep_is_a_reject_though_it_stands_in_a_list(desk: Desk, program: str) -> None:
    held = {**FALSE, "id": "o-9", "brand": ["Fjord\x00Runner"]}
    first, bad, last = lines_of(sent(program, ndjson(held, FALSE)))
    assert bad["reject"] == {"field": "brand", "value": None, "rule": "brand must not hold the character NUL"}
    assert (first["decision"], last["summary"]["rejected"]) == ("hold", 1)
