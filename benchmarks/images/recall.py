"""After which edits is a picture found again, and how often is another one taken for it?

The bank holds all packshots and the groceries, of both halves. *Found*: the picture's own row is a copy. *False*: any
other picture is, above all the same product in another colour. Two files with the same pixels are the same picture,
whatever their names say (`same_picture`); other views of one product in one colour are neither found nor false.
"""

import multiprocessing
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from packshots import Packshot, opened
from picture_edits import edited
from PIL import Image

from counterfoil.images.bank import COPY
from counterfoil.images.keypoints import Keypoints, from_bytes
from counterfoil.images.known import known_pictures_shown
from counterfoil.images.known_file import KnownPictures, build_known, digest_of_known, open_known
from counterfoil.images.look import Look, Wanted, fingerprints_of, look

SAME_PIXELS = 2.0  # levels of 255: mean difference of thumbnails below which two files show one picture
THUMBNAIL = 64  # pixels


class Asked(NamedTuple):
    """`fingerprints` of every edited picture, its id being `edit/picture`; `answers` by `known_pictures_shown`."""

    fingerprints: pl.DataFrame
    answers: pl.DataFrame


class Task(NamedTuple):
    """One packshot after each edit, with the one put beside it, and the file and digest of the bank."""

    shot: Packshot
    other: Packshot
    bank: Path
    digest: str


def asked(shots: list[Packshot], known: list[Path], *, jobs: int = 1) -> Asked:
    """Return what a bank of these files answers to each packshot after each edit, worked on by so many processes."""
    spawned = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(jobs, mp_context=spawned) as pool:
        looks = list(pool.map(_looked, known, chunksize=20))
        seen = _tables(looks)
        file = Path(folder) / "bank"
        build_known(*seen).tofile(file)
        digest = digest_of_known(*seen)
        tasks = [Task(shot, _other(shots, place), file, digest) for place, shot in enumerate(shots)]
        parts = list(pool.map(_asked_of, tasks))
    return Asked(*(pl.concat(frames) for frames in zip(*parts, strict=True)))


def bank_of_files(paths: list[Path]) -> KnownPictures:
    """Return the bank of these files, under their names."""
    seen = seen_in((path.name, path.read_bytes()) for path in paths)
    return open_known(build_known(*seen), digest_of_known(*seen), file="bank")


def _looked(path: Path) -> Look:
    return look(path.name, path.read_bytes(), wanted=Wanted(codes=False))


def _asked_of(task: Task) -> Asked:
    """Collage and inset take the packshot half the list away as the other one."""
    drawn = edited(opened(task.shot.path), opened(task.other.path), name=task.shot.image_id)
    fingerprints, keypoints = seen_in((f"{one.edit}/{task.shot.image_id}", one.data) for one in drawn)
    bank = open_known(np.memmap(task.bank, dtype=np.uint8, mode="r"), task.digest, file=str(task.bank))
    return Asked(fingerprints, known_pictures_shown(fingerprints, keypoints, bank))


def seen_in(pictures: Iterable[tuple[str, bytes]]) -> tuple[pl.DataFrame, dict[str, Keypoints]]:
    """Return the fingerprints and the keypoints of pictures given by id and bytes."""
    return _tables([look(name, data, wanted=Wanted(codes=False)) for name, data in pictures])


def _tables(looks: list[Look]) -> tuple[pl.DataFrame, dict[str, Keypoints]]:
    return fingerprints_of(looks), {one.image_id: from_bytes(one.keypoints) for one in looks if one.refused is None}


def outcomes(question: Asked, shots: list[Packshot], everything: list[Packshot]) -> pl.DataFrame:
    """Return a row per edited picture of `shots`, asked of a bank of `everything`.

    Columns: `edit`, `picture`, whether it was `found`, and how many `false` and `recoloured` answers there are.
    `recoloured` counts the false answers that show the same product in another colour.
    """
    known = pl.DataFrame(
        [(s.image_id, s.product, s.colour) for s in everything], schema=["id", "product", "colour"], orient="row"
    )
    theirs = known.rename({"id": "known_id", "product": "known_product", "colour": "known_colour"})
    named = pl.col("image_id").str.split_exact("/", 1).struct.rename_fields(["edit", "picture"])
    pairs = question.answers.filter(pl.col("verdict") == COPY).with_columns(named.alias("named")).unnest("named")
    same = same_picture(shots)
    judged = (
        pairs.join(known, left_on="picture", right_on="id")
        .join(theirs, on="known_id", how="left")
        .with_columns(
            own=pl.col("picture") == pl.col("known_id"),
            twin=pl.concat_str("picture", "known_id", separator="/").is_in(same)
            | pl.concat_str("image_id", "known_id", separator="/").is_in(shown_too(shots, same)),
            product_again=pl.col("product").eq_missing(pl.col("known_product")),
            variant=pl.col("product").eq_missing(pl.col("known_product"))
            & (pl.col("colour") != pl.col("known_colour")),
        )
        .with_columns(wrong=~pl.col("own") & ~pl.col("twin") & (pl.col("variant") | ~pl.col("product_again")))
    )
    counts = judged.group_by("image_id").agg(
        found=pl.col("own").any(), false=pl.col("wrong").sum(), recoloured=(pl.col("wrong") & pl.col("variant")).sum()
    )
    everyone = question.fingerprints.select("image_id").unique(maintain_order=True).with_columns(named.alias("named"))
    return (
        everyone.unnest("named")
        .join(counts, on="image_id", how="left")
        .with_columns(pl.col("found").fill_null(value=False), pl.col("false", "recoloured").fill_null(0))
    )


def same_picture(shots: list[Packshot]) -> list[str]:
    """Return the pairs, as `one/other`, of files of one product whose pixels are the same."""
    small = {shot.image_id: _thumbnail(shot) for shot in shots}
    return [
        f"{one.image_id}/{other.image_id}"
        for one in shots
        for other in shots
        if one is not other and one.product == other.product
        if np.abs(small[one.image_id] - small[other.image_id]).mean() < SAME_PIXELS
    ]


def shown_too(shots: list[Packshot], same: list[str]) -> list[str]:
    """Return, as `edit/one/other`, which other packshots are rightly seen in an edited picture: the one put beside it,
    and files with its pixels (`same`, by `same_picture`).
    """
    twins: dict[str, list[str]] = {}
    for pair in same:
        one, twin = pair.split("/")
        twins.setdefault(one, []).append(twin)
    return [
        f"{edit}/{shot.image_id}/{name}"
        for place, shot in enumerate(shots)
        for other in [_other(shots, place).image_id]
        for name in (other, *twins.get(other, []))
        for edit in ("collage", "inset")
    ]


def _other(shots: list[Packshot], place: int) -> Packshot:
    return shots[(place + len(shots) // 2) % len(shots)]


def _thumbnail(shot: Packshot) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(opened(shot.path).resize((THUMBNAIL, THUMBNAIL), Image.Resampling.BOX), dtype=np.float64)
