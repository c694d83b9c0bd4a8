"""What other programs make of an export: followthemoney, networkx, csv, json and the schema of EPCIS read it."""

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import dataframely as dy
import networkx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from counterfoil.documents.epcis_document import epcis_document
from counterfoil.documents.flat import defused
from counterfoil.errors import UserError
from counterfoil.intake.goods.read import read_events
from counterfoil.run.export import run_export
from counterfoil.tables import assessment, decision, finding, offer, reject, right

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "formats" / "epcis"
EVENTS = Path(__file__).parents[2] / "examples" / "events.xml"
FORMULA = '=HYPERLINK("http://evil.example","Halvorsen")'
CONTRACTS: dict[str, type[dy.Schema]] = {
    "decisions": decision.Decision,
    "assessments": assessment.Assessment,
    "findings": finding.Finding,
    "rejects": reject.Reject,
}
EXAMPLES = {
    "decisions": decision.EXAMPLE,
    "assessments": assessment.EXAMPLE,
    "findings": finding.EXAMPLE,
    "rejects": reject.EXAMPLE,
}


def _complete(contract: type[dy.Schema], rows: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([contract.create_empty(), rows], how="diagonal_relaxed")


@pytest.fixture
def screened(tmp_path: Path) -> Path:
    """Return the folder of a finished run: one offer held, one cleared, with a formula and a control character."""
    folder = tmp_path / "screened"
    (folder / "replay").mkdir(parents=True)
    for name, contract in CONTRACTS.items():
        _complete(contract, EXAMPLES[name]).write_parquet(folder / f"{name}.parquet")
    held = {"id": "o-2", "title": FORMULA + "\x0b", "external_seller_id": "s-9", "marketplace": "Tidewater Market"}
    offers = pl.concat([offer.EXAMPLE, pl.DataFrame([held])], how="diagonal_relaxed")
    _complete(offer.Offer, offers).with_columns(line=pl.lit(1), brand_key=pl.lit("x")).write_parquet(
        folder / "offers.parquet"
    )
    _complete(right.Right, right.EXAMPLE).write_parquet(folder / "replay" / "rights.parquet")
    (folder / "run.json").write_text('{"replay": {}}')
    return folder


def test_csv_holds_every_row_and_no_formula(screened: Path, tmp_path: Path) -> None:
    written = run_export(screened, tmp_path / "out", to="csv")
    assert written == {
        "decisions.csv": 1, "assessments.csv": 1, "findings.csv": 1, "offers.csv": 2, "rejects.csv": 1,
    }  # fmt: skip
    for name, rows in written.items():
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as opened:
            found = list(csv.DictReader(opened))
        assert len(found) == rows
        assert not [cell for row in found for cell in row.values() if cell[:1] in ("=", "@", "\t", "\r")]
    with (tmp_path / "out" / "offers.csv").open(encoding="utf-8", newline="") as opened:
        names = next(csv.reader(opened))
    assert names == offer.Offer.column_names()  # no columns of the engine's own


@given(st.text(max_size=30) | st.text("=+-@; \t\r\n'a", max_size=12))
def test_no_text_is_run_and_all_others_stay(text: str) -> None:
    cell = pl.DataFrame({"text": [text]}).select(defused(pl.col("text"))).item()
    assert cell.replace("'", "") == text.replace("'", "")
    assert cell in (text, "'" + text) or any(sign in text for sign in ";\t\r\n")
    assert not cell.startswith(("\t", "\r", "\n"))
    for part in re.split("[;\t\r\n]", cell):  # as spreadsheets of countries with decimal commas part it
        assert part.lstrip()[:1] not in tuple("=+-@＝＋－＠")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("shoes; =1+1;-2", "shoes; '=1+1;'-2"),
        ("@a;@b", "'@a;'@b"),
        ("10 - 12; a=b", "10 - 12; a=b"),
        (";;\n=1", ";;\n'=1"),
    ],
)
def test_a_formula_is_defused_wherever_a_cell_may_begin(text: str, cell: str) -> None:
    assert pl.DataFrame({"text": [text]}).select(defused(pl.col("text"))).item() == cell


def test_json_lines_are_read_back(screened: Path, tmp_path: Path) -> None:
    run_export(screened, tmp_path / "out", to="json")
    lines = (tmp_path / "out" / "decisions.jsonl").read_text("utf-8").splitlines()
    (told,) = [json.loads(line) for line in lines]
    assert (told["subject_id"], told["reasons"]) == ("o-2", decision.EXAMPLE["reasons"].to_list()[0])


def test_networkx_reads_the_network(screened: Path, tmp_path: Path) -> None:
    run_export(screened, tmp_path / "out", to="graphml")
    graph = networkx.read_graphml(tmp_path / "out" / "network.graphml")
    assert dict(graph.nodes(data="kind")) == {"account:s-9": "account", "offer:o-2": "offer", "right:r-1": "right"}
    assert graph.nodes["right:r-1"]["owner"] == "Halvorsen Sport AS"
    assert graph.nodes["offer:o-2"]["decision"] == "hold"
    assert list(networkx.shortest_path(graph, "account:s-9", "right:r-1")) == ["account:s-9", "offer:o-2", "right:r-1"]
    assert graph.edges["offer:o-2", "right:r-1"]["weight"] == 1400


def _entities(screened: Path, out: Path) -> list[dict[str, Any]]:
    run_export(screened, out, to="ftm")
    return [json.loads(line) for line in (out / "entities.ftm.json").read_text("utf-8").splitlines()]


def test_entities_are_whole_and_name_each_other(screened: Path, tmp_path: Path) -> None:
    found = _entities(screened, tmp_path / "out")
    assert sorted(one["schema"] for one in found) == [
        "Asset", "Asset", "LegalEntity", "Note", "Ownership", "UnknownLink", "UnknownLink", "UserAccount",
    ]  # fmt: skip
    ids = {one["id"] for one in found}
    assert len(ids) == len(found)
    for one in found:
        for name in ("owner", "asset", "subject", "object", "entity"):
            assert set(one["properties"].get(name, ())) <= ids


@pytest.mark.interop
def test_followthemoney_accepts_every_entity(screened: Path, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="the extra [interop] is not installed").model
    for one in _entities(screened, tmp_path / "out"):
        model.get(one["schema"]).validate(one)
        proxy = model.get_proxy(one, cleaned=False)
        assert set(proxy.to_dict()["properties"]) == set(one["properties"]), "a value it does not take is dropped"


def _document(path: Path) -> tuple[dict[str, Any], pl.DataFrame]:
    with path.open("rb") as opened:
        kept = pl.concat(batch.kept for batch in read_events(opened, file=path.name))
    text = "".join(epcis_document([kept], created=dt.datetime(2026, 11, 1, tzinfo=dt.UTC)))
    return json.loads(text), kept


def _told(events: pl.DataFrame) -> pl.DataFrame:
    """Return what must come back: an empty list says no more than none, and master data may be another's words."""
    lists = [name for name, dtype in events.schema.items() if dtype == pl.List]
    filled = [pl.when(pl.col(name).list.len() > 0).then(pl.col(name)).alias(name) for name in lists]
    return events.drop("line", "ilmd").with_columns(filled)


def _read_again(document: dict[str, Any]) -> pl.DataFrame:
    stream = io.BytesIO(json.dumps(document).encode())
    return pl.concat(batch.kept for batch in read_events(stream, file="again"))


def test_events_are_the_same_when_they_are_read_again(tmp_path: Path) -> None:
    assert run_export(EVENTS, tmp_path / "out", to="epcis") == {"events.jsonld": 2}
    written = json.loads((tmp_path / "out" / "events.jsonld").read_text("utf-8"))
    _, kept = _document(EVENTS)
    assert _told(_read_again(written)).equals(_told(kept))


@pytest.mark.shared
def test_the_schema_of_epcis_accepts_what_is_written_of_every_sample() -> None:
    if not SAMPLES.exists():
        pytest.skip("../shared/data is absent")
    validator = Draft7Validator(json.loads((SAMPLES / "EPCIS-JSON-Schema.json").read_text("utf-8")))
    documents = [EVENTS, *sorted(SAMPLES.glob("*.jsonld"))]
    for path in documents:
        document, kept = _document(path)
        assert [error.message for error in validator.iter_errors(document)] == [], path.name
        again = _read_again(document)
        assert _told(again).equals(_told(kept)), path.name
    assert len(documents) == 48


@pytest.mark.parametrize(
    ("to", "message"),
    [("csv", "There is no finished run here"), ("epcis", "A screening holds no events of goods")],
)
def test_what_is_not_of_the_kind_is_refused(tmp_path: Path, to: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        run_export(tmp_path, tmp_path / "out", to=to)


def test_a_run_is_never_overwritten(screened: Path) -> None:
    with pytest.raises(UserError, match="This folder holds a run"):
        run_export(screened, screened, to="csv")
    assert (screened / "run.json").exists()


def test_a_damaged_run_is_refused(screened: Path, tmp_path: Path) -> None:
    (screened / "offers.parquet").write_bytes(b"PAR1 no more")
    for to in ("csv", "ftm"):
        with pytest.raises(UserError, match="missing or damaged"):
            run_export(screened, tmp_path / "out", to=to)
