"""Whatever a register holds: marks in = rights + rejects, and no failure but a UserError."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from intake.registers.samples import case, classification, daily, owner, rights, st66, st96, statement

UNHURRIED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(alphabet="AZé9 ;|[]()*®\n", max_size=9)
CODES = st.sampled_from(["009", "025", "A", "B  ", "200", "045", "046", "000", "", "x", "²"])
DAYS = st.sampled_from(["18230306", "00000000", "", "20260230", "2026", "abc", "99991231", "２０２６０１０１"])
HIT = {
    "applicationNumber": "1",
    "markFeature": "WORD",
    "status": "EXPIRED",
    "wordMarkSpecification": {"verbalElement": "A"},
}
FILES = {
    "uspto_bulk": daily(*(case(str(number)) for number in range(9))).encode(),
    "st66": st66().encode(),
    "st96": st96().encode(),
    "euipo": json.dumps({"trademarks": [HIT] * 9, "totalElements": 9}).encode(),
    "tmview": json.dumps([{"tmName": "A", "tmOffice": "NO", "applicantName": ["B"], "niceClass": [1]}] * 9).encode(),
}


def height_or_refusal(content: bytes) -> int | None:
    """Return kept + rejected rows; None where the file was refused."""
    try:
        result = rights(content)
    except UserError as refusal:
        assert str(refusal).startswith("register")  # noqa: PT017  the message names the file
        return None
    return result.kept.height + result.rejects.height


@st.composite
def cases(draw: st.DrawFn) -> str:
    """Return a case file with any codes, days and words, some of them wrong."""
    primary = draw(CODES)
    return case(
        draw(st.sampled_from(["", "90000001", "90000002"])),
        updated=draw(DAYS),
        status=draw(st.sampled_from(["700", "710", "900", "", "abc", "9999"])),
        mark=draw(WORDS),
        drawing=draw(st.sampled_from(["", "1", "2000", "4", "9", "x"])),
        filed=draw(DAYS),
        owners=owner(draw(CODES), draw(WORDS), "US") if draw(st.booleans()) else "",
        classes=classification(draw(CODES), draw(CODES), primary=primary, status=draw(CODES)),
        statements=statement(f"GS{primary}1", draw(WORDS)) + statement(draw(CODES), draw(WORDS)),
    )


@given(found=st.lists(cases(), min_size=1, max_size=9))
@UNHURRIED
def test_cases_add_up(found: list[str]) -> None:
    assert height_or_refusal(daily(*found).encode()) in (len(found), None)


INNER = sorted([*HIT, "niceClasses", "name", "applicants", "goodsAndServices", "description", "terms", "classNumber"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER), inner, max_size=4),
    max_leaves=12,
)
OUTER = st.sampled_from(sorted([*HIT, "niceClasses", "applicants", "goodsAndServices", "applicationDate"]))


@given(found=st.lists(st.dictionaries(OUTER, JSON, max_size=6), max_size=6))
@UNHURRIED
def test_hits_of_any_shape_add_up(found: list[dict[str, object]]) -> None:
    page = json.dumps({"trademarks": [HIT, *found], "totalElements": 1})
    assert height_or_refusal(page.encode()) == len(found) + 1


@pytest.mark.parametrize("name", FILES)
def test_cut_off_anywhere_a_file_is_read_or_refused(name: str) -> None:
    content = FILES[name]
    for at in range(0, len(content), max(1, len(content) // 64)):
        height_or_refusal(content[:at])
        height_or_refusal(content[at:])


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp037", "shift_jis"])
def test_any_encoding_is_read_or_refused(name: str, encoding: str) -> None:
    text = FILES[name].decode()
    height_or_refusal(text.encode(encoding))
    height_or_refusal(text.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding))
    height_or_refusal(text.replace("\n", "\r\n").encode())


@pytest.mark.parametrize("name", ["uspto_bulk", "st66", "st96"])
def test_entity_bombs_and_deep_nesting_are_refused(name: str) -> None:
    text = (
        FILES[name]
        .decode()
        .removeprefix('<?xml version="1.0"?>')
        .removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    )
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(UserError, match="declares entities"):
        rights(bomb + text)
    deep = text.replace("SKARV", "<a>" * 50_000, 1)
    assert height_or_refusal(deep.encode()) in (None, 1)
