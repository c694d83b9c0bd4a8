"""Which known pictures does a picture show, whole or in part, and in the same colours?

A picture is looked for by its hash and by its places. What shares places is a copy where they lie as in the known
photograph and where both show the same colours; in other colours it is `other_colour`: another variant of the goods.
What has too few places is judged by hash and colour fields alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from counterfoil.images.bank import COPY, OTHER_COLOUR, copies
from counterfoil.images.geometry import Overlap, is_same, overlap
from counterfoil.images.keypoints import Keypoints, mirrored
from counterfoil.images.known_file import KnownPictures, places_of
from counterfoil.images.overlap_colour import SAME_WHERE_OVERLAPPING, difference_in_overlap
from counterfoil.images.parts_index import shared

CANDIDATES = 20  # pictures whose geometry is looked at, of each form
LEAST_SHARED = 5  # places without which no geometry is worth looking at
COLUMNS = {
    "image_id": pl.String,
    "known_id": pl.String,
    "verdict": pl.String,
    "distance": pl.Int64,
    "colour_difference": pl.Float64,
    "inliers": pl.Int64,
    "form": pl.String,
}


class Shown(NamedTuple):
    """A known picture of which the asked one shows enough, how, and how different the colours are there."""

    picture: int
    overlap: Overlap
    colour_difference: float


def known_pictures_shown(
    fingerprints: pl.DataFrame, keypoints: Mapping[str, Keypoints], known: KnownPictures
) -> pl.DataFrame:
    """Return the known pictures that pictures show: a row per picture and known picture, by both ids.

    `fingerprints`: the table `fingerprint`; `keypoints`: by image, as far as they were made. Columns: `image_id`,
    `known_id`, `verdict` (COPY or OTHER_COLOUR), `distance` in bits (null where geometry alone found it),
    `colour_difference` (0 the same, 100 black to white), `inliers` (null where the hash alone did) and `form`.
    """
    hashed = copies(fingerprints, known.bank).select(
        "image_id", "known_id", "verdict", "distance", "colour_difference", "form"
    )
    seen = _by_geometry(hashed, keypoints, known)
    both = hashed.join(seen, on=["image_id", "known_id"], how="full", coalesce=True, suffix="_seen")
    return (
        both.with_columns(
            pl.coalesce("verdict_seen", "verdict").alias("verdict"),
            pl.coalesce("colour_difference_seen", "colour_difference").alias("colour_difference"),
            pl.coalesce("form", "form_seen").alias("form"),
        )
        .select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())
        .sort("image_id", "known_id")
    )


def shown_in(asked: Keypoints, known: KnownPictures, also: Iterable[int] = ()) -> list[Shown]:
    """Return the known pictures that the asked one shows by geometry; `also`: numbers to look at besides."""
    numbers = dict.fromkeys(also)
    for form in (asked, mirrored(asked)):
        found = shared(form.descriptors, known.parts, most=CANDIDATES)
        numbers |= dict.fromkeys(one.picture for one in found if len(one.asked) >= LEAST_SHARED)
    return list(_shown(asked, known, numbers))


def _shown(asked: Keypoints, known: KnownPictures, numbers: Iterable[int]) -> Iterator[Shown]:
    for number in numbers:
        theirs = places_of(known, number)
        found = overlap(asked, theirs)
        if is_same(found):
            yield Shown(number, found, difference_in_overlap(asked, theirs, found))


def _by_geometry(hashed: pl.DataFrame, keypoints: Mapping[str, Keypoints], known: KnownPictures) -> pl.DataFrame:
    numbers = {image_id: number for number, image_id in enumerate(known.ids)}
    by_hash = dict(hashed.group_by("image_id").agg("known_id").iter_rows())
    rows = [
        (
            image_id,
            known.ids[one.picture],
            COPY if one.colour_difference <= SAME_WHERE_OVERLAPPING else OTHER_COLOUR,
            one.colour_difference,
            one.overlap.inliers,
            "mirrored" if one.overlap.mirrored else "upright",
        )
        for image_id, asked in keypoints.items()
        for one in shown_in(asked, known, [numbers[other] for other in by_hash.get(image_id, []) if other in numbers])
    ]
    schema = {name: kind for name, kind in COLUMNS.items() if name != "distance"}
    return pl.DataFrame(rows, schema=schema, orient="row")
