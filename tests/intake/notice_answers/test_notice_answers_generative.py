"""Any bytes are an answer, wait for a person, or are refused with a cure; nothing else is raised."""

import io
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.notice_answers.read import read_notice_answers
from counterfoil.tables.notice_answer import ANSWERS

HEADERS = st.sampled_from(
    ["From", "To", "Subject", "Date", "In-Reply-To", "References", "Content-Type", "Content-Transfer-Encoding",
     "MIME-Version", "Content-Disposition", "Received"]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["multipart/mixed; boundary=b", "text/html; charset=\x00", "message/rfc822", "=?utf-8?b?x?=", "=?x?q?=?=",
         "text/plain; charset*=utf-8''%ff", "base64", "quoted-printable", "uuencode",
         "Fri, 99 Nov 20260 99:99:99 +9999",
         "<n-5b1f-1@x>", "a" * 500, "message/delivery-status", "text/plain; charset=utf-7", "rot13", "=?utf-16?q?=ff?="]
    ),
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"--b\nContent-Type: message/rfc822\n\n--b--", b"--b\n" * 50, b"has been removed", b"was rejected"]
    ),
)


def outcome(data: bytes) -> None:
    try:
        result = read_notice_answers(io.BytesIO(data), file="answer")
    except UserError:
        return
    assert set(result.kept["answer"].to_list()) <= set(ANSWERS)
    assert result.kept.height + result.rejects.height >= 1
    assert result.rejects["rule"].null_count() == 0


@given(st.lists(st.tuples(HEADERS, VALUES), max_size=8), BODIES)
@example([("Content-Type", "CHARSET=\x00")], b"\x80")
@settings(max_examples=200)
def test_any_mail(headers: list[tuple[str, str]], body: bytes) -> None:
    head = "".join(f"{name}: {value}\n" for name, value in [("From", "a@x.example"), *headers])
    outcome(head.encode(errors="surrogatepass") + b"\n" + body)


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_any_bytes(data: bytes) -> None:
    outcome(b"From: a@x.example\n" + data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, JSON)
@settings(max_examples=100)
def test_any_report(items: object, status: object) -> None:
    report = {"veroReportId": "5", "reportedItemDetails": items, "veroReportStatus": status}
    outcome(json.dumps(report).encode())


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
@settings(max_examples=50)
def test_any_table(states: list[str]) -> None:
    rows = [json.dumps({"offer_id": f"o-{number}", "state": state}) for number, state in enumerate(states)]
    outcome("\n".join(rows).encode())
