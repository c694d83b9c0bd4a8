"""The whole command: tables in; page, paper, CSV and JSON out, the same every time; a changed report is told."""

import csv
import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from counterfoil.cli.transparency import transparency
from counterfoil.errors import UserError
from counterfoil.run.transparency_check import run_recompute
from counterfoil.run.transparency_files import PUBLIC
from transparency.platform_tables import Rows, at, table

SECRET = "Jane Doe, 4 Hidden Lane"


def write_tables(folder: Path) -> list[str]:
    """Write 9 notices with 12 listings and 30 own measures, of which 2 were taken back, and return their names."""
    notices: Rows = [
        {"id": f"n-{n}", "sent_at": at(1 + n), "ground": "counterfeit" if n else "design", "links": [SECRET]}
        for n in range(9)
    ]
    listings: Rows = [
        {
            "notice_id": f"n-{n % 9}",
            "offer_id": f"o-{n}",
            "account_id": SECRET,
            "title": SECRET,
            "outcome": "acted" if n < 7 else None,
            "outcome_at": at(20),
        }
        for n in range(12)
    ]
    actions: Rows = [
        {
            "kind": "remove",
            "source": "own initiative",
            "in_force_since": at(5),
            "facts": [SECRET],
            "account_id": SECRET,
            "state": "undone" if n < 2 else "in force",
            "ended_at": at(8),
        }
        for n in range(30)
    ]
    for name, rows in (("notice", notices), ("notice_listing", listings), ("action", actions)):
        frame = table(name, rows).collect()
        own = [pl.col("own_source").alias("source")] if "own_source" in frame.columns else []
        frame.with_columns(own).drop("row", "own_source", *(() if own else ("source",)), strict=False).write_parquet(
            folder / f"{name}s.parquet"
        )
    return [str(folder / f"{name}s.parquet") for name in ("notice", "notice_listing", "action")]


def ran(*words: str | Path) -> Result:
    return CliRunner().invoke(transparency, [str(word) for word in words], catch_exceptions=False)


PERIOD = ("--platform", "Tidewater Market", "--from", "2026-10-01", "--until", "2026-12-31", "--day", "2027-01-15")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    folder = tmp_path_factory.mktemp("of-transparency")
    names, out = write_tables(folder), folder / "out"
    result = ran(*names, *PERIOD, "-o", out)
    assert result.exit_code == 0, result.output
    assert "Notices received" in result.output
    return names, out


def test_what_may_be_published_lies_apart_from_what_tells_of_the_tables(made: tuple[list[str], Path]) -> None:
    _, out = made
    public = ["counts.csv", "dsa_layout.csv", "report.json", "transparency.html", "transparency.pdf"]
    assert sorted(path.name for path in (out / PUBLIC).iterdir()) == public
    assert sorted(path.name for path in out.iterdir()) == ["public", "rejects.parquet", "run.json"]
    record = json.loads((out / "run.json").read_text())
    assert [file["role"] for file in record["files"]] == ["notice", "notice_listing", "action"]
    assert record["report_digest"] == json.loads((out / PUBLIC / "report.json").read_text())["digest"]


def test_small_numbers_and_people_stand_in_no_file(made: tuple[list[str], Path]) -> None:
    _, out = made
    with (out / PUBLIC / "counts.csv").open(newline="") as file:
        rows = {(row["measure"], row["part"]): row for row in csv.DictReader(file)}
    assert rows["notices", ""]["count"] == "9"
    assert (rows["notices", "design"]["standing"], rows["notices", "design"]["count"]) == ("withheld", "")
    taken_back = rows["measures-own-initiative-taken-back", "not automated"]
    assert (taken_back["standing"], taken_back["value"]) == ("withheld", "")
    for path in out.rglob("*"):
        assert path.is_dir() or b"Hidden Lane" not in path.read_bytes()


def test_the_same_tables_give_the_same_bytes(made: tuple[list[str], Path], tmp_path: Path) -> None:
    names, out = made
    assert ran(*names, *PERIOD, "-o", tmp_path).exit_code == 0
    for path in (out / PUBLIC).iterdir():
        assert path.read_bytes() == (tmp_path / PUBLIC / path.name).read_bytes(), path.name


def test_the_layout_for_the_commission_has_its_line_ends_and_says_what_is_unverified(
    made: tuple[list[str], Path],
) -> None:
    content = (made[1] / PUBLIC / "dsa_layout.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 100
    rows = list(csv.DictReader(content.decode().splitlines()))
    assert {row["layout"] for row in rows} == {"column names unverified"}
    categories = {row["category"] for row in rows if row["scope"] == "counterfeit"}
    assert categories == {"STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"}


def test_a_report_is_counted_again_from_its_tables_or_checked_alone(made: tuple[list[str], Path]) -> None:
    names, out = made
    again, alone = ran("--recompute", out, *names), ran("--recompute", out / PUBLIC)
    assert (again.exit_code, alone.exit_code) == (0, 0)
    assert "is what the tables give" in again.output.replace("\n", "")
    assert "name its tables" in alone.output.replace("\n", "")


def test_a_number_that_was_changed_is_told(made: tuple[list[str], Path], tmp_path: Path) -> None:
    names, out = made
    told = json.loads((out / PUBLIC / "report.json").read_text())
    row = next(one for one in told["report"]["counts"] if one["measure"] == "measures-own-initiative")
    row["count"] = 31
    (tmp_path / "report.json").write_text(json.dumps(told))
    changed = ran("--recompute", tmp_path)
    assert changed.exit_code == 1
    assert "Its digest is another." in changed.output
    counted = ran("--recompute", tmp_path, *names)
    assert counted.exit_code == 1
    assert "measures-own-initiative: exported 31, the tables give 30" in counted.output.replace("\n", " ")


def test_a_page_that_was_changed_or_is_missing_is_told(made: tuple[list[str], Path], tmp_path: Path) -> None:
    shutil.copytree(made[1], tmp_path / "copy")
    page = tmp_path / "copy" / PUBLIC / "transparency.html"
    page.write_text(page.read_text().replace("Notices received", "Notices refused"))
    (tmp_path / "copy" / PUBLIC / "counts.csv").unlink()
    result = ran("--recompute", tmp_path / "copy")
    assert result.exit_code == 1
    words = " ".join(result.output.split())
    assert "public/transparency.html: The file was changed" in words
    assert "public/counts.csv: The file is missing." in words


@pytest.mark.parametrize("name", ["transparency.html", "counts.csv", "dsa_layout.csv"])
def test_the_public_can_tell_that_a_page_or_table_says_something_else(
    name: str, made: tuple[list[str], Path], tmp_path: Path
) -> None:
    shutil.copytree(made[1] / PUBLIC, tmp_path / "public")
    path = tmp_path / "public" / name
    path.write_bytes(path.read_bytes().replace(b"30", b"31"))
    result = ran("--recompute", tmp_path / "public")
    assert result.exit_code == 1
    assert f"{name}: It does not say what report.json says." in " ".join(result.output.split())
    path.unlink()
    assert f"{name}: The file is missing." in " ".join(ran("--recompute", tmp_path / "public").output.split())


def test_of_a_period_that_is_not_over_nothing_to_come_is_counted(made: tuple[list[str], Path], tmp_path: Path) -> None:
    names, _ = made
    result = ran(*names, *PERIOD[:-1], "2026-11-06", "-o", tmp_path)
    assert "counted is what was done until 6 November 2026" in " ".join(result.output.split())
    inside = json.loads((tmp_path / PUBLIC / "report.json").read_text())["report"]
    assert (inside["until"], inside["asked_until"]) == ("2026-11-06", "2026-12-31")
    totals = {row["measure"]: row["count"] for row in inside["counts"] if not row["breakdown"] and row["count"]}
    assert totals["notices"] == 6  # of nine, the last sent on 9 November
    parts = {row["part"]: row["count"] for row in inside["counts"] if row["measure"] == "listings-notified"}
    assert parts["not decided"] == totals["listings-notified"]  # they were decided on the 20th
    assert ran("--recompute", tmp_path, *names).exit_code == 0  # on whatever day


def test_a_period_that_has_not_begun_or_a_platform_without_a_name_is_refused(
    made: tuple[list[str], Path], tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="has not begun on 2026-09-30"):
        ran(*made[0], *PERIOD[:-1], "2026-09-30", "-o", tmp_path / "out")
    with pytest.raises(UserError, match="has no name"):
        ran(*made[0], "--platform", "  ", *PERIOD[2:], "-o", tmp_path / "out")


def test_a_platform_is_known_however_its_name_is_written(made: tuple[list[str], Path], tmp_path: Path) -> None:
    assert ran(*made[0], "--platform", "tidewater MARKET ", *PERIOD[2:], "-o", tmp_path).exit_code == 0
    rows = json.loads((tmp_path / PUBLIC / "report.json").read_text())["report"]["counts"]
    assert next(row["count"] for row in rows if row["measure"] == "notices") == 9


def test_other_tables_are_told_number_by_number(made: tuple[list[str], Path]) -> None:
    names, out = made
    result = ran("--recompute", out, *names[:2])
    assert result.exit_code == 1
    words = " ".join(result.output.split())
    assert "measures-own-initiative: exported 30, the tables give not counted" in words
    assert "by restriction" not in words  # of what was not counted at all, no part is told


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"digest": 1, "report": {"format": "x"}}', "[" * 4000])
def test_what_is_no_report_is_a_mistake_with_its_cure(content: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(content)
    with pytest.raises(UserError, match="no transparency report"):
        ran("--recompute", tmp_path)


def test_bad_rows_are_set_aside_and_told(tmp_path: Path) -> None:
    events = tmp_path / "seller_events.csv"
    events.write_text("seller_id,kind,day\ns-1,verified,2026-11-03\ns-2,danced,2026-11-04\n")
    result = ran(events, *PERIOD, "--suppress-below", "0", "-o", tmp_path / "out")
    assert result.exit_code == 0
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects.select("line", "field").rows() == [(3, "kind")]
    report = json.loads((tmp_path / "out" / PUBLIC / "report.json").read_text())["report"]
    assert [
        row["count"] for row in report["counts"] if row["part"] == "verified" and row["measure"] == "seller-acts"
    ] == [1]


def test_mistakes_leave_nothing_behind(made: tuple[list[str], Path], tmp_path: Path) -> None:
    names, _ = made
    with pytest.raises(UserError, match="needs its tables"):
        ran(*names, "--platform", "Tidewater Market", "-o", tmp_path / "out")
    with pytest.raises(UserError, match="Below 2"):
        ran(*names, *PERIOD, "--suppress-below", "2", "-o", tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


def test_a_name_that_a_spreadsheet_would_run_or_no_font_has_is_shown_as_it_is(
    made: tuple[list[str], Path], tmp_path: Path
) -> None:
    words = ("--platform", '=cmd|" /C calc"!A0\ufdd0 <script>x</script>', *PERIOD[2:])
    assert ran(*made[0], *words, "-o", tmp_path).exit_code == 0
    assert "<script>x" not in (tmp_path / PUBLIC / "transparency.html").read_text()
    assert "\n=cmd" not in (tmp_path / PUBLIC / "dsa_layout.csv").read_text().replace('"', "")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"outputs": []}', b'{"outputs": {"a.csv": 3}}', b"\xff", b"[" * 100_000]
)
def test_a_run_json_that_is_none_is_refused(made: tuple[list[str], Path], tmp_path: Path, content: bytes) -> None:
    shutil.copytree(made[1], tmp_path / "copy")
    (tmp_path / "copy" / "run.json").write_bytes(content)
    with pytest.raises(UserError):
        list(run_recompute(tmp_path / "copy", ()))


@pytest.mark.parametrize("name", ["../../etc/passwd", "public/../../x", "other/report.json", "/etc/passwd"])
def test_a_run_json_that_names_a_file_elsewhere_is_refused(
    made: tuple[list[str], Path], tmp_path: Path, name: str
) -> None:
    shutil.copytree(made[1], tmp_path / "copy")
    record = json.loads((made[1] / "run.json").read_text())
    record["outputs"][name] = "0" * 64
    (tmp_path / "copy" / "run.json").write_text(json.dumps(record))
    with pytest.raises(UserError, match="not of this folder"):
        list(run_recompute(tmp_path / "copy", ()))
