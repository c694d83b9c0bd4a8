"""The page that describes the interface: every operation and shape, no script, nothing loaded from elsewhere."""

import re

from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.models import Member
from desk.conftest import Desk


def test_every_operation_and_shape_is_described_without_a_script(desk: Desk) -> None:
    described = Client().get("/api/v1/openapi.json").json()
    shown = Client().get(reverse("interface")).content.decode()
    assert not re.search(r"<script|https?://|\sstyle=", shown)
    for address, methods in described["paths"].items():
        assert f'<code class="address">{address}</code>' in shown
        assert all(one["summary"] in shown for one in methods.values())
    for name in described["components"]["schemas"]:
        assert f'id="{name}"' in shown
    assert all(f'id="{target}"' in shown for target in re.findall(r'href="#([A-Za-z]+)"', shown))


def test_members_find_their_way_back_from_it(desk: Desk, admin: Member) -> None:
    client = Client()
    client.force_login(admin.user)
    assert client.get("/api/v1/docs")["Location"] == reverse("interface")
    shown = client.get(reverse("interface")).content.decode()
    assert f'href="{reverse("tokens")}" aria-current="true"' in shown
    assert admin.organisation.name in shown
    assert f'href="{reverse("tokens")}"' not in Client().get(reverse("interface")).content.decode()
