"""Files into a register and out of it: looked through, taken in or dropped, refused with a sentence, exported."""

import datetime as dt
import io

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.models import Upload
from counterfoil_desk.records.registers import RIGHTS
from desk.conftest import Desk, new_member
from desk.pages.register_steps import FLOOR, MARK, counts, error_at, kept, logged_in, put, uploaded


@pytest.fixture
def manager(desk: Desk) -> Member:
    return new_member(desk, role="manager")


def test_a_file_is_looked_through_then_taken_in(manager: Member) -> None:
    put(manager, RIGHTS, {**MARK, **FLOOR})
    put(manager, RIGHTS, {"id": "r-2", "mark": "Halvo", "owner": "Owner"})
    file = (
        b"id,mark,owner\nr-1,Orlune Nuit,Maison Orlune\nr-2,Halvo,Owner\nr-3,Fjord,Owner\nr-4,,=Owner\nr-5,!!,Owner\n"
    )
    address = reverse("register-upload", args=[RIGHTS, uploaded(manager, file)])
    client = logged_in(manager)
    page = client.get(address).content.decode()
    assert counts(page) == {"added": 1, "changed": 1, "the same": 1, "rejected": 2}
    assert (
        page.index("The first that would be added")
        < page.index("Fjord")
        < page.index("The first that would be changed")
    )
    assert page.index("The first that would be changed") < page.index("Orlune Nuit")
    assert "mark has a letter or digit" in page
    assert [row.key for row in kept(manager)] == ["r-1", "r-2"]  # nothing was changed yet
    csv = client.get(reverse("register-rejects", args=[RIGHTS, address.rsplit("/", 1)[1]]))
    assert csv.content.decode().splitlines()[1].startswith("rights.csv,5,mark,")
    client.post(address)
    assert [row.key for row in kept(manager)] == ["r-1", "r-2", "r-3"]
    assert counts(client.get(address).content.decode()) == {"added": 1, "changed": 1, "the same": 1, "rejected": 2}
    with acting_as(organisation=manager.organisation_id), transaction.atomic():
        upload = Upload.objects.get()
        assert (upload.content, upload.found["first"]) == (None, {})
    assert "taken in or dropped already" in client.post(address, follow=True).content.decode()


def test_a_dropped_file_changes_nothing(manager: Member) -> None:
    upload, client = uploaded(manager, b"mark,owner\nHalvo,Owner\n"), logged_in(manager)
    address = reverse("register-upload", args=[RIGHTS, upload])
    client.post(address, {"drop": "1"})
    assert kept(manager) == []
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rights.tsv", b"id\tmark\towner\nr-1\tHalvo\tOwner\n"),
        ("rights.jsonl", b'{"id": "r-1", "mark": "Halvo", "owner": "Owner"}\n'),
    ],
)
def test_other_forms_of_a_table_are_read(manager: Member, name: str, content: bytes) -> None:
    logged_in(manager).post(reverse("register-upload", args=[RIGHTS, uploaded(manager, content, name=name)]))
    assert [row.content for row in kept(manager)] == [{"id": "r-1", "mark": "Halvo", "owner": "Owner"}]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "ZIP or Excel file"),
        (b"id,owner\nr-1,Owner\n", "mark"),
        (b"<!doctype html><p>mark,owner", "looks like HTML"),
        (b"mark,owner\n,Owner\n", "No row could be used"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_cure(manager: Member, content: bytes, sentence: str) -> None:
    file = SimpleUploadedFile("rights.csv", content)
    answer = logged_in(manager).post(reverse("register-import", args=[RIGHTS]), {"file": file})
    assert answer.status_code == 200
    assert sentence in error_at(answer.content.decode(), "file")


def test_a_file_that_is_too_large_is_told_as_a_sentence(manager: Member) -> None:
    with override_settings(LARGEST_UPLOAD=2**20):
        file = SimpleUploadedFile("rights.csv", b"mark,owner\n" + b"Halvo,Owner\n" * 100_000)
        answer = logged_in(manager).post(reverse("register-import", args=[RIGHTS]), {"file": file})
    assert "larger than 1 MiB" in error_at(answer.content.decode(), "file")


def test_an_export_holds_no_formula_comes_back_the_same_and_is_written_down(manager: Member) -> None:
    put(
        manager,
        RIGHTS,
        {"id": "r-1", "mark": '=HYPERLINK("http://x","y")', "owner": "@Owner", "aliases": ["-1+1", "b"]},
    )
    client, address = logged_in(manager), reverse("register-export", args=[RIGHTS])
    csv = pl.read_csv(client.post(address, {"format": "csv"}).content)
    assert csv.row(0, named=True) | {} == csv.row(0, named=True)
    assert [csv[name][0][:2] for name in ("mark", "owner", "aliases")] == ["'=", "'@", "'-"]
    answer = client.post(address, {"format": "parquet"})
    assert answer["Content-Disposition"] == f'attachment; filename="rights-{dt.datetime.now(dt.UTC):%Y-%m-%d}.parquet"'
    assert pl.read_parquet(io.BytesIO(answer.content))["mark"].to_list() == ['=HYPERLINK("http://x","y")']
    with acting_as(organisation=manager.organisation_id), transaction.atomic():
        told = [
            {one.field: one.value for one in entry.values.all()}
            for entry in Entry.objects.filter(act="rights exported").order_by("id")
        ]
    assert [(one["format"], one["rows"]) for one in told] == [("csv", 1), ("parquet", 1)]
    assert client.get(address).status_code == 405
