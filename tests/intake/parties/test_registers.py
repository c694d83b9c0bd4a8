"""FollowTheMoney entities, GLEIF's legal entities and the British register of companies; as parties and as sellers."""

import datetime as dt

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.parties.gathered import gathered
from counterfoil.intake.parties.read import read_parties
from counterfoil.intake.tables import read_sellers
from intake.parties.lists import COMPANIES, FTM, GLEIF, GLEIF_API, details, parties, shown
from intake.samples import mapped, stream, together


def test_entities_of_a_partys_schema_are_parties() -> None:
    result = parties(FTM)
    person, company = result.kept.rows(named=True)
    assert (person["name"], person["alias"], person["weakAlias"]) == ("Anders Guldborg", ["Андерс"], ["A; G"])
    assert (person["country"], person["birthDate"], person["dataset"]) == (["DK"], ["1963-07"], "example")
    assert (company["name"], company["registrationNumber"]) == ("Nordhavn ApS", ["1234567"])
    assert shown(result.rejects, "line", "rule") == [
        (1, "an entity of the schema Address is no party"),
        (3, "an entity of the schema Sanction is no party"),
        (4, "an entity of the schema Payment is no party"),
        (6, "an entity must have an id, a schema and properties that are lists of texts"),
    ]


def test_addresses_and_sanctions_are_gathered_to_the_party() -> None:
    all_parties, strays = gathered(parties(FTM).kept, details(FTM).kept, file="f")
    person = all_parties.row(0, named=True)
    assert person["address"] == ["Havnegade 1, 4800 Nykobing, Denmark"]
    assert (person["program"], person["listingDate"]) == (["EXAMPLE"], dt.date(2024, 5, 6))
    assert strays.height == 0


@pytest.mark.parametrize(("content", "alias", "line"), [(GLEIF, "Nordhavn Optics", 2), (GLEIF_API, "NH", 1)])
def test_legal_entities_of_gleif(content: str, alias: str, line: int) -> None:
    result = parties(content)
    (row,) = result.kept.rows(named=True)
    assert (row["leiCode"], row["name"], row["alias"]) == ("00000000000000000098", "Nordhavn ApS", [alias])
    assert (row["address"], row["registrationNumber"]) == (["Havnegade 1, Nykobing, DK"], ["1234567"])
    assert row["line"] == line
    assert result.rejects.height == (1 if content == GLEIF else 0)


def test_the_british_register_has_blanks_in_its_header_and_days_of_its_own() -> None:
    result = parties(COMPANIES)
    (row,) = result.kept.rows(named=True)
    assert (row["id"], row["previousName"], row["country"]) == ("00000017", ["SYDHAVN LTD"], ["GB"])
    assert (row["address"], row["incorporationDate"]) == (["1 QUAY ROAD, LEEDS, LS1 0AA"], dt.date(2011, 6, 29))
    assert shown(result.rejects, "line", "field", "value") == [(3, "incorporationDate", "31/31/2011")]


@pytest.mark.parametrize("content", [FTM, GLEIF, COMPANIES.partition('"BAD')[0]])
def test_a_register_may_be_a_list_of_sellers(content: str) -> None:
    row = read_sellers(stream(content), file="sellers").kept.row(0, named=True)
    assert row["name"] in ("Anders Guldborg", "Nordhavn ApS", "GULDBORG LTD")
    assert row["country"] in ("dk", "DK", "ENGLAND; United Kingdom", None)


def test_parties_in_a_table_of_ones_own() -> None:
    text = "id,name,alias,country\n1,Nordhavn; and successors,NH; Nordhavn Optics,Namibia;NA;DK\n"
    (row,) = parties(text).kept.rows(named=True)
    assert (row["name"], row["alias"]) == ("Nordhavn; and successors", ["NH", "Nordhavn Optics"])
    assert (row["country"], row["schema"]) == (["NA", "DK"], "LegalEntity")


def test_a_mapping_may_add_what_the_register_does_not_say() -> None:
    given = mapped('[constants]\ndataset = "register of 1 November"')
    kept = together(list(read_parties(stream(COMPANIES), file="f", mapping=given))).kept
    assert kept.select("id", "dataset").rows() == [("00000017", "register of 1 November")]


def test_a_mapping_of_columns_that_the_register_lacks_is_refused() -> None:
    given = mapped('[columns]\nname = "Trading Name"')
    with pytest.raises(UserError, match="The file has no column “Trading Name”"):
        list(read_parties(stream(COMPANIES), file="f", mapping=given))


def test_json_that_breaks_off_keeps_what_came_before() -> None:
    result = parties(FTM[: FTM.rindex('"Nordhavn')])
    assert result.kept["id"].to_list() == ["p-1"]
    assert result.rejects["rule"].to_list()[-1].startswith("the JSON breaks off here")


def test_a_register_in_which_nothing_is_a_party_is_refused() -> None:
    with pytest.raises(UserError, match="No row could be used: 1 of 1 rows broke the rule"):
        parties(FTM.partition("\n")[0])
