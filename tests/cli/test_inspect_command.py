"""`counterfoil inspect` as a user sees it."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from counterfoil.cli.inspect import inspect
from counterfoil.errors import UserError
from counterfoil.intake.mapping import read_mapping
from intake.samples import stream

FOREIGN = "Artikelnummer,Bezeichnung,Price (INR)\nA-1,Fjord shoes,129\nA-2,Fjord boots,-5\n"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


def shown(*arguments: object) -> str:
    result = CliRunner().invoke(inspect, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def written(folder: Path, content: str, name: str = "goods.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_columns_counts_rejects_and_the_next_command(tmp_path: Path) -> None:
    path = written(tmp_path, FOREIGN)
    output = shown(path)
    assert "goods.csv: delimited, 2 rows, 3 columns\nFits best: offers\n" in output
    assert ["Bezeichnung", "100%", "Fjord", "shoes", "title"] in [line.split() for line in output.splitlines()]
    assert "1 rows kept, 1 set aside\n  goods.csv, line 3: price is not negative" in output
    assert output.endswith(f"Next: counterfoil inspect {path} --draft-mapping mapping.toml\n")


def test_the_draft_is_written_once_and_works(tmp_path: Path) -> None:
    path, draft = written(tmp_path, FOREIGN), tmp_path / "goods.toml"
    assert f"counterfoil screen {path} --mapping {draft}" in shown(path, "--draft-mapping", draft)
    mapping = read_mapping(stream(draft.read_bytes()), file="m")
    assert dict(mapping.columns) == {"id": "Artikelnummer", "title": "Bezeichnung", "price": "Price (INR)"}
    assert dict(mapping.constants) == {"price_currency": "INR"}
    with pytest.raises(UserError, match="may hold your corrections"):
        shown(path, "--draft-mapping", draft)
    assert "1 rows kept, 1 set aside" in shown(path, "--mapping", draft)


def test_of_people_nothing_is_shown(tmp_path: Path) -> None:
    people = (
        "Seller ID,Company Name,Email,Phone\ns-1,Acme Ltd,a@x.example,555-1234\ns-1,Bolt Ltd,b@x.example,555-9876\n"
    )
    output = shown(written(tmp_path, people))
    assert "Fits best: sellers" in output
    for secret in ("Acme", "Bolt", "x.example", "555"):
        assert secret not in output
    headerless = shown(written(tmp_path, "a@x.example,4711471147\nb@x.example,1\n", "list.csv"), "--as", "sellers")
    assert "x.example" not in headerless
    assert "47114" not in headerless


def test_mail_addresses_are_withheld_in_any_table(tmp_path: Path) -> None:
    output = shown(written(tmp_path, "id,title,kontakt\n1,Fjord,a@x.example\n"))
    assert "x.example" not in output


def test_rows_are_written_under_our_names_for_tables_that_take_no_mapping(tmp_path: Path) -> None:
    path = written(tmp_path, "Trademark,Proprietor,Class\nHalvorsen,Halvorsen AS,25\n")
    draft, out = tmp_path / "rights.toml", tmp_path / "rights.parquet"
    with pytest.raises(UserError, match="other names than ours"):
        shown(path, "-o", out)
    assert "-o goods.rights.parquet" in shown(path, "--draft-mapping", draft)
    shown(path, "--as", "rights", "--mapping", draft, "-o", out)
    assert pl.read_parquet(out).select("mark", "owner").rows() == [("Halvorsen", "Halvorsen AS")]


def test_text_of_the_file_is_no_markup(tmp_path: Path) -> None:
    output = shown(written(tmp_path, "id,title,[red]x[/red]\n1,[bold]Fjord[/bold]\x1b[31m,[/]\n"))
    assert "[bold]Fjord[/bold]" in output
    assert "\x1b" not in output
