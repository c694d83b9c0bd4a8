"""Does the images benchmark draw the same edits each time, and does each change what it says?"""

import io

import numpy as np
import pytest
from picture_edits import EDITS, edited
from PIL import Image

PICTURE, OTHER = (Image.effect_noise((200, 160), 90).convert("RGB") for _ in range(2))
MADE = {one.edit: Image.open(io.BytesIO(one.data)) for one in edited(PICTURE, OTHER, name="shoe")}


def test_the_same_name_gives_the_same_edits() -> None:
    again = edited(PICTURE, OTHER, name="shoe")
    assert [one.edit for one in again] == list(EDITS)
    assert again == edited(PICTURE, OTHER, name="shoe")


@pytest.mark.parametrize(
    ("edit", "size"), [("crop 95 %", (190, 152)), ("crop 70 %", (140, 112)), ("collage", (400, 160))]
)
def test_sizes_are_as_named(edit: str, size: tuple[int, int]) -> None:
    assert MADE[edit].size == size


@pytest.mark.parametrize(("edit", "share"), [("logo 5 %", 0.05), ("logo 10 %", 0.10)])
def test_a_logo_covers_its_share(edit: str, share: float) -> None:
    grey = np.ptp(np.asarray(MADE[edit]).astype(int), axis=2) < 40  # the picture is grey, logos are coloured or black
    dark = np.asarray(MADE[edit]).max(axis=2) < 40
    covered = (~grey | dark).mean() - (np.asarray(PICTURE).max(axis=2) < 40).mean()
    assert share * 0.5 < covered < share * 1.2


def test_a_flip_is_a_mirror() -> None:
    mirrored = np.asarray(MADE["flip"])[:, ::-1].astype(int)
    assert np.abs(mirrored - np.asarray(MADE["none"])).mean() < 10
