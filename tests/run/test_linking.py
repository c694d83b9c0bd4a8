"""The whole command on the example marketplace: who comes back, what is written, and what is never written."""

import json
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from lxml import etree

from counterfoil.cli.main import cli, main
from counterfoil.errors import UserError

EXAMPLES = Path(__file__).parents[2] / "examples"
WHOLE = ["--offers", str(EXAMPLES / "offers.xml"), "--images", str(EXAMPLES / "pictures"), "--day", "2026-11-09"]
RING = [f"s-{n}" for n in range(29, 35)]
TABLES = {"parties", "links", "re_entries", "evidence", "rejects"}


def run(out: Path, *more: str, sellers: Path = EXAMPLES / "sellers.csv") -> str:
    done = CliRunner().invoke(cli, ["link", str(sellers), *more, "-o", str(out)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("linked")
    run(out, *WHOLE)
    return out


def test_the_terminated_seller_who_comes_back_is_found(linked: Path) -> None:
    back = pl.read_parquet(linked / "re_entries.parquet")
    blue_skye = back.filter(pl.col("seller_id") == "s-34").row(0, named=True)
    assert (blue_skye["known_seller_id"], blue_skye["known_status"]) == ("s-31", "terminated")
    assert "Both give the tax number ••0031." in blue_skye["reasons"]
    assert "Both give the telephone number ••0131." in blue_skye["reasons"]
    assert sorted(back["seller_id"]) == [seller for seller in RING if seller != "s-31"]


def test_the_ring_is_one_party_and_nobody_else_is(linked: Path) -> None:
    parties = pl.read_parquet(linked / "parties.parquet")
    several = parties.filter(pl.col("party_id").is_duplicated())
    assert sorted(several["seller_id"]) == RING
    assert several["party_id"].n_unique() == 1
    assert parties.height == 40


def test_without_offers_the_account_that_came_back_is_found_all_the_same(tmp_path: Path) -> None:
    told = run(tmp_path / "out", "--day", "2026-11-09")
    assert "s-34" in told
    assert pl.read_parquet(tmp_path / "out" / "re_entries.parquet")["seller_id"].to_list() == ["s-34"]


def test_the_same_input_gives_the_same_bytes_and_ids(linked: Path, tmp_path: Path) -> None:
    run(tmp_path / "again", *WHOLE)
    for name in (*(f"{table}.parquet" for table in TABLES), "network.graphml", "entities.ftm.json", "report.html"):
        assert (tmp_path / "again" / name).read_bytes() == (linked / name).read_bytes()
    run(tmp_path / "later", *WHOLE[:-1], "2026-12-01", "--previous", str(linked / "parties.parquet"))
    assert pl.read_parquet(tmp_path / "later" / "parties.parquet").equals(pl.read_parquet(linked / "parties.parquet"))


def test_a_list_of_terminated_accounts_stops_who_comes_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = pl.read_csv(EXAMPLES / "sellers.csv", infer_schema_length=0)
    closed = rows.filter(pl.col("id") == "s-31").with_columns(id=pl.lit("other-7"), status=pl.lit("active"))
    closed.write_csv(tmp_path / "terminated.csv")
    rows.filter(pl.col("id") != "s-31").write_csv(tmp_path / "sellers.csv")
    words = [tmp_path / "sellers.csv", "--terminated", tmp_path / "terminated.csv", "-o", tmp_path / "out"]
    monkeypatch.setattr(sys, "argv", ["counterfoil", "link", "--fail-on-re-entry", *map(str, words)])
    with pytest.raises(SystemExit) as ended:  # as the program ends, which click's own runner does not show
        main()
    assert ended.value.code == 1
    back = pl.read_parquet(tmp_path / "out" / "re_entries.parquet")
    assert back.select("seller_id", "known_seller_id", "known_status").rows() == [("s-34", "other-7", "terminated")]


def test_a_judgement_is_kept_from_run_to_run(linked: Path, tmp_path: Path) -> None:
    others = [seller for seller in RING if seller != "s-29"]
    rows = "".join(f"s-29,{other},not same\n" for other in others)
    (tmp_path / "said.csv").write_text(f"seller_id,other_seller_id,verdict\n{rows}", encoding="utf-8")
    run(
        tmp_path / "out",
        *WHOLE,
        "--judgements",
        str(tmp_path / "said.csv"),
        "--previous",
        str(linked / "parties.parquet"),
    )
    parties = pl.read_parquet(tmp_path / "out" / "parties.parquet").filter(pl.col("until").is_null())
    of = dict(parties.select("seller_id", "party_id").iter_rows())
    assert all(of["s-29"] != of[other] for other in others)
    assert len({of[other] for other in others}) == 1
    back = pl.read_parquet(tmp_path / "out" / "re_entries.parquet")
    assert "s-29" not in set(back["seller_id"])


def test_what_other_programs_read(linked: Path) -> None:
    graph = etree.parse(linked / "network.graphml").getroot()
    edges = graph.findall(".//{*}edge")
    assert len(graph.findall(".//{*}node")) == len(RING)
    assert len(edges) == 15
    entities = [json.loads(line) for line in (linked / "entities.ftm.json").read_text("utf-8").splitlines()]
    assert {one["schema"] for one in entities} == {"LegalEntity", "UserAccount", "UnknownLink"}
    pictures = list((linked / "networks").glob("*.svg"))
    assert len(pictures) == 1
    assert {"line", "circle"} <= {etree.QName(part).localname for part in etree.parse(pictures[0]).iter()}
    record = json.loads((linked / "run.json").read_text("utf-8"))
    assert record["counts"]["re_entries"] == 5
    assert {file["role"] for file in record["files"]} == {"sellers", "offers"}


def test_no_name_number_address_or_mail_of_a_seller_stands_in_any_output(linked: Path) -> None:
    rows = pl.read_csv(EXAMPLES / "sellers.csv", infer_schema_length=0)
    told = rows.select("name", "address", "taxNumber", "registrationNumber", "email", "phone")
    values = {value for column in told for value in column.drop_nulls()}
    values |= {"".join(letter for letter in value if letter.isdigit()) for value in values}
    values = {value for value in values if len(value) > 6}
    for path in linked.rglob("*"):
        if path.suffix == ".parquet":
            text = pl.read_parquet(path).write_ndjson()
        elif path.is_file():
            text = path.read_text("utf-8")
        else:
            continue
        assert not [value for value in values if value in text], path.name


def test_a_user_is_told_what_is_wrong_without_personal_data(tmp_path: Path) -> None:
    (tmp_path / "weights.toml").write_text("prior = 0.5\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"name\.same must be two shares"):
        run(tmp_path / "out", "--weights", str(tmp_path / "weights.toml"))
    with pytest.raises(UserError, match="no folder of pictures"):
        run(tmp_path / "out", "--offers", str(EXAMPLES / "offers.xml"), "--images", str(tmp_path / "none"))
    assert not (tmp_path / "out" / "run.json").exists()


def test_two_sellers_with_one_id_and_broken_rows_are_set_aside(tmp_path: Path) -> None:
    rows = "id,name,phone,taxNumber\ns-1,Golden Reed,+1 775 555 0100,77-1234567\n"
    rows += "s-1,Secret Name,+1 775 555 0177,1\n,x,y,z\n"
    (tmp_path / "sellers.csv").write_bytes(rows.encode() + "s-2,Gölden Reed,7755550100,N/A\n".encode("latin-1"))
    with pytest.raises(UserError):
        run(tmp_path / "out", sellers=tmp_path / "sellers.csv")
    (tmp_path / "sellers.csv").write_text(rows + "s-2,Gölden Reed,7755550100,N/A\n", encoding="utf-8")
    told = run(tmp_path / "out", sellers=tmp_path / "sellers.csv")
    assert "Secret" not in told
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects["line"].to_list() == [2, 3, 4]
    assert pl.read_parquet(tmp_path / "out" / "parties.parquet")["seller_id"].to_list() == ["s-2"]


@pytest.mark.parametrize("rows", ["", "s-1,\n", "s-1,★\ns-2,\n"])
def test_files_with_next_to_nothing_are_linked_too(rows: str, tmp_path: Path) -> None:
    (tmp_path / "sellers.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    told = run(tmp_path / "out", sellers=tmp_path / "sellers.csv")
    assert pl.read_parquet(tmp_path / "out" / "parties.parquet").height == rows.count("\n")
    assert "several accounts" in told
