"""Which words are on a pack or a picture of goods: the mark that the title leaves out?

Read by rapidocr, whose models (PP-OCRv6, Chinese and Latin letters and digits) come with its package: nothing is
fetched. One thread, no chance: equal pixels give equal words. Seconds a picture, so it is asked only where wanted.
"""

import functools
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from counterfoil.images.decode import Decoded, Pixels

if TYPE_CHECKING:  # it takes a second to load, and most looks want no words
    from rapidocr import RapidOCR

MOST = 100  # lines of one picture
LONGEST = 500  # characters of one line
LEAST_CONFIDENCE = 0.6  # of 1
SIDE = 736  # pixels that the shorter side is brought to, as the models were trained
LONGEST_SIDE = 1600
MOST_RATIO = 4  # of the sides: the shorter one is stretched to SIDE, and a ribbon of 4000 × 16 would be a road


class WordsOnPack(NamedTuple):
    """One line as it is written, and how sure the reader is, 0 to 1."""

    text: str
    confidence: float


@functools.cache
def word_reader() -> "RapidOCR":
    """Return the reader, made once in a process: it takes a second, and 100 MB."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": LONGEST_SIDE,
            "Det.limit_side_len": SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def words_on_pack(picture: Decoded, reader: "RapidOCR") -> list[WordsOnPack]:
    """Return the lines that can be read, from the top down, with the reader of `word_reader`."""
    seen = reader(np.ascontiguousarray(_on_ground(picture.pixels)[:, :, ::-1]))  # blue, green, red
    texts, scores = getattr(seen, "txts", None) or (), getattr(seen, "scores", None) or ()
    lines = [WordsOnPack(text[:LONGEST], round(float(score), 3)) for text, score in zip(texts, scores, strict=True)]
    return [line for line in lines if line.text.strip() and line.confidence >= LEAST_CONFIDENCE][:MOST]


def _on_ground(pixels: Pixels) -> Pixels:
    """Return the picture on so much white that no side is more than MOST_RATIO times the other."""
    least = -(-max(pixels.shape[:2]) // MOST_RATIO)
    missing = [max(0, least - length) for length in pixels.shape[:2]]
    return np.pad(pixels, ((0, missing[0]), (0, missing[1]), (0, 0)), constant_values=255)
