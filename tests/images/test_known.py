"""Are known pictures found by whole or part, other colours told from copies, and is a bank the same bytes each time?"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from counterfoil.errors import UserError
from counterfoil.images.keypoints import Keypoints, from_bytes
from counterfoil.images.known import COLUMNS, known_pictures_shown, shown_in
from counterfoil.images.known_file import KnownPictures, build_known, digest_of_known, open_known, places_of
from counterfoil.images.look import Wanted, fingerprints_of, look
from images.drawn import Picture, goods, pack, saved

Looked = tuple[pl.DataFrame, dict[str, Keypoints]]


def looked_at(pictures: Mapping[str, Picture], *, places: bool = True) -> Looked:
    wanted = Wanted(keypoints=places, codes=False)
    looks = [look(name, saved(picture), wanted=wanted) for name, picture in pictures.items()]
    return fingerprints_of(looks), {one.image_id: from_bytes(one.keypoints) for one in looks if one.keypoints}


def bank(pictures: Mapping[str, Picture]) -> KnownPictures:
    made = looked_at(pictures)
    return open_known(build_known(*made), digest_of_known(*made), file="bank")


def answers(picture: Picture, known: KnownPictures) -> dict[str, str]:
    rows = known_pictures_shown(*looked_at({"asked": picture}), known)
    return dict(rows.select("known_id", "verdict").iter_rows())


PICTURES = {f"pack {seed}": pack(seed) for seed in range(1, 7)}
KNOWN = bank(PICTURES)


def collage() -> Picture:
    made = Image.new("RGB", (840, 360), "white")
    made.paste(pack(1), (0, 0))
    made.paste(pack(2), (420, 0))
    return made


def with_logo(picture: Picture) -> Picture:
    ImageDraw.Draw(picture).ellipse((5, 5, 125, 125), fill="blue")
    return picture


# Print as fine as the pixels of the small picture in which colours are compared falls otherwise on those of a framed
# one: it is told as another colour. Photographs of the benchmark are not affected (border: all 23 found).
FINE_PRINT = pytest.mark.xfail(reason="colours of fine print shift with the frame", strict=True)


@pytest.mark.parametrize(
    "edited",
    [
        pack(1),
        ImageOps.mirror(pack(1)),
        pack(1).crop((60, 50, 360, 310)),
        ImageOps.mirror(pack(1).crop((60, 50, 360, 310))),
        pytest.param(ImageOps.expand(pack(1), 40, fill="green"), marks=FINE_PRINT),
        with_logo(pack(1)),
        ImageEnhance.Brightness(pack(1)).enhance(0.85),
        ImageEnhance.Color(pack(1)).enhance(0.8),
        pack(1).resize((200, 170)),
    ],
    ids=["same", "mirror", "crop", "mirrored crop", "frame", "logo", "darker", "paler", "small"],
)
def test_what_sellers_do_to_a_picture_leaves_it_a_copy(edited: Picture) -> None:
    assert answers(edited, KNOWN) == {"pack 1": "copy"}


def test_a_collage_shows_both() -> None:
    assert answers(collage(), KNOWN) == {"pack 1": "copy", "pack 2": "copy"}


def test_other_colours_of_the_goods_are_no_copy() -> None:
    assert answers(pack(1, colour="limegreen"), KNOWN) == {"pack 1": "other_colour"}
    assert answers(pack(1, colour="limegreen").crop((60, 50, 360, 310)), KNOWN) == {"pack 1": "other_colour"}


def test_of_two_known_colours_the_nearer_is_the_copy() -> None:
    both = bank({"red": pack(1), "darker": pack(1, colour="#d00000"), "again": pack(1)})
    assert answers(pack(1), both) == {"red": "copy", "again": "copy", "darker": "other_colour"} or answers(
        pack(1), both
    ) == dict.fromkeys(("red", "darker", "again"), "copy")
    green = bank({"red": pack(1), "green": pack(1, colour="green")})
    assert answers(pack(1, colour="green"), green) == {"red": "other_colour", "green": "copy"}


def test_a_known_copy_with_a_logo_stays_a_copy() -> None:
    both = bank({"clean": pack(1), "logo": with_logo(pack(1))})
    assert answers(pack(1), both) == {"clean": "copy", "logo": "copy"}


def test_strangers_and_plain_pictures_are_not_found() -> None:
    assert answers(pack(9), KNOWN) == {}
    assert answers(goods(3), KNOWN) == {}
    assert answers(Image.new("RGB", (200, 200), "white"), KNOWN) == {}


def test_columns_say_how_it_was_found() -> None:
    fingerprints, places = looked_at({"crop": pack(1).crop((60, 50, 360, 310)), "whole": ImageOps.mirror(pack(2))})
    rows = known_pictures_shown(fingerprints, places, KNOWN)
    assert dict(rows.schema) == COLUMNS
    crop, whole = rows.to_dicts()
    assert (crop["known_id"], crop["distance"], crop["form"]) == ("pack 1", None, "upright")
    assert crop["inliers"] > 50
    assert (whole["known_id"], whole["form"]) == ("pack 2", "mirrored")
    assert whole["distance"] < 10
    by_hash = known_pictures_shown(fingerprints, {}, KNOWN)
    assert by_hash.select("image_id", "known_id", "inliers").rows() == [("whole", "pack 2", None)]


def test_the_order_of_pictures_changes_no_byte() -> None:
    fingerprints, places = looked_at(PICTURES)
    turned = dict(reversed(places.items()))
    assert np.array_equal(build_known(fingerprints, places), build_known(fingerprints, turned))
    assert digest_of_known(fingerprints, places) == digest_of_known(fingerprints, turned)
    fewer = {name: one for name, one in places.items() if name != "pack 1"}
    assert digest_of_known(fingerprints, fewer) != digest_of_known(fingerprints, places)


def test_a_mapped_bank_answers_the_same(tmp_path: Path) -> None:
    made = looked_at(PICTURES)
    build_known(*made).tofile(tmp_path / "bank")
    data = np.memmap(tmp_path / "bank", dtype=np.uint8, mode="r")
    mapped = open_known(data, digest_of_known(*made), file="bank")
    asked = looked_at({"crop": pack(4).crop((60, 50, 360, 310))})
    assert known_pictures_shown(*asked, mapped).equals(known_pictures_shown(*asked, KNOWN))
    assert np.array_equal(places_of(mapped, 2).points, places_of(KNOWN, 2).points)


def test_an_empty_bank_and_one_without_places_answer() -> None:
    assert answers(pack(1), bank({})) == {}
    plain = bank({"plain": Image.new("RGB", (100, 100), "white")})
    assert shown_in(looked_at({"asked": pack(1)})[1]["asked"], plain) == []
    made = looked_at({"pack 1": pack(1)}, places=False)
    by_hash = open_known(build_known(*made), digest_of_known(*made), file="bank")
    assert answers(pack(1), by_hash) == {"pack 1": "copy"}


@pytest.mark.parametrize(("place", "value"), [(0, 0), (8, 9), (40, None), (5000, None), (70, None)])
def test_a_wrong_file_is_told_with_its_cure(place: int, value: int | None) -> None:
    made = looked_at({"pack 1": pack(1)})
    spoiled = build_known(*made)
    spoiled[place] = spoiled[place] ^ 255 if value is None else value
    with pytest.raises(UserError) as raised:
        open_known(spoiled, digest_of_known(*made), file="bank")
    assert raised.value.file == "bank"
    assert raised.value.cure


@pytest.mark.parametrize("length", [0, 10, 63, 200, 5000])
def test_a_file_cut_short_is_told_too(length: int) -> None:
    made = looked_at({"pack 1": pack(1)})
    with pytest.raises(UserError):
        open_known(build_known(*made)[:length], digest_of_known(*made), file="bank")
