"""The database is away: are programs and people told to come again, instead of being told of a fault?"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from desk.conftest import Desk


@pytest.fixture
def away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no connection be made."""
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere/at/all")
    yield
    connection.close()


def test_a_program_is_told_when_to_try_again(away: None) -> None:
    client = Client(raise_request_exception=False, headers={"Authorization": "Bearer cfl_any"})
    for path in ("offers/screen", "sellers/check", "offers/screen-stream", "sellers/check-stream"):
        answer = client.post(f"/api/v1/{path}", b"{}", content_type="application/json")
        assert (answer.status_code, answer["Retry-After"]) == (503, "5"), path
        assert "again in a few seconds" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/", "/accounts/login/"])
def test_somebody_at_a_page_is_told_to_wait(away: None, path: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The desk is away for a moment" in answer.content.decode()


def test_a_fault_of_ours_stays_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_secret: str) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr("counterfoil_desk.accounts.middleware.token_of", broken)
    client = Client(raise_request_exception=False, headers={"Authorization": "Bearer cfl_any"})
    answer = client.post("/api/v1/offers/screen", b"{}", content_type="application/json")
    assert answer.status_code == 500
    assert "our fault" in answer.json()["detail"]
