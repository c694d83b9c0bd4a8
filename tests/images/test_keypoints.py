"""Are a picture's places the same on every call, in a mirror, and after they were handed on as bytes?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from counterfoil.images.decode import Decoded
from counterfoil.images.geometry import matches
from counterfoil.images.keypoints import COLOUR_SIDE, LENGTH, Keypoints, from_bytes, keypoints, mirrored, to_bytes
from images.drawn import Picture, pack


def places(picture: Picture, **bounds: int) -> Keypoints:
    return keypoints(Decoded(np.asarray(picture), *picture.size), **bounds)


def equal(ones: Keypoints, others: Keypoints) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(ones, others, strict=True))


def test_a_picture_has_the_same_places_every_time() -> None:
    ones = places(pack())
    assert equal(ones, places(pack()))
    assert len(ones.points) > 200
    assert ones.descriptors.shape == (len(ones.points), LENGTH)
    assert tuple(ones.size) == (420, 360)
    assert max(ones.small.shape) == COLOUR_SIDE


def test_their_number_is_bounded_and_the_strongest_are_kept() -> None:
    ones, few = places(pack()), places(pack(), most=50)
    assert len(few.points) == 50
    assert {tuple(point) for point in few.points.tolist()} <= {tuple(point) for point in ones.points.tolist()}


def test_a_plain_picture_has_none() -> None:
    plain = places(Image.new("RGB", (100, 80), "white"))
    assert plain.points.shape == (0, 2)
    assert equal(mirrored(plain), plain)


def test_places_in_a_mirror_are_those_of_the_mirrored_picture() -> None:
    ones, others = mirrored(places(pack())), places(ImageOps.mirror(pack()))
    pairs = matches(ones, others)
    apart = np.linalg.norm(ones.points[pairs[:, 0]] - others.points[pairs[:, 1]], axis=1)
    assert len(pairs) > 150
    assert np.mean(apart < 2) > 0.9
    shades = np.abs(ones.small.astype(int) - others.small)  # an odd side shrinks to other pixels in a mirror
    assert shades.mean() < 0.5
    turned = ones.frames[pairs[:, 0], 1] - others.frames[pairs[:, 1], 1]
    assert np.median(np.abs((turned + math.pi) % (2 * math.pi) - math.pi)) < 0.1


def test_a_mirror_in_a_mirror_shows_the_picture() -> None:
    ones = places(pack())
    twice = mirrored(mirrored(ones))
    assert np.array_equal(twice.descriptors, ones.descriptors)
    assert np.allclose(twice.points, ones.points, atol=1e-3)


@given(st.integers(0, 6), st.integers(16, 40), st.integers(16, 40))
def test_bytes_hand_them_on(count: int, width: int, height: int) -> None:
    made = places(pack().resize((width * 8, height * 8)), most=count + 1)
    assert equal(from_bytes(to_bytes(made)), made)
    assert to_bytes(from_bytes(to_bytes(made))) == to_bytes(made)


@pytest.mark.parametrize("data", [b"", b"short", to_bytes(places(pack()))[:-1], to_bytes(places(pack())) + b"x"])
def test_other_bytes_are_no_keypoints(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"keypoints|buffer"):
        from_bytes(data)
