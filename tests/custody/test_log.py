"""A log as one file: what is told of it is checked, whatever is changed is found, and what was deleted is proven."""

import base64
import random
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterfoil.custody.canonical import canonical, sha256
from counterfoil.custody.chain import beginning, seal
from counterfoil.custody.checks import Verdict
from counterfoil.custody.commitments import commitment
from counterfoil.custody.log_checks import seals_in, verdict_of_log
from counterfoil.custody.log_format import CHECKPOINTS, LOG, Head, LogLines, is_log, statement_of
from counterfoil.custody.signature import signature_of
from counterfoil.errors import UserError
from custody.test_timestamp import TOKEN

CHAIN = "counterfoil desk"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
SALT = "ab" * 16
ACT = 4  # the number of the entry that says why values are gone
HEAD = Head(LOG, CHAIN, "2026-11-22T10:00:00Z", "counterfoil test", 7)


def entry(number: int, organisation: int = 7, act: str = "told", **values: Any) -> dict[str, Any]:
    digests = {field: commitment(SALT, field, value) for field, value in values.items()}
    plain = {"actor": "system:test", "at": f"2026-11-22T09:00:0{number}.000000+00:00", "act": act}
    subject = {"subject_kind": "entry", "subject_id": "2"}
    return {**plain, **subject, "id": number, "organisation": organisation, "digests": digests, "blind": "b" * 36}


def lines_of(entries: list[tuple[dict[str, Any], dict[str, Any] | None]], *, head: Head = HEAD) -> Iterator[bytes]:
    """Yield a log; an entry with None is told by its digest alone. A checkpoint stands after the last but one."""
    lines, previous = LogLines(), beginning(CHAIN)
    yield lines.head(head)
    for number, (content, values) in enumerate(entries, start=1):
        previous = seal(canonical(content), previous)
        told = {field: [SALT, value] for field, value in (values or {}).items()}
        if values is None:
            yield lines.others([sha256(canonical(content)).hex()])
        else:
            gone = ACT if len(told) < len(content["digests"]) and head.values else None
            yield lines.entry(number, content, previous.hex(), told, deleted=gone)
        if number == len(entries) - 1:
            statement = statement_of(CHAIN, entries=number, seal=previous.hex(), at="2026-11-22T09:30:00+00:00")
            yield lines.checkpoint(statement, signature_of(statement, KEY), None)
    yield lines.end(entries=len(entries), seal=previous.hex())


GONE = {"why": "Art. 17 GDPR", "fields": ["name"]}
ENTRIES: list[tuple[dict[str, Any], dict[str, Any] | None]] = [
    (entry(1, organisation=9, name="of another"), None),
    (entry(2, name="Ada Example"), {}),
    (entry(3, city="Oslo"), {"city": "Oslo"}),
    (entry(4, act="forgotten", **GONE), GONE),
    (entry(5), {}),
]
GOOD = b"".join(lines_of(ENTRIES))


def verdict(data: bytes, **more: Any) -> Verdict:
    return verdict_of_log([data[:100], data[100:]], **more)


def says(found: Verdict) -> str:
    return " ".join(check.says for check in found.checks)


def test_it_says_what_holds() -> None:
    found = verdict(GOOD)
    assert found.holds
    assert is_log(GOOD[:64])
    assert "5 entries, each sealed with the one before it; 1 of them are told by their digest alone." in says(found)
    assert "1 values stood here and were deleted: 1 at entry 2 on 2026-11-22, ground “Art. 17 GDPR”." in says(found)
    assert "The last 1 entries are sealed and not signed yet." in says(found)
    assert found.signer is not None


def test_each_changed_byte_is_found() -> None:
    chance = random.Random(5)
    places = range(len(GOOD)) if len(GOOD) < 1500 else chance.sample(range(len(GOOD)), 1500)
    for at in places:
        changed = GOOD[:at] + bytes([GOOD[at] ^ chance.randrange(1, 256)]) + GOOD[at + 1 :]
        assert not verdict(changed).holds, at


@pytest.mark.parametrize("cut", [1, 60, 300, len(GOOD) // 2, len(GOOD) - 1])
def test_what_is_cut_off_or_added_is_found(cut: int) -> None:
    assert not verdict(GOOD[:cut]).holds
    assert not verdict(GOOD + b"x").holds
    assert not verdict(GOOD + GOOD).holds


def rebuilt(entries: list[tuple[dict[str, Any], dict[str, Any] | None]], **more: Any) -> Verdict:
    """Judge a log that somebody wrote anew, with an end that fits."""
    return verdict(b"".join(lines_of(entries, **more)))


def test_who_can_write_the_file_anew_is_found_too() -> None:
    other_value = [*ENTRIES[:2], (ENTRIES[2][0], {"city": "Bergen"}), *ENTRIES[3:]]
    assert "city is not the value that was sealed" in says(rebuilt(other_value))
    taken_away = [*ENTRIES[:2], (ENTRIES[2][0], {}), *ENTRIES[3:]]
    assert "Entry 2: values are missing that entry 4 is said to have deleted, and did not" in says(rebuilt(taken_away))
    no_ground = [*ENTRIES[:3], ENTRIES[4], ENTRIES[4]]
    assert "Entry 2: values are missing that entry 4" in says(rebuilt(no_ground))
    foreign = [(ENTRIES[0][0], {"name": "of another"}), *ENTRIES[1:]]
    assert "one of another organisation" in says(rebuilt(foreign))
    no_pair = GOOD.replace(b'"why":["' + SALT.encode() + b'","Art. 17 GDPR"]', b'"why":5')
    assert "why is not the value that was sealed" in says(verdict(no_pair))
    by_another = [*ENTRIES[:3], (entry(4, organisation=9, act="forgotten", **GONE), None), ENTRIES[4]]
    assert "Entry 2: values are missing that entry 4" in says(rebuilt(by_another))


def test_what_was_kept_for_its_time_is_explained_by_one_act() -> None:
    def log(before: str) -> Verdict:
        act = {**entry(4, act="forgotten", **GONE), "subject_kind": "entries before", "subject_id": before}
        return rebuilt(
            [(entry(1, name="Ada"), {}), (entry(2, name="Bea", city="Oslo"), {}), (entry(3), {}), (act, GONE)]
        )

    found = log("2026-11-22T09:00:03.000000+00:00")
    assert found.holds
    assert "3 values stood here and were deleted: 3 of 2 entries on 2026-11-22" in says(found)
    assert "Entry 1: values are missing that entry 4" in says(log("2026-11-22T09:00:02.000000+00:00"))


def test_values_that_no_act_names_are_missing() -> None:
    data = GOOD.replace(b'{"deleted":4,', b'{"deleted":null,')
    assert "Entry 2: 1 values are missing, and no act says why" in says(verdict(data))


def test_a_log_without_values_tells_none() -> None:
    head = HEAD._replace(values=False)
    assert rebuilt([(content, None if told is None else {}) for content, told in ENTRIES], head=head).holds
    assert "that says it tells none" in says(rebuilt(ENTRIES, head=head))


def test_a_signature_by_nobody_and_a_checkpoint_elsewhere_are_found() -> None:
    lines = GOOD.split(b"\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(b'{"checkpoint"'))
    moved = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    assert "what was signed is not what the chain comes to" in says(verdict(b"\n".join(moved)))
    signature = base64.b64encode(bytes(64))
    forged = lines[at][: lines[at].index(b'"signature":"')] + b'"signature":"' + signature + b'"},"timestamp":null}'
    assert "the checkpoint does not hold" in says(verdict(b"\n".join([*lines[:at], forged, *lines[at + 1 :]])))


def test_a_timestamp_of_other_bytes_is_found() -> None:
    lines = LogLines()
    statement = statement_of(CHAIN, entries=1, seal="0" * 64, at="2026-11-22T09:30:00+00:00")
    head = lines.head(Head(CHECKPOINTS, CHAIN, "2026-11-22T10:00:00Z", "counterfoil test", None, False))
    data = head + lines.checkpoint(statement, signature_of(statement, KEY), TOKEN) + lines.end(entries=1, seal="0" * 64)
    assert "The timestamp at entry 1 does not hold: it is a timestamp of other bytes" in says(verdict(data))


def test_a_later_log_goes_on_from_an_earlier_one() -> None:
    known = seals_in([GOOD], file="earlier")
    assert sorted(known) == [4, 5]
    later = b"".join(lines_of([*ENTRIES, (entry(6), {})]))
    assert "It goes on from what earlier has seen: 2 seals" in says(verdict(later, known=known, file="earlier"))
    other = b"".join(lines_of([*ENTRIES[:4], (entry(6), {}), (entry(7), {})]))
    assert "At entry 5 it is not what earlier has seen" in says(verdict(other, known=known, file="earlier"))
    short = b"".join(lines_of(ENTRIES[:4]))
    assert "the end was taken away" in says(verdict(short, known=known, file="earlier"))
    with pytest.raises(UserError, match="earlier file does not hold"):
        seals_in([GOOD[:-5]], file="earlier")


def test_any_bytes_are_judged() -> None:
    chance = random.Random(9)
    for _ in range(300):
        start = GOOD[: chance.randrange(len(GOOD))]
        assert not verdict(start + chance.randbytes(40) + b"\n" + GOOD[len(start) :]).holds
    for line in (
        b"{}",
        b"[]",
        b"1",
        b'{"others":[]}',
        b'{"end":1}',
        b'{"deleted":1,"entry":{},"number":1,"seal":"","told":{}}',
    ):
        assert not verdict(GOOD.split(b"\n")[0] + b"\n" + line + b"\n").holds
