"""Salted digests of fields: the same entry told and withheld; and canonical JSON, held against RFC 8785's library."""

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.custody.canonical import NotCanonical, canonical, parsed
from counterfoil.custody.chain import Chain, beginning, seal
from counterfoil.custody.commitments import commitment, entry_of, salt_of, told, values_told, without

SEED = bytes(32)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = texts | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none()
values = scalars | st.lists(scalars, max_size=3)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


@given(st.dictionaries(names, values, max_size=4) | values)
def test_canonical_is_what_rfc_8785_says(value: object) -> None:
    data = canonical(value)  # type: ignore[arg-type]
    assert data == rfc8785.dumps(value)  # type: ignore[arg-type]
    assert data == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert parsed(data) == value


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":1,"a":1}', b"0.5", b"1e3", b"9007199254740992", b"1 "),
        *(b"[" * 100_000, b"[" * 65 + b"]" * 65, b"NaN", b'"\xff"', b'"\\ud800"', b'"\\u0041"', '{"ä":1}'.encode()),
    ],
)
def test_what_is_not_canonical_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        parsed(data)


@given(st.dictionaries(names, values, min_size=1, max_size=5), st.data())
def test_a_record_gives_one_entry_told_or_withheld(record: dict[str, object], data: st.DataObject) -> None:
    whole = told(record, seed=SEED, table="events", number=1)  # type: ignore[arg-type]
    fields = data.draw(st.sets(st.sampled_from(sorted(record))))
    edition = without(whole, fields)
    assert entry_of(edition) == entry_of(whole)
    assert values_told(edition) == {name: value for name, value in record.items() if name not in fields}
    assert without(edition, set(record)) == without(whole, set(record))
    assert all(isinstance(edition[name], str) and len(edition[name]) == 64 for name in fields)


def test_an_entry_by_hand() -> None:
    salt = "00" * 16
    digest = hashlib.sha256(b'["00000000000000000000000000000000","what","The case was closed."]').hexdigest()
    assert commitment(salt, "what", "The case was closed.") == digest
    assert entry_of({"what": [salt, "The case was closed."]}) == b'{"what":"' + digest.encode() + b'"}'


def test_equal_values_have_other_salts_at_other_places_and_after_a_change() -> None:
    places = [("events", 1, "why"), ("events", 2, "why"), ("events", 1, "what"), ("actions", 1, "why")]
    salts = [salt_of(SEED, place, "a reason") for place in places]
    salts += [salt_of(SEED, places[0], "another"), salt_of(b"\1" * 32, places[0], "a reason")]
    assert len(set(salts)) == len(salts)
    assert salt_of(SEED, places[0], "a reason") == salts[0]


@pytest.mark.parametrize(
    "content", ["00", ["00" * 16], ["zz" * 16, "a"], [1, 2], 7, None, ["00" * 16, "a", "b"], "G" * 64]
)
def test_a_field_that_is_neither_told_nor_withheld_is_refused(content: object) -> None:
    with pytest.raises(NotCanonical):
        entry_of({"what": content})  # type: ignore[dict-item]


def test_after_a_lawful_deletion_the_chain_still_holds() -> None:
    """Destroying value and salt leaves the digest: the entry, its seal and all after it stay as they were."""
    records = [told({"actor": f"reviewer:{n}", "what": "seen"}, seed=SEED, table="log", number=n) for n in (1, 2, 3)]
    deleted = [without(record, {"actor"}) if n == 1 else record for n, record in enumerate(records)]
    before, after = Chain("log"), Chain("log")
    assert [before.append(entry_of(record)) for record in records] == [
        after.append(entry_of(record)) for record in deleted
    ]
    assert before.checkpoint() == after.checkpoint()
    assert "reviewer:2" not in str(deleted)


def test_a_chain_tells_order_gaps_and_whose_it_is() -> None:
    entries = [b"one", b"two", b"three"]

    def last_of(listed: list[bytes], name: str = "log") -> str:
        chain = Chain(name)
        return [chain.append(entry) for entry in listed][-1]

    lasts = [entries, entries[:2], entries[1:], entries[::-1], [entries[0], entries[2]], [b"onetwo", b"three"]]
    assert len({last_of(listed) for listed in lasts}) == len(lasts)
    assert last_of(entries) != last_of(entries, "another log")
    by_hand = hashlib.sha256(b"\3" + beginning("log") + hashlib.sha256(b"one").digest())
    assert seal(b"one", beginning("log")) == by_hand.digest()
    assert beginning("log") == hashlib.sha256(b"\2log").digest()
