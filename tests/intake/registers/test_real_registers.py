"""Real files of registers, read where they lie. Counts were made by counting elements by hand."""

import datetime as dt
import io
from typing import Any

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.rights import read_rights
from counterfoil.tables.contract import Sorted
from intake.samples import shared_file

pytestmark = pytest.mark.shared
BULK, TSDR, SEARCHES = "formats/uspto-bulk-xml/", "formats/uspto-tsdr-st66-st96/", "formats/euipo-tmview/"
FILES = {
    BULK + "annual-2025-full-tx-60146682.xml": 1,
    BULK + "annual-2025-sparse-tx-70165419.xml": 1,
    BULK + "wrapped_annual_sample.xml": 2,
    TSDR + "rn2713476-ST66.xml": 1,
    TSDR + "rn2713476-ST96.xml": 1,
    TSDR + "rn3886986-ST66.xml": 1,
    TSDR + "rn3886986-ST96.xml": 1,
    TSDR + "sn87881347-ST66.xml": 1,
    TSDR + "sn87881347-ST96.xml": 1,
    SEARCHES + "euipo_trademark_search_response.json": 1,
    SEARCHES + "tmview_search_hit.json": 1,
}


def read(name: str) -> Sorted:
    path = shared_file(name)
    with path.open("rb") as opened:
        return read_rights(opened, file=path.name)


@pytest.mark.parametrize("name", FILES)
def test_every_mark_of_every_file_is_kept(name: str) -> None:
    result = read(name)
    assert (result.kept.height, result.rejects.height) == (FILES[name], 0)


def test_there_is_no_other_file() -> None:
    there = {folder + path.name for folder in (BULK, TSDR, SEARCHES) for path in shared_file(folder).iterdir()}
    assert there == set(FILES)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (BULK + "annual-2025-full-tx-60146682.xml",
         {"status": "dead", "status_code": "626", "feature": "combined", "nice_classes": [9], "owner_country": "US",
          "national_classes": ["021", "023", "026", "036", "038"], "registered_on": dt.date(1921, 9, 20)}),
        (BULK + "annual-2025-sparse-tx-70165419.xml",
         {"status": "cancelled", "mark": None, "owner": None, "feature": "figurative", "filed_on": dt.date(1823, 3, 6),
          "nice_classes": [16], "national_classes": ["037"]}),
        (TSDR + "rn2713476-ST66.xml", {"status": "live", "status_code": "800", "feature": "word"}),
        (TSDR + "sn87881347-ST96.xml", {"status": "pending", "registration_number": None, "nice_classes": [43]}),
        (SEARCHES + "euipo_trademark_search_response.json", {"status": "expired", "expires_on": dt.date(2006, 6, 19)}),
        (SEARCHES + "tmview_search_hit.json", {"status": "live", "id": "US-75354221", "nice_classes": [7]}),
    ],
)  # fmt: skip
def test_what_they_tell(name: str, told: dict[str, Any]) -> None:
    row = read(name).kept.row(0, named=True)
    assert {column: row[column] for column in told} == told


@pytest.mark.parametrize("number", ["rn2713476", "rn3886986", "sn87881347"])
def test_both_standards_tell_the_same_of_a_mark(number: str) -> None:
    one, other = (read(f"{TSDR}{number}-{standard}.xml").kept.row(0, named=True) for standard in ("ST66", "ST96"))
    differing = {column for column in one if one[column] != other[column]} - {"line"}
    # the former address of the first owner of MySQL in one file, the present one in the other
    assert differing == ({"owner_country"} if number == "rn2713476" else set())


@pytest.mark.parametrize("name", FILES)
def test_cut_off_at_every_kilobyte_they_are_read_or_refused(name: str) -> None:
    content = shared_file(name).read_bytes()
    for at in range(0, len(content), 1024):
        try:
            result = read_rights(io.BytesIO(content[:at]), file="cut")
        except UserError as refusal:
            assert str(refusal).startswith("cut")  # noqa: PT017  the message names the file
        else:
            assert result.kept.height <= FILES[name]
            assert result.rejects.height == 1  # says where it broke off
