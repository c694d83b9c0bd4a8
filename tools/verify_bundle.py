"""Check a bundle without Counterfoil: python tools/verify_bundle.py FILE. Needs Python 3.11 and, for the signature,
the package `cryptography`. It reads docs/custody.md into code, shares nothing with src/, and names the first fault.
Exits with 0 where all holds, with 1 where not. Timestamps are left to `openssl ts -verify`.
"""

import base64
import hashlib
import json
import re
import struct
import sys
import unicodedata
import zlib
from pathlib import Path
from typing import Any

SAFE = re.compile(r'(?!\.{1,2}$)[^\x00-\x1f\x7f/\\:*?"<>|]{1,200}(?<![ .])')
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
HEX = {32: re.compile("[0-9a-f]{32}"), 64: re.compile("[0-9a-f]{64}")}


def must(holds: Any, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def loaded(data: bytes, where: str) -> Any:
    value = json.loads(data)
    must(canonical(value) == data and b"." not in re.sub(rb'"(\\.|[^"\\])*"', b"", data), f"{where} is not canonical")
    return value


def headers(name: bytes, size: int, crc: int, offset: int) -> tuple[bytes, bytes]:
    """The local and the central header of a member, as sections 4.3.7 and 4.3.12 of ZIP's APPNOTE have them."""
    big, small = 0xFFFFFFFF, min(size, 0xFFFFFFFF)
    wide = [size, size] if size >= big else []
    local = struct.pack("<HHQQ", 1, 16, *wide) if wide else b""
    wide += [offset] if offset >= big else []
    central = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    fixed = [
        (45 if extra else 20, 0x800, 0, 0, 0x21, crc, small, small, len(name), len(extra)) for extra in (local, central)
    ]
    first = struct.pack("<4s5H3I2H", b"PK\3\4", *fixed[0]) + name + local
    more = (3 << 8 | fixed[1][0], *fixed[1], 0, 0, 0, 0o100644 << 16, min(offset, big))
    return first, struct.pack("<4s6H3I5H2I", b"PK\1\2", *more) + name + central


def check_name(name: str, last: str, folded: set[str]) -> None:
    safe = all(SAFE.fullmatch(part) and not DEVICE.match(part) for part in name.split("/"))
    must(safe and name.isprintable() and len(name.encode()) <= 1024, f"{name!r} is no safe name")
    must(name.encode() > last.encode(), f"{name} stands twice or out of order")
    once = unicodedata.normalize("NFC", name).casefold()
    must(once not in folded, f"{name} stands twice, written differently")
    folded.add(once)


def members(path: Path) -> dict[str, tuple[int, int, bytes]]:
    """Where each member lies: offset, size and SHA-256. Every byte of the file that is none of theirs is made anew."""
    found: dict[str, tuple[int, int, bytes]] = {}
    listing, last, folded = b"", "", set[str]()
    with path.open("rb") as file:
        while (mark := file.read(4)) == b"PK\3\4":
            offset = file.tell() - 4
            fixed = mark + file.read(26)
            crc, _, size, length, extra = struct.unpack("<14xIIIHH", fixed)
            rest = file.read(length + extra)
            size = int.from_bytes(rest[-8:], "little") if extra else size
            name, digest, seen, left = rest[:length].decode(), hashlib.sha256(), 0, size
            check_name(name, last, folded)
            local, central = headers(rest[:length], size, crc, offset)
            must(local == fixed + rest, f"the header of {name} is changed")
            while left and (chunk := file.read(min(left, 1 << 20))):
                digest.update(chunk)
                seen, left = zlib.crc32(chunk, seen), left - len(chunk)
            must(not left and seen == crc, f"{name} is cut short or damaged")
            last = name
            found[name] = (file.tell() - size, size, digest.digest())
            listing += central
        start, count, big = file.tell() - len(mark), len(found), 0xFFFFFFFF
        end = b""
        if count >= 0xFFFF or len(listing) >= big or start >= big:
            end = struct.pack("<4sQHHII4Q", b"PK\6\6", 44, 3 << 8 | 45, 45, 0, 0, count, count, len(listing), start)
            end += struct.pack("<4sIQI", b"PK\6\7", 0, start + len(listing), 1)
        counts = min(count, 0xFFFF), min(count, 0xFFFF), min(len(listing), big), min(start, big)
        end += struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, *counts, 0)
        must(mark + file.read() == listing + end, "the end of the file is changed, cut short or added to")
    return found


def tree(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash of RFC 9162, 2.1.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"")
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:]))


def digest_of(field: str, content: Any) -> str:
    """The salted digest of a field, told as [salt, value] or withheld as that digest."""
    if isinstance(content, str):
        must(HEX[64].fullmatch(content), f"{field} is withheld without a digest")
        return content
    must(len(content) == 2 and HEX[32].fullmatch(content[0]), f"{field} is told without a salt")
    return sha256(canonical([content[0], field, content[1]])).hex()


def part(path: Path, place: tuple[int, int, bytes]) -> bytes:
    with path.open("rb") as file:
        file.seek(place[0])
        return file.read(place[1])


def signed(signature: bytes, data: bytes) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    content = loaded(signature, "the signature")
    must(
        set(content) == {"algorithm", "key", "signature"} and content["algorithm"] == "Ed25519", "no Ed25519 signature"
    )
    key, made = (base64.b64decode(content[name], validate=True) for name in ("key", "signature"))
    must([base64.b64encode(one).decode() for one in (key, made)] == [content["key"], content["signature"]], "base64")
    Ed25519PublicKey.from_public_bytes(key).verify(made, data)
    return sha256(key).hex()[:32]


class Records:
    """What the tables tell and hide: files listed, and how often each field is withheld."""

    def __init__(self) -> None:
        self.listed: dict[str, tuple[int, bytes]] = {}
        self.hidden: dict[tuple[str, str], int] = {}

    def read(self, name: str, data: bytes, sealed: dict[str, Any]) -> None:
        seal, leaves = sha256(b"\2" + name.encode()), []
        *lines, rest = data.split(b"\n")
        must(rest == b"", f"{name} does not end with a line feed")
        for number, text in enumerate(lines, start=1):
            line = loaded(text, f"{name}, record {number}")
            entry = canonical({field: digest_of(field, content) for field, content in line["record"].items()})
            seal = sha256(b"\3" + seal + sha256(entry))
            must(line == {"record": line["record"], "seal": seal.hex()}, f"{name}, record {number}: its seal is broken")
            leaves.append(sha256(b"\0" + entry))
            told = {field: content[1] for field, content in line["record"].items() if isinstance(content, list)}
            self.take(name, number, told, set(line["record"]) - set(told))
        must(
            sealed == {"entries": len(leaves), "seal": seal.hex(), "tree": tree(leaves).hex()}, f"{name}: not as sealed"
        )

    def take(self, name: str, number: int, told: dict[str, Any], hidden: set[str]) -> None:
        must(name != "events" or told["number"] == number, f"event {number} has another number")
        must(name != "evidence" or "side" in told, f"evidence {number} does not say whether it is for or against")
        if name == "files":
            must(
                {*told, *hidden} == {"path", "sha256", "size"} and not (told and hidden),
                f"file {number} is told in part",
            )
            must(told.get("path") not in self.listed, f"file {number} is listed twice")
            self.listed |= {told["path"]: (told["size"], bytes.fromhex(told["sha256"]))} if told else {}
            hidden = {""} if hidden else set()
        for place in ((name if field else "", field) for field in hidden):
            self.hidden[place] = self.hidden.get(place, 0) + 1


def check_edition(small: dict[str, bytes], hidden: dict[tuple[str, str], int]) -> None:
    report = loaded(small["withheld/report.json"], "withheld/report.json")
    must(report["root"] == sha256(small["root.json"]).hex(), "the report of what is withheld is of another bundle")
    must(report["format"] == "counterfoil edition 1" and len(report) == 4, "the report is of another format")
    must(report["certificate"] == sha256(small["withheld/certificate.md"]).hex(), "the new certificate is changed")
    counted: dict[tuple[str, str], int] = {}
    for table, field, _reason, count in report["withheld"]:
        counted[table, field] = counted.get((table, field), 0) + count
    must(counted == hidden, "the report names other fields or files than are withheld")
    if "withheld/signature.json" in small:
        signed(small["withheld/signature.json"], small["withheld/report.json"])


def check(path: Path) -> str:
    """Return what holds. Raises ValueError, or what else a malformed file brings, with the first that does not."""
    inside, records = members(path), Records()
    small = {name: part(path, place) for name, place in inside.items() if re.match(r"[a-z]+\.json|withheld/", name)}
    root = loaded(small["root.json"], "root.json")
    must(root["format"] == "counterfoil bundle 1" and len(root) == 5, "root.json is of another format")
    tables = {f"records/{name}.jsonl": name for name in root["tables"]}
    must(set(tables) == {name for name in inside if name.startswith("records/")}, "a table is missing or unknown")
    for member, name in tables.items():
        records.read(name, part(path, inside[member]), root["tables"][name])
    files = {name: place[1:] for name, place in inside.items() if name.startswith(("files/", "papers/"))}
    must(files == records.listed, "a file is changed, missing or not listed")
    extra = {"root.json", "signature.json", "timestamp.tsr"}
    extra |= {f"withheld/{name}" for name in ("certificate.md", "report.json", "signature.json")}
    must(set(inside) - set(files) - set(tables) <= extra, "something is in it that no bundle holds")
    by = "not signed"
    if "signature.json" in small:
        by = f"signed with {signed(small['signature.json'], small['root.json'])}"
    if records.hidden or any(name.startswith("withheld/") for name in small):
        check_edition(small, records.hidden)
    return f"{path}: {len(inside)} members hold; {sum(records.hidden.values())} values or files withheld; {by}."


if __name__ == "__main__":
    try:
        print(check(Path(sys.argv[1])))
    except Exception as fault:
        sys.exit(f"{sys.argv[1]}: BROKEN: {type(fault).__name__}: {fault}")
