"""What does a person see of `counterfoil consignee`, and how does it end?"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from counterfoil.cli.main import cli
from examples.files import EXAMPLES

PARCELS = [
    "consignee",
    str(EXAMPLES / "small_parcels.csv"),
    "--rates",
    str(EXAMPLES / "rates.csv"),
    "--day",
    "2026-11-08",
]
ORDERS = ["--sales", str(EXAMPLES / "consumer_sales.csv"), "--declared", str(EXAMPLES / "declared_sellers.csv")]


def shown(arguments: list[str], out: Path, *, status: int = 0) -> str:
    done = CliRunner(env={"COLUMNS": "120"}).invoke(cli, [*arguments, "-o", str(out)])
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


def test_the_terminal_says_results_rules_and_groups(tmp_path: Path) -> None:
    told = shown([*PARCELS, *ORDERS], tmp_path / "out")
    for part in (
        "8 lines of shipments into US, as told by 2026-11-08",
        "facility is ultimate consignee 7 98 0 95 3",
        "sold before importation 1 3 3 0 0",
        "a policy report, not a regulation",
        "8 groups, 1 over the limit, 2 no relief, 1 not known and 4 within the limit",
        "2024-03-05 facility 9529001000013 USD 1,050.00 800.00 over the limit, split PCL-2401, PCL-2402",
        "7 orders of consumers for shipments that are not among them",
    ):
        assert part in told


def test_a_split_can_fail_a_run(tmp_path: Path) -> None:
    shown([*PARCELS, *ORDERS, "--fail-on", "split"], tmp_path / "one", status=1)
    shown([*PARCELS, *ORDERS, "--fail-on", "split", "--into", "GB"], tmp_path / "two")


@pytest.mark.parametrize(("country", "regime"), [("DE", "eu-1186-1"), ("GB", "uk-135-1"), ("BR", "none came in under")])
def test_other_countries_have_their_own_relief_or_none(country: str, regime: str, tmp_path: Path) -> None:
    assert regime in shown([*PARCELS, "--into", country], tmp_path)


def test_the_register_is_shown_by_ids_alone(tmp_path: Path) -> None:
    told = shown(
        ["consignee", str(EXAMPLES / "shipments.csv"), "--inventory", str(EXAMPLES / "inventory.csv"), "--sellers",
         str(EXAMPLES / "sellers.csv"), "--day", "2026-11-08"], tmp_path
    )  # fmt: skip
    assert "14 sellers, 0 of them declared to Customs" in told
    assert "s-29 2026-09-28 559 no" in told
    assert "Not used: seller-register: agent for service" in told
    assert "Sunrise" not in told
