"""Nothing of a bundle can be changed unseen: not a byte, not a cut, not an order; and two checkers agree on it."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.custody.bundle import FileGiven, Making, write_bundle
from counterfoil.custody.canonical import canonical
from counterfoil.custody.checks import Verdict, verdict_of
from counterfoil.custody.walk import walked
from counterfoil.custody.zip_reader import ZipReader
from counterfoil.custody.zip_writer import ZipWriter

FAULTS = (struct.error, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, InvalidSignature)
BOTH = ("whole.bundle", "short.bundle")
same_files = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def judged(data: bytes) -> Verdict:
    return verdict_of(walked(io.BytesIO(data)))


def inside(data: bytes) -> dict[str, bytes]:
    return {member.name: b"".join(member.chunks) for member in ZipReader(io.BytesIO(data))}


def packed(contents: dict[str, bytes]) -> bytes:
    """Return the contents as a bundle is packed: every header and CRC-32 right, as a careful forger would."""
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    for name in sorted(contents, key=str.encode):
        writer.add(name, [contents[name]])
    writer.finish()
    return stream.getvalue()


def agreed(data: bytes, standalone: ModuleType, folder: Path) -> bool:
    """Return whether it holds, and insist that the checker that stands alone says the same."""
    path = folder / "tried.bundle"
    path.write_bytes(data)
    try:
        standalone.check(path)
        holds = True
    except FAULTS:
        holds = False
    assert judged(data).holds is holds, [check for check in judged(data).checks if check.holds is False]
    return holds


@pytest.mark.parametrize("name", BOTH)
def test_both_checkers_find_that_it_holds(name: str, made: Path, standalone: ModuleType, tmp_path: Path) -> None:
    data = (made / name).read_bytes()
    assert agreed(data, standalone, tmp_path)
    assert agreed(packed(inside(data)), standalone, tmp_path)


def test_every_flipped_byte_of_a_small_bundle_is_caught() -> None:
    stream = io.BytesIO()
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    making = Making("case-1", "2026-11-09T08:00:00Z", "counterfoil 0.1.0", bytes(32), key)
    file = FileGiven("a.txt", 3, lambda: [b"abc"])
    write_bundle(stream, making, tables={"events": [{"number": 1, "what": "Found."}]}, files=[file])
    data, chance = bytearray(stream.getvalue()), random.Random(1)
    assert judged(bytes(data)).holds
    for at in range(len(data)):
        kept = data[at]
        data[at] ^= chance.randrange(1, 256)
        assert not judged(bytes(data)).holds, f"byte {at}"
        data[at] = kept


@same_files
@given(data=st.data())
def test_a_flipped_byte_is_caught_by_both_checkers(
    data: st.DataObject, made: Path, standalone: ModuleType, tmp_path: Path
) -> None:
    changed = bytearray((made / data.draw(st.sampled_from(BOTH))).read_bytes())
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    assert not agreed(bytes(changed), standalone, tmp_path)


@same_files
@given(data=st.data())
def test_a_flipped_byte_is_caught_where_the_container_is_made_anew(
    data: st.DataObject, made: Path, standalone: ModuleType, tmp_path: Path
) -> None:
    """A forger who mends headers and CRC-32 is still caught: by the digests, the seals, the root and the signature."""
    contents = inside((made / data.draw(st.sampled_from(BOTH))).read_bytes())
    name = data.draw(st.sampled_from(sorted(name for name in contents if contents[name])))  # a table may be empty
    changed = bytearray(contents[name])
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    assert not agreed(packed(contents | {name: bytes(changed)}), standalone, tmp_path)


@same_files
@given(data=st.data())
def test_a_cut_is_told_as_a_cut(data: st.DataObject, made: Path, standalone: ModuleType, tmp_path: Path) -> None:
    whole = (made / data.draw(st.sampled_from(BOTH))).read_bytes()
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert not agreed(cut, standalone, tmp_path)
    assert "It is cut short" in judged(cut).checks[0].says


@given(st.binary(max_size=300))
def test_any_bytes_get_a_verdict(data: bytes) -> None:
    verdict = judged(data)
    assert not verdict.holds
    assert all(check.says for check in verdict.checks)


def test_every_member_left_out_or_put_in_is_caught(made: Path, standalone: ModuleType, tmp_path: Path) -> None:
    contents = inside((made / "short.bundle").read_bytes())
    for name in contents:
        left = packed({other: data for other, data in contents.items() if other != name})
        # Without its signature a bundle holds as one that nobody signed, and says so.
        assert agreed(left, standalone, tmp_path) is name.endswith("signature.json")
    for name in ("files/exhibits/planted.txt", "records/planted.jsonl", "planted.txt", "papers/a", "withheld/more"):
        assert not agreed(packed(contents | {name: b""}), standalone, tmp_path)


Forgery = Callable[[dict[str, bytes]], dict[str, bytes]]


def _lines(change: Callable[[list[bytes]], list[bytes]], name: str = "records/events.jsonl") -> Forgery:
    return lambda contents: contents | {name: b"".join(change(contents[name].splitlines(keepends=True)))}


def _event(change: Callable[[dict[str, object]], object]) -> Forgery:
    def changed(lines: list[bytes]) -> list[bytes]:
        line = json.loads(lines[1])
        change(line["record"])
        return [lines[0], canonical(line) + b"\n", *lines[2:]]

    return _lines(changed)


@pytest.mark.parametrize(
    ("forgery", "says"),
    [
        (_lines(lambda lines: [lines[1], lines[0], lines[2]]), "record 1, 2, 3: changed, out of order"),
        (_lines(lambda lines: [lines[0], lines[2]]), "2 records where 3 were sealed"),
        (_lines(lambda lines: [*lines, lines[2]]), "4 records where 3 were sealed"),
        (_lines(lambda lines: [*lines[:2], lines[2].rstrip()]), "the last line has no end"),
        (_lines(lambda lines: [b"[" * 200_000 + b"\n", *lines]), "record 1: it is no JSON"),
        (
            _lines(lambda lines: [lines[0].replace(b":", b": ", 1), *lines[1:]]),
            "record 1: it is not written as canonical",
        ),
        (_event(lambda record: record["what"].__setitem__(1, "Another act.")), "record 2: changed"),
        (_event(lambda record: record["what"].__setitem__(0, "0" * 32)), "record 2: changed"),
        (_event(lambda record: record.update(what="0" * 64)), "record 2: changed"),
        (_event(lambda record: record.pop("why")), "record 2: changed"),
        (_event(lambda record: record.update(more=["0" * 32, 1])), "record 2: changed"),
        (_event(lambda record: record.update(what=[1.5, 2])), "a number with a fraction"),
        (lambda contents: contents | {"root.json": b"{}"}, "root.json is not as it was written"),
        (lambda contents: contents | {"root.json": contents["root.json"].replace(b"bundle 1", b"bundle 2")}, "format"),
        (
            lambda contents: contents | {"files/exhibits/run.json": b"{}"},
            "Other bytes than were sealed: files/exhibits/run.json.",
        ),
    ],
)
def test_a_forgery_is_told_with_its_place(
    forgery: Forgery, says: str, made: Path, standalone: ModuleType, tmp_path: Path
) -> None:
    data = packed(forgery(inside((made / "whole.bundle").read_bytes())))
    assert not agreed(data, standalone, tmp_path)
    assert says in " ".join(check.says for check in judged(data).checks if check.holds is False)


def test_a_signature_of_another_bundle_does_not_pass(made: Path, standalone: ModuleType, tmp_path: Path) -> None:
    contents = inside((made / "short.bundle").read_bytes())
    swapped = contents | {"signature.json": contents["withheld/signature.json"]}
    assert not agreed(packed(swapped), standalone, tmp_path)


def test_a_bomb_is_refused_unopened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("root.json", bytes(64 << 20))
    verdict = judged(stream.getvalue())
    assert "The header of root.json is not as it was written" in verdict.checks[0].says
