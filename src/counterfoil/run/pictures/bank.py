"""The known pictures of a run: looked at once, kept in the user's cache under the digest of their bytes, and mapped."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.images.arrays_file import Bytes
from counterfoil.images.keypoints import from_bytes
from counterfoil.images.known_file import KnownPictures, build_known, digest_of_known, open_known
from counterfoil.images.look import Look, Wanted, fingerprints_of
from counterfoil.run.pictures.cache import digest_of_reading, picture_cache
from counterfoil.run.pictures.looker import Lookers
from counterfoil.run.pictures.sources import file_bytes
from counterfoil.tables.contract import LINE
from counterfoil.tables.known_picture import KnownPicture
from counterfoil.tables.reject import Reject, shorten

SUFFIX = ".known"
MOST_KEPT = 4  # banks in the folder; the ones not used for longest go
OUTSIDE = "file must be the path of a picture beside this table or below it"
ABSENT = "file must be there and hold something"
NOTHING_TO_SEE = "the picture shows too little to be known again"
NO_KNOWN_PICTURES = KnownPicture.create_empty()


class Known(NamedTuple):
    """`table`: the known pictures in use, by contract; `pictures`: what is looked up, None where there are none;
    `rejects`: those that could not be used; `digest`: of the bytes of all; `same_bytes`: the pictures of one file."""

    table: pl.DataFrame
    pictures: KnownPictures | None
    rejects: pl.DataFrame
    digest: str
    same_bytes: dict[str, list[str]]  # by SHA-256


class _Files(NamedTuple):
    """The usable files by image, why others are not, and the digest of all their bytes."""

    places: dict[str, Path]
    refused: dict[str, str]
    digest: str
    sums: dict[str, str]


class _Opened(NamedTuple):
    pictures: KnownPictures
    refused: dict[str, str]


def known_in(table: pl.DataFrame, lookers: Lookers, *, path: Path) -> Known:
    """Return the known pictures of a table (columns of KnownPicture and `line`) that lies at `path`."""
    files = _files(table, path.parent.resolve())
    held = (_kept(files.digest) or _made(files, lookers)) if files.places else None
    refused = files.refused | (held.refused if held else {})
    rejects = _rejects(table, refused, path.name)
    in_use = table.filter(~pl.col("image_id").is_in(list(refused)))
    same_bytes: dict[str, list[str]] = {}
    for image_id in in_use["image_id"]:
        same_bytes.setdefault(files.sums[image_id], []).append(image_id)
    return Known(in_use, held.pictures if held else None, rejects, files.digest, same_bytes)


def bank_of(looks: list[Look]) -> tuple[Bytes, str]:
    """Return the block of the pictures that were looked at, as `open_known` opens it, and its digest."""
    fingerprints = fingerprints_of(looks)
    keypoints = {one.image_id: from_bytes(one.keypoints) for one in looks if one.keypoints}
    keypoints = {image_id: found for image_id, found in keypoints.items() if len(found.points)}
    return build_known(fingerprints, keypoints), digest_of_known(fingerprints, keypoints)


def unusable(looks: list[Look], pictures: KnownPictures) -> dict[str, str]:
    """Return the pictures that the bank made of `looks` cannot know again, and why."""
    seen = set(pictures.ids) | set(pictures.bank.rows["image_id"])
    return {one.image_id: one.refused or NOTHING_TO_SEE for one in looks if one.image_id not in seen}


def _files(table: pl.DataFrame, folder: Path) -> _Files:
    digest, places, refused, sums = hashlib.sha256(digest_of_reading().encode()), {}, {}, {}
    for image_id, file in table.select("image_id", "file").iter_rows():
        place = _inside(folder, file)
        data = file_bytes(place) if place else b""
        if place is None or not data:
            refused[image_id] = OUTSIDE if place is None else ABSENT
            continue
        places[image_id] = place
        sums[image_id] = hashlib.sha256(data).hexdigest()
        digest.update(f"{image_id}\0{sums[image_id]}\n".encode())
    return _Files(places, refused, digest.hexdigest(), sums)


def _inside(folder: Path, file: str) -> Path | None:
    """Return the path of a file in the folder, or None where it leads out of it."""
    if "\0" in file or Path(file).is_absolute():
        return None
    place = (folder / file.replace("\\", "/")).resolve()
    return place if place.is_relative_to(folder) else None


def _rejects(table: pl.DataFrame, refused: dict[str, str], file: str) -> pl.DataFrame:
    told = table.filter(pl.col("image_id").is_in(list(refused)))
    return Reject.cast(
        told.select(
            file=pl.lit(file),
            line=pl.col(LINE),
            field=pl.lit("file"),
            value=shorten(pl.col("file")),
            rule=pl.col("image_id").replace_strict(refused or {"": ""}, default=None, return_dtype=pl.String),
        )
    )


def _made(files: _Files, lookers: Lookers) -> _Opened:
    """Look at the pictures, and keep the bank where that can be done."""
    looks = list(lookers.see(_read(files), wanted=Wanted(codes=False)))
    data, digest = bank_of(looks)
    pictures = open_known(data, digest, file="the bank of known pictures")
    refused = unusable(looks, pictures)
    with suppress(OSError):
        _write(picture_cache() / f"{files.digest}{SUFFIX}", data, {"digest": digest, "refused": refused})
    return _Opened(pictures, refused)


def _read(files: _Files) -> Iterator[tuple[str, bytes]]:
    for image_id, place in files.places.items():
        yield image_id, file_bytes(place)


def _kept(name: str) -> _Opened | None:
    """Return the bank of this name from the user's cache, mapped; one that is damaged is made anew."""
    path = picture_cache() / f"{name}{SUFFIX}"
    try:
        told: dict[str, Any] = json.loads(_beside(path).read_text(encoding="utf-8"))
        data = np.asarray(np.memmap(path, dtype=np.uint8, mode="c"))
        pictures = open_known(data, told["digest"], file=str(path))
        os.utime(path)  # it is in use: others go first
        return _Opened(pictures, dict(told["refused"]))
    except (OSError, ValueError, LookupError, TypeError, UserError):
        return None


def _write(path: Path, data: Any, told: dict[str, Any]) -> None:
    """Write the bank, and last what says that it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.stem}-{os.getpid()}")
    try:
        data.tofile(partial)
        partial.replace(path)
        partial.write_text(json.dumps(told), encoding="utf-8")
        partial.replace(_beside(path))
    finally:
        partial.unlink(missing_ok=True)
    kept = sorted(path.parent.glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[MOST_KEPT:]:
        _beside(file).unlink(missing_ok=True)
        file.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_suffix(".json")
