"""Are the words on a pack read, the same each time, and no more than were asked for?"""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from counterfoil.images.decode import Decoded
from counterfoil.images.words_on_packs import LEAST_CONFIDENCE, word_reader, words_on_pack
from images.drawn import Picture


def label(*lines: str) -> Picture:
    picture = Image.new("RGB", (640, 120 * len(lines) + 40), "white")
    for place, line in enumerate(lines):
        ImageDraw.Draw(picture).text((30, 30 + 120 * place), line, fill="black", font=ImageFont.load_default(56))
    return picture


def lines_of(picture: Picture) -> list[str]:
    return [line.text for line in words_on_pack(Decoded(np.asarray(picture), *picture.size), word_reader())]


def test_a_mark_on_a_pack_is_read() -> None:
    assert lines_of(label("NORDWAND")) == ["NORDWAND"]


def test_lines_are_read_from_the_top_down_the_same_each_time() -> None:
    picture = label("NORDWAND", "trail shoe 42", "Made in Peru")
    read = lines_of(picture)
    assert [line.replace(" ", "").lower() for line in read] == ["nordwand", "trailshoe42", "madeinperu"]
    assert lines_of(picture) == read


def test_what_the_reader_is_unsure_of_is_left_out() -> None:
    picture = label("NORDWAND")
    seen = words_on_pack(Decoded(np.asarray(picture), *picture.size), word_reader())
    assert all(LEAST_CONFIDENCE <= line.confidence <= 1 for line in seen)


def test_a_picture_without_words_has_none() -> None:
    assert lines_of(Image.new("RGB", (200, 200), "white")) == []


@pytest.mark.parametrize("size", [(1600, 16), (16, 1600)])
def test_a_ribbon_is_not_stretched_to_a_road(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    shapes: list[tuple[int, ...]] = []

    def reader(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
        shapes.append(pixels.shape)

    assert words_on_pack(Decoded(noise, *size), reader) == []
    assert sorted(shapes[0][:2]) == [400, 1600]


def test_the_reader_is_made_once() -> None:
    assert word_reader() is word_reader()
