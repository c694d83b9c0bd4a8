"""What is seen in one picture? The one call that a worker process makes; bytes in, plain values out.

Nothing that the bytes hold is raised. Time and memory are bounded by the process around this one.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.images.codes_on_packs import CodeOnPack, codes_on_pack
from counterfoil.images.decode import Refusal, decode
from counterfoil.images.fingerprint import Fingerprint, fingerprints
from counterfoil.images.fingerprint_rows import table_of
from counterfoil.images.keypoints import keypoints, to_bytes
from counterfoil.images.words_on_packs import WordsOnPack, word_reader, words_on_pack

FINE = 1600  # pixels of the longer side for codes and words: a bar code's lines are lost at 512


class Wanted(NamedTuple):
    """What is looked for beside the fingerprints, the dearest last: reading words takes seconds."""

    keypoints: bool = True
    codes: bool = True
    words: bool = False


class Look(NamedTuple):
    """What one picture shows. `refused`: why it was not looked at, the rest being empty then.

    `width`, `height`: of the whole file, in pixels; `keypoints`: `keypoints.to_bytes`, empty where not wanted.
    """

    image_id: str
    refused: str | None = None
    width: int = 0
    height: int = 0
    fingerprints: tuple[Fingerprint, ...] = ()
    keypoints: bytes = b""
    codes: tuple[CodeOnPack, ...] = ()
    words: tuple[WordsOnPack, ...] = ()


def look(image_id: str, data: bytes, *, wanted: Wanted) -> Look:
    """Return what the picture of these bytes shows, or why it is refused; no bytes raise anything."""
    picture = decode(data)
    if isinstance(picture, Refusal):
        return Look(image_id, picture.reason)
    seen = Look(image_id, None, picture.width, picture.height, tuple(fingerprints(picture)))
    if wanted.keypoints:
        seen = seen._replace(keypoints=to_bytes(keypoints(picture)))
    fine = decode(data, longest=FINE) if wanted.codes or wanted.words else picture
    if isinstance(fine, Refusal):  # what was read once can be read twice
        return Look(image_id, fine.reason)
    if wanted.codes:
        seen = seen._replace(codes=tuple(codes_on_pack(fine)))
    if wanted.words:
        seen = seen._replace(words=tuple(words_on_pack(fine, word_reader())))
    return seen


def fingerprints_of(looks: list[Look]) -> pl.DataFrame:
    """Return the table `fingerprint` of pictures that were looked at: as `fingerprint_rows` of their bytes."""
    return table_of(
        row
        for one in looks
        for row in (
            [(one.image_id, *[None] * 7, one.refused)]
            if one.refused is not None
            else [(one.image_id, *form, one.width, one.height, None) for form in one.fingerprints]
        )
    )
