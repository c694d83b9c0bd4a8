"""Members, invitations, tokens and grants as people use them, and who may do what of it."""

import datetime as dt
import re
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.actions import give, issue_token
from counterfoil_desk.accounts.invitations import invite
from counterfoil_desk.accounts.models import ApiToken, Grant, Invitation, Member, User
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.models import RightRow, SharedRow
from counterfoil_desk.records.registers import REGISTERS, RIGHTS
from desk.conftest import PASSWORD, SUPERUSER, Desk, new_member

ROLES = ("administrator", "manager", "reviewer", "reader")
IN_A_MONTH = (dt.datetime.now(dt.UTC) + dt.timedelta(days=30)).date().isoformat()


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def link_on(page: bytes) -> str:
    found = re.search(r"http://testserver(/invitation/[\w-]+)", page.decode())
    assert found
    return found[1]


def test_a_stranger_is_invited_and_joins(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    told = {"email": f"new.{uuid.uuid4().hex}@desk.example", "role": "manager"}
    page = client.post(reverse("members"), told, follow=True).content
    stranger = Client()
    landed = stranger.get(link_on(page), follow=True)
    assert landed.redirect_chain == [(reverse("join"), 302)]  # the secret leaves the address at once
    assert admin.organisation.name in landed.content.decode()
    assert admin.user.email not in landed.content.decode()
    answer = stranger.post(reverse("join"), {"name": "New Person", "password": PASSWORD})
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('join')}"
    assert stranger.get(reverse("home")).status_code == 302  # made, but not logged in
    there = {"login": told["email"], "password": PASSWORD, "next": reverse("join")}
    assert stranger.post(reverse("account_login"), there)["Location"] == reverse("join")
    assert stranger.post(reverse("join"))["Location"] == reverse("home")
    page = stranger.get(reverse("members")).content.decode()
    assert "New Person" in page
    assert reverse("invitation-withdraw", args=[uuid.uuid4()])[:13] not in page  # a manager invites nobody
    assert stranger.post(reverse("join")).status_code == 404  # once


def test_the_answer_is_the_same_whether_an_address_has_an_account(desk: Desk, admin: Member) -> None:
    known = new_member(desk, role="reader").user.email
    answers = []
    for email in (known, f"unknown.{uuid.uuid4().hex}@desk.example"):
        page = logged_in(admin).post(reverse("members"), {"email": email, "role": "reader"}, follow=True).content
        links = re.findall(r"http://testserver(/invitation/[\w-]+)", page.decode())
        stranger = Client()
        for link in links:
            form = stranger.get(link, follow=True).content.decode()
            if email in form:
                break
        posted = stranger.post(reverse("join"), {"name": "A", "password": "a rather long pass phrase 8"})
        answers.append((len(form) - len(email), posted.status_code, posted["Location"], posted.content))
    assert answers[0][1:] == answers[1][1:]
    assert abs(answers[0][0] - answers[1][0]) < 4  # the forms differ by the length of the token against forgery
    free = Client()
    free.post(reverse("account_login"), {"login": known, "password": "a rather long pass phrase 8"})
    assert "_auth_user_id" not in free.session


def test_an_unknown_link_and_none_at_all_say_the_same(desk: Desk) -> None:
    guessed = Client().get(reverse("invitation", args=["guessed"]), follow=True)
    assert (guessed.status_code, Client().get(reverse("join")).status_code) == (404, 404)
    assert b"not valid any more" in guessed.content


def test_an_agent_joins_with_the_account_that_he_has_and_chooses(desk: Desk, admin: Member) -> None:
    agent = new_member(desk, role="administrator")
    page = logged_in(admin).post(reverse("members"), {"email": agent.user.email, "role": "reader"}, follow=True).content
    client = logged_in(agent)
    client.get(link_on(page))
    client.post(reverse("join"))
    shown = client.get(reverse("home")).content.decode()
    assert f"<h1>{admin.organisation.name}</h1>" in shown
    assert "Marketplace, Administrator" in shown  # the choice says what each is, and as what one works in it
    assert "Marketplace, Reader" in shown
    client.post(reverse("choose-organisation"), {"organisation": str(agent.organisation.public_id)})
    assert f"<h1>{agent.organisation.name}</h1>" in client.get(reverse("home")).content.decode()


def rows_of(desk: Desk, owner: Member) -> dict[str, tuple[str, dict[str, str]]]:
    """Return for each act on a row of an organisation its address, and what a form would send."""
    other, third = (new_member(desk, role="reader", organisation=owner.organisation) for _ in range(2))
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    with acting_as(organisation=owner.organisation_id, user=owner.user_id):
        invitations = [invite(by=owner, email=f"{uuid.uuid4().hex}@desk.example", role="reader") for _ in range(2)]
        token, _ = issue_token(
            by=owner.user, organisation=owner.organisation, name="feed", scopes=["screen"], until=until
        )
        named = {"register": RIGHTS, "fields": ["mark"], "basis": "contract", "until": until}
        to = new_member(desk, role="reader").organisation
        grant = give(by=owner.user, organisation=owner.organisation, to=to, **named)  # type: ignore[arg-type]
    return {
        "member-role": (reverse("member-role", args=[other.user.public_id]), {"role": "manager"}),
        "member-remove": (reverse("member-remove", args=[third.user.public_id]), {}),
        "invitation-resend": (reverse("invitation-resend", args=[invitations[0].public_id]), {}),
        "invitation-withdraw": (reverse("invitation-withdraw", args=[invitations[1].public_id]), {}),
        "token-revoke": (reverse("token-revoke", args=[token.public_id]), {}),
        "grant-end": (reverse("grant-end", args=[grant.public_id]), {}),
    }


def state(owner: Member) -> list[object]:
    with acting_as(organisation=owner.organisation_id), transaction.atomic():
        return [
            list(Member.objects.order_by("pk").values_list("pk", "role")),
            list(Invitation.objects.order_by("pk").values_list("pk", "sent")),
            list(ApiToken.objects.order_by("pk").values_list("pk", "revoked_at")),
            list(Grant.objects.order_by("pk").values_list("pk", "ended_at")),
        ]


@pytest.mark.parametrize("role", [*ROLES, "stranger", "another organisation's administrator"])
def test_who_may_change_what(desk: Desk, role: str) -> None:
    owner = new_member(desk, role="administrator")
    addresses = rows_of(desk, owner)
    if role == "stranger":
        client, expected = Client(), {302}
    elif role in ROLES:
        client = logged_in(new_member(desk, role=role, organisation=owner.organisation))
        expected = {302} if role == "administrator" else {302, 403}  # a page that everybody may post to says so
    else:
        client, expected = logged_in(new_member(desk, role="administrator")), {404}
    before = state(owner)
    statuses = {name: client.post(address, told).status_code for name, (address, told) in addresses.items()}
    assert set(statuses.values()) == expected
    changed = [was != now for was, now in zip(before, state(owner), strict=True)]
    assert changed == [role == "administrator"] * 4, statuses


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["members", "tokens", "organisation-new", "grant-give", "settings"])
def test_only_administrators_send_forms(desk: Desk, role: str, name: str) -> None:
    status = logged_in(new_member(desk, role=role)).post(reverse(name), {}).status_code
    assert status == (200 if role == "administrator" else 403)


def test_a_tokens_secret_is_shown_once_and_works(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    told = {"name": "shop feed", "scopes": ["screen"], "until": IN_A_MONTH}
    answer = client.post(reverse("tokens"), told)
    found = re.search(r'value="(cfl_[\w-]+)"', answer.content.decode())
    assert found
    assert "no-store" in answer["Cache-Control"]
    assert "curl -H" in answer.content.decode()
    page = client.get(reverse("tokens")).content.decode()
    assert found[1] not in page
    assert "never" in page
    screened = Client().post(
        reverse("api-1:offers_screen"),
        {"offers": [{"id": "o-1", "title": "Trail shoes"}]},
        content_type="application/json",
        headers={"Authorization": f"Bearer {found[1]}"},
    )
    assert screened.status_code == 200, screened.content
    page = client.get(reverse("tokens")).content.decode()
    assert dt.datetime.now(dt.UTC).date().isoformat() in page
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        token = ApiToken.objects.get()
    client.post(reverse("token-revoke", args=[token.public_id]))
    refused = Client().post(reverse("api-1:offers_screen"), headers={"Authorization": f"Bearer {found[1]}"})
    assert refused.status_code == 401


@pytest.mark.parametrize(
    ("until", "said"), [("2020-01-01", "Choose a day to come."), ("2999-01-01", "A token is valid for a year at most.")]
)
def test_a_token_has_an_end_within_a_year(desk: Desk, admin: Member, until: str, said: str) -> None:
    told = {"name": "shop feed", "scopes": ["screen"], "until": until}
    assert said in logged_in(admin).post(reverse("tokens"), told).content.decode()


def test_the_day_of_use_is_written_once_a_day(desk: Desk, admin: Member) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from counterfoil_desk.accounts.actions import token_of

    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        _, secret = issue_token(by=admin.user, organisation=admin.organisation, name="x", scopes=["read"], until=until)
    written = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert token_of(secret) is not None
        written.append(sum("UPDATE" in one["sql"] for one in asked.captured_queries))
    assert written == [1, 0, 0]


def test_a_grant_is_given_by_address_and_ends(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        for key in ("r-1", "r-2"):
            row = {"id": key, "mark": f"Orlune {key}", "owner": "Maison"}
            put_row(REGISTERS[RIGHTS], row, by="system:test", organisation=admin.organisation)
        with transaction.atomic():
            one = RightRow.objects.get(key="r-2")
    client, address = logged_in(admin), str(other.organisation.public_id)
    asked = client.get(reverse("grant-give"), {"to": address, "register": "rights", "row": str(one.public_id)})
    assert f"Let {other.organisation.name} see something" in asked.content.decode()
    told = {"to": address, "register": "rights", "row": str(one.public_id)}
    told |= {"fields_seen": ["mark"], "basis": "contract of 1 November 2026", "until": IN_A_MONTH}
    assert client.post(reverse("grant-give"), told).status_code == 302
    assert other.organisation.name in client.get(reverse("grants")).content.decode()
    held = logged_in(other).get(reverse("grants")).content.decode()
    assert admin.organisation.name in held
    assert "grants/" not in held.replace("grants/give", "")  # who holds it cannot end it
    assert seen_by(other) == [{"mark": "Orlune r-2"}]
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        grant = Grant.objects.get()
    client.post(reverse("grant-end", args=[grant.public_id]))
    assert seen_by(other) == []
    assert "ended" in client.get(reverse("grants")).content.decode()


def test_a_grant_whose_time_has_passed_gives_nothing(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reader")
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        row = {"id": "r-1", "mark": "Orlune", "owner": "Maison"}
        put_row(REGISTERS[RIGHTS], row, by="system:test", organisation=admin.organisation)
        named = {"register": RIGHTS, "fields": ["mark"], "basis": "contract", "until": until}
        give(by=admin.user, organisation=admin.organisation, to=other.organisation, **named)  # type: ignore[arg-type]
    assert seen_by(other) == [{"mark": "Orlune"}]
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE accounts_grant SET until = now() WHERE organisation_id = %s", [admin.organisation_id])
    assert seen_by(other) == []


def seen_by(member: Member) -> list[dict[str, str]]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        assert not RightRow.objects.exists()  # a register's own table shows nothing of others
        return list(SharedRow.objects.values_list("content", flat=True))


@pytest.mark.parametrize("address", ["nonsense", str(uuid.UUID(int=7)), "own"])
def test_no_organisation_is_found_but_by_its_address(desk: Desk, admin: Member, address: str) -> None:
    to = str(admin.organisation.public_id) if address == "own" else address
    page = logged_in(admin).get(reverse("grant-give"), {"to": to, "register": "rights"}).content.decode()
    assert ("your own address" if address == "own" else "No organisation of this desk has this address") in page


def test_another_organisations_row_is_not_given(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    with acting_as(organisation=other.organisation_id, user=other.user_id):
        row = {"id": "r-1", "mark": "Orlune", "owner": "Maison"}
        put_row(REGISTERS[RIGHTS], row, by="system:test", organisation=other.organisation)
        with transaction.atomic():
            foreign = RightRow.objects.get()
    asked = {"to": str(other.organisation.public_id), "register": "rights", "row": str(foreign.public_id)}
    assert logged_in(admin).get(reverse("grant-give"), asked).status_code == 404
    assert logged_in(admin).get(reverse("grant-give"), asked | {"row": "nonsense"}).status_code == 404


def test_one_changes_ones_name_and_no_address(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    client.post(reverse("account_email"), {"name": "Ada Example", "email": "thief@desk.example", "action_add": ""})
    kept = User.objects.get(pk=admin.user_id)
    assert (kept.name, kept.email) == ("Ada Example", admin.user.email)
    with desk.link(SUPERUSER) as link:
        added = link.execute("SELECT count(*) FROM account_emailaddress WHERE user_id = %s", [kept.pk]).fetchone()
    assert added == (0,)


def test_an_administrator_founds_another_organisation_and_works_in_it(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    page = client.post(reverse("organisation-new"), {"name": "Second Market", "kind": "seller"}, follow=True)
    assert "<h1>Second Market</h1>" in page.content.decode()
    reader = new_member(desk, role="reader", organisation=admin.organisation)
    assert logged_in(reader).get(reverse("organisation-new")).status_code == 403


def test_no_page_of_these_runs_a_script_of_its_own(desk: Desk, admin: Member) -> None:
    new_member(desk, role="reader", organisation=admin.organisation)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        invite(by=admin, email="x@x.example", role="reader")
    client = logged_in(admin)
    for name in ("members", "tokens", "grants", "grant-give", "organisation-new", "account_email"):
        page = client.get(reverse(name)).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page), name
