"""Which known pictures does a picture show, whole or in part, and in the same colours?

A picture is looked for by its hash and by its places. What shares places is a copy where they lie as in the known
photograph and where both show the same colours; in other colours it is `other_colour`: another variant of the goods.
What has too few places is judged by hash and colour fields alone.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.images.bank import COPY, OTHER_COLOUR, copies
from counterfoil.images.geometry import Overlap, is_same, matches, moved, overlap, overlap_of_pairs, proposed
from counterfoil.images.keypoints import Keypoints, mirrored
from counterfoil.images.known_file import KnownPictures, places_of
from counterfoil.images.overlap_colour import OverlapColours, colours_in_overlap, same_colours
from counterfoil.images.parts_index import shared

CANDIDATES = 60  # pictures whose shared places are looked at, of each form
LEAST_AGREEING = 5  # of these places, without which the rest is not looked at
LOOKED_AT = 12  # pictures that are compared place by place
NEARER = 0.2  # by which the mean difference of a rival's colours is less
Box = npt.NDArray[np.float64]
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
    """A known picture (its number) of which the asked one shows enough, where, and how the colours compare there."""

    picture: int
    overlap: Overlap
    colours: OverlapColours
    verdict: str


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
    forms = (asked, mirrored(asked))
    wanted = [*_likely(forms, known), *((number, form) for number in also for form in (0, 1))]
    best: dict[int, Shown] = {}
    for number, form in dict.fromkeys(wanted):
        theirs = places_of(known, number)
        found = overlap_of_pairs(forms[form], theirs, matches(forms[form], theirs))._replace(mirrored=form == 1)
        if is_same(found) and (number not in best or found.inliers > best[number].overlap.inliers):
            colours = colours_in_overlap(asked, theirs, found)
            best[number] = Shown(number, found, colours, COPY if same_colours(colours) else OTHER_COLOUR)
    return _after_rivals(list(best.values()), known)


def _likely(forms: tuple[Keypoints, Keypoints], known: KnownPictures) -> list[tuple[int, int]]:
    """Return number and form of the pictures of whose shared places most agree."""
    scored = []
    for form, asked in enumerate(forms):
        for one in shared(asked.descriptors, known.parts, most=CANDIDATES):
            pairs = np.stack([one.asked, one.known], axis=1)
            agreeing = int(proposed(asked, places_of(known, one.picture), pairs).sum())
            if agreeing >= LEAST_AGREEING:
                scored.append((-agreeing, one.picture, form))
    return [(picture, form) for _, picture, form in sorted(scored)[:LOOKED_AT]]


def _after_rivals(shown: list[Shown], known: KnownPictures) -> list[Shown]:
    """Return the same: of two known pictures in one place, other colours of each other, one at most is a copy."""
    boxes = [_box(one, known) for one in shown]
    copied = [at for at, one in enumerate(shown) if one.verdict == COPY]
    farther = {
        at
        for at in copied
        for rival in copied
        if shown[rival].colours.mean < shown[at].colours.mean - NEARER
        and _same_place(boxes[at], boxes[rival])
        and _other_colours(places_of(known, shown[rival].picture), places_of(known, shown[at].picture))
    }
    return [one._replace(verdict=OTHER_COLOUR) if at in farther else one for at, one in enumerate(shown)]


def _other_colours(ones: Keypoints, others: Keypoints) -> bool:
    found = overlap(ones, others)
    return is_same(found) and not same_colours(colours_in_overlap(ones, others, found))


def _box(one: Shown, known: KnownPictures) -> Box:
    """Return left, top, right and bottom of the known picture in the asked one, as it is seen (not mirrored)."""
    wide, high = known.places.sizes[one.picture]
    corners = moved(np.array([(0, 0), (wide, 0), (0, high), (wide, high)], np.float64), one.overlap.transform)
    return np.concatenate([corners.min(axis=0), corners.max(axis=0)])


def _same_place(ours: Box, theirs: Box) -> bool:
    """Return whether two boxes have more in common than not."""
    common = (np.minimum(ours[2:], theirs[2:]) - np.maximum(ours[:2], theirs[:2])).clip(0).prod()
    areas = (ours[2:] - ours[:2]).prod() + (theirs[2:] - theirs[:2]).prod()
    return bool(common > (areas - common) / 2)


def _by_geometry(hashed: pl.DataFrame, keypoints: Mapping[str, Keypoints], known: KnownPictures) -> pl.DataFrame:
    numbers = {image_id: number for number, image_id in enumerate(known.ids)}
    by_hash = dict(hashed.group_by("image_id").agg("known_id").iter_rows())
    rows = [
        (
            image_id,
            known.ids[one.picture],
            one.verdict,
            round(one.colours.mean, 2),
            one.overlap.inliers,
            "mirrored" if one.overlap.mirrored else "upright",
        )
        for image_id, asked in keypoints.items()
        for one in shown_in(asked, known, [numbers[other] for other in by_hash.get(image_id, []) if other in numbers])
    ]
    schema = {name: kind for name, kind in COLUMNS.items() if name != "distance"}
    return pl.DataFrame(rows, schema=schema, orient="row")
