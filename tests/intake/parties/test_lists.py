"""Lists of denied parties: OFAC's files with their quirks, the UN's XML, the United States' consolidated CSV."""

import datetime as dt

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.intake.parties.entries import written_dates
from counterfoil.intake.parties.gathered import gathered
from counterfoil.intake.reader import WITHHELD
from intake.parties.lists import ADD, ALT, COMMENTS, CSL, SDN, UN, details, parties, shown


def test_ofacs_parties_with_what_their_remarks_tell() -> None:
    person, company, vessel = parties(SDN).kept.rows(named=True)
    assert (person["id"], person["schema"], person["name"]) == ("90001", "Person", "GULDBORG, Anders Emil")
    assert (person["program"], person["birthDate"]) == (["SDNT", "EXAMPLE2"], ["1963-07-28", "1964"])
    assert (person["weakAlias"], person["idNumber"], person["taxNumber"]) == (["DEN LANGE"], ["P0017003"], ["52-20"])
    assert (person["email"], person["website"]) == (["emil@guldborg.example"], ["www.guldborg.example"])
    assert person["country"] == ["NA"]  # Namibia's code is no missing value
    assert (company["schema"], company["notes"], company["topics"]) == ("LegalEntity", None, ["sanction"])
    assert (vessel["schema"], vessel["country"], vessel["registrationNumber"]) == ("Vessel", ["GA"], ["IMO 9999999"])


def test_ctrl_z_ends_the_file_without_a_reject() -> None:
    for content, rows in ((SDN, 3), (SDN.replace("\x1a", ""), 3)):
        result = parties(content)
        assert (result.kept.height, result.rejects.height) == (rows, 0)


def test_other_names_addresses_and_ends_of_remarks_are_details() -> None:
    assert shown(details(ALT).kept, "party_id", "property", "value") == [
        ("90002", "alias", "NORDHAVN TRADING"), ("90002", "previousName", "SYDHAVN LTD"), ("99999", "alias", "NOBODY"),
    ]  # fmt: skip
    assert shown(details(ADD).kept, "party_id", "value") == [
        ("90002", "Havnegade 1, Nykobing 4800, Denmark"), ("90001", None),
    ]  # fmt: skip
    assert details(COMMENTS).kept["property"].to_list() == ["notes"]


def test_details_are_gathered_to_their_parties_and_those_of_nobody_are_rejects() -> None:
    told = pl.concat([details(content).kept for content in (ALT, ADD, COMMENTS)])
    all_parties, rejects = gathered(parties(SDN).kept, told, file="alt.csv")
    company = all_parties.row(1, named=True)
    assert (company["alias"], company["previousName"]) == (["NORDHAVN TRADING"], ["SYDHAVN LTD"])
    assert (company["country"], company["address"]) == (["DK"], ["Havnegade 1, Nykobing 4800, Denmark"])
    assert (company["weakAlias"], company["registrationNumber"]) == (["NH"], ["1234567"])
    assert all_parties["id"].to_list() == ["90001", "90002", "90003"]
    assert shown(rejects, "value", "rule") == [("99999", "party_id must be the id of a party, or of an address of one")]


@pytest.mark.parametrize("content", [ALT, ADD, COMMENTS])
def test_a_file_of_details_is_no_list_of_parties(content: str) -> None:
    with pytest.raises(UserError, match=r"not the parties\. Give it beside SDN\.CSV"):
        parties(content)


def test_a_list_of_parties_holds_no_details() -> None:
    with pytest.raises(UserError, match="holds parties, not their details"):
        details(SDN)


def test_a_record_of_another_length_is_a_reject_without_its_text() -> None:
    result = parties(SDN.replace("\x1a", "") + '90004,"Ada Example","individual"\r\n')
    assert result.kept.height == 3
    assert shown(result.rejects, "line", "value") == [(4, WITHHELD)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("28 Jul 1963", ["1963-07-28"]),
        ("circa Jul 1963", ["1963-07"]),
        ("1963", ["1963"]),
        ("01 Jan 1961 to 31 Dec 1963", ["1961", "1963"]),
        ("31 Feb 1963", ["1963-02"]),
        ("1963-07-28", ["1963-07-28"]),
        ("1963-99-28", []),
        ("unknown", []),
    ],
)
def test_dates_are_as_exact_as_they_were_written(text: str, dates: list[str]) -> None:
    assert written_dates(text) == dates


def test_the_list_of_the_united_nations() -> None:
    person, entity = parties(UN).kept.rows(named=True)
    assert (person["name"], person["alias"], person["weakAlias"]) == (
        "Anders Emil Guldborg", ["A. E. Guldborg"], ["Lange"],
    )  # fmt: skip
    assert (person["country"], person["birthDate"], person["idNumber"]) == (["DK", "NA"], ["1961", "1963"], ["P001"])
    assert (person["listingDate"], person["line"]) == (dt.date(2025, 2, 14), 3)
    assert (entity["schema"], entity["previousName"], entity["line"]) == ("LegalEntity", ["SYDHAVN"], 12)


def test_the_consolidated_list_of_the_united_states() -> None:
    company, person = parties(CSL).kept.rows(named=True)
    assert company["address"] == ["Havnegade 1, Nykobing, DK", "Kaj 2, Oslo, NO"]
    assert company["country"] == ["DK", "NO"]
    assert (person["alias"], person["program"]) == (["Anders Gold", "A. Guldborg"], ["EXAMPLE", "EX2"])
    assert (person["country"], person["idNumber"], person["birthDate"]) == (["DK", "NA"], ["P001"], ["1963-07-28"])
    assert (person["listingDate"], person["dataset"]) == (dt.date(2024, 5, 6), "Specially Designated Nationals")
