"""A fine has an amount and a ground that are given, and one claim against the platform that bounds it."""

import datetime as dt
import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from counterfoil.errors import UserError
from counterfoil.run.escalation_fine import Claim, Fine, fine_for, fine_of
from counterfoil.run.penalty import run_penalty

ROOT = Path(__file__).parents[2]
PLATFORM, DAY = "Quayside Bazaar", dt.date(2026, 11, 8)
FILE = {
    "case": "case-7",
    "person": "quayside  bazaar",
    "currency": "USD",
    "exposure": [
        {"statute": "19 USC 1526(f)", "what": "civil fine, seizure 1", "most": "100.00", "until": "2031-10-26"},
        {"statute": "19 USC 1526(f)", "what": "civil fine, seizure 2", "most": "200.00"},
        {"statute": "19 USC 1592", "what": "penalty for fraud", "most": "300.00"},
        {"statute": "15 USC 1117(c)", "what": "statutory damages", "most": None},
    ],
}
TOLD: dict[str, Any] = {"amount": "300.00", "currency": "USD", "ground": "19 USC 1592"}


def exposure(folder: Path, **changed: Any) -> Path:
    path = folder / "penalty.json"
    path.write_text(json.dumps(FILE | changed), "utf-8")
    return path


def test_one_claim_bounds_it_and_is_named(tmp_path: Path) -> None:
    path = exposure(tmp_path)
    fine = fine_of(**TOLD, exposure=path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert fine is not None
    assert fine[:3] == (Decimal("300.00"), "USD", "19 USC 1592")
    said = "19 USC 1592, penalty for fraud, at most USD 300.00, against quayside  bazaar of case-7"
    assert fine.exposure == f"penalty.json {digest}: {said}"
    assert fine_for("fine", fine, platform=PLATFORM, day=DAY) == fine


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"amount": None}, "needs its amount"),
        ({"ground": " "}, "needs its amount"),
        ({"exposure": None}, "needs its amount"),
        ({"amount": "0"}, "is no amount"),
        ({"amount": "1.234"}, "is no amount"),
        ({"amount": "1e9999"}, "is no amount"),
        ({"amount": "NaN"}, "is no amount"),
        ({"currency": "XXY"}, "no currency"),
        ({"currency": "EUR"}, "Nothing is converted"),
        ({"amount": "300.01"}, "beyond USD 300.00, the most that 19 USC 1592, penalty for fraud allows"),
        ({"ground": "fairness"}, "no claim under “fairness”.*19 USC 1592"),
        ({"ground": "19 USC 15922"}, "no claim under"),
        ({"ground": "19 USC 1526(f)"}, "names 2 claims.*--claim 2, 19 USC 1526"),
        ({"ground": "19 USC 1526(f) and 19 USC 1592"}, "names 3 claims"),
        ({"ground": "19 USC 1526(f)", "claim": Claim(3)}, "Claim 3 is not one"),
        ({"ground": "19 USC 1526(f)", "claim": Claim(2)}, "beyond USD 200.00"),
        ({"ground": "15 USC 1117(c)"}, "cannot be told"),
        ({"claim": Claim(person="party-ring")}, "not of party-ring"),
    ],
)
def test_a_fine_without_amount_or_ground_or_beyond_its_claim(given: dict[str, Any], said: str, tmp_path: Path) -> None:
    told = TOLD | {"exposure": exposure(tmp_path)} | given
    with pytest.raises(UserError) as refused:
        fine_of(**told)
    assert re.search(said, f"{refused.value} {refused.value.cure}")


def test_claims_are_not_added_up(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="beyond"):
        fine_of("600.00", "USD", "19 USC 1592", exposure(tmp_path))


def test_the_exposure_of_somebody_else(tmp_path: Path) -> None:
    path = exposure(tmp_path, person="party-ring")
    with pytest.raises(UserError, match="that of party-ring, the escalation that of Quayside") as refused:
        fine_for("fine", fine_of(**TOLD, exposure=path), platform=PLATFORM, day=DAY)
    assert "--person party-ring" in refused.value.cure
    named = fine_for(
        "fine", fine_of(**TOLD, exposure=path, claim=Claim(person="party-ring")), platform=PLATFORM, day=DAY
    )
    assert named is not None
    assert named.exposure.endswith("against party-ring of case-7, the platform as its proposer says")


def test_a_claim_whose_time_has_run_out(tmp_path: Path) -> None:
    fine = fine_of("100.00", "USD", "19 USC 1526(f)(2)", exposure(tmp_path), Claim(1))
    assert fine_for("fine", fine, platform=PLATFORM, day=dt.date(2031, 10, 26)) == fine
    with pytest.raises(UserError, match="until 2031-10-26"):
        fine_for("fine", fine, platform=PLATFORM, day=dt.date(2031, 10, 27))


@pytest.mark.parametrize(
    "changed",
    [
        {"exposure": 3},
        {"exposure": [3]},
        {"exposure": [{"most": "1.00"}]},
        {"exposure": [{"statute": "19 USC 1592", "most": "x"}]},
        {"exposure": [{"statute": "19 USC 1592", "most": "Infinity"}]},
        {"exposure": [{"statute": "19 USC 1592", "most": "900.00", "until": "soon"}]},
        {"person": None},
        {"currency": ["USD"]},
    ],
)
def test_a_file_that_is_no_exposure(changed: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no exposure"):
        fine_of(**TOLD, exposure=exposure(tmp_path, **changed))


@pytest.mark.parametrize("text", ["{", "[]", "\x00", "[" * 100_000])
def test_a_file_that_is_no_json_object(text: str, tmp_path: Path) -> None:
    (tmp_path / "penalty.json").write_text(text, "utf-8")
    with pytest.raises(UserError, match=r"no exposure|no JSON"):
        fine_of(**TOLD, exposure=tmp_path / "penalty.json")


def test_nothing_is_asked_for_without_options() -> None:
    assert fine_of(None, None, None, None) is None


def test_what_penalty_writes_is_read(tmp_path: Path) -> None:
    run_penalty(ROOT / "examples" / "penalty_case.toml", day=DAY, out=tmp_path / "penalty.json")
    asked = ("82560.00", "USD", "19 USC 1526(f)", tmp_path / "penalty.json")
    fine = fine_of(*asked, Claim(1, "party-ring"))
    assert isinstance(fine, Fine)
    assert fine.until == dt.date(2031, 10, 26)
    with pytest.raises(UserError, match="cannot be told"):
        fine_of(*asked, Claim(2, "party-ring"))
