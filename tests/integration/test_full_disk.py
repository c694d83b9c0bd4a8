"""A disk that is full at any write ends in a sentence, and the same command continues."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counterfoil.errors import UserError
from counterfoil.evidence.policy import default_policy
from counterfoil.run import screening_steps
from counterfoil.run.outputs import SEAL, TableWriter
from integration.commands import called
from integration.interrupted import ROWS_OF_A_BATCH, contents, screening, write_offers


@pytest.fixture
def offers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of offers that make many parts in this process."""
    monkeypatch.setattr("counterfoil.intake.delimited.BATCH_ROWS", ROWS_OF_A_BATCH)
    monkeypatch.setattr(screening_steps, "BATCHES", 2)
    path = tmp_path / "offers.csv"
    write_offers(path)
    path.with_name("shadow.toml").write_bytes(default_policy().replace(b"weight >= 500", b"weight >= 0"))
    return path


@pytest.fixture
def full_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what lets the disk be full at the so-manieth write or rename from now on."""
    left = [-1]

    def guarded(write: Callable[..., Any]) -> Callable[..., Any]:
        def guard(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(*args, **options)

        return guard

    for place, name in ((TableWriter, "_write"), (Path, "replace"), (Path, "write_text"), (Path, "mkdir")):
        monkeypatch.setattr(place, name, guarded(getattr(place, name)))
    for user in ("run.population", "run.screening_steps"):
        module = f"counterfoil.{user}.write_buckets"
        monkeypatch.setattr(module, guarded(screening_steps.write_buckets))

    def set_to(writes: int) -> None:
        left[0] = writes

    return set_to


def test_a_disk_that_is_full_at_every_write_in_turn_changes_no_byte(
    tmp_path: Path, offers: Path, full_at: Callable[[int], None]
) -> None:
    assert called(*screening(offers, tmp_path / "whole")).exit_code == 0
    broken = tmp_path / "broken"
    failed = 0
    while not (broken / SEAL).exists():
        full_at(1 + failed)
        result = called(*screening(offers, broken))
        full_at(-1)
        if isinstance(result.exception, UserError):
            failed += 1
            assert "cannot be written (No space left on device). Free some space" in str(result.exception)
            assert not (broken / SEAL).exists()
        assert failed < 60
    assert failed > 5
    assert contents(broken) == contents(tmp_path / "whole")


def test_a_continued_run_says_where(tmp_path: Path, offers: Path, full_at: Callable[[int], None]) -> None:
    full_at(16)
    assert isinstance(called(*screening(offers, tmp_path / "out")).exception, UserError)
    full_at(-1)
    result = called(*screening(offers, tmp_path / "out"))
    assert result.exit_code == 0
    assert "counterfoil: Continues an interrupted run at offer " in result.stderr


def test_another_input_starts_anew_and_says_so(tmp_path: Path, offers: Path, full_at: Callable[[int], None]) -> None:
    full_at(16)
    assert isinstance(called(*screening(offers, tmp_path / "out")).exception, UserError)
    full_at(-1)
    offers.write_text(offers.read_text("utf-8") + "o-last,Halvorsen boots,Halvorsen,9.00 USD,s-1\n", "utf-8")
    result = called(*screening(offers, tmp_path / "out"))
    assert "An interrupted run lies here, but the offers file changed: this one starts anew." in result.stderr
    assert called(*screening(offers, tmp_path / "fresh")).exit_code == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_users_mistake_leaves_nothing_behind(tmp_path: Path, offers: Path) -> None:
    offers.with_name("shadow.toml").write_text("nonsense")
    assert isinstance(called(*screening(offers, tmp_path / "out")).exception, UserError)
    assert list((tmp_path / "out").iterdir()) == []
