"""A desk is not started where another runs: one to a folder, one to an address."""

import socket
from pathlib import Path

import pytest

from counterfoil.errors import UserError
from counterfoil_desk import starting_alone
from counterfoil_desk.starting_alone import alone_in, refuse_a_taken_address


def test_a_folder_is_held_by_one_desk_and_free_afterwards(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(UserError, match="runs in this folder already"), alone_in(tmp_path):
        raise AssertionError
    with alone_in(tmp_path):
        assert (tmp_path / "serve.lock").exists()


def test_a_taken_address_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting_alone, "FREED_WITHIN", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UserError, match="--port"):
            refuse_a_taken_address("127.0.0.1", port)
    refuse_a_taken_address("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UserError, match=r"192\.0\.2\.1"):
        refuse_a_taken_address("192.0.2.1", 8000)
