"""A link of an invitation that nobody gave: nothing is kept of it, and nothing is lost by it."""

import uuid

from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.models import Member
from desk.conftest import Desk
from desk.pages.test_people_pages import link_on, logged_in


def test_of_an_unknown_link_nothing_is_kept(desk: Desk, admin: Member) -> None:
    before = Session.objects.count()
    for guessed in range(3):
        assert Client().get(reverse("invitation", args=[f"guessed-{guessed}"])).status_code == 404
    assert Session.objects.count() == before
    told = {"email": f"new.{uuid.uuid4().hex}@desk.example", "role": "manager"}
    stranger, page = Client(), logged_in(admin).post(reverse("members"), told, follow=True).content
    stranger.get(link_on(page))
    stranger.get(reverse("invitation", args=["guessed"]))
    assert stranger.get(reverse("join")).status_code == 200  # the one that he came by is still his
