"""The container: one way to write it, opened by ordinary tools, and no byte of it free."""

import io
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.custody.zip_format import Member, directory, is_safe, local_header
from counterfoil.custody.zip_reader import BrokenZip, ZipReader
from counterfoil.custody.zip_writer import ZipWriter
from counterfoil.errors import UserError

CONTENTS = {"files/exhibits/invoice.eml": b"From: a", "files/ø.txt": b"", "records/events.jsonl": b"{}\n" * 9}


def written(contents: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    for name in sorted(contents, key=str.encode):
        writer.add(name, [contents[name][:3], contents[name][3:]])
    writer.finish()
    return stream.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """Return what is inside. Raises BrokenZip, also for a CRC-32 that differs."""
    reader = ZipReader(io.BytesIO(data))
    found = {member.name: b"".join(member.chunks) for member in reader}
    if reader.damaged:
        raise BrokenZip(f"damaged: {reader.damaged}")
    return found


names = st.from_regex(r"[a-z0-9é ]{0,3}[a-zé]", fullmatch=True)


@given(st.dictionaries(names, st.binary(max_size=40), min_size=1, max_size=5))
def test_what_is_written_is_read_here_and_by_others(contents: dict[str, bytes]) -> None:
    data = written(contents)
    assert read(data) == contents
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents


def test_unzip_opens_it(tmp_path: Path) -> None:
    tool = shutil.which("unzip")
    if tool is None:  # Python's reader, above, is another one
        return
    (tmp_path / "case.bundle").write_bytes(written(CONTENTS))
    done = subprocess.run([tool, "-t", str(tmp_path / "case.bundle")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_flipped_bit_of_every_byte_is_caught() -> None:
    data = written(CONTENTS)
    for at in range(len(data)):
        for bit in range(8):
            with pytest.raises(BrokenZip):
                read(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])


def test_every_cut_and_whatever_is_added_is_caught() -> None:
    data = written(CONTENTS)
    for length in range(len(data)):
        with pytest.raises(BrokenZip, match=r"cut short|no part"):
            read(data[:length])
    for more in (b"\0", data, b"PK\x05\x06"):
        with pytest.raises(BrokenZip, match="added"):
            read(data + more)
    with pytest.raises(BrokenZip):
        read(b"#!/bin/sh\n" + data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for head in (b"", written(CONTENTS)[:60]):
        with pytest.raises(BrokenZip):
            read(head + data)


def test_members_out_of_order_twice_or_left_out_are_caught() -> None:
    parts, at = [], 0
    for name in sorted(CONTENTS, key=str.encode):
        length = len(local_header(name, 0, 0)) + len(CONTENTS[name])
        parts.append(written(CONTENTS)[at : at + length])
        at += length
    rest = written(CONTENTS)[at:]
    for order in ([1, 0, 2], [0, 0, 1, 2], [0, 2], [0, 1, 2, 2], [2, 1, 0], []):
        with pytest.raises(BrokenZip):
            read(b"".join(parts[one] for one in order) + rest)
    assert read(b"".join(parts) + rest) == CONTENTS


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/a",
        "a/../b",
        "a\\b",
        "C:a",
        "a//b",
        "",
        ".",
        "a/",
        "con",
        "Aux.txt",
        "a\n",
        "a.",
        "x" * 201,
        "a\u202eb",
    ],
)
def test_a_name_that_leads_elsewhere_is_never_written_nor_read(name: str) -> None:
    assert not is_safe(name)
    with pytest.raises(UserError, match="Rename"):
        ZipWriter(io.BytesIO()).add(name, [])
    if name:
        stream = local_header(name, 0, 0)
        with pytest.raises(BrokenZip):
            read(stream + directory([Member(name, 0, 0, 0)], len(stream)))


def test_names_that_differ_in_case_alone_would_be_one_file_elsewhere() -> None:
    for names in ({"a/B": b"", "a/b": b""}, {"é": b"", "e\u0301": b""}):
        with pytest.raises(UserError):
            written(names)
    headers = local_header("a/B", 0, 0), local_header("a/b", 0, 0)
    members = [Member("a/B", 0, 0, 0), Member("a/b", 0, 0, len(headers[0]))]
    with pytest.raises(BrokenZip, match="twice"):
        read(b"".join(headers) + directory(members, len(headers[0]) * 2))


def test_a_packed_member_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("root.json", bytes(1 << 20))
    with pytest.raises(BrokenZip, match="not as it was written"):
        read(stream.getvalue())


def test_sixty_four_bit_fields_stand_where_a_number_needs_them_and_nowhere_else(tmp_path: Path) -> None:
    """A sparse file of 4 GiB and a member after it: headers only are compared, by Python's own reader too."""
    size = 1 << 32
    head, second = local_header("a", size, 0), local_header("b", 0, 0)
    offset = len(head) + size
    tail = second + directory([Member("a", size, 0, 0), Member("b", 0, 0, offset)], offset + len(second))
    with (tmp_path / "large").open("wb") as stream:
        stream.write(head)
        stream.seek(offset)
        stream.write(tail)
    with zipfile.ZipFile(tmp_path / "large") as archive:
        found = [(one.filename, one.file_size, one.header_offset) for one in archive.infolist()]
    assert found == [("a", size, 0), ("b", 0, offset)]
    assert len(local_header("a", (1 << 32) - 2, 0)) == len(local_header("a", 0, 0))


def test_seventy_thousand_members_are_listed(tmp_path: Path) -> None:
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    for number in range(70_000):
        writer.add(f"{number:05}", [])
    writer.finish()
    assert sum(1 for _ in ZipReader(io.BytesIO(stream.getvalue()))) == 70_000
    with zipfile.ZipFile(stream) as archive:
        assert len(archive.namelist()) == 70_000


def test_random_damage_to_a_larger_one_is_caught() -> None:
    chance = random.Random(7)
    data = written({f"files/{n}": chance.randbytes(50_000) for n in range(4)})
    for _ in range(200):
        at = chance.randrange(len(data))
        with pytest.raises(BrokenZip):
            read(data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :])
