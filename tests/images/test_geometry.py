"""Is a photograph known again in part, turned and mirrored, and told from one that only shares a piece with it?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from counterfoil.images.decode import Decoded
from counterfoil.images.geometry import NO_OVERLAP, is_same, moved, overlap, overlap_of_pairs, proposed, same_picture
from counterfoil.images.keypoints import Keypoints, keypoints
from images.drawn import Picture, pack


def places(picture: Picture) -> Keypoints:
    return keypoints(Decoded(np.asarray(picture), *picture.size))


KNOWN = places(pack(1))


def test_a_crop_is_found_where_it_was_cut() -> None:
    found = overlap(places(pack(1).crop((100, 60, 380, 320))), KNOWN)
    assert is_same(found)
    assert np.allclose(found.transform, [[1, 0, -100], [0, 1, -60]], atol=1)
    assert found.share == pytest.approx(280 * 260 / (420 * 360), abs=0.05)
    assert found.agreement > 0.6
    assert len(found.places) == found.inliers
    assert not found.mirrored


def test_half_its_size_in_another_picture_it_is_found() -> None:
    scene = pack(2)
    scene.paste(pack(1).resize((210, 180)), (120, 90))
    found = overlap(places(scene), KNOWN)
    assert is_same(found)
    assert np.allclose(found.transform, [[0.5, 0, 120], [0, 0.5, 90]], atol=1.5)
    assert found.share == 1


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_all_turns_and_mirrors_are_found(turn: Image.Transpose) -> None:
    found = overlap(places(pack(1).transpose(turn)), KNOWN)
    assert is_same(found)
    mirrors = ("FLIP_LEFT_RIGHT", "FLIP_TOP_BOTTOM", "TRANSPOSE", "TRANSVERSE")
    assert found.mirrored == (turn.name in mirrors)


@settings(max_examples=10)
@given(st.floats(0.6, 1.6), st.floats(0.92, 1.08), st.integers(-40, 40))
def test_any_size_stretch_and_tilt_is_found(scale: float, stretch: float, tilt: int) -> None:
    size = (round(420 * scale), round(360 * scale * stretch))
    seen = pack(1).resize(size).rotate(tilt, expand=True, fillcolor="white")
    assert same_picture(places(seen), KNOWN)


def test_other_goods_are_not() -> None:
    assert not same_picture(places(pack(2)), KNOWN)
    assert overlap(places(Image.new("RGB", (90, 90))), KNOWN) == NO_OVERLAP


def test_a_shared_label_is_not_the_picture() -> None:
    other = pack(3)
    other.paste(pack(1).crop((40, 40, 250, 130)), (40, 40))
    found = overlap(places(other), KNOWN)
    assert found.inliers >= 15
    assert not is_same(found)


def test_a_stretch_beyond_what_sellers_do_is_none() -> None:
    assert overlap(places(pack(1).resize((420, 200))), KNOWN) == NO_OVERLAP


def test_of_two_pairs_or_none_nothing_is_made() -> None:
    none = np.zeros((0, 2), np.int64)
    assert overlap_of_pairs(KNOWN, KNOWN, none) is NO_OVERLAP
    assert proposed(KNOWN, KNOWN, none).shape == (0,)
    same_place = np.array([[0, 0], [0, 0], [0, 0]])
    assert overlap_of_pairs(KNOWN, KNOWN, same_place).inliers <= 3


def test_a_mirrored_crop_is_moved_to_where_it_is() -> None:
    found = overlap(places(ImageOps.mirror(pack(1)).crop((0, 0, 300, 300))), KNOWN)
    assert found.mirrored
    # In the mirrored crop, 300 wide, the known picture lies as far left as the mirror cut off: 120.
    assert np.allclose(moved(np.array([[420.0, 0.0]]), found.transform), [[300, 0]], atol=3)
