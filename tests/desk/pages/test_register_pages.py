"""The registers as people use them: lists, a row's form and history, and what others share."""

import datetime as dt
import io
import re

import pytest
from django.db import transaction
from django.urls import reverse

from counterfoil_desk.accounts.actions import actor_of, give
from counterfoil_desk.accounts.models import Grant, Member
from counterfoil_desk.audit.actions import forget
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import import_file
from counterfoil_desk.records.models import AuthorisationRow, SellerRow
from counterfoil_desk.records.registers import AUTHORISATIONS, REGISTERS, RIGHTS, SELLERS
from desk.conftest import Desk, new_member
from desk.pages.register_steps import FLOOR, MARK, error_at, given_by, kept, logged_in, put, uploaded


@pytest.fixture
def manager(desk: Desk) -> Member:
    return new_member(desk, role="manager")


def test_a_row_is_added_changed_and_removed_by_forms(manager: Member) -> None:
    client = logged_in(manager)
    added = client.post(
        reverse("register-row-add", args=[RIGHTS]),
        {"id": "r-1", "mark": "Orlune", "owner": "Maison", "aliases": "Or Lune\nOrluné", "status": "live"}
        | {"price_floor": "79.5", "price_floor_currency": "USD", "expires_on": "2031-05-01", "common_word": "false"},
    )
    (row,) = kept(manager)
    assert row.content == {
        **{"id": "r-1", "mark": "Orlune", "owner": "Maison", "aliases": ["Or Lune", "Orluné"], "status": "live"},
        **{"price_floor": "79.5000", "price_floor_currency": "USD", "expires_on": "2031-05-01", "common_word": False},
    }
    address = reverse("register-row", args=[RIGHTS, row.public_id])
    assert added["Location"] == address
    change = reverse("register-row-change", args=[RIGHTS, row.public_id])
    form = given_by(client, change)
    assert (form["aliases"], form["expires_on"], form["price_floor"]) == ("Or Lune\nOrluné", "2031-05-01", "79.50")
    client.post(change, {**form, "mark": "Orlune Nuit", "id": "r-2", "territory": ""})
    (changed,) = kept(manager)
    assert changed.content == {**row.content, "mark": "Orlune Nuit"}  # the key stays, whatever the form says
    page = client.get(address).content.decode()
    assert "Orlune Nuit" in page
    assert page.count(manager.user.email) >= 2  # who did it, of each field
    assert client.get(reverse("register-row-remove", args=[RIGHTS, row.public_id])).status_code == 200
    assert len(kept(manager)) == 1  # asked, not done
    client.post(reverse("register-row-remove", args=[RIGHTS, row.public_id]))
    assert kept(manager) == []
    assert "A row that was removed" in client.get(address).content.decode()
    assert client.get(change).status_code == 404


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        ({"owner": "M"}, "mark", "mark must be given"),
        ({"mark": "M", "owner": "M", "price_floor": "12"}, "price_floor", "price floor names its currency"),
        ({"mark": "M", "owner": "M", "status": "fine"}, "status", "Select a valid choice"),
        ({"mark": "M", "owner": "M", "expires_on": "soon"}, "expires_on", "Enter a valid date"),
        ({"mark": "M", "owner": "M", "nice_classes": "99"}, "nice_classes", "Nice classes from 1 to 45"),
        ({"mark": "M\0", "owner": "M"}, "mark", "Null characters are not allowed"),
    ],
)
def test_errors_stand_at_their_field_and_nothing_is_saved(
    manager: Member, told: dict[str, str], field: str, sentence: str
) -> None:
    answer = logged_in(manager).post(reverse("register-row-add", args=[RIGHTS]), {"id": "r-1", **told})
    assert sentence in error_at(answer.content.decode(), field)
    assert kept(manager) == []


def test_a_row_is_not_added_over_another_nor_changed_over_anothers_change(manager: Member) -> None:
    put(manager, RIGHTS, {**MARK, **FLOOR})
    client, (row,) = logged_in(manager), kept(manager)
    answer = client.post(reverse("register-row-add", args=[RIGHTS]), {"id": "r-1", "mark": "Other", "owner": "O"})
    assert "has this row already" in error_at(answer.content.decode(), "id")
    change = reverse("register-row-change", args=[RIGHTS, row.public_id])
    form = given_by(client, change)
    put(manager, RIGHTS, {**MARK, **FLOOR, "territory": "NO"})
    assert "meanwhile" in client.post(change, {**form, "mark": "Mine"}).content.decode()
    assert kept(manager)[0].content["territory"] == "NO"
    assert client.post(change, {**form, "seen_at": "yesterday"}).status_code == 404


def test_an_authorisation_is_changed_in_its_place(manager: Member) -> None:
    put(manager, AUTHORISATIONS, {"seller": "s-1", "right_id": "r-1"})
    (row,) = kept(manager, AuthorisationRow)
    client, change = logged_in(manager), reverse("register-row-change", args=[AUTHORISATIONS, row.public_id])
    client.post(change, {**given_by(client, change), "valid_until": "2027-01-31"})
    (changed,) = kept(manager, AuthorisationRow)
    assert (changed.public_id, changed.content["valid_until"]) == (row.public_id, "2027-01-31")


def test_what_was_forgotten_is_said_in_the_history(manager: Member) -> None:
    put(manager, SELLERS, {"id": "s-1", "name": "A Person"})
    put(manager, SELLERS, {"id": "s-1", "name": "Another Person"})
    (row,) = kept(manager, SellerRow)
    with acting_as(organisation=manager.organisation_id, user=manager.user_id), transaction.atomic():
        forget(Entry.objects.get(act="row added").pk, actor=actor_of(manager.user), why="asked for")
        forget(Entry.objects.get(act="row changed").pk, actor=actor_of(manager.user), why="asked for")
    page = logged_in(manager).get(reverse("register-row", args=[SELLERS, row.public_id])).content.decode()
    assert "A Person" not in page
    assert page.count("forgotten: deleted on a lawful request") == 3


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_who_may_not_change_is_shown_no_button_and_refused(desk: Desk, role: str) -> None:
    manager = new_member(desk, role="manager")
    put(manager, RIGHTS, {**MARK, **FLOOR})
    (row,) = kept(manager)
    client = logged_in(new_member(desk, role=role, organisation=manager.organisation))
    for name, arguments in (
        ("register-row-add", [RIGHTS]),
        ("register-import", [RIGHTS]),
        ("register-row-change", [RIGHTS, row.public_id]),
        ("register-row-remove", [RIGHTS, row.public_id]),
    ):
        address = reverse(name, args=arguments)
        assert client.post(address).status_code == client.get(address).status_code == 403
        for page in ("register-rows", "register-row"):
            told = client.get(reverse(page, args=[RIGHTS] if page == "register-rows" else [RIGHTS, row.public_id]))
            assert address not in told.content.decode()
    assert len(kept(manager)) == 1


def test_another_organisation_finds_no_row_and_no_upload(desk: Desk, manager: Member) -> None:
    put(manager, RIGHTS, {**MARK, **FLOOR})
    (row,) = kept(manager)
    upload = uploaded(manager, b"id,mark,owner\nr-9,Halvo,Owner\n")
    client = logged_in(new_member(desk, role="administrator"))
    for name in ("register-row", "register-row-change", "register-row-remove"):
        assert client.get(reverse(name, args=[RIGHTS, row.public_id])).status_code == 404
    for name in ("register-upload", "register-rejects"):
        assert client.get(reverse(name, args=[RIGHTS, upload])).status_code == 404
    assert client.post(reverse("register-upload", args=[RIGHTS, upload])).status_code == 404
    assert b"Orlune" not in client.get(reverse("register-rows", args=[RIGHTS])).content
    assert client.get("/registers/nonsense").status_code == 404


def test_a_long_register_is_shown_by_pages_and_searched(manager: Member) -> None:
    text = "id,mark,owner\n" + "".join(f"r-{n},Mark {n:03d},Owner {n % 7}\n" for n in range(130))
    with acting_as(organisation=manager.organisation_id, user=manager.user_id):
        import_file(
            REGISTERS[RIGHTS],
            io.BytesIO(text.encode()),
            file="rights.csv",
            by="system:test",
            organisation=manager.organisation,
        )
    client, address = logged_in(manager), reverse("register-rows", args=[RIGHTS])
    marks = [re.findall(r"Mark \d+", client.get(address, {"page": page}).content.decode()) for page in ("1", "3", "x")]
    assert [(len(found), found[0]) for found in marks] == [(50, "Mark 000"), (30, "Mark 100"), (50, "Mark 000")]
    assert re.findall(r"Mark \d+", client.get(address, {"search": "mark 12"}).content.decode()) == [
        f"Mark 12{n}" for n in range(10)
    ]
    assert "No row has “&lt;b&gt;”" in client.get(address, {"search": "<b>"}).content.decode()


def test_what_others_share_is_shown_with_whose_it_is_until_it_ends(desk: Desk, manager: Member) -> None:
    put(manager, RIGHTS, {**MARK, **FLOOR, "recorded": "TMK 26-00001"})
    other = new_member(desk, role="reader")
    with acting_as(organisation=manager.organisation_id, user=manager.user_id):
        grant = give(
            by=manager.user,
            organisation=manager.organisation,
            to=other.organisation,
            register=RIGHTS,
            fields=["mark", "owner"],
            basis="contract of 1 November 2026",
            until=dt.datetime.now(dt.UTC) + dt.timedelta(hours=1),
        )
    client, address = logged_in(other), reverse("shared-rows", args=[grant.public_id])
    assert manager.organisation.name in client.get(reverse("shared-with-us")).content.decode()
    page = client.get(address).content.decode()
    assert all(text in page for text in (manager.organisation.name, "contract of 1 November", "Maison Orlune"))
    read = re.sub(r"<[^>]+>", " ", page)  # without tokens and microseconds, in which any two digits may stand
    assert not [text for text in ("TMK", "r-1", "Or Lune", "79.00") if text in read]
    assert "Maison Orlune" not in client.get(address, {"search": "TMK"}).content.decode()
    assert logged_in(manager).get(address).status_code == 404
    with acting_as(organisation=manager.organisation_id), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(ended_at=dt.datetime.now(dt.UTC))
    assert client.get(address).status_code == 404
    assert manager.organisation.name not in client.get(reverse("shared-with-us")).content.decode()
