"""Five wrong log-ins for an address stay counted, however many other addresses are tried meanwhile."""

from uuid import uuid4

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.models import Member
from desk.conftest import PASSWORD, SUPERUSER, Desk

OTHERS = 400  # more than Django keeps by default, at which it throws a third of the live ones away


def test_the_lockout_of_one_address_outlives_wrong_log_ins_for_many(desk: Desk, admin: Member) -> None:
    for address in range(5):
        client = Client(REMOTE_ADDR=f"10.6.0.{address}")
        client.post(reverse("account_login"), {"login": admin.user.email, "password": "wrong"})
    whose, before = uuid4().hex, live(desk)
    for number in range(OTHERS):
        cache.set(f"{whose}:{number}", [1.0], 300)
    assert live(desk) >= before + OTHERS
    assert all(cache.get(f"{whose}:{number}") == [1.0] for number in range(OTHERS))
    client = Client(REMOTE_ADDR="10.6.1.1")
    client.post(reverse("account_login"), {"login": admin.user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    cache.delete_many([f"{whose}:{number}" for number in range(OTHERS)])


def live(desk: Desk) -> int:
    with desk.link(SUPERUSER) as link:
        found = link.execute("SELECT count(*) FROM desk_cache WHERE expires > now()").fetchone()
    return int(str(found[0])) if found else 0
