"""What does the run.json of a folder say that somebody else may have sent? One reader for all that is checked again.

It is held to a shape: size, JSON, each key that is used later with its type, and names of files in the folder alone.
"""

import datetime as dt
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import SEAL
from counterfoil.tables.record_file import LARGEST, read_json_record

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Number = Annotated[int, msgspec.Meta(ge=0)]


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """What every such run.json has: the digest of each file that was written."""

    outputs: dict[str, Digest]


class LimitSealed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A threshold that the page shows."""

    threshold: float
    ladder: str


class PracticesSealed(msgspec.Struct, frozen=True, kw_only=True):
    """A file of practices."""

    id: str
    title: str
    file: str


class InputSealed(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was counted from."""

    role: str
    name: str
    sha256: Digest
    rows: Number | None


class CountsSealed(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases stand behind the numbers, and how many rows were set aside."""

    evidence: Number
    rejected: Number


class ScorecardSealed(Sealed, frozen=True, kw_only=True):
    """What a scorecard is counted and its page is made again from."""

    engine_version: str
    started_at: dt.datetime
    platform: Annotated[str, msgspec.Meta(min_length=1)]
    edition: Literal["inside", "outside"]
    periods: str
    first: dt.date = msgspec.field(name="from")
    until: dt.date
    trend_periods: Number
    practices: Annotated[list[PracticesSealed], msgspec.Meta(min_length=1, max_length=1000)]
    limits: dict[str, LimitSealed]
    counts: CountsSealed
    files: list[InputSealed]


class Sort(NamedTuple):
    """A sort of folder: its name, the command that writes it, what its run.json has, and the folders within it."""

    name: str
    command: str
    shape: type[Sealed] = Sealed
    folders: Collection[str] = ()


def sealed_record(folder: Path, sort: Sort) -> dict[str, Any]:
    """Return what run.json says, once it has the shape that its sort asks for.

    Raises UserError where there is none, where it has another shape, and where it names a file outside of the folder.
    """
    path = folder / SEAL
    if not path.is_file():
        cure = f"Name the folder that was given to `counterfoil {sort.command}` with -o."
        raise UserError(f"There is no finished {sort.name} here.", cure=cure, file=str(folder))
    with opened(path) as stream:
        content = stream.read(LARGEST + 1)
    example = f"that of a {sort.name} that was just made, or ask who sent it for its folder again"
    told = read_json_record(content, sort.shape, file=str(path), what=f"run.json of a {sort.name}", example=example)
    outside = [name for name in told.outputs if not _is_within(name, sort.folders)]
    if outside:
        cure = f"Ask who made the {sort.name} to send its folder again."
        raise UserError("It names a file that is not of this folder.", cure=cure, file=str(path))
    record: dict[str, Any] = msgspec.json.decode(content)
    return record


def _is_within(name: str, folders: Collection[str]) -> bool:
    """Return whether a name is that of a file in the folder itself, or in one of its folders."""
    if any(sign in name for sign in "\\:\0") or name != PurePosixPath(name).as_posix():
        return False
    *before, last = name.split("/")
    return last not in ("", ".", "..") and (not before or (len(before) == 1 and before[0] in folders))
