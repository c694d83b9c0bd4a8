"""`counterfoil vet` on files: what is written, what is counted, what stays after a failure."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from counterfoil.cli.main import cli
from counterfoil.errors import UserError
from counterfoil.run.vetting import VetRequest, run_vetting
from counterfoil.tables import re_entry
from counterfoil.tables.dossier import STATUSES, Dossier
from intake.parties import lists
from vetting.example_run import DAY, EXAMPLES, GIVEN

TABLES = {"dossiers", "checks", "clocks", "findings", "denied_matches", "rejects"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vetting")
    run_vetting(VetRequest(sellers=EXAMPLES / "sellers.csv", out=folder, day=DAY, **GIVEN))
    return folder


def statuses(out: Path) -> dict[str, str]:
    return dict(pl.read_parquet(out / "dossiers.parquet").select("seller_id", "status").rows())


def test_every_file_is_written_and_counted(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {f"{name}.parquet" for name in TABLES} | {"report.html", "run.json"}
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["counts"]["sellers"] == sum(record["counts"][status] for status in STATUSES) == 40
    assert set(record["outputs"]) == {f"{name}.parquet" for name in TABLES}
    assert {file["role"] for file in record["files"]} == {"sellers", *GIVEN}
    Dossier.validate(pl.read_parquet(out / "dossiers.parquet"))


def test_the_operator_that_comes_back_is_stopped(out: Path) -> None:
    found = statuses(out)
    assert (found["s-31"], found["s-34"]) == ("refused", "review")
    why = pl.read_parquet(out / "dossiers.parquet").filter(seller_id="s-34")["why"].to_list()[0]
    assert why[0].startswith(
        "The account seems to be of the operator of s-31, which is terminated: same tax number ••0031,"
    )


def test_dealers_are_verified_and_those_who_owe_are_not(out: Path) -> None:
    found = statuses(out)
    assert {found[f"s-{number:02d}"] for number in range(1, 13)} == {"verified"}
    assert (found["s-20"], found["s-30"], found["s-33"]) == ("incomplete", "suspended", "review")
    clocks = pl.read_parquet(out / "clocks.parquet")
    late = clocks.filter(state="overdue").select("seller_id", "clock").rows()
    assert ("s-29", "collect") in late
    assert ("s-30", "suspend") in late
    alert = clocks.filter(clock="debarment alert").row(0, named=True)
    assert (alert["seller_id"], alert["due_on"]) == ("s-33", dt.date(2026, 11, 19))


def test_the_same_files_and_day_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    run_vetting(VetRequest(sellers=EXAMPLES / "sellers.csv", out=tmp_path, day=DAY, **GIVEN))
    for name in TABLES:
        assert (tmp_path / f"{name}.parquet").read_bytes() == (out / f"{name}.parquet").read_bytes(), name


def test_rows_in_are_rows_kept_and_rows_rejected(tmp_path: Path) -> None:
    sellers = tmp_path / "sellers.csv"
    sellers.write_text(
        "id,name,status\ns-1,Acme,active\ns-1,Bolt,\ns-2,Cam,retired\n,Dan,\ns-3,Eve,\n", encoding="utf-8"
    )
    record = run_vetting(VetRequest(sellers=sellers, out=tmp_path / "out", day=DAY))
    assert (record["counts"]["sellers"], record["counts"]["rejected"]) == (1, 4)
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects["line"].to_list() == [2, 3, 4, 5]


def test_a_mistake_in_a_file_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "denied.csv"
    broken.write_text("colour,shape\nred,round\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"denied\.csv"):
        run_vetting(VetRequest(sellers=EXAMPLES / "sellers.csv", denied=(broken,), out=tmp_path / "out", day=DAY))
    assert not (tmp_path / "out" / "run.json").exists()
    with pytest.raises(UserError, match="no such file"):
        run_vetting(VetRequest(sellers=EXAMPLES / "sellers.csv", regimes=("inform-9",), out=tmp_path / "o", day=DAY))


def test_the_details_of_a_list_are_gathered_behind_it(tmp_path: Path) -> None:
    parties, names = tmp_path / "sdn.csv", tmp_path / "alt.csv"
    parties.write_text('7,"GULDBORG IMPORT",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n', encoding="utf-8")
    names.write_text('7,1,"aka","QUILLFORD PARTNERS",-0- \n', encoding="utf-8")
    sellers = tmp_path / "sellers.csv"
    sellers.write_text("id,name\ns-1,Quillford Partners\n", encoding="utf-8")
    request = VetRequest(sellers=sellers, denied=(parties, names), out=tmp_path / "out", day=DAY)
    run_vetting(request)
    assert pl.read_parquet(tmp_path / "out" / "denied_matches.parquet")["entry_id"].to_list() == ["7"]
    with pytest.raises(UserError, match="only adds to a list"):
        run_vetting(VetRequest(sellers=sellers, denied=(names,), out=tmp_path / "o", day=DAY))


def test_ofac_un_us_and_followthemoney_are_read_together(tmp_path: Path) -> None:
    texts = {"sdn.csv": lists.SDN, "alt.csv": lists.ALT, "add.csv": lists.ADD, "un.xml": lists.UN, "csl.csv": lists.CSL,
             "ftm.json": lists.FTM}  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    sellers = tmp_path / "sellers.csv"
    sellers.write_text(
        "id,name,schema,birthDate,idNumber\ns-1,Nordhavn Trading,,,\ns-2,Anders E. Guldborg,Person,1961-05-02,\n"
        "s-3,Anders Emil Guldborg,Person,1995-01-01,\ns-4,Anders Emil Guldborg,Person,,P001-77\n",
        encoding="utf-8",
    )
    given = tuple(tmp_path / name for name in texts)
    run_vetting(VetRequest(sellers=sellers, denied=given, out=tmp_path / "out", day=DAY))
    matches = pl.read_parquet(tmp_path / "out" / "denied_matches.parquet")
    told = matches.select("seller_id", "entry_id", "listed_as", "birth_date_says").rows()
    assert ("s-1", "90002", "alias", "unknown") in told
    assert any(seller == "s-2" and says == "agrees" for seller, _, _, says in told)
    assert not any(seller == "s-3" for seller, *_ in told)


def test_addresses_of_followthemoney_are_details_and_no_rejects(tmp_path: Path) -> None:
    entities = tmp_path / "entities.json"
    entities.write_text(
        '{"id": "a", "schema": "Company", "properties": {"name": ["Quillford Partners"], "addressEntity": ["b"]}}\n'
        '{"id": "b", "schema": "Address", "properties": {"full": ["1 Quay, Dubai, United Arab Emirates"]}}\n'
        '{"id": "c", "schema": "Payment", "properties": {"amount": ["7"]}}\n',
        encoding="utf-8",
    )
    sellers = tmp_path / "sellers.csv"
    sellers.write_text("id,name,country\ns-1,Quillford Partners,AE\n", encoding="utf-8")
    record = run_vetting(VetRequest(sellers=sellers, denied=(entities,), out=tmp_path / "out", day=DAY))
    match = pl.read_parquet(tmp_path / "out" / "denied_matches.parquet").row(0, named=True)
    assert (match["entry_id"], match["country_says"]) == ("a", "agrees")
    assert record["counts"]["rejected"] == 1


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_re_entries_come_from_linking(tmp_path: Path, ending: str) -> None:
    found, sellers = tmp_path / f"re_entries.{ending}", tmp_path / "sellers.csv"
    told = re_entry.EXAMPLE.with_columns(seller_id=pl.lit("s-9"))
    told.write_parquet(found) if ending == "parquet" else told.with_columns(
        pl.col("reasons").list.join("; ")
    ).write_csv(found)
    sellers.write_text("id,name\ns-9,Acme\n", encoding="utf-8")
    run_vetting(VetRequest(sellers=sellers, re_entries=found, out=tmp_path / "out", day=DAY))
    assert statuses(tmp_path / "out") == {"s-9": "review"}


@pytest.mark.parametrize(("fail_on", "code"), [(None, 0), ("refused", 0), ("incomplete", 1)])
def test_the_command_line(tmp_path: Path, fail_on: str | None, code: int) -> None:
    sellers = tmp_path / "sellers.csv"
    sellers.write_text("id,name\ns-1,Acme\n", encoding="utf-8")
    arguments = ["vet", str(sellers), "--day", "2026-11-08", "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, [*arguments, *(["--fail-on", fail_on] if fail_on else [])])
    assert done.exit_code == code, done.output
    assert "1 sellers vetted on 2026-11-08" in done.output
    assert "incomplete 1" in done.output
