"""Answers read from mails, exports and eBay's report: to what they are, and what is set aside. All invented."""

import datetime as dt
import io
import json

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.intake.mapping import read_mapping
from counterfoil.intake.notice_answers.mail import LARGEST, NO_MAIL, NO_TEXT, NOT_DELIVERED, TOO_DEEP, TOO_LARGE
from counterfoil.intake.notice_answers.phrases import NO_REASON, NOTHING_KNOWN
from counterfoil.intake.notice_answers.read import read_notice_answers
from counterfoil.tables.contract import Sorted

HEAD = "From: Trust <trust@x.example>\nDate: Fri, 13 Nov 2026 18:12:00 +0200\nSubject: Re: n-5b1f-1\n"


def read(data: bytes | str, mapping: str = "") -> Sorted:
    raw = data.encode() if isinstance(data, str) else data
    names = read_mapping(io.BytesIO(mapping.encode()), file="m.toml") if mapping else None
    return read_notice_answers(io.BytesIO(raw), file="answer", mapping=names)


def the_one(result: Sorted) -> dict[str, object]:
    assert result.kept.height == 1
    assert result.rejects.is_empty()
    return result.kept.row(0, named=True)


def why_not(result: Sorted) -> list[str]:
    assert result.kept.is_empty()
    return result.rejects["rule"].to_list()


class TestMail:
    def test_a_plain_mail(self) -> None:
        row = the_one(read(HEAD + "In-Reply-To: <n-5b1f-1@us.example>\n\nhttps://x.example/2 has been removed.\n"))
        assert row["answer"] == "acted"
        assert row["message_ids"] == ["<n-5b1f-1@us.example>"]
        assert row["notice_ids"] == ["n-5b1f-1"]
        assert row["links"] == ["https://x.example/2"]
        assert row["answered_at"] == dt.datetime(2026, 11, 13, 16, 12, tzinfo=dt.UTC)

    @pytest.mark.parametrize(
        "body",
        [
            "Content-Type: text/html\n\n<p>It <b>has been</b> removed.</p><script>has been rejected</script>",
            "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSXQgaGFzIGJlZW4gcmVtb3ZlZC4=",
            "Content-Type: text/plain; charset=no-such-code\n\nIt has been removed.",
            "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n"
            "//5JAHQAIABoAGEAcwAgAGIAZQBlAG4AIAByAGUAbQBvAHYAZQBkAA==",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt has been removed.\n--b\n"
            "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nIt has been rejected.\n--b--",
        ],
    )
    def test_bodies_in_many_dresses(self, body: str) -> None:
        assert the_one(read(HEAD + body))["answer"] == "acted"

    def test_what_it_quotes_of_ours_is_not_its_answer(self) -> None:
        quoted = "It has been removed.\n\nOn Thu, 12 Nov 2026, Ingrid Example wrote:\nIt has not been removed.\n"
        assert the_one(read(f"{HEAD}\n{quoted}"))["answer"] == "acted"
        assert the_one(read(f"{HEAD}\n> was not removed\nIt has been removed."))["answer"] == "acted"

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"It has been removed: n-5b1f-1.", NO_MAIL),
            (b"", NO_MAIL),
            (b"\xd0\xcf\x11\xe0 \x00\xff", NO_MAIL),
            (b"state,notice_id\nremoved,n-5b1f-1\n", NO_MAIL),
            (HEAD.encode() + b"\n" * (LARGEST + 1), TOO_LARGE),
        ],
    )
    def test_a_file_called_a_mail_that_is_none_waits_and_holds_up_nothing(self, data: bytes, why: str) -> None:
        for name in ("bad.eml", "BAD.EML"):
            found = read_notice_answers(io.BytesIO(data), file=name)
            assert why_not(found) == [why]
            assert found.rejects["file"].to_list() == [name]

    def test_an_encoded_subject_is_read(self) -> None:
        row = the_one(read("From: a@x.example\nSubject: =?utf-8?q?Re=3A_n-5b1f-7?=\n\nIt has been removed."))
        assert row["notice_ids"] == ["n-5b1f-7"]
        assert row["answered_at"] is None

    @pytest.mark.parametrize(
        ("mail", "why"),
        [
            (HEAD + "\nHello.", NOTHING_KNOWN),
            (HEAD + "\n", NO_TEXT),
            (HEAD + "Content-Type: image/png\n\nxx", NO_TEXT),
            ("From: MAILER-DAEMON@x.example\nSubject: x\n\nIt has been removed.", NOT_DELIVERED),
            (HEAD + 'Content-Type: multipart/report; boundary="b"\n\n--b\n\nhas been removed\n--b--', NOT_DELIVERED),
            (HEAD + "\nYour report was rejected.", NO_REASON),
        ],
    )
    def test_what_waits_for_a_person(self, mail: str, why: str) -> None:
        assert why_not(read(mail)) == [why]

    def test_no_text_of_a_mail_is_kept(self) -> None:
        result = read(HEAD + "\nDear Ingrid Secret, call me on +1 202 555 0199.")
        assert "Secret" not in str(result.rejects.to_dicts())
        kept = read(HEAD + "\nDear Ingrid Secret, it has been removed.")
        assert "Secret" not in str(kept.kept.to_dicts())

    def test_parts_within_parts_are_bounded(self) -> None:
        deep = "Content-Type: multipart/mixed; boundary=b0\n\n"
        for level in range(60):
            deep += f"--b{level}\nContent-Type: multipart/mixed; boundary=b{level + 1}\n\n"
        assert why_not(read(HEAD + deep + "--b60\n\nhas been removed")) == [TOO_DEEP]

    def test_a_file_too_large_is_refused(self) -> None:
        with pytest.raises(UserError, match="larger than 25 MB"):
            read(b"From: a@x.example\n\n" + b"x" * LARGEST)


class TestExport:
    def test_a_row_to_a_listing(self) -> None:
        result = read(
            "reference,offer_id,state,remark,answered_at\nT-1,o-1,Removed,,2026-11-13\nT-1,o-2,Rejected,duplicate,\n"
            "T-1,o-3,Rejected,because,\nT-1,o-4,Perhaps,,\n"
        )
        assert result.kept.select("answer", "reason", "line").rows() == [("acted", None, 2), ("refused", "repeated", 3)]
        assert result.kept["references"].to_list() == [["T-1"], ["T-1"]]
        assert result.rejects.select("line", "rule").rows() == [(4, NO_REASON), (5, NOTHING_KNOWN)]
        assert result.rejects["value"].null_count() == 2

    def test_columns_of_other_names_by_a_mapping(self) -> None:
        mapping = '[columns]\nstate = "Bearbeitungsstand"\nlink = "Angebot"\n'
        result = read("Angebot;Bearbeitungsstand\nhttps://x.example/1;gelöscht\n", mapping)
        assert the_one(result)["links"] == ["https://x.example/1"]

    def test_json_lines(self) -> None:
        rows = [{"notice_id": "n-5b1f-1", "state": "Received"}, {"notice_id": "n-5b1f-2", "state": "Removed"}]
        assert read("\n".join(map(json.dumps, rows))).kept["answer"].to_list() == ["acknowledged", "acted"]
        assert read(json.dumps(rows)).kept["notice_ids"].to_list() == [["n-5b1f-1"], ["n-5b1f-2"]]

    def test_a_row_that_names_nothing_is_a_reject(self) -> None:
        result = read("state,link\nRemoved,\nRemoved,https://x.example/1\n")
        assert result.kept.height == 1
        assert "must be given" in result.rejects["rule"][0]

    def test_a_table_without_a_state_is_refused_with_a_mapping(self) -> None:
        with pytest.raises(UserError, match="No column is named state"):
            read("link,outcome\nhttps://x.example/1,Removed\n")


REPORT = {
    "veroReportId": "5099110022",
    "reportedItemDetails": [
        {"itemId": "110055501234", "status": "Removed"},
        {"itemId": "110055505678", "status": "SubmissionFailed", "reasonForFailure": "It is no longer active."},
        {"itemId": "110055509012", "status": "ClarificationRequired"},
        {"itemId": "110055509013", "status": "SubmissionFailed"},
        {"itemId": "110055509014", "status": "CustomCode"},
        "no item",
    ],
}


class TestVeroReport:
    def test_an_answer_to_an_item(self) -> None:
        result = read(json.dumps(REPORT))
        assert result.kept["answer"].to_list() == ["acted", "refused", "clarification asked"]
        assert result.kept["references"].to_list() == [["5099110022"]] * 3
        assert result.kept["offer_ids"].to_list()[0] == ["110055501234"]
        assert result.rejects["rule"].to_list() == [NO_REASON, NOTHING_KNOWN, NOTHING_KNOWN]

    def test_rows_in_are_rows_kept_and_rejected(self) -> None:
        result = read(json.dumps(REPORT))
        assert result.kept.height + result.rejects.height == 6
        assert isinstance(result.kept, pl.DataFrame)

    def test_a_report_without_items_is_of_the_whole(self) -> None:
        assert the_one(read('{"veroReportId": "5", "veroReportStatus": "Received"}'))["answer"] == "acknowledged"
