"""Files of capacities and of mandatory controls: what is read, what is set aside, and that nothing is lost."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.targeting_files import read_capacities, read_controls
from counterfoil.tables.contract import Sorted

CAPACITIES = """facility_gln,capacity,window_from,window_to,minutes
9529001000013,3,2026-09-14,2026-09-28,240
9529001000020,many,,,
9529001000037,2,2026-09-28,2026-09-01,
"""
CONTROLS = """shipment_id,consignor,hs,until,reason,ordered_by
,Golden Reed General Trading FZE,6402,2026-12-31,Found before.,authority:port-director
,,,,No criterion.,authority:port-director
SHP-1,,,soon,A day in words.,authority:port-director
"""


def read(text: str, *, controls: bool) -> Sorted:
    reader = read_controls if controls else read_capacities
    return reader(io.BytesIO(text.encode()), file="f.csv")


def test_capacities_are_read_and_bad_ones_explained() -> None:
    kept, rejects = read(CAPACITIES, controls=False)
    assert kept.row(0, named=True) | {"line": 2} == {
        "facility_gln": "9529001000013",
        "capacity": 3,
        "window_from": date(2026, 9, 14),
        "window_to": date(2026, 9, 28),
        "minutes": 240,
        "line": 2,
    }
    assert rejects.select("line", "value", "rule").rows() == [
        (3, "many", "capacity must be readable as a whole number"),
        (4, "2026-09-01", "window to is not before window from"),
    ]


def test_controls_are_read_and_a_consignor_is_not_repeated_in_rejects() -> None:
    kept, rejects = read(CONTROLS, controls=True)
    assert kept.select("hs", "reason").rows() == [("6402", "Found before.")]
    assert rejects["line"].to_list() == [3, 4]
    assert rejects["rule"][0] == "shipment id consignor origin country or hs must be given"


@pytest.mark.parametrize("controls", [True, False])
@given(cells=st.lists(st.text(max_size=12), max_size=18))
def test_any_rows_are_kept_or_rejected(controls: bool, cells: list[str]) -> None:
    head = (CONTROLS if controls else CAPACITIES).splitlines()[0]
    safe = ["".join(letter for letter in cell if letter.isprintable() and letter not in '",') for cell in cells]
    rows = [safe[place : place + 5] for place in range(0, len(safe), 5)]
    text = "\n".join([head, *(",".join(row) for row in rows if "".join(row).strip())]) + "\n"
    try:
        kept, rejects = read(text, controls=controls)
    except UserError:
        return
    assert kept.height + rejects.height == sum(bool("".join(row).strip()) for row in rows)
