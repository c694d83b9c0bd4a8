"""The command as a user calls it, in this process."""

import pytest

from counterfoil.cli.main import main


def called(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Call `counterfoil WORDS…` and return its exit code."""
    monkeypatch.setattr("sys.argv", ["counterfoil", *words])
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
