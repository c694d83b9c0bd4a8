"""Does anything of a person stand where it must not? Every output, line and message of vetting is grepped for it."""

import csv
import datetime as dt
import json
import traceback
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from counterfoil.cli.main import cli
from counterfoil.errors import UserError
from counterfoil.run.vetting import VetRequest, run_vetting
from vetting.example_run import DAY, EXAMPLES, GIVEN

PERSONAL = (
    "name", "alias", "address", "registrationNumber", "taxNumber", "vatCode", "idNumber", "email", "phone",
    "bankAccount", "bankHolder", "beneficialOwner", "agentForService", "postalCode", "birthDate", "website",
)  # fmt: skip
OF_DOCUMENTS = ("number", "holder")
SHORTEST = 5  # characters: shorter values, such as a post code's four digits, stand in figures by chance


def private(path: Path, columns: tuple[str, ...]) -> set[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row[name] for row in rows for name in columns if len(row.get(name) or "") >= SHORTEST}


def everything_in(folder: Path) -> str:
    texts = [pl.read_parquet(path).write_ndjson() for path in sorted(folder.rglob("*.parquet"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.*")) if path.suffix != ".parquet"]
    return "\n".join(texts)


def told(values: set[str], text: str) -> list[str]:
    """Return which values stand in a text, as they are or as JSON or digits alone write them."""
    bare = text.replace("-", "").replace(" ", "")
    found = []
    for value in values:
        digits = "".join(letter for letter in value if letter.isalnum())
        forms = {value, json.dumps(value, ensure_ascii=False)[1:-1]}
        if any(form in text for form in forms) or (len(digits) >= 8 and digits.isdigit() and digits in bare):
            found.append(value)
    return found


def test_nothing_of_a_person_stands_in_any_output_or_on_the_terminal(tmp_path: Path) -> None:
    arguments = ["vet", str(EXAMPLES / "sellers.csv"), "--day", DAY.isoformat(), "-o", str(tmp_path)]
    for name, value in GIVEN.items():
        for path in value if isinstance(value, tuple) else (value,):
            arguments += [f"--{name}", str(path)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    values = private(EXAMPLES / "sellers.csv", PERSONAL) | private(EXAMPLES / "seller_documents.csv", OF_DOCUMENTS)
    values |= private(EXAMPLES / "denied.csv", ("name", "alias", "birthDate"))
    assert len(values) > 250
    assert told(values, everything_in(tmp_path) + done.output) == []


def test_the_test_would_notice(tmp_path: Path) -> None:
    assert told({"99-0000031"}, "a number 990000031 somewhere") == ["99-0000031"]
    assert told({"Gül Ltd"}, '{"name": "Gül Ltd"}') == ["Gül Ltd"]
    assert told({"99-0000031"}, "a number ••0031") == []


SECRETS = {
    "id": "s-1", "name": "Zebediah Quarrington", "taxNumber": "99-7654321", "idNumber": "P9988776655",
    "phone": "+1-503-555-0199", "email": "zebediah.quarrington@mailinator.com", "bankAccount": "998877665544",
    "bankRouting": "980000008", "bankHolder": "Marmaduke Fosdyke", "birthDate": "1977-07-17",
    "beneficialOwner": "Marmaduke Fosdyke", "registrationNumber": "OR-99887766", "address": "1 Zanzibar Close, Reno",
}  # fmt: skip


@pytest.mark.parametrize("spoiled", [{"status": "gone"}, {"opened_at": "soon"}, {"schema": "Robot"}, {"id": ""}])
def test_a_spoiled_row_and_its_message_show_nothing(tmp_path: Path, spoiled: dict[str, str]) -> None:
    sellers = tmp_path / "sellers.csv"
    row = SECRETS | spoiled
    with sellers.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)
        writer.writerow(SECRETS | {"id": "s-2"})
    run_vetting(VetRequest(sellers=sellers, out=tmp_path / "out", day=DAY))
    values = {value for name, value in SECRETS.items() if name != "id"}
    assert told(values, everything_in(tmp_path / "out")) == []
    sellers.write_text(
        sellers.read_text(encoding="utf-8").rpartition("s-2")[0].rpartition("\n")[0] + "\n", encoding="utf-8"
    )
    with pytest.raises(UserError) as caught:
        run_vetting(VetRequest(sellers=sellers, out=tmp_path / "out-2", day=dt.date(2026, 1, 1)))
    assert told(values, "".join(traceback.format_exception(caught.value))) == []
