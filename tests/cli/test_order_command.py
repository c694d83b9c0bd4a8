"""`counterfoil order` as a user gives it: what it prints, its exit codes, and what stays after a mistake."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterfoil.cli.order import order
from counterfoil.errors import UserError
from counterfoil.run.local import run_screening
from counterfoil.run.request import ScreenRequest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
BY = ("--by", "compliance-officer:3", "--why", "It is another shop.", "--at", "2026-11-12")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(order, [str(one) for one in arguments], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def screening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("screening")
    request = ScreenRequest(
        offers=EXAMPLES / "offers.xml", rights=EXAMPLES / "rights.csv", sellers=EXAMPLES / "sellers.csv", out=out
    )
    run_screening(request, tell=lambda *_: None)
    return out


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    out = tmp_path / "order"
    told = run(
        *("compile", EXAMPLES / "order_ring.toml", "--sellers", EXAMPLES / "sellers.csv"),
        *("--offers", EXAMPLES / "offers.xml", "--funds", EXAMPLES / "balances.csv", "--day", "2026-11-08", "-o", out),
    )
    assert told.exit_code == 0, told.output
    assert "The order reaches 4 accounts" in told.output
    assert "Nobody here is like defendant 4." in told.output
    return out


def test_from_a_breach_to_a_release_and_a_report(compiled: Path, tmp_path: Path) -> None:
    checked = run("check", compiled, "--offers", EXAMPLES / "offers.xml", "--day", "2026-11-10", "--fail-on", "breach")
    assert checked.exit_code == 1
    assert "3 breaches until 2026-11-10: 3 new, 3 not known to have ended" in checked.output
    assert "not seen since 2026-11-06" in " ".join(checked.output.split())
    released = run("release", compiled, "--account", "s-16", *BY, "--sales", EXAMPLES / "sales.csv")
    assert "Sales lost, estimated: 244.80 USD (61.20 USD a day before)" in released.output
    assert run("extend", compiled, "--until", "2026-12-31", *BY).exit_code == 0
    told = run("report", compiled, "--day", "2026-11-13", "-o", tmp_path / "report.html")
    assert told.exit_code == 0
    assert (tmp_path / "report.html").exists()
    assert run("dissolve", compiled, *BY).output.startswith("The order restrains nothing any more.")


def test_duties_are_measured_and_written_beside_the_order(tmp_path: Path, screening: Path) -> None:
    market = EXAMPLES / "order_marketplace.toml"
    out = tmp_path / "market"
    assert (
        run("compile", market, "--sellers", EXAMPLES / "sellers.csv", "--day", "2026-11-08", "-o", out).exit_code == 0
    )
    told = run(
        *("duties", market, "--screening", screening, "--events", EXAMPLES / "duty_acts.csv"),
        *("--day", "2026-11-08", "--seed", "7", "-o", out),
    )
    assert told.exit_code == 0, told.output
    assert "screen     failed" in told.output
    assert "report     kept" in told.output
    again = run("check", out, "--day", "2026-11-09")
    assert "duty screen" in again.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "nowhere"), "There is no compiled order here"),
        (("release", "nowhere", "--account", "s-1", *BY), "There is no compiled order here"),
        (("compile", EXAMPLES / "sellers.csv", "--sellers", EXAMPLES / "sellers.csv", "-o", "x"), "number"),
        (("compile", EXAMPLES / "rates.csv", "--sellers", EXAMPLES / "sellers.csv", "-o", "x"), "number"),
    ],
)
def test_a_mistake_is_said_with_its_cure(
    arguments: tuple[str | Path, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(*arguments)
    assert isinstance(told.exception, UserError)
    assert says in str(told.exception)
    assert not (tmp_path / "x").exists()
