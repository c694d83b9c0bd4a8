"""The page that describes the interface: every operation and shape, no script, nothing loaded from elsewhere."""

import re

from django.test import Client

from desk.conftest import Desk


def test_every_operation_and_shape_is_described_without_a_script(desk: Desk) -> None:
    described = Client().get("/api/v1/openapi.json").json()
    shown = Client().get("/api/v1/docs").content.decode()
    assert not re.search(r"<script|https?://|\sstyle=", shown)
    for address, methods in described["paths"].items():
        assert f'<code class="address">{address}</code>' in shown
        assert all(one["summary"] in shown for one in methods.values())
    for name in described["components"]["schemas"]:
        assert f'id="{name}"' in shown
    assert all(f'id="{target}"' in shown for target in re.findall(r'href="#([A-Za-z]+)"', shown))
