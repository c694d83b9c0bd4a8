"""Recordation lists and owners' spreadsheets, read with the mappings that the page shows."""

import datetime as dt
import re
from pathlib import Path

from counterfoil.intake.rights import read_rights
from intake.samples import mapped, stream

PAGE = (Path(__file__).parents[3] / "docs" / "formats" / "rights.md").read_text(encoding="utf-8")
RECORDATIONS, SPREADSHEET = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_a_recordation_list() -> None:
    text = (
        "Recordation Number,Title,Owner Name,Agency Registration Number,Expiration Date,Product\n"
        "TMK 26-90011,HALVORSEN,Halvorsen Sport AS,9900001,2031-04-02,Footwear\n"
        "TMK 26-90012,,Halvorsen Sport AS,9900002,2031-04-02,Design\n"
    )
    result = read_rights(stream(text), file="cbp.csv", mapping=mapped(RECORDATIONS))
    (row,) = result.kept.rows(named=True)
    assert (row["id"], row["recorded"]) == ("TMK 26-90011", "TMK 26-90011")
    assert (row["mark"], row["registration_number"], row["territory"]) == ("HALVORSEN", "9900001", "US")
    assert row["expires_on"] == dt.date(2031, 4, 2)
    assert result.rejects["rule"].to_list() == ["mark must be given"]


def test_an_owners_spreadsheet() -> None:
    text = (
        "Trade mark;Reg. no.;Classes;Products;Legal status;Dealers\n"
        'Skarv;018000001;"25; 18";Schuhe, Stiefel;Registered;Fjord Küste GmbH\n'
        "Tinde;;25;Jacken;Löschung beantragt;\n"
    )
    result = read_rights(stream(text.encode("cp1252")), file="marks.csv", mapping=mapped(SPREADSHEET))
    first, second = result.kept.rows(named=True)
    assert (first["owner"], first["status"], first["nice_classes"]) == ("Halvorsen Sport AS", "live", [18, 25])
    assert first["authorised_sellers"] == ["Fjord Küste GmbH"]
    assert (second["status"], second["status_code"]) == ("unclear", "Löschung beantragt")
