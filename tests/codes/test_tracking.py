"""Tracking numbers against the examples that others published, and check digits against any change of a digit."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import tracking

DEFINITIONS = Path(__file__).parents[3] / "shared" / "data" / "formats" / "carrier-tracking"
OURS = {
    "s10": "S10", "ups": "UPS", "usps": "USPS", "fedex": "FedEx", "dhl": "DHL", "dpd": "DPD", "amazon": "Amazon",
    "canadapost": "Canada Post", "canpar": "Canpar", "gofo": "GOFO", "landmark": "Landmark", "lasership": "LaserShip",
    "old_dominion": "Old Dominion", "ontrac": "OnTrac", "purolator": "Purolator", "speedee": "Spee-Dee",
    "yodel": "Yodel", "yunexpress": "YunExpress",
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("name", OURS)
def test_the_published_examples(name: str) -> None:
    path = DEFINITIONS / f"{name}.json"
    if not path.exists():
        pytest.skip("../shared/data is absent")
    forms = json.loads(path.read_text("utf-8"))["tracking_numbers"]
    valid = {number for form in forms for number in form["test_numbers"]["valid"]}
    invalid = {number for form in forms for number in form["test_numbers"]["invalid"]} - valid
    assert valid
    assert [number for number in valid if OURS[name] not in tracking.carriers(number)] == []
    of_two_forms = {number for number in invalid if OURS[name] in tracking.carriers(number)}
    assert of_two_forms == set()


@pytest.mark.shared
def test_no_published_carrier_is_left_out() -> None:
    if not DEFINITIONS.exists():
        pytest.skip("../shared/data is absent")
    assert {path.stem for path in DEFINITIONS.glob("*.json")} == set(OURS)


def test_s10_is_printed_in_groups() -> None:
    assert tracking.format(" rb 123456785 gb") == "RB 123 456 785 GB"
    assert tracking.format("1Z12345E0205271688") == "1Z12 345E 0205 2716 88"


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_s10_sees_every_change_of_one_digit(serial: str, place: int, step: int) -> None:
    good = [check for check in "0123456789" if tracking.is_valid(f"RB{serial}{check}GB")]
    assert len(good) == 1
    changed = serial[:place] + str((int(serial[place]) + step) % 10) + serial[place + 1 :]
    weights = (8, 6, 4, 2, 3, 5, 9, 7)
    rest = sum(int(sign) * weight for sign, weight in zip(serial, weights, strict=True)) % 11
    other = sum(int(sign) * weight for sign, weight in zip(changed, weights, strict=True)) % 11
    assert rest != other
    assert tracking.is_valid(f"RB{changed}{good[0]}GB") == _same(rest, other)


def _same(rest: int, other: int) -> bool:
    """Two remainders share a check digit only as S10 has it: 10 is written 0, and 11 is written 5."""
    written = {10: 0, 11: 5}
    return written.get(11 - rest, 11 - rest) == written.get(11 - other, 11 - other)


@given(st.text(max_size=40))
def test_any_text_is_judged(text: str) -> None:
    assert tracking.is_valid(text) == bool(tracking.carriers(text))
    assert tracking.normalise(tracking.format(text)) == tracking.normalise(text)
