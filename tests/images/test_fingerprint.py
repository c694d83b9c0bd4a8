"""Is a picture known again when turned, framed, shrunk or recoloured, and another one not?"""

import io
from pathlib import Path

import numpy as np
import pdqhash
import pytest
from PIL import Image, ImageOps

from counterfoil.images.bank import Bank, bank_rows, copies
from counterfoil.images.colour import colour_fields
from counterfoil.images.fingerprint import FORMS, in_form
from counterfoil.images.fingerprint_rows import COLUMNS, fingerprint_rows
from counterfoil.images.hash_index import hashes_of
from counterfoil.images.index_file import build_index, digest_of_hashes, open_index
from counterfoil.images.trim import Box, inside_borders
from counterfoil.tables.fingerprint import Fingerprint
from images.drawn import Picture, goods, saved


def bank(**pictures: Picture) -> Bank:
    rows = bank_rows(fingerprint_rows((name, saved(picture)) for name, picture in pictures.items()))
    hashes = hashes_of(rows["hash"].to_list())
    return Bank(rows, open_index(build_index(hashes), digest_of_hashes(hashes), file="bank"))


def verdicts(picture: Picture, known: Bank) -> dict[str, str]:
    answers = copies(fingerprint_rows([("asked", saved(picture))]), known)
    return dict(answers.select("known_id", "verdict").iter_rows())


KNOWN = bank(shoe=goods(1), other=goods(2), third=goods(3))


def test_the_table_satisfies_its_contract() -> None:
    rows = fingerprint_rows([("shoe.png", saved(goods())), ("bad.png", b"nothing")])
    assert Fingerprint.validate(rows).height == rows.height == 17  # two views in eight forms, and a refusal
    assert rows.columns == list(COLUMNS) == Fingerprint.column_names()
    assert rows.row(-1, named=True)["refused"] == "This is no picture in a format that is read."


@pytest.mark.parametrize("form", FORMS)
def test_forms_are_what_pdq_sees_of_the_turned_picture(form: str) -> None:
    small = np.asarray(goods().resize((64, 64)))
    hashes, _ = pdqhash.compute_dihedral(small)
    turned, _ = pdqhash.compute(np.ascontiguousarray(in_form(small, form)))
    assert np.array_equal(hashes[FORMS.index(form)], turned)


@pytest.mark.parametrize("form", FORMS)
def test_colours_turn_with_the_picture(form: str) -> None:
    small = np.asarray(goods().resize((64, 64)))
    assert np.array_equal(in_form(colour_fields(small), form), colour_fields(in_form(small, form)))


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_a_turned_picture_is_found(turn: Image.Transpose) -> None:
    assert verdicts(goods(1).transpose(turn), KNOWN) == {"shoe": "copy"}


def test_a_framed_picture_is_found() -> None:
    framed = ImageOps.expand(ImageOps.expand(goods(1), 30, fill="green"), 12, fill="black")
    assert verdicts(framed, KNOWN) == {"shoe": "copy"}


def test_a_shrunk_and_compressed_picture_is_found() -> None:
    worn = Image.open(io.BytesIO(saved(goods(1).resize((150, 120)), "JPEG", quality=30)))
    assert verdicts(worn, KNOWN) == {"shoe": "copy"}


def test_another_colour_is_told_from_a_copy() -> None:
    assert verdicts(goods(1, colour="limegreen"), bank(shoe=goods(1, colour="orange"))) == {"shoe": "other_colour"}


def test_other_goods_are_not_found() -> None:
    assert verdicts(goods(9), KNOWN) == {}


def test_a_plain_ground_is_not_matched() -> None:
    plain = Image.new("RGB", (200, 200), "white")
    rows = fingerprint_rows([("plain", saved(plain))])
    assert rows["quality"].max() == 0
    assert bank_rows(rows).height == 0
    assert copies(rows, KNOWN).height == 0


def test_frames_within_frames_are_peeled() -> None:
    busy = Image.effect_noise((100, 80), 90).convert("RGB")
    framed = ImageOps.expand(ImageOps.expand(busy, 30, fill="white"), 20, fill="blue")
    assert inside_borders(np.asarray(framed)) == Box(50, 130, 50, 150)


def test_what_is_nearly_all_border_is_left_whole() -> None:
    framed = ImageOps.expand(Image.effect_noise((20, 20), 90).convert("RGB"), 200, fill="white")
    assert inside_borders(np.asarray(framed)) == Box(0, 420, 0, 420)


@pytest.mark.shared
def test_real_packshots_are_found_in_a_frame_and_mirrored() -> None:
    folder = Path(__file__).parents[3] / "shared" / "data" / "images" / "packshots"
    if not folder.is_dir():
        pytest.skip("../shared/data/images is not here")
    pictures = {path.name: Image.open(path).convert("RGB") for path in sorted(folder.iterdir())[::40]}
    for picture in pictures.values():
        picture.thumbnail((500, 500))
    known = bank(**pictures)
    for name, picture in pictures.items():
        assert verdicts(ImageOps.mirror(ImageOps.expand(picture, 25, fill="red")), known) == {name: "copy"}
