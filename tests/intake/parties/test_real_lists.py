"""Real lists and registers, read where they lie. Rows were counted by other means: csv, json and line counts."""

import csv
import json

import pytest

from intake.parties.lists import details, parties
from intake.samples import shared_file

pytestmark = pytest.mark.shared
OFAC = "formats/sanctions-lists/ofac_"


@pytest.mark.parametrize(("name", "rows"), [("sdn", 8_976), ("small_sdn", 17)])
def test_ofacs_parties(name: str, rows: int) -> None:
    path = shared_file(f"{OFAC}{name}.csv")
    result = parties(path.read_bytes())
    assert (result.kept.height, result.rejects.height) == (rows, 0)
    with path.open(encoding="utf-8", newline="") as opened:
        written = [row for row in csv.reader(opened) if row != ["\x1a"]]
    assert result.kept["id"].to_list() == [row[0] for row in written]
    assert "-0-" not in {text.strip() for text in result.kept["notes"].drop_nulls()}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("alt", 9_682), ("add", 11_696), ("sdn_comments", 13), ("small_alt", 18), ("small_add", 28),
        ("small_sdn_comments", 1),
    ],
)  # fmt: skip
def test_ofacs_details(name: str, rows: int) -> None:
    result = details(shared_file(f"{OFAC}{name}.csv").read_bytes())
    assert (result.kept.height, result.rejects.height) == (rows, 0)


def test_the_consolidated_list_of_the_united_states() -> None:
    result = parties(shared_file("formats/sanctions-lists/us_csl_consolidated_small.csv").read_bytes())
    assert (result.kept.height, result.rejects.height) == (13, 0)


@pytest.mark.parametrize(
    ("name", "kept", "others"),
    [("donations.ijson", 95, 379), ("parteispenden_entities.ftm.json", 96, 379), ("t1_entities.ftm.json", 6, 1)],
)
def test_entities(name: str, kept: int, others: int) -> None:
    content = shared_file(f"formats/followthemoney/{name}").read_text("utf-8")
    schemata = [json.loads(line)["schema"] for line in content.splitlines()]
    assert len(schemata) == kept + others
    result = parties(content)
    assert (result.kept.height, result.rejects.height) == (kept, others)
    told = schemata.count("Address") + schemata.count("Sanction")
    assert details(content).kept.height == told


def test_a_legal_entity_of_gleif_and_an_exception_that_names_none() -> None:
    assert parties(shared_file("formats/gleif-lei/lei_item.json").read_bytes()).kept.height == 1


def test_the_british_register() -> None:
    result = parties(shared_file("formats/uk-companies-house/BasicCompanyData_sample.csv").read_bytes())
    assert (result.kept.height, result.rejects.height) == (1, 0)
