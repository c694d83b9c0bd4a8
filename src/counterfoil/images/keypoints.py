"""Which small places of a picture can be found again in a part, a collage or a mirrored copy of it?

SIFT: corners and blobs, each with its size, its direction and a description of the 16 fields around it. Source:
D. G. Lowe, "Distinctive image features from scale-invariant keypoints", IJCV 60 (2004); RootSIFT: R. Arandjelović and
A. Zisserman, "Three things everyone should know to improve object retrieval", CVPR 2012. Beside them a small picture
of the colours, since SIFT sees none.
"""

import math
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from counterfoil.images.decode import Decoded, Pixels

Floats = npt.NDArray[np.float32]

MOST = 800  # keypoints of a picture, the strongest
CONTRAST = 0.01  # a quarter of OpenCV's: plain clothes on white would have 60 keypoints, and an inset of them none
PER_OCTAVE, EDGE, BLUR = 3, 10, 1.6  # Lowe's
LENGTH = 128  # of a description: 4 × 4 fields of 8 directions
FIELDS, DIRECTIONS = 4, 8
STRETCH = 512  # RootSIFT's roots are in 0 to 1 and seldom over a half: times this they fill a byte
COLOUR_SIDE = 64  # pixels of the longer side of the small picture


class Keypoints(NamedTuple):
    """The strongest first. `points`: x and y, n × 2; `frames`: size in pixels and direction in radians, n × 2.

    `descriptors`: RootSIFT in bytes, n × LENGTH. `size`: width and height of the picture, in whose pixels the points
    are; `small`: its colours, RGB, COLOUR_SIDE long.
    """

    points: Floats
    frames: Floats
    descriptors: Pixels
    size: Floats
    small: Pixels


def keypoints(picture: Decoded, *, most: int = MOST) -> Keypoints:
    """Return the picture's keypoints, at most so many; a picture without structure has none."""
    cv2.setNumThreads(1)  # the process is one of many, and answers must not hang on their number
    sift = cv2.SIFT.create(most, PER_OCTAVE, CONTRAST, EDGE, BLUR, cv2.CV_32F)
    found, described = sift.detectAndCompute(cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY), None)
    height, width = picture.pixels.shape[:2]
    size, small = np.array([width, height], np.float32), _small(picture.pixels)
    if described is None or len(found) == 0:
        none = np.zeros((0, 2), np.float32)
        return Keypoints(none, none, np.zeros((0, LENGTH), np.uint8), size, small)
    numbers = np.array([(*one.pt, one.size, math.radians(one.angle), one.response) for one in found], np.float32)
    # OpenCV keeps all that tie with the last one, in an order that may change from build to build.
    order = np.lexsort((*numbers[:, :4].T, -numbers[:, 4]))[:most]
    kept = numbers[order]
    return Keypoints(kept[:, :2].copy(), kept[:, 2:4].copy(), _rooted(described[order].astype(np.float32)), size, small)


def mirrored(ones: Keypoints) -> Keypoints:
    """Return the keypoints as those of the picture seen in a mirror, without looking at it again.

    A mirror turns the fields of a description upside down and its directions round.
    """
    points = ones.points * np.array([-1, 1], np.float32) + np.array([ones.size[0] - 1, 0], np.float32)
    frames = ones.frames * np.array([1, -1], np.float32) + np.array([0, math.pi], np.float32)
    fields = ones.descriptors.reshape(-1, FIELDS, FIELDS, DIRECTIONS)[:, ::-1]
    turned = fields[..., (-np.arange(DIRECTIONS)) % DIRECTIONS].reshape(-1, LENGTH)
    return Keypoints(points, frames, np.ascontiguousarray(turned), ones.size, np.ascontiguousarray(ones.small[:, ::-1]))


def to_bytes(ones: Keypoints) -> bytes:
    """Return the keypoints as bytes, for a process that hands them on; equal keypoints give equal bytes."""
    head = np.array([len(ones.points), *ones.small.shape[:2]], "<u4")
    return b"".join(np.ascontiguousarray(part).tobytes() for part in (head, *ones))


def from_bytes(data: bytes) -> Keypoints:
    """Return the keypoints of `to_bytes`, read where they lie. Raises ValueError for other bytes."""
    count, height, width = (int(number) for number in np.frombuffer(data, "<u4", 3))
    shapes = ((count, 2), (count, 2), (count, LENGTH), (2,), (height, width, 3))
    types = ("<f4", "<f4", "u1", "<f4", "u1")
    parts, begin = [], 12
    for shape, kind in zip(shapes, types, strict=True):
        size = math.prod(shape)
        parts.append(np.frombuffer(data, kind, size, begin).reshape(shape))
        begin += size * np.dtype(kind).itemsize
    if begin != len(data):
        raise ValueError("These are no keypoints.")
    return Keypoints(*parts)


def _rooted(described: Floats) -> Pixels:
    sums = np.maximum(described.sum(axis=1, keepdims=True), 1)
    rooted: Pixels = np.minimum(np.sqrt(described / sums) * STRETCH, 255).round().astype(np.uint8)
    return rooted


def _small(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    scale = max(height, width) / COLOUR_SIDE
    size = (max(1, round(width / scale)), max(1, round(height / scale)))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))
