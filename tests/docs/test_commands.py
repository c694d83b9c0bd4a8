"""Does every command that a page or a help text shows run?"""

import importlib
import pkgutil
import shlex
import sys
from pathlib import Path

import pytest

from counterfoil import cli
from counterfoil.cli.main import main
from docs.pages import ROOT, commands, pages, text_of

IN_ORDER = (  # pages whose commands go on from one another
    "docs/notices.md",
    "docs/dispositions.md",
    "docs/escalation.md",
    "docs/facility-notices.md",
    "docs/warehouses.md",
    "docs/scorecards.md",
)
SHOWN = [
    (name, line)
    for page in pages()
    if (name := page.relative_to(ROOT).as_posix()) not in IN_ORDER
    for line in commands(page.read_text("utf-8"))
]
MODULES = [importlib.import_module(f"{cli.__name__}.{name}") for _, name, _ in pkgutil.iter_modules(cli.__path__)]
HELPS = [module.EXAMPLES for module in MODULES if hasattr(module, "EXAMPLES")]
HELP = [line.strip() for text in HELPS for line in text.splitlines() if line.strip().startswith("counterfoil ")]


def test_there_are_commands_to_run() -> None:
    assert {page for page, _ in SHOWN} >= {"README.md"}
    assert len(HELPS) >= 2
    assert len(HELP) >= 2 * len(HELPS)


@pytest.mark.parametrize("line", sorted({line for _, line in SHOWN} | set(HELP)))
def test_a_shown_command_runs(
    line: str, of_a_user: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: to start one for each took a third of the suite. tests/integration starts the program itself."""
    monkeypatch.chdir(of_a_user)
    _run(line, monkeypatch, capsys)


@pytest.mark.parametrize("page", IN_ORDER)
def test_the_commands_of_a_page_run_one_after_the_other(
    page: str, of_a_user: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = commands(text_of(page))
    assert len(lines) > 2
    monkeypatch.chdir(of_a_user)
    for line in lines:
        _run(line, monkeypatch, capsys)


def _run(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    program, *arguments = shlex.split(line)
    assert program == "counterfoil"
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "argv", [program, *arguments])
    status = _status_of_main()
    shown = capsys.readouterr()
    # --fail-on ends in 1 where the examples hold what it looks for, and they do
    assert status == int("--fail-on" in arguments), shown.err
    assert shown.out.strip()


def _status_of_main() -> int:
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_the_readme_gives_the_commands_that_the_makefile_knows() -> None:
    targets = {line.split(":")[0] for line in text_of("Makefile").splitlines() if ":" in line}
    readme = text_of("README.md")
    for target in ("demo", "test"):
        assert f"\nmake {target} " in readme
        assert target in targets
