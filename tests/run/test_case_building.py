"""`counterfoil case build` on the results of runs: what is written, what stays, what is refused."""

import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.cases.runs import LINKING, MATCHING, SCREENING, Runs
from counterfoil.errors import UserError
from counterfoil.run.case_building import CaseRequest, run_case_building
from counterfoil.run.case_files import Act, changing, read_case, record
from counterfoil.run.case_results import TABLES
from counterfoil.run.matching_results import MATCHED
from counterfoil.tables.decision import Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.goods import Goods
from counterfoil.tables.match import Match
from counterfoil.tables.offer import Offer
from enforcement.cases.drawn_runs import AT, decision, finding, item, match, offer, runs, table
from integration.commands import called

KINDS = (SCREENING, LINKING, MATCHING)


def write_results(folder: Path, given: Runs, *kinds: str, **more: Any) -> list[Path]:
    """Write the tables of runs as the commands leave them, and return their folders."""
    for kind in kinds or KINDS:
        place = folder / kind
        (place / "replay").mkdir(parents=True, exist_ok=True)
        for field, name, _ in TABLES[kind]:
            rows = getattr(given, field)
            told = (
                rows.with_columns(line=1, file=pl.lit("stock.csv")).select(MATCHED.columns)
                if field == "items"
                else rows
            )
            told.write_parquet(place / f"{name}.parquet")
        (place / "run.json").write_text(json.dumps({"started_at": "2026-11-08T09:00:00+00:00", **more}), "utf-8")
    return [folder / kind for kind in kinds or KINDS]


def built(folder: Path, results: list[Path], **more: Any) -> dict[str, int]:
    request = CaseRequest(results=tuple(results), out=folder / "cases", at=AT, **more)
    counts: dict[str, int] = run_case_building(request)["counts"]
    return counts


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")  # tells the counts
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def results(tmp_path: Path) -> list[Path]:
    goods = {
        "matches": table(Match, match("i-1", "identical offending goods")),
        "items": table(Goods, item("i-1", "a")),
    }
    return write_results(tmp_path, runs(**goods))


def ring(cases: Path) -> Path:
    return next(path.parent for path in cases.glob("*/case.parquet") if pl.read_parquet(path)["accounts"][0] == 2)


def test_a_case_holds_subjects_evidence_exhibits_and_its_first_event(tmp_path: Path, results: list[Path]) -> None:
    assert built(tmp_path, results) == {"cases": 2, "new": 2, "changed": 0, "unchanged": 0}
    case = read_case(ring(tmp_path / "cases"))
    row = case.tables["case"].row(0, named=True)
    assert (row["state"], row["accounts"], row["offers"], row["items"]) == ("found", 2, 3, 1)
    assert (row["marks"], row["grounds"], row["platform"]) == (["Halvorsen"], ["counterfeit"], "Tidewater Market")
    assert str(row["value_at_risk"]) == "1030.00"  # 100 pieces at 10.00, o-2 at 10.00 and o-3 at 20.00
    event = case.tables["events"].row(0, named=True)
    assert (event["kind"], event["actor"], event["at"]) == ("found", "system:case-build", AT)
    assert [digest.split()[0] for digest in event["digests"]] == [f"{kind}/run.json" for kind in KINDS]


def test_every_exhibit_is_a_file_with_its_digest_and_all_evidence_has_one(tmp_path: Path, results: list[Path]) -> None:
    built(tmp_path, results)
    case = read_case(ring(tmp_path / "cases"))
    for row in case.tables["exhibits"].iter_rows(named=True):
        data = (case.folder / row["file"]).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (row["sha256"], row["size"])
    shown = case.tables["evidence"].join(case.tables["exhibits"], left_on="exhibit_id", right_on="id")
    assert shown.height == case.tables["evidence"].height
    assert shown.filter(subject_id="o-1")["title"].unique().to_list() == ["Offer o-1 as it was seen"]
    seen = json.loads((case.folder / shown.filter(subject_id="o-1")["file"][0]).read_text("utf-8"))
    assert (seen["offer"]["title"], seen["decision"]["decision"]) == ("Shoes o-1", "hold")


def test_building_again_from_the_same_results_changes_no_byte(tmp_path: Path, results: list[Path]) -> None:
    built(tmp_path, results)
    before = tree(tmp_path / "cases")
    assert built(tmp_path, results) == {"cases": 2, "new": 0, "changed": 0, "unchanged": 2}
    assert tree(tmp_path / "cases") == before


def test_what_is_new_is_added_as_an_event_and_no_act_is_lost(tmp_path: Path, results: list[Path]) -> None:
    built(tmp_path, results)
    folder = ring(tmp_path / "cases")
    with changing(folder):
        record(read_case(folder), [Act(AT, "reviewer:7", "taken up", "case", folder.name, "Taken up.", "It is large.")])
    before = read_case(folder)
    now = runs()
    more = now._replace(
        offers=pl.concat([now.offers, table(Offer, offer("o-8", "b", "30.00"))]),
        decisions=pl.concat(
            [
                now.decisions.filter(pl.col("subject_id") != "o-2"),
                table(Decision, decision("o-2", "clear", None), decision("o-8", "hold")),
            ]
        ),
        findings=pl.concat([now.findings, table(Finding, finding("o-8", 2600))]),
    )
    assert built(tmp_path, write_results(tmp_path / "later", more, SCREENING, LINKING))["changed"] == 1
    after = read_case(folder)
    assert after.tables["events"].head(2).equals(before.tables["events"])
    told = after.tables["events"].row(2, named=True)
    assert told["kind"] == "added"
    assert told["what"].startswith("Added: 1 offer (o-8); 1 signs for and 1 against. Decided anew: o-2.")
    assert after.tables["case"].row(0, named=True)["offers"] == 3
    assert after.tables["case"].row(0, named=True)["state"] == "found"
    kept = before.tables["evidence"].join(
        after.tables["evidence"], on=before.tables["evidence"].columns, how="anti", nulls_equal=True
    )
    assert kept.is_empty()
    assert after.tables["exhibits"].head(before.tables["exhibits"].height).equals(before.tables["exhibits"])


def test_a_case_that_joins_another_says_so_once(tmp_path: Path, results: list[Path]) -> None:
    apart = write_results(tmp_path / "apart", runs(parties=runs().parties.clear()), SCREENING)
    built(tmp_path, apart, least="review")
    assert len(list((tmp_path / "cases").glob("*/case.parquet"))) == 4
    for _ in range(2):
        built(tmp_path, results)
    told = [
        read_case(path.parent).tables["events"]["kind"].to_list()
        for path in (tmp_path / "cases").glob("*/case.parquet")
    ]
    assert sorted(kinds for kinds in told if "joined" in kinds) == [["found", "joined"]]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "run.json").unlink(), "There is no finished run here"),
        (lambda folder: (folder / "run.json").write_text("{"), "no JSON any more"),
        (lambda folder: (folder / "decisions.parquet").unlink(), "no results that a case can be built from"),
        (lambda folder: (folder / "findings.parquet").unlink(), "This table is missing or damaged"),
        (lambda folder: (folder / "findings.parquet").write_bytes(b"PAR1"), "This table is missing or damaged"),
        (lambda folder: pl.DataFrame({"a": [1]}).write_parquet(folder / "findings.parquet"), "no column subject_kind"),
    ],
)
def test_a_folder_that_is_no_result_is_told_with_its_cure(
    tmp_path: Path, results: list[Path], spoil: Any, says: str
) -> None:
    spoil(results[0])
    with pytest.raises(UserError, match=says):
        built(tmp_path, results)
    assert not list((tmp_path / "cases").glob("*/case.parquet"))


@pytest.mark.parametrize(
    ("of_screening", "of_linking", "says"),
    [
        ({}, {"day": "2026-11-09"}, "These results of `link` are of 2026-11-09, after 2026-11-08"),
        ({"outputs": {"findings.parquet": "0" * 64}}, {}, "changed after its run"),
    ],
)
def test_results_that_do_not_fit_are_refused(
    tmp_path: Path, of_screening: dict[str, Any], of_linking: dict[str, Any], says: str
) -> None:
    folders = write_results(tmp_path, runs(), SCREENING, **of_screening)
    folders += write_results(tmp_path, runs(), LINKING, **of_linking)
    with pytest.raises(UserError, match=says):
        built(tmp_path, folders)


def test_results_of_two_marketplaces_are_refused(tmp_path: Path) -> None:
    folders = write_results(tmp_path, runs(), SCREENING)
    elsewhere = runs().parties.with_columns(platform=pl.lit("Harbour Bazaar"))
    folders += write_results(tmp_path, runs(parties=elsewhere), LINKING)
    with pytest.raises(UserError, match="The offers are of Tidewater Market, the linked sellers of Harbour Bazaar"):
        built(tmp_path, folders)
    strangers = elsewhere.with_columns(platform=None, seller_id="x-" + pl.col("seller_id"))
    write_results(tmp_path, runs(parties=strangers), LINKING)
    with pytest.raises(UserError, match="No account here has an offer in the screening"):
        built(tmp_path, folders)


def test_different_rights_and_two_of_one_kind_are_refused(tmp_path: Path) -> None:
    one = write_results(tmp_path / "one", runs(), SCREENING, files=[{"role": "rights", "sha256": "1"}])
    other = write_results(tmp_path / "other", runs(), LINKING, files=[{"role": "rights", "sha256": "2"}])
    with pytest.raises(UserError, match="`screen` and `link` were run with different files of rights"):
        built(tmp_path, one + other)
    with pytest.raises(UserError, match="are both of `screen`"):
        built(tmp_path, [*one, *write_results(tmp_path / "third", runs(), SCREENING)])


def test_the_command_prints_the_cases_and_a_case_is_shown_and_moved(tmp_path: Path, results: list[Path]) -> None:
    cases = tmp_path / "cases"
    done = called("case", "build", *results, "-o", cases, "--day", "2026-11-08")
    assert done.exit_code == 0, done.output
    assert "2 cases of 2026-11-08: 2 new" in done.output
    assert (cases / "index.html").is_file()
    folder = ring(cases)
    assert "Speaks against it (2 signs)" in called("case", "show", folder).output
    words = ("case", "act", folder, "taken up", "--by", "reviewer:7", "--why", "It is large.")
    assert "now under review" in called(*words).output
    assert pl.read_parquet(cases / "cases.parquet").filter(id=folder.name)["state"].to_list() == ["under review"]
    assert "under review" in (folder / "report.html").read_text("utf-8")
    again = called(*words)
    assert isinstance(again.exception, UserError) or again.exit_code == 2


def test_a_damaged_case_is_named_before_anything_is_built(tmp_path: Path, results: list[Path]) -> None:
    built(tmp_path, results)
    broken = ring(tmp_path / "cases") / "evidence.parquet"
    broken.write_bytes(b"PAR1 cut short")
    before = tree(tmp_path / "cases")
    with pytest.raises(UserError, match=r"evidence\.parquet: This table of the case is missing or damaged"):
        built(tmp_path, results)
    assert tree(tmp_path / "cases") == before


def test_a_folder_without_its_case_was_cut_off_and_is_written_anew(tmp_path: Path, results: list[Path]) -> None:
    built(tmp_path, results)
    whole = tree(tmp_path / "cases")
    (ring(tmp_path / "cases") / "case.parquet").unlink()
    assert built(tmp_path, results) == {"cases": 2, "new": 1, "changed": 0, "unchanged": 1}
    assert tree(tmp_path / "cases") == whole


@pytest.mark.parametrize("rates", [None, "EUR"])
def test_currencies_are_converted_by_rates_alone(tmp_path: Path, rates: str | None) -> None:
    euros = runs().offers.with_columns(
        price_currency=pl.when(pl.col("id") == "o-3").then(pl.lit("EUR")).otherwise("price_currency")
    )
    folders = write_results(tmp_path, runs(offers=euros), SCREENING, LINKING)
    file = tmp_path / "rates.csv"
    file.write_text("currency,usd\nEUR,1.10\n", encoding="utf-8")
    built(tmp_path, folders, **({"rates": file} if rates else {}))
    row = read_case(ring(tmp_path / "cases")).tables["case"].row(0, named=True)
    assert str(row["value_at_risk"]) == ("42.00" if rates else "20.00")  # 10 + 10 dollars, and 20 euros
    assert ("Converted at 1 EUR = 1.1 USD" if rates else "for want of a rate: EUR 20.00 of 1 offer") in row[
        "value_basis"
    ]


def test_a_folder_of_cases_is_shown_as_a_list_and_a_day_to_come_is_refused(tmp_path: Path, results: list[Path]) -> None:
    cases = tmp_path / "cases"
    assert "has not come yet" in str(called("case", "build", *results, "-o", cases, "--day", "2999-01-01").exception)
    assert called("case", "build", *results, "-o", cases, "--day", "2026-11-08").exit_code == 0
    listed = called("case", "show", cases).output
    assert all(path.parent.name in listed for path in cases.glob("*/case.parquet"))


def test_an_event_that_was_cut_off_is_recorded_later(tmp_path: Path, results: list[Path]) -> None:
    built(tmp_path, results)
    more = runs()._replace(findings=pl.concat([runs().findings, table(Finding, finding("o-1", 900, "price_below"))]))
    later = write_results(tmp_path / "later", more, SCREENING, LINKING, seconds=1)
    built(tmp_path, later)
    folder = ring(tmp_path / "cases")
    whole = read_case(folder).tables["events"]
    assert whole["kind"].to_list() == ["found", "added"]
    whole.head(1).write_parquet(folder / "events.parquet")
    assert built(tmp_path, later)["changed"] == 1
    assert read_case(folder).tables["events"]["kind"].to_list() == ["found", "added"]
    assert built(tmp_path, later)["changed"] == 0
