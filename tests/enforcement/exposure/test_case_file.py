"""A case's file is read whole or refused with a sentence; bytes from anybody raise nothing else."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.exposure.case_file import read_case
from counterfoil.enforcement.exposure.exposure import exposure
from counterfoil.errors import UserError

DAY = dt.date(2026, 11, 8)
EXAMPLE = Path(__file__).parents[3] / "examples" / "penalty_case.toml"
HEAD = 'id = "c"\nperson = "p"\n'
SEIZURE = HEAD + '[[seizures]]\nnumber = "S"\non = 2026-10-01\n[[seizures.lines]]\ngoods = "g"\nmark = "m"\n'


def read(text: str) -> object:
    return read_case(text.encode(), day=DAY, file="case.toml")


def test_the_example_is_read_and_worked_out() -> None:
    found = exposure(read_case(EXAMPLE.read_bytes(), day=DAY, file=EXAMPLE.name), day=DAY)
    assert [one.statute for one in found.exposed] == [
        *["19 USC 1526(f)"] * 2,
        *["19 USC 1595a(b)"] * 2,
        *("19 USC 1592", "15 USC 1117(c)", "17 USC 504(c)"),
    ]
    assert found.exposed[0].most == 82_560
    assert any("come to $54,696 of it" in told for told in found.exposed[1].besides)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "missing required field `id`"),
        (HEAD + "penalty = 3\n", "unknown field `penalty`"),
        (SEIZURE + "units = 0\n", "at least one unit"),
        (SEIZURE + 'units = 1\nmsrp = { amount = "dear" }\n', "Invalid decimal"),
        (SEIZURE + "units = 1\nmsrp = { amount = -1.0 }\n", "0 or more"),
        (SEIZURE + "units = 1\nmsrp = { amount = nan }\n", "0 or more"),
        (SEIZURE + "units = 1\nmsrp = { amount = inf }\n", "0 or more"),
        (SEIZURE.replace("2026-10-01", "2026-11-09") + "units = 1\n", "has not happened yet"),
        (HEAD + '[[proofs]]\nelement = "1526f.seized"\nexhibit = "A"\nkind = "score"\n', "Invalid enum value 'score'"),
        (HEAD + '[[bands]]\nstatute = "s"\nleast = 0.1\nmost = 0.3\n', "missing required field `source`"),
        ("id = \n", "no TOML"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text)
    assert says in refused.value.problem
    assert refused.value.file == "case.toml"


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEAD + text).encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        case = read_case(data, day=DAY, file="case.toml")
    except UserError:
        return
    assert case.id == "c"


@pytest.mark.parametrize(
    "text",
    [
        'factors = ["bad luck"]\n',
        '[[bands]]\nstatute = "17 USC 504(c)"\nleast = 0.4\nmost = 0.3\nsource = "x"\n[suit]\nworks = ["w"]\n',
        '[[bands]]\nstatute = "17 USC 505"\nleast = 0.1\nmost = 0.3\nsource = "x"\n[suit]\nworks = ["w"]\n',
        '[[proofs]]\nelement = "504.ownd"\nexhibit = "A"\nkind = "record"\n[suit]\nworks = ["w"]\n',
        '[[proofs]]\nelement = "504.owned"\nexhibit = "A"\nkind = "record"\nseizure = "S"\n[suit]\nworks = ["w"]\n',
        '[[proofs]]\nelement = "504.owned"\nexhibit = "A"\nkind = "record"\nmark = "m"\n[suit]\nworks = ["w"]\n',
    ],
)
def test_what_belongs_to_nothing_is_refused(text: str) -> None:
    case = read_case((HEAD + text).encode(), day=DAY, file="case.toml")
    with pytest.raises(UserError):
        exposure(case, day=DAY)
