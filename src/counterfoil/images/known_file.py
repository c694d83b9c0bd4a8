"""The known pictures as a value that outlives the process: their hashes, colours, places and words in one block.

`build_known` makes the block of tables, `open_known` reads it where it lies. Its name is the SHA-256 of what it was
made of. Who keeps the bytes, and where, is not decided here.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from counterfoil.images.arrays_file import Bytes, packed, unpacked
from counterfoil.images.bank import Bank, bank_rows
from counterfoil.images.colour import COLOUR_BYTES
from counterfoil.images.fingerprint import INSIDE, WHOLE
from counterfoil.images.hash_index import hashes_of
from counterfoil.images.index_file import build_index, digest_of_hashes, open_index
from counterfoil.images.keypoints import COLOUR_SIDE, LENGTH, Keypoints, to_bytes
from counterfoil.images.parts_index import PartsIndex, parts_index
from counterfoil.images.vocabulary import Vocabulary

MOST = 400  # places kept of a known picture, the strongest; 60 KB with their words and colours
VIEWS = (WHOLE, INSIDE)


class KnownPlaces(NamedTuple):
    """Keypoints of all pictures one after the other, each picture's up to its end."""

    points: npt.NDArray[np.float32]
    frames: npt.NDArray[np.float32]
    descriptors: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.float32]
    shapes: npt.NDArray[np.int64]
    smalls: npt.NDArray[np.uint8]


class KnownPictures(NamedTuple):
    """What pictures are held against. `ids`: of the pictures whose places are known, in the order of `places`."""

    bank: Bank
    ids: list[str]
    places: KnownPlaces
    parts: PartsIndex


def digest_of_known(fingerprints: pl.DataFrame, keypoints: Mapping[str, Keypoints]) -> str:
    """Return the name of the bank of these pictures, in hexadecimal; the order of `keypoints` does not matter."""
    rows = bank_rows(fingerprints)
    named = hashlib.sha256(f"known 1 {rows.height} {len(keypoints)}\n".encode())
    for row in rows.iter_rows():
        named.update(b"\0".join(part if isinstance(part, bytes) else part.encode() for part in row))
    for image_id in sorted(keypoints):
        named.update(image_id.encode() + b"\0" + hashlib.sha256(to_bytes(keypoints[image_id])).digest())
    return named.hexdigest()


def build_known(fingerprints: pl.DataFrame, keypoints: Mapping[str, Keypoints]) -> Bytes:
    """Return the block of known pictures, of the table `fingerprint` and the keypoints by image: pure, without chance.

    A picture without keypoints is found by its hash alone, one without a hash by its keypoints.
    """
    rows = bank_rows(fingerprints)
    hashes = hashes_of(rows["hash"].to_list())
    ids = sorted(keypoints)
    places = _places([keypoints[one] for one in ids])
    parts = parts_index(places.descriptors, places.ends)
    colours = np.frombuffer(b"".join(rows["colour"].to_list()), np.uint8).reshape(-1, COLOUR_BYTES)
    arrays: dict[str, npt.NDArray[Any]] = {
        **_texts("bank_ids", rows["image_id"].to_list()),
        "views": np.array([VIEWS.index(view) for view in rows["view"]], np.uint8),
        "colours": colours,
        "hash_index": build_index(hashes),
        "hash_name": np.frombuffer(bytes.fromhex(digest_of_hashes(hashes)), np.uint8),
        **_texts("ids", ids),
        **places._asdict(),
        "centres": parts.vocabulary.centres,
        "middles": parts.vocabulary.middles,
        "starts": parts.starts,
        "numbers": parts.places,
        "signatures": parts.signatures,
    }
    return packed(arrays, digest_of_known(fingerprints, keypoints))


def open_known(data: Bytes, digest: str, *, file: str) -> KnownPictures:
    """Return the known pictures of saved bytes, read where they lie; `data` may be a mapped file.

    Raises UserError that names the file where it is no bank of pictures, is not the one asked for, or is damaged.
    """
    arrays: dict[str, Any] = unpacked(data, digest, file=file)
    index = open_index(arrays["hash_index"], arrays["hash_name"].tobytes().hex(), file=file)
    rows = pl.DataFrame(
        {
            "image_id": _read_texts(arrays, "bank_ids"),
            "view": pl.Series(arrays["views"]).replace_strict(dict(enumerate(VIEWS)), return_dtype=pl.String),
            "colour": _binary(arrays["colours"]),
        }
    )
    places = KnownPlaces(*(arrays[name] for name in KnownPlaces._fields))
    vocabulary = Vocabulary(arrays["centres"], arrays["middles"])
    parts = PartsIndex(vocabulary, arrays["starts"], arrays["numbers"], arrays["signatures"], places.ends)
    return KnownPictures(Bank(rows, index), _read_texts(arrays, "ids").to_list(), places, parts)


def places_of(known: KnownPictures, picture: int) -> Keypoints:
    """Return the keypoints of the picture of this number, as views of the block."""
    places = known.places
    here = slice(int(places.ends[picture - 1]) if picture else 0, int(places.ends[picture]))
    height, width = places.shapes[picture]
    small = places.smalls[picture, :height, :width]
    return Keypoints(places.points[here], places.frames[here], places.descriptors[here], places.sizes[picture], small)


def _places(ones: list[Keypoints]) -> KnownPlaces:
    smalls = np.zeros((len(ones), COLOUR_SIDE, COLOUR_SIDE, 3), np.uint8)
    for at, one in enumerate(ones):
        smalls[at, : one.small.shape[0], : one.small.shape[1]] = one.small
    return KnownPlaces(
        np.concatenate([np.zeros((0, 2), np.float32), *(one.points[:MOST] for one in ones)]),
        np.concatenate([np.zeros((0, 2), np.float32), *(one.frames[:MOST] for one in ones)]),
        np.concatenate([np.zeros((0, LENGTH), np.uint8), *(one.descriptors[:MOST] for one in ones)]),
        np.cumsum([min(len(one.points), MOST) for one in ones], dtype=np.int64),
        np.array([one.size for one in ones], np.float32).reshape(-1, 2),
        np.array([one.small.shape[:2] for one in ones], np.int64).reshape(-1, 2),
        smalls,
    )


def _texts(name: str, texts: list[str]) -> dict[str, npt.NDArray[Any]]:
    written = [text.encode() for text in texts]
    ends = np.cumsum([len(one) for one in written], dtype=np.int64)
    return {name: np.frombuffer(b"".join(written), np.uint8), f"{name}_ends": ends}


def _read_texts(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> pl.Series:
    """Return texts as a column over the bytes where they lie: lists of ten million would take gigabytes."""
    ends = np.concatenate([[0], arrays[f"{name}_ends"]]).astype(np.int64)
    column = pa.LargeStringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(arrays[name]))
    return pl.Series(name, column, dtype=pl.String)


def _binary(rows: npt.NDArray[np.uint8]) -> pl.Series:
    kind = pa.binary(rows.shape[1])
    column = pa.FixedSizeBinaryArray.from_buffers(kind, len(rows), [None, pa.py_buffer(np.ascontiguousarray(rows))])
    return pl.Series("colour", column, dtype=pl.Binary)
